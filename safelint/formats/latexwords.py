"""What the commands and environments of LaTeX mean for a reader."""

from __future__ import annotations

HEADINGS = {
    "part": 2, "chapter": 2, "section": 2, "subsection": 3, "subsubsection": 4, "paragraph": 5, "subparagraph": 6,
    "frametitle": 2, "framesubtitle": 3, "addchap": 2, "addsec": 2, "minisec": 3,
}  # fmt: skip
"""Commands whose argument is a heading, and its level."""
NOTES = frozenset({"footnote", "footnotetext", "thanks", "endnote", "sidenote", "marginpar", "marginnote", "note"})
"""Commands whose argument is read apart from the sentence it stands in."""
CAPTIONS = frozenset({"caption", "captionof", "subcaption", "captionabove", "captionbelow"})
"""Commands whose argument is a caption."""
TITLES = {"title": "title", "subtitle": "subtitle", "abstract": "abstract", "titlerunning": "short_title"}
"""Commands that say what the document is called, also before it begins, and the key of their block."""
MARKS = {
    "emph": "emphasis", "textit": "emphasis", "textsl": "emphasis", "underline": "emphasis", "uline": "emphasis",
    "alert": "emphasis", "textbf": "strong", "sout": "struck",
    "st": "struck", "xout": "struck", "cancel": "struck", "href": "link",
}  # fmt: skip
"""Commands that mark up words."""
QUOTES = frozenset({"enquote", "textquote", "textcquote", "say", "foreignquote"})
"""Commands that set quotation marks around words."""
QUOTATIONS = frozenset({"quote", "quotation", "displayquote", "displaycquote", "verse", "quoting", "blockquote"})
"""Environments that are block quotations."""
LISTS = frozenset({"itemize", "enumerate", "description", "compactitem", "compactenum", "checklist", "tasks"})
"""Environments that hold items."""
TABLES = frozenset({"tabular", "tabularx", "tabulary", "longtable", "longtblr", "tblr", "supertabular"})
"""Environments that hold rows and cells."""
UNSEEN = frozenset({
    "equation", "align", "alignat", "gather", "multline", "eqnarray", "math", "displaymath", "flalign", "split",
    "verbatim", "Verbatim", "lstlisting", "minted", "alltt", "tikzpicture", "pgfpicture", "comment", "filecontents",
    "thebibliography", "algorithm", "algorithmic", "forest", "asy", "luacode", "pycode", "array", "circuitikz",
})  # fmt: skip
"""Environments without prose."""
HIDDEN = frozenset({
    "addbibresource", "addcontentsline", "addtocounter", "addtolength", "AtBeginDocument", "author", "autocite",
    "autoref", "bibliography", "bibliographystyle", "bibitem", "cite", "citeauthor", "citep", "citet", "citeyear",
    "color", "Cref", "cref", "date", "DeclareMathOperator", "def", "definecolor", "documentclass", "email", "eqref",
    "fontsize", "footcite", "footnotemark", "geometry", "gls", "graphicspath", "hspace", "hypersetup",
    "hyphenation", "include", "includeonly", "index", "input", "institute", "keywords", "label", "let", "lstset",
    "newcommand", "newcounter", "newenvironment", "newlength", "newtheorem", "nameref", "nocite", "pageref",
    "pagenumbering", "pagestyle", "parencite", "pgfplotsset", "printbibliography", "providecommand", "ref",
    "renewcommand", "renewenvironment", "RequirePackage", "rule", "selectlanguage", "setbeamertemplate",
    "setcounter", "setlength", "setlist", "setmainfont", "sisetup", "subfile", "tableofcontents", "textcite",
    "thispagestyle", "tikzset", "titleformat", "todo", "url", "usepackage", "usetheme", "usetikzlibrary", "vref",
    "vspace", "vskip", "hskip", "usecolortheme", "nolinkurl", "href", "includegraphics", "cline", "cmidrule",
    "multirow", "multicolumn", "hypertarget", "hyperlink", "phantom", "ensuremath", "si", "SI", "num", "qty",
    "NewDocumentCommand", "RenewDocumentCommand", "DeclareRobustCommand", "setuptoc", "theoremstyle", "newacronym",
})  # fmt: skip
"""Commands whose arguments nobody reads; for those in ``LAST``, all but the last."""
LAST = {
    "href": 2, "textcolor": 2, "colorbox": 2, "fcolorbox": 3, "parbox": 2, "raisebox": 2, "multirow": 3,
    "multicolumn": 3, "hypertarget": 2, "hyperlink": 2, "captionof": 2, "foreignlanguage": 2, "hyperref": 1,
    "makebox": 1, "framebox": 1, "scalebox": 2, "resizebox": 3, "textcquote": 2, "foreignquote": 2, "rotatebox": 2,
}  # fmt: skip
"""Commands whose text is the argument of this number."""
CHARACTERS = {
    "ldots": "…", "dots": "…", "textellipsis": "…", "textemdash": "—", "textendash": "–", "ss": "ß", "ae": "æ",
    "AE": "Æ", "oe": "œ", "OE": "Œ", "o": "ø", "O": "Ø", "aa": "å", "AA": "Å", "l": "ł", "L": "Ł", "i": "ı",
    "j": "ȷ", "textquoteleft": "‘", "textquoteright": "’", "textquotedblleft": "“", "textquotedblright": "”",
    "textquotesingle": "'", "textbackslash": "\\", "textasciitilde": "~", "textbar": "|", "pounds": "£", "euro": "€",
    "EUR": "€", "guillemotleft": "«", "guillemotright": "»", "lq": "‘", "rq": "’", "slash": "/", "S": "§",
    "copyright": "©", "textregistered": "®", "texttrademark": "™", "degree": "°", "textdegree": "°",
}  # fmt: skip
"""Commands that stand for characters."""
ACCENTS = {
    "'": "\u0301", "`": "\u0300", "^": "\u0302", '"': "\u0308", "~": "\u0303", "=": "\u0304", ".": "\u0307",
    "u": "\u0306", "v": "\u030c", "H": "\u030b", "c": "\u0327", "k": "\u0328", "d": "\u0323", "b": "\u0331",
    "r": "\u030a",
}  # fmt: skip
"""Commands that put an accent over the next letter."""
SPACES = frozenset({"quad", "qquad", "newline", "linebreak", "space", "hfill", "enspace", "thinspace", "break"})
"""Commands that part words."""
BREAKS = frozenset({"par", "newpage", "clearpage", "pagebreak", "bigskip", "medskip", "smallskip", "maketitle",
                    "hline", "toprule", "midrule", "bottomrule", "noindent", "centering", "appendix"})  # fmt: skip
"""Commands that end a paragraph."""
MASKED = HIDDEN | LAST.keys()
"""Commands with arguments that nobody reads."""
