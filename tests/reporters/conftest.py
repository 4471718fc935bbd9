"""One fixed Report with something of everything, for every reporter."""

import pytest

from safelint.formats import read
from safelint.model.finding import Excerpt, Excuse, Finding, HelplineMention, Related, Suppression
from safelint.model.fix import Edit, Fix, Safety
from safelint.model.report import FileResult, Report, RuleCard, Tool
from safelint.model.rule import Confidence, Severity
from safelint.model.rulebook import Guideline
from safelint.model.scorecard import Evidence, Mark, Scorecard
from safelint.model.source import Source
from safelint.model.span import Lines, Span

ARTICLE = (
    "# Remembering Sam\n"
    "\n"
    "Sam committed suicide in May.\n"
    "\tFriends said he had committed suicide because of one bad week.\n"
    "日本語の記事 says she committed suicide, too.\n"
    + "He was kind and he was funny and he was tired. " * 4
    + "His sister said that he committed suicide. "
    + "She spoke about him for a long time, and then about what had helped her. " * 3
    + "\nThe note said he took Examplol 500 mg at home. He had committed\nsuicide, she was told.\n"
    "The headline read “Singer committed suicide”.\n"
    "Suicide Squad is a film.\n"
)


def place(text, words, nth=0):
    at = -1
    for _ in range(nth + 1):
        at = text.index(words, at + 1)
    return at, at + len(words)


def finding(words, nth=0, text=ARTICLE, **more):
    start, end = place(text, words, nth)
    lines = Lines(text)
    first = lines.at(start)
    fields = {
        "rule": "committed-suicide",
        "topic": "suicide-language",
        "severity": Severity.ERROR,
        "confidence": Confidence.HIGH,
        "message": f"“{' '.join(words.split())}” makes suicide sound like a crime or a sin.",
        "found": " ".join(words.split()),
        "excerpt": Excerpt(lines.line(first.line), lines.starts[first.line - 1]),
        "sources": ("example_guide",),
        "fingerprint": f"{nth:016x}",
    }
    return Finding(start=first, end=lines.at(end), **{**fields, **more})


def suggested(words, nth=0):
    start, end = place(ARTICLE, words, nth)
    text = "died by suicide"
    return finding(words, nth, suggestions=(text, "took his own life"), fix=Fix(Safety.SAFE, (Edit(start, end, text),)))


def evidence(words, kind="finding", name="committed-suicide", title="“Commit” judges", **more):
    start, end = place(ARTICLE, words)
    first, good = Lines(ARTICLE).at(start), more.pop("good", False)
    return Evidence(kind, name, more.pop("topic", ""), title, first.line, first.column, words, good,
                    span=Span(start, end), **more)  # fmt: skip


def scorecard():
    helped = evidence("what had helped her", "credit", "recovery", "Shows that people recover", good=True)
    method = {"name": "method-named", "topic": "method-detail", "title": "A method is named"}
    return Scorecard(
        "posts/sam.md",
        "example",
        "Example scorecard",
        applies=True,
        topics=("suicide",),
        marks=(
            Mark("language", "Language", 0, "The words judge.", (evidence("committed suicide", times=4),
                 evidence("Singer committed suicide", quoted=True)), ("Use what `safelint check` offers.",)),
            Mark("framing", "Framing", 2, "Help has its place.", (helped,)),
            Mark("method", "Method", 1, "Named.", (evidence("Examplol 500 mg", **method),), ("Leave it out.",), True),
            Mark("visuals", "Pictures", None, "Not judged."),
        ),
        overall=1.0,
        remarks=("Computed by rules & no substitute for trained raters.",),
    )  # fmt: skip


def remembering():
    lines = Lines(ARTICLE)
    mention = finding("committed suicide")
    return FileResult(
        path="posts/sam.md",
        format="markdown",
        audience=("GB",),
        topics=("suicide",),
        findings=(
            finding(
                "Remembering Sam",
                rule="helpline-missing",
                topic="crisis-support",
                severity=Severity.WARNING,
                message="An article about suicide names a place to turn to.",
                scope="document",
                related=(Related(mention.start, mention.end, "Suicide is spoken of here."),),
                suggestions=("Samaritans, 116 123, free, day and night",),
            ),
            *(suggested("committed suicide", nth) for nth in range(4)),
            finding(
                "Examplol 500 mg",
                rule="method-named",
                topic="method-detail",
                message="“Examplol 500 mg” tells how; leave it out.",
            ),
            suggested("committed\nsuicide"),
            finding(
                "because of one bad week",
                rule="single-cause",
                topic="single-cause",
                severity=Severity.ADVICE,
                confidence=Confidence.LOW,
                message="Suicide seldom has one cause.",
            ),
        ),
        excused=(
            finding("committed suicide", 4, excuse=Excuse("quoted", "“Singer committed suicide”")),
            finding(
                "Examplol", topic="method-detail", rule="method-name", excuse=Excuse("quoted", "The note said Examplol")
            ),
        ),
        suppressed=(
            finding("Suicide Squad", rule="figurative-suicide", suppression=Suppression("title of a film", 12)),
        ),
        helplines=(HelplineMention("116 123", "current", "GB/samaritans", lines.at(0), lines.at(7)),),
        notes=("The comment on line 3 allowed nothing.",),
        source=Source("posts/sam.md", ARTICLE),
        document=read(Source("posts/sam.md", ARTICLE), "markdown"),
        card=scorecard(),
    )


@pytest.fixture
def report():
    guide = Guideline(
        "example_guide", "How to write about suicide", "Example Institute", "2024", "https://example.org/guide"
    )
    second = Guideline("example_news", "A page for newsrooms with a rather long title", "Example Press Council", "", "")
    why = (
        "The verb keeps an old judgement alive, and shame keeps people from asking for help.\n"
        "It is kinder, and no longer, to say what happened.\n\nA second thought."
    )
    cards = {
        "committed-suicide": RuleCard("committed-suicide", "“Commit” judges", "suicide-language", why, (guide, second)),
        "helpline-missing": RuleCard(
            "helpline-missing", "Say where help is", "crisis-support", "Readers may need it now.", (guide,)
        ),
    }
    return Report(
        tool=Tool("0.1.0", "sha256:00", "en 0.1.0"),
        files=(
            remembering(),
            FileResult(path="posts/clean.md", format="markdown"),
            FileResult(path="posts/none.md", error="There is no such file."),
        ),
        cards=cards,
        seconds=0.25,
        fail_on=Severity.ERROR,
    )
