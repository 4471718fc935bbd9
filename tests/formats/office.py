"""Makes Word and OpenDocument files as programs write them, with every construct that text can stand in."""

# ruff: noqa: E501  XML as programs write it

from __future__ import annotations

import re
from html import escape

from containers import zipped

HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
WORD = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    f'xmlns:r="{OFFICE}" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:v="urn:schemas-microsoft-com:vml"'
)
ODF = "urn:oasis:names:tc:opendocument:xmlns"
OPEN = (
    " ".join(f'xmlns:{name}="{ODF}:{name}:1.0"' for name in ("office", "text", "table", "style", "meta"))
    + f' xmlns:draw="{ODF}:drawing:1.0" xmlns:svg="{ODF}:svg-compatible:1.0" xmlns:fo="{ODF}:xsl-fo-compatible:1.0" '
    'xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:dc="http://purl.org/dc/elements/1.1/" office:version="1.3"'
)
STORIES = {"header1": "header", "footer1": "footer", "footnotes": "footnotes", "endnotes": "endnotes"}
BULLET = '<w:numPr><w:ilvl w:val="{}"/><w:numId w:val="1"/></w:numPr>'


def run(text, look=""):
    """A Word run."""
    return f'<w:r>{f"<w:rPr>{look}</w:rPr>" if look else ""}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def paragraph(*runs, style="", said=""):
    """A Word paragraph of runs; plain strings become runs."""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    inside = "".join(one if one.startswith("<") else run(one) for one in runs)
    return f"<w:p><w:pPr>{named}{said}</w:pPr>{inside}</w:p>"


def style(name, title, inside="", kind="paragraph", default=""):
    return f'<w:style w:type="{kind}" {default} w:styleId="{name}"><w:name w:val="{title}"/>{inside}</w:style>'


STYLES = (
    '<w:docDefaults><w:rPrDefault><w:rPr><w:lang w:val="en-GB"/></w:rPr></w:rPrDefault></w:docDefaults>'
    + style("Standard", "Normal", default='w:default="1"')
    + style("Titel", "Title")
    + style("berschrift1", "heading 1", '<w:basedOn w:val="Standard"/><w:rPr><w:b/></w:rPr>')
    + style("berschrift2", "heading 2", '<w:basedOn w:val="berschrift1"/>')
    + style("Abschnitt", "Our Section", '<w:basedOn w:val="Standard"/><w:pPr><w:outlineLvl w:val="1"/></w:pPr>')
    + style("Zitat", "Quote", "<w:rPr><w:i/></w:rPr>")
    + style("Beschriftung", "caption")
    + style("Verzeichnis1", "toc 1")
    + style("Geheim", "Hidden Notes", "<w:rPr><w:vanish/></w:rPr>", "character")
)
PAGE = (
    '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1417" w:right="1417" w:bottom="1134" w:left="1417" '
    'w:header="708" w:footer="708" w:gutter="0"/></w:sectPr>'
)


def docx(body, *, styles=STYLES, links=(), core="", root=WORD, packed=True, **stories):
    """A Word file; ``stories`` are ``header1``, ``footer1``, ``footnotes``, ``endnotes``, ``comments``, ``rIdN`` each."""
    kinds = {"styles": "styles", "comments": "comments", **STORIES}
    parts = {"styles": f"<w:styles {WORD}>{styles}</w:styles>"}
    for name, inside in stories.items():
        tag = {"header1": "hdr", "footer1": "ftr"}.get(name, name)
        parts[name] = f"<w:{tag} {WORD}>{inside}</w:{tag}>"
    related = "".join(
        f'<Relationship Id="rId{name}" Type="{OFFICE}/{kinds[name]}" Target="{name}.xml"/>' for name in parts
    ) + "".join(
        f'<Relationship Id="{number}" Type="{OFFICE}/hyperlink" Target="{target}" TargetMode="External"/>'
        for number, target in links
    )
    main = "application/vnd.openxmlformats-officedocument.wordprocessingml."
    types = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{main}{kinds.get(name, "document.main")}+xml"/>'
        for name in ("document", *parts)
    )
    if "w:sectPr" not in body:
        body += PAGE
    members = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{types}</Types>',
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" '
        f'Type="{OFFICE}/officeDocument" Target="word/document.xml"/><Relationship Id="rId2" '
        f'Type="{PACKAGE}/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>',
        "word/document.xml": f"<w:document {root}><w:body>{body}</w:body></w:document>",
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">{related}</Relationships>',
        "docProps/core.xml": f'<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties" '
        f'xmlns:dc="http://purl.org/dc/elements/1.1/">{core}</cp:coreProperties>',
        **{f"word/{name}.xml": text for name, text in parts.items()},
    }
    return zipped({name: (HEAD + text).encode() for name, text in members.items()}, packed=packed)


def box(text, described="A sheet of paper"):
    """A run with a text box, written twice as Word does."""
    inside = f"<w:txbxContent>{paragraph(text)}</w:txbxContent>"
    shape = (
        '<wps:wsp><wps:cNvSpPr txBox="1"/><wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="2000000" cy="800000"/></a:xfrm>'
        f'<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></wps:spPr><wps:txbx>{inside}</wps:txbx><wps:bodyPr/></wps:wsp>'
    )
    return (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor distT="0" distB="0" distL="114300" '
        'distR="114300" simplePos="0" relativeHeight="2" behindDoc="0" locked="0" layoutInCell="1" allowOverlap="1">'
        '<wp:simplePos x="0" y="0"/><wp:positionH relativeFrom="column"><wp:posOffset>3000000</wp:posOffset></wp:positionH>'
        '<wp:positionV relativeFrom="paragraph"><wp:posOffset>100000</wp:posOffset></wp:positionV>'
        f'<wp:extent cx="2000000" cy="800000"/><wp:wrapSquare wrapText="bothSides"/><wp:docPr id="1" name="Box" '
        f'descr="{escape(described)}"/><a:graphic><a:graphicData '
        'uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">'
        f"{shape}</a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape>"
        f"<v:textbox>{inside}</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )


def table(*rows, head="<w:b/>"):
    """A Word table whose first row is in bold type."""
    made = "".join(
        "<w:tr>"
        + "".join(f"<w:tc><w:tcPr/>{paragraph(run(cell, head if at == 0 else ''))}</w:tc>" for cell in row)
        + "</w:tr>"
        for at, row in enumerate(rows)
    )
    grid = '<w:gridCol w:w="3000"/>' * len(rows[0])
    return f'<w:tbl><w:tblPr><w:tblLook w:val="04A0"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{made}</w:tbl>'


def field(code, *result):
    """A Word field, begun and ended as Word does."""
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {escape(code)} </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        + "".join(result)
        + '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def article_docx():
    """Every construct."""
    body = "".join([
        paragraph("A vigil by the sea", style="Titel"),
        paragraph(field("TOC \\o", run("Getting help 1")), style="Verzeichnis1"),
        paragraph(
            "He com", run("mitted", "<w:b/>"), run(" sui"), "<w:r><w:softHyphen/></w:r>", "cide in 2019. She",
            "<w:r><w:tab/><w:t>came &amp; lit a candle.</w:t><w:br/><w:t>The sea was calm.</w:t></w:r>",
        ),
        paragraph("Getting help", style="berschrift2"),
        paragraph(
            '<w:ins w:id="7" w:author="A">' + run("These words are new") + "</w:ins>",
            '<w:del w:id="8" w:author="A"><w:r><w:delText>these were committed to paper</w:delText></w:r></w:del>',
            '<w:moveFrom w:id="10" w:author="A">' + run("from here") + "</w:moveFrom>",
            '<w:moveTo w:id="11" w:author="A">' + run(" and these came here") + "</w:moveTo>",
            run("unseen", "<w:vanish/>"), run("unseen, too", '<w:rStyle w:val="Geheim"/>'), run("."),
        ),
        paragraph("Two paragraphs", said='<w:rPr><w:del w:id="9" w:author="A"/></w:rPr>'),
        paragraph(
            " become one: ring ", field('HYPERLINK "tel:116123"', run("116 123")), run(" or read "),
            '<w:hyperlink r:id="rIdWeb">' + run("this page") + "</w:hyperlink>",
            '<w:r><w:footnoteReference w:id="2"/></w:r>', box("In the box: somebody to talk to."), run("."),
        ),
        paragraph("Avoid saying:"),
        paragraph("committed suicide", said=BULLET.format(0)),
        paragraph("failed suicide attempt", said=BULLET.format(1)),
        paragraph("The sea was calm, she said.", style="Zitat"),
        paragraph("What to write", style="Abschnitt"),
        table(("Avoid", "Write"), ("an addict", "a person with an addiction")),
        paragraph(
            run("She "), run("suffers", "<w:strike/>"), " lives with it, non", "<w:r><w:noBreakHyphen/></w:r>", "stop.",
            '<w:r><w:sym w:font="Wingdings" w:char="F04A"/></w:r>', '<w:r><w:sym w:font="Arial" w:char="00E9"/></w:r>',
        ),
        paragraph("Picture 1. The pier", style="Beschriftung"),
        "<w:sdt><w:sdtContent>"
        + paragraph(
            '<w:commentRangeStart w:id="4"/>', run("The coroner wrote that he committed suicide."),
            '<w:commentRangeEnd w:id="4"/><w:r><w:commentReference w:id="4"/></w:r>',
        )
        + "</w:sdtContent></w:sdt>",
        paragraph("We walked home."),
        PAGE.replace(
            "<w:sectPr>",
            '<w:sectPr><w:headerReference w:type="default" r:id="rIdheader1"/>'
            '<w:footerReference w:type="default" r:id="rIdfooter1"/>',
        ),
    ])  # fmt: skip
    return docx(
        body,
        links=[("rIdWeb", "https://example.org/help")],
        core="<dc:title>The vigil &amp; the sea</dc:title><dc:description>A vigil by the sea</dc:description>",
        header1=paragraph("Our paper"),
        footer1=paragraph("Ring Samaritans on 116 123."),
        footnotes='<w:footnote w:type="separator" w:id="0"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
        f'<w:footnote w:id="2">{paragraph("<w:r><w:footnoteRef/></w:r>", run(" A note on the addict."))}</w:footnote>',
        comments=f'<w:comment w:id="4" w:author="Ed">{paragraph("safelint: allow committed-suicide, the words of a report")}'
        f'</w:comment><w:comment w:id="5" w:author="Ed">{paragraph("Is this the addict?")}</w:comment>',
    )


OPEN_STYLES = (
    '<style:default-style style:family="paragraph"><style:text-properties fo:language="en" fo:country="IE"/>'
    "</style:default-style>"
    + "".join(
        f'<style:style style:name="{name}" style:family="paragraph"/>'
        for name in ("Title", "Quotations", "Illustration", "Text_20_body")
    )
    + '<style:style style:name="Table_20_Heading" style:family="paragraph">'
    '<style:text-properties fo:font-weight="bold"/></style:style>'
)
OPEN_OWN = (
    '<style:style style:name="T1" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>'
    '<style:style style:name="T2" style:family="text"><style:text-properties style:text-line-through-style="solid"/>'
    '</style:style><style:style style:name="T3" style:family="text"><style:text-properties text:display="none"/>'
    '</style:style><style:style style:name="P1" style:family="paragraph" style:parent-style-name="Quotations"/>'
)


def odt(body, *, styles=OPEN_STYLES, meta="", header="", footer="", packed=True, root=OPEN):
    """An OpenDocument text."""
    margins = "".join(
        f"<style:{name}>{inside}</style:{name}>" for name, inside in (("header", header), ("footer", footer)) if inside
    )
    members = {
        "mimetype": "application/vnd.oasis.opendocument.text",
        "content.xml": f"<office:document-content {root}><office:automatic-styles>{OPEN_OWN}</office:automatic-styles>"
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>",
        "styles.xml": f"<office:document-styles {OPEN}><office:styles>{styles}</office:styles>"
        '<office:automatic-styles><style:page-layout style:name="L"/></office:automatic-styles><office:master-styles>'
        f'<style:master-page style:name="Standard" style:page-layout-name="L">{margins}</style:master-page>'
        "</office:master-styles></office:document-styles>",
        "meta.xml": f"<office:document-meta {OPEN}><office:meta>{meta}</office:meta></office:document-meta>",
        "META-INF/manifest.xml": '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" '
        'manifest:version="1.3"><manifest:file-entry manifest:full-path="/" '
        'manifest:media-type="application/vnd.oasis.opendocument.text"/>'
        + "".join(
            f'<manifest:file-entry manifest:full-path="{name}" manifest:media-type="text/xml"/>'
            for name in ("content.xml", "styles.xml", "meta.xml")
        )
        + "</manifest:manifest>",
    }
    return zipped(
        {name: (text if name == "mimetype" else HEAD + text).encode() for name, text in members.items()}, packed=packed
    )


def article_odt():
    """Every construct."""
    body = """
    <text:tracked-changes><text:changed-region text:id="c1"><text:deletion><office:change-info><dc:creator>A</dc:creator><dc:date>2026-01-01T00:00:00</dc:date></office:change-info>
      <text:p>these were committed to paper</text:p></text:deletion></text:changed-region></text:tracked-changes>
    <text:table-of-content><text:index-body><text:p>Getting help 1</text:p></text:index-body></text:table-of-content>
    <text:p text:style-name="Title">A vigil by the sea</text:p>
    <text:p text:style-name="Text_20_body">He com<text:span text:style-name="T1">mitted</text:span>
      suicide<text:s text:c="2"/>in 2019.<text:tab/>She came &amp; lit a candle.<text:line-break/>The sea was calm.</text:p>
    <text:h text:outline-level="2">Getting help</text:h>
    <text:p><text:change-start text:change-id="c2"/>These words are new<text:change-end text:change-id="c2"/><text:change
      text:change-id="c1"/>. <text:span text:style-name="T3">unseen</text:span>Ring <text:a xlink:type="simple"
      xlink:href="tel:116123">116 123</text:a><text:note text:id="n1" text:note-class="footnote"><text:note-citation>1</text:note-citation><text:note-body><text:p>A note on the addict.</text:p></text:note-body></text:note>
      on <text:date>Sunday</text:date>.<draw:frame draw:name="F" text:anchor-type="as-char" svg:width="5cm" svg:height="2cm"><draw:text-box><text:p text:style-name="Illustration"><draw:frame draw:name="I" text:anchor-type="as-char" svg:width="1cm" svg:height="1cm"><draw:image/><svg:desc>The pier in the sun</svg:desc></draw:frame>Picture 1. The pier</text:p></draw:text-box></draw:frame></text:p>
    <text:p>Avoid saying:</text:p>
    <text:list><text:list-item><text:p>committed suicide</text:p><text:list><text:list-item><text:p>failed suicide
      attempt</text:p></text:list-item></text:list></text:list-item></text:list>
    <text:section text:name="S"><text:p text:style-name="P1">The sea was calm, she said.</text:p></text:section>
    <table:table><table:table-column table:number-columns-repeated="2"/><table:table-header-rows><table:table-row>
      <table:table-cell><text:p text:style-name="Table_20_Heading">Avoid</text:p></table:table-cell>
      <table:table-cell><text:p text:style-name="Table_20_Heading">Write</text:p></table:table-cell></table:table-row></table:table-header-rows>
      <table:table-row><table:table-cell><text:p>an addict</text:p></table:table-cell>
      <table:table-cell><text:p>a person with an addiction</text:p></table:table-cell></table:table-row></table:table>
    <text:p>She <text:span text:style-name="T2">suffers</text:span> lives with it.</text:p>
    <text:p><office:annotation office:name="a1"><dc:creator>Ed</dc:creator><text:p>safelint: allow committed-suicide, the words of a
      report</text:p></office:annotation>The coroner wrote that he committed suicide.<office:annotation-end office:name="a1"/></text:p>
    """
    return odt(
        re.sub(r">\n +<", "><", body.strip()),
        meta="<dc:title>The vigil &amp; the sea</dc:title><dc:description>A vigil by the sea</dc:description>",
        header="<text:p>Our paper</text:p>",
        footer="<text:p>Ring Samaritans on 116 123.</text:p>",
    )
