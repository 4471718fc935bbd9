"""A text says the same in whatever container it is kept: its findings are those of its plain text."""

import csv
import io
import json
from email.message import EmailMessage
from functools import lru_cache
from html import escape

import pytest
from containers import chapters, notebook, pdf
from hypothesis import given, settings
from hypothesis import strategies as st

from safelint.runner.session import Session

SENTENCES = [
    "He committed suicide in 2019, they said.",
    "She suffers from depression and paints.",
    "They said that she was a schizophrenic.",
    "“He committed suicide,” the letter said.",
    "Please avoid saying that somebody committed suicide.",
    "The addicts in the story find help & tea.",
    "The café is near the park; 2 < 3.",
    "We walked by the sea all day.",
    "You can call Samaritans on 116 123 at any time.",
]
PARAGRAPHS = st.lists(
    st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=3).map(" ".join), min_size=1, max_size=4
)
TITLES = st.sampled_from(["A walk a week", "What helped her", "When he committed suicide", "Tea & talk"])


@lru_cache(maxsize=1)
def session():
    return Session(isolated=True, keep=False)


def page(title, paragraphs):
    body = "".join(f"<p>{escape(one)}</p>\n" for one in paragraphs)
    return f"<html><body><h1>{escape(title)}</h1>\n{body}</body></html>"


def html(paragraphs):
    return "".join(f"<p>{escape(one)}</p>\n" for one in paragraphs)


def in_epub(title, paragraphs):
    return chapters(page(title, paragraphs)), "a.epub"


def in_ipynb(title, paragraphs):
    return notebook(f"# {title}", *[one.replace("<", "\\<") for one in paragraphs]), "a.ipynb"


def in_wxr(title, paragraphs):
    return (
        '<rss xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:wp="http://wordpress.org/export/1.2/">'
        f"<channel><item><title>{escape(escape(title))}</title><content:encoded><![CDATA[{html(paragraphs)}]]>"
        "</content:encoded><wp:post_type>post</wp:post_type></item></channel></rss>"
    ).encode(), "a.xml"


def in_feed(title, paragraphs):
    return (
        f'<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>{escape(title)}</title>'
        f'<content type="html">{escape(html(paragraphs))}</content></entry></feed>'
    ).encode(), "a.atom"


def in_jsonl(title, paragraphs):
    return json.dumps({"title": title, "body": "\n\n".join(paragraphs)}).encode(), "a.jsonl"


def in_csv(title, paragraphs):
    stream = io.StringIO()
    csv.writer(stream).writerows([["title", "body"], [title, "\n\n".join(paragraphs)]])
    return stream.getvalue().encode(), "a.csv"


def in_eml(title, paragraphs):
    message = EmailMessage()
    message["Subject"] = title
    message.set_content("See the other part.")
    message.add_alternative(page("", paragraphs), subtype="html", cte="base64")
    return message.as_bytes(), "a.eml"


def in_pdf(title, paragraphs):
    lines = [title, ""]
    for paragraph in paragraphs:
        line = ""
        for word in paragraph.split(" "):
            if len(line) + len(word) > 60:
                lines.append(line)
                line = ""
            line = f"{line} {word}".strip()
        lines += [line, ""]
    return pdf(lines, packed=True), "a.pdf"


def told(results):
    (result,) = results
    assert result.error is None
    return (
        sorted((one.rule, one.found if one.scope == "text" else "") for one in result.findings),
        sorted((one.rule, one.found) for one in result.excused),
        sorted((one.found, one.state) for one in result.helplines),
    )


CONTAINERS = {
    "epub": in_epub, "ipynb": in_ipynb, "wxr": in_wxr, "feed": in_feed, "jsonl": in_jsonl, "csv": in_csv,
    "eml": in_eml, "pdf": in_pdf,
}  # fmt: skip


@pytest.mark.parametrize("name", CONTAINERS)
@settings(max_examples=25, deadline=None, derandomize=True)
@given(TITLES, PARAGRAPHS)
def test_findings_are_those_of_the_plain_text(name, title, paragraphs):
    data, path = CONTAINERS[name](title, paragraphs)
    results = session().lint_documents(data, path)
    assert results[0].format == name
    assert told(results) == told((session().lint_text("\n\n".join([f"# {title}", *paragraphs]), "text"),))
    for finding in results[0].findings:
        assert finding.anchor


ALLOW = "<!-- safelint: allow committed-suicide, the title of a book -->"
SAID = "He committed suicide, they said."


@pytest.mark.parametrize(
    ("data", "path"),
    [
        (chapters(f"<body>{ALLOW}<p>{SAID}</p></body>"), "a.epub"),
        (notebook(f"{ALLOW}\n{SAID}"), "a.ipynb"),
        (
            in_feed("A walk", [])[0].replace(b"></content>", f">{escape(f'{ALLOW}<p>{SAID}</p>')}</content>".encode()),
            "a.rss",
        ),
        (in_wxr("A walk", [])[0].replace(b"[]]>", f"[{ALLOW}<p>{SAID}</p>]]>".encode()), "a.xml"),
        (json.dumps({"body": f"{ALLOW}<p>{SAID}</p>"}).encode(), "a.jsonl"),
        (f"id;body\n1;{ALLOW}<p>{SAID}</p>\n".encode(), "a.csv"),
        (f"Subject: A walk\nContent-Type: text/html\n\n{ALLOW}<p>{SAID}</p>".encode(), "a.eml"),
        (f"Subject: A walk\n\n# safelint: allow committed-suicide, a title\n{SAID}".encode(), "a.eml"),
    ],
    ids=lambda one: one if isinstance(one, str) else "",
)
def test_a_comment_in_a_container_allows_the_next_block(data, path):
    (result,) = session().lint_documents(data, path)
    assert [one.rule for one in result.suppressed] == ["committed-suicide"]
    assert "committed-suicide" not in [one.rule for one in result.findings]
