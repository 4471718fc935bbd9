"""The page for editors: text stays text, words lead to reasons and back, and nothing is asked of the network."""

import base64
import hashlib
import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from safelint.formats import read
from safelint.model.finding import Excuse
from safelint.model.rule import Severity
from safelint.model.source import Source
from safelint.reporters import write
from safelint.runner.session import Session

VOID = {"meta", "br", "link", "img"}


class Page(HTMLParser):
    """What stands in a page: elements with their attributes, and whether every one is closed where it should be."""

    def __init__(self, text):
        super().__init__()
        self.open, self.elements, self.words = [], [], []
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))
        assert len(attrs) == len(dict(attrs))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        if not {"script", "style"} & set(self.open):
            self.words.append(data)

    def all(self, tag):
        return [attrs for name, attrs in self.elements if name == tag]


def page(report, **options):
    return Page("".join(write(report, "html", **options)))


def linted(text, **more):
    result = Session(isolated=True, credits=True, **more).lint_text(text, path="draft.md")
    source = Source("draft.md", text)
    return replace(result, source=source, document=read(source, "markdown"))


def test_words_lead_to_reasons_and_back(report):
    shown = page(report)
    ids = [attrs["id"] for _, attrs in shown.elements if "id" in attrs]
    assert len(ids) == len(set(ids))
    inside = [a["href"][1:] for a in shown.all("a") if a["href"].startswith("#")]
    assert set(inside) <= set(ids)
    cards = [attrs["id"] for attrs in shown.all("li") if "card" in attrs.get("class", "").split()]
    assert cards == [f"f1-{number}" for number in range(1, 9)]
    assert {f"m1-{number}" for number in range(1, 9)} <= set(ids)
    assert {mark["data-finding"] for mark in shown.all("mark")} == {f"f1-{number}" for number in range(2, 9)}


def test_the_marked_words_are_the_words_found(report):
    text = "".join(write(report, "html", show_detail=True))
    marks = re.findall(r'<mark class="(\w+)" data-finding="f1-(\d)">(.*?)</mark>', text)
    found = {number: words for _, number, words in marks}
    for number, one in enumerate(report.files[0].findings[1:], 2):
        assert " ".join(found[str(number)].split()) in one.found


def test_it_asks_nothing_of_the_network(report):
    text = "".join(write(report, "html"))
    shown = Page(text)
    assert not [attrs for _, attrs in shown.elements if {"src", "srcset", "style"} & set(attrs)]
    assert not [name for _, attrs in shown.elements for name in attrs if name.startswith("on")]
    policy = next(m["content"] for m in shown.all("meta") if m.get("http-equiv") == "Content-Security-Policy")
    assert policy.startswith("default-src 'none'; ")
    for tag in ("style", "script"):
        body = re.search(rf"<{tag}>(.*?)</{tag}>", text, re.DOTALL)[1]
        assert base64.b64encode(hashlib.sha256(body.encode()).digest()).decode() in policy
        assert "http" not in body.replace('href^="http"', "")


NASTY = "\"><script>alert(1)</script><img src=x onerror=alert(1)>\u202egnp\u2066 ' & </style></mark>"


def test_hostile_text_stays_text(report):
    first = report.files[0]
    one = replace(
        first.findings[1],
        message=NASTY,
        found=NASTY,
        suggestions=(NASTY,),
        anchor=NASTY,
        rule="committed-suicide",
        excuse=Excuse(NASTY, NASTY),
    )
    card = report.cards["committed-suicide"]
    guides = tuple(
        replace(guide, title=NASTY, url=url) for guide in card.guidelines for url in ("javascript:x()", NASTY)
    )
    text = (
        "# A `x` title\n\n"
        + NASTY.replace("\n", " ").replace("<", "&lt;")
        + "\n\n| "
        + "&quot;&gt;&lt;b&gt; | b |\n|--|--|\n| 1 | 2 |\n"
    )
    evil = replace(
        first,
        path=NASTY,
        title=NASTY,
        address=NASTY,
        notes=(NASTY,),
        language='en"><script>',
        findings=(one, replace(one, scope="document")),
        excused=(one,),
        credits=(replace(one, topic="credit"),),
        card=replace(
            first.card,
            title=NASTY,
            remarks=(NASTY,),
            marks=tuple(
                replace(
                    mark,
                    title=NASTY,
                    says=NASTY,
                    better=(NASTY,),
                    evidence=tuple(replace(e, words=NASTY, title=NASTY, anchor=NASTY) for e in mark.evidence),
                )
                for mark in first.card.marks
            ),
        ),
        document=read(Source("x", text), "markdown"),
    )
    before = page(report)
    shown = page(
        replace(
            report,
            files=(evil, replace(report.files[2], error=NASTY)),
            cards={"committed-suicide": replace(card, why=NASTY, title=NASTY, guidelines=guides)},
        )
    )
    assert len(shown.all("script")) == len(before.all("script")) == 1
    assert not shown.all("img")
    assert {name for _, attrs in shown.elements for name in attrs} <= {
        "lang", "charset", "http-equiv", "content", "name", "class", "id", "href", "rel", "title", "tabindex", "type",
        "hidden", "aria-hidden", "data-copy", "data-finding", "aria-label", "aria-labelledby", "dir",
    }  # fmt: skip
    assert all(a["href"].startswith(("#", "https://")) for a in shown.all("a"))
    words = "".join(shown.words)
    assert "alert(1)" in words
    assert not set("\u202e\u2066") & set(words)
    assert {attrs["lang"] for attrs in shown.all("article")} == {"en"}


def test_method_detail_is_covered_in_the_text_too():
    text = "# After a suicide\n\nThe paper wrote of the suicide that she took *twelve* Examplol tablets in May.\n"
    result = linted(text)
    assert any(one.topic == "method-detail" for one in result.findings)
    from safelint.model.report import Report, Tool

    report = Report(Tool("0", "0", "0"), (result,), {}, 0.0, Severity.ERROR)
    covered = "".join(write(report, "html"))
    assert not [word for word in ("twelve", "Examplol", "tablet") if word in covered]
    assert "are covered with ▒" in covered
    assert "Examplol" in "".join(write(report, "html", show_detail=True))


@pytest.mark.parametrize(
    ("text", "tags"),
    [
        ("# One\n\n#### Four\n\nWords.\n", ["h4", "h5", "p"]),
        ("- a\n  - b\n", ["ul", "li", "li"]),
        ("> said\n", ["blockquote", "p"]),
        ("![a tree](x.png)\n", ["p"]),
        ("| a | b |\n|---|---|\n| c | d |\n", ["ul", "li", "li", "li", "li"]),
        ("*one* **two** ~~three~~\n", ["p", "em", "strong", "s"]),
    ],
)
def test_blocks_keep_their_kind(text, tags):
    from safelint.reporters import article

    shown = Page("".join(article.write(read(Source("x.md", text), "markdown"), (), 1)))
    assert [tag for tag, _ in shown.elements if tag != "span"] == tags


def test_a_text_with_nothing_to_look_at_is_folded_away_and_praised():
    from safelint.model.report import Report, Tool

    result = linted(
        "# Sam\n\nSam died by suicide. Suicide can be prevented. Ring Samaritans on 116 123, at any hour.\n"
    )
    report = Report(Tool("0", "0", "0"), (replace(result, findings=()),), {}, 0.0, Severity.ERROR)
    shown = page(report)
    words = " ".join("".join(shown.words).split())
    assert "Nothing to look at in 1 text." in words
    assert "What went well" in words
    assert len(shown.all("details")) >= 1
    assert not shown.all("mark")
