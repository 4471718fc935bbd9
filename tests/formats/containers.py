"""Makes containers of the kinds that programs write, so that tests can say what is in them."""

import io
import json
import zipfile
import zlib


def zipped(members, *, packed=True):
    """A zip archive of ``members``, name to bytes, in order; the first is stored, as EPUB asks."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED) as archive:
        for index, (name, data) in enumerate(members.items()):
            info = zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0))
            archive.writestr(info, data, zipfile.ZIP_STORED if index == 0 or not packed else zipfile.ZIP_DEFLATED)
    return stream.getvalue()


def book(folder):
    """The EPUB whose files stand in a folder."""
    files = {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
    }
    return zipped({"mimetype": b"application/epub+zip", **files})


def chapters(*pages, language="en"):
    """An EPUB with these pages."""
    items = "".join(
        f'<item id="c{i}" href="c{i}.xhtml" media-type="application/xhtml+xml"/>' for i in range(len(pages))
    )
    spine = "".join(f'<itemref idref="c{i}"/>' for i in range(len(pages)))
    package = (
        '<package xmlns="http://www.idpf.org/2007/opf" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<metadata><dc:language>{language}</dc:language></metadata><manifest>{items}</manifest><spine>{spine}</spine></package>"
    )
    container = '<container><rootfiles><rootfile full-path="book.opf"/></rootfiles></container>'
    return zipped({
        "mimetype": b"application/epub+zip",
        "META-INF/container.xml": container.encode(),
        "book.opf": package.encode(),
        **{f"c{i}.xhtml": page.encode() for i, page in enumerate(pages)},
    })  # fmt: skip


def notebook(*cells, spread=True, **how):
    """A notebook with these Markdown cells."""
    made = [
        {"cell_type": "markdown", "metadata": {}, "source": cell.splitlines(keepends=True) if spread else cell}
        for cell in cells
    ]
    return json.dumps({"cells": made, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}, **how).encode()


def pdf(*pages, packed=False, links=(), encrypted=False):
    """A PDF whose pages show these lines, one below the other; an empty line is a gap."""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    kids = []
    for lines in pages:
        shown = b"".join(
            b"("
            + line.encode("cp1252").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
            + b") Tj\n0 -14 Td\n"
            if line
            else b"0 -14 Td\n"
            for line in lines
        )
        stream = b"BT\n/F1 11 Tf\n72 760 Td\n" + shown + b"ET\n"
        how = b""
        if packed:
            stream, how = zlib.compress(stream), b"/Filter /FlateDecode "
        objects.append(b"<< " + how + b"/Length %d >>\nstream\n" % len(stream) + stream + b"\nendstream")
        notes = b"".join(
            b"<< /Type /Annot /Subtype /Link /Rect [72 700 200 712] /A << /S /URI /URI (%s) >> >>" % link.encode()
            for link in links
        )
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> "
            b"/Contents %d 0 R /Annots [%s] >>" % (len(objects), notes)
        )
        kids.append(len(objects))
    objects[1] = b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(kids), b" ".join(b"%d 0 R" % kid for kid in kids))
    data, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    locked = b" /Encrypt << /Filter /Standard /V 1 /R 2 /O <%s> /U <%s> /P -4 >> /ID [<00> <00>]" % (
        b"11" * 32,
        b"22" * 32,
    )
    trailer = b"<< /Size %d /Root 1 0 R%s >>" % (len(objects) + 1, locked if encrypted else b"")
    return (
        data
        + b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
        + table
        + b"trailer\n"
        + trailer
        + b"\nstartxref\n%d\n%%%%EOF\n" % len(data)
    )
