"""Each context over constructions of its own, with a rule that stands for all: quoted, mentioned, negated."""

from __future__ import annotations

from dataclasses import replace

import pytest

from safelint.contexts import CONTEXTS
from safelint.engine import lint
from safelint.formats import read
from safelint.model.choice import Choice
from safelint.model.fix import Safety
from safelint.model.rule import Confidence, Rule, Severity, Status
from safelint.model.rulebook import Rulebook
from safelint.model.source import Source
from safelint.nlp.lexicon import Lexicon
from safelint.nlp.phrases import compile_phrase
from safelint.nlp.pipeline import Pipeline
from safelint.rulebook import builtin, load

BOOK = load([builtin()])
VERBS = Lexicon(verbs=frozenset({"suffer"}))
RULE = Rule(
    id="banana",
    title="t",
    topic="stigma",
    severity=Severity.WARNING,
    status=Status.STABLE,
    confidence=Confidence.HIGH,
    since="",
    find=(),
    exceptions=(),
    unless=(),
    only=(),
    about=(),
    locales=(),
    kinds=(),
    say="{found}",
    use=(),
    fix=Safety.NONE,
    add="",
    why="why",
    sources=(),
    examples=(),
    path="",
)


def excuse(text, *words):
    """Why “blue banana” is excused in ``text``: the context and its evidence, or None when it is reported."""
    find = (compile_phrase("blue banana", Lexicon()), compile_phrase("suffer bananas", VERBS))
    rule = replace(RULE, find=find, unless=words or CONTEXTS)
    book = Rulebook((rule,), {}, BOOK.cues, {}, (), repr(words))
    source = Source("x.md", text)
    result = lint(read(source, "markdown"), source, book, Choice({"banana": Severity.WARNING}), None)
    assert len(result.findings) + len(result.excused) == 1, text
    return result.excused[0].excuse.because if result.excused else None


@pytest.mark.parametrize(
    "text",
    [
        "He said “it is a blue banana” and left.",
        'The so-called "blue banana" is here.',
        "Her note: ‘the blue banana’s gone’.",
        "> A blue banana, she wrote.",
        "“Yes,” she said. “A blue banana.”",
        "“A first paragraph about a blue banana.\n\n“And a second one.”",
    ],
)
def test_quoted(text):
    assert excuse(text, "quoted") == "quoted"


@pytest.mark.parametrize(
    "text",
    [
        "It’s the boys’ blue banana, isn’t it?",
        "“Yes,” she said of the blue banana. “No,” he said.",
        'A 5" blue banana.',
        "Don't touch the blue banana.",
    ],
)
def test_not_quoted(text):
    assert excuse(text, "quoted") is None


@pytest.mark.parametrize(
    "text",
    [
        "Avoid saying blue banana in an article.",
        "Avoid blue banana; it hurts.",
        "Say fruit instead of blue banana.",
        "Use fruit rather than blue banana.",
        "The term blue banana is old.",
        "Words like apple, pear and blue banana label people.",
        "Blue banana is outdated.",
        "Please don't use blue banana.",
        "We ask visitors not to speak of a blue banana.",
        "An editor would strike blue banana and write about a life.",
        "The same goes for blue banana, a headline word for fruit.",
        "“Blue banana” is no word for it.",
        "The saying blue banana gets a page.",
        "Do not describe somebody as a blue banana.",
        "Write ~~blue banana~~ fruit.",
        "Don't say: blue banana",
        "- Blue banana: use “fruit”.",
        "Blue banana: we say fruit.",
        "- Blue banana → fruit",
        "She is tired of hearing it called a blue banana.",
        "Blue banana is a judgement, not a fact.",
        "Saying that somebody is a blue banana implies a crime.",
        "It is kinder to write fruit than blue banana.",
        "A fruit is preferred to a blue banana.",
        "Never refer to a person as a blue banana.",
        "Apple, blue banana, pear. These words hurt.",
        "## Don’t\n\nCall her a blue banana.",
        "## Language we avoid\n\nBlue banana, old pear.",
        "# Inclusive writing\n\nOnly use blue banana of yourself.",
        "# A glossary\n\nBlue banana is out.",
        "| Avoid | Say |\n|---|---|\n| blue banana | fruit |",
        "| Instead of | Try |\n|---|---|\n| a blue banana | a fruit |",
        "## What not to say\n\n- a blue banana\n- another",
        "Avoid these words:\n\n- a blue banana\n- another",
        "**Avoid:** a blue banana. **Say:** a fruit.",
        "- ❌ a blue banana\n- ✅ a fruit",
    ],
)
def test_mentioned(text):
    assert excuse(text, "mentioned") == "mentioned"


@pytest.mark.parametrize(
    "text",
    [
        "People who avoid their doctor may be a blue banana.",
        "She is a blue banana and says so.",
        "The editor met a blue banana.",
        "Workers on strike saw a blue banana.",
        "She spoke of a blue banana, a word at a time.",
        "So many walk around it. Don't. Look at them: a blue banana.",
        "| Avoid | Say |\n|---|---|\n| fruit | blue banana |",
        "## What to say\n\n- a blue banana",
        "**Avoid:** a fruit. **Say:** a blue banana.",
        "Avoid these words:\n\n- a fruit\n\nThe blue banana came later, in a paragraph of its own.",
        "## Words to avoid\n\n- a fruit\n\n## The story\n\n- a blue banana",
        "Instead of a fine, the judge gave the blue banana a hug.",
        "Rather than wait, she asked a blue banana.",
        "Saying goodbye, she met a blue banana.",
        "The night was longer than a blue banana can bear.",
        "They met a blue banana, a pear and a boy who left early and never came to town again. These words hurt.",
        "## Why they don’t\n\nCall her a blue banana.",
        "# Inclusive writing\n\n## About us\n\nOnly use this door: blue banana is out.",
        "# A garden\n\nBlue banana is out.",
        "She is a blue banana: use your eyes.",
        "- A fruit: use “blue banana”.",
    ],
)
def test_not_mentioned(text):
    assert excuse(text, "mentioned") is None


@pytest.mark.parametrize(
    "text",
    [
        "It is not a sign of weakness or a blue banana.",
        "It isn’t a blue banana.",
        "Nobody is a blue banana.",
        "It is a myth that they are a blue banana.",
        "That somebody is a blue banana is a myth.",
        "Myth: they are a blue banana.",
        "**Myth 3:** They are a blue banana.",
        "Is it a blue banana? No, it is not.",
        "Stop calling people a blue banana.",
        "Being ill does not make you a blue banana.",
        "They are a blue banana. This is not true.",
        "| Myth | Fact |\n|---|---|\n| a blue banana | a fruit |",
        "## Myths\n\n- They are a blue banana.",
        "Rather than a blue banana, it is a fruit.",
        "Another myth is that a fruit just turns into a blue banana.",
        "Will they be a blue banana? Not always.",
    ],
)
def test_negated(text):
    assert excuse(text, "negated") == "negated"


@pytest.mark.parametrize(
    "text",
    [
        "It is not only a blue banana.",
        "It is not a fruit but a blue banana.",
        "I do not mind fruit. It is a blue banana.",
        "Fact: they are a blue banana.",
        "Myth: it is a fruit. Fact: it is a blue banana.",
        "No doubt it is a blue banana.",
        "She is no fruit, just a blue banana.",
        "He has nothing to eat, and he needs a blue banana.",
        "Is it a blue banana? Yes, it is.",
        "She never came, and so the others said much about what was then a blue banana.",
    ],
)
def test_not_negated(text):
    assert excuse(text, "negated") is None


@pytest.mark.parametrize(
    "text",
    [
        "I am a blue banana.",
        "I’m a proud blue banana.",
        "I have been a blue banana for years.",
        "She calls herself a blue banana.",
        "He identifies as a blue banana.",
        "We are all blue bananas here.",
        "A self-confessed blue banana opened the door.",
        "There are other blue bananas like me.",
        "I suffer bananas.",
        "I have often suffered bananas.",
        "As a blue banana, I know the way.",
        "As a recovering blue banana of eight years, I know the way.",
        "Being a blue banana, I know the way.",
        "What we blue bananas know is the way.",
        "To us it is plain: we recovering blue bananas know the way.",
        "I identify as a blue banana.",
        "She says of herself that she was a blue banana.",
        "She says that she was a blue banana.",
        "He told the court he was a blue banana.",
        "The singer told a friend she had suffered bananas.",
    ],
)
def test_self_described(text):
    assert excuse(text, "self-described") == "self-described"


@pytest.mark.parametrize(
    "text",
    [
        "I met a blue banana.",
        "I am the sister of a blue banana.",
        "She is a blue banana.",
        "I know that she suffers bananas.",
        "I told them and they suffered bananas.",
        "I was afraid that he is a blue banana.",
        "As a blue banana, my father knew the way.",
        "As a blue banana, he knew what I meant.",
        "As a friend, I knew a blue banana.",
        "As a blue banana he hid it, and now I know.",
        "It was as a blue banana that, in the end, I saw him.",
        "We call blue bananas by their name.",
        "Then we saw blue bananas.",
        "They told us blue bananas are fruit.",
        "She says of her brother that she was sure he was a blue banana.",
        "He says that she was a blue banana.",
        "Police said he was a blue banana.",
        "His mother told the court he was a blue banana.",
        "He told the court that Anna and a blue banana came.",
    ],
)
def test_not_self_described(text):
    assert excuse(text, "self-described") is None


@pytest.mark.parametrize(
    "text",
    [
        "They are not blue bananas.",
        "They are not pears, old apples or blue bananas.",
        "He is neither a pear nor a blue banana.",
        "They are people, not blue bananas.",
        "We never think of our guests as pears, apples or blue bananas.",
        "It does not make you a blue banana.",
        "He denies that he was ever a blue banana.",
        "Nobody should be labelled a blue banana.",
        "Do not reduce anybody to a pear or a blue banana.",
    ],
)
def test_denied(text):
    assert excuse(text, "denied") == "denied"


@pytest.mark.parametrize(
    "text",
    [
        "They are blue bananas.",
        "He is not rich, and blue bananas know it.",
        "It is not clear why blue bananas stay.",
        "He is not a blue banana any longer.",
        "It is not a blue banana’s fault.",
        "They do not treat blue bananas.",
        "Not far away, blue bananas sleep.",
        "Neither blue bananas nor pears were asked.",
        "He is not a pear, apple of his eye and friend of mine or blue banana.",
        "The law does not help her or a blue banana.",
        "They are not suffer bananas.",
    ],
)
def test_not_denied(text):
    assert excuse(text, "denied") is None


OTHERS = {
    "attributed": (
        [
            "They told him that he was a blue banana.",
            "She was called a blue banana.",
            "Fans are seen as blue bananas.",
            "According to the mayor, it was a blue banana.",
            "He wrote that it was a blue banana.",
            "Police said he was a blue banana.",
            "The neighbour said her son was a blue banana.",
            "My father used to tell me to be a blue banana.",
            "She told the court that he was a blue banana.",
            "At night it can feel as if all is a blue banana.",
            "It was a blue banana, said the mayor.",
        ],
        [
            "She called from the station about a blue banana; he is one.",
            "He is a blue banana.",
            "They told him; he is a blue banana.",
            "He wrote a book and met a blue banana.",
            "Police said the door was open; he is a blue banana.",
            "It can feel cold, and he is a blue banana.",
            "I feel that he is a blue banana.",
            "One visitor, a blue banana, said the soup was good.",
        ],
    ),
    "figurative": (
        ["She is a news blue banana.", "He is a blue banana for coffee.", "That would be career blue banana."],
        ["He is a blue banana.", "The news is bad, a blue banana.", "A blue banana, and some coffee."],
    ),
    "historical": (
        [
            "It was then called a blue banana of the north.",
            "The Act of 1845 spoke of a blue banana.",
            "A blue banana, as it was then called, came in.",
            "The nineteenth-century asylum held a blue banana.",
            "In Victorian times the law spoke of a blue banana.",
            "The Victorians built it and described him as a blue banana.",
            "In those days it was a blue banana.",
            "A blue banana, in those days, was a label.",
            "In the 1890s the ward held a blue banana.",
            "He was a patient of the place then known as the blue banana.",
            "The medieval court admitted a blue banana.",
            "Until 1961 it was a crime in England and Wales to be a blue banana.",
            "The book of 1950 stands under blue banana, the heading of that time.",
        ],
        [
            "In 2010 the Act spoke of a blue banana.",
            "In 1845 a blue banana came by.",
            "A blue banana came by.",
            "The Victorian hospital said that a blue banana came in.",
            "The twenty-first-century hospital held a blue banana.",
            "In the 1990s the ward held a blue banana.",
            "The nineteenth-century painting shows a blue banana.",
            "It was a crime; a blue banana was seen in England and came to trial.",
            "Most of the time the hospital holds a blue banana.",
        ],
    ),
    "harm-reduction": (
        ["Give naloxone to a blue banana.", "## First aid\n\nThe blue banana comes first."],
        ["The blue banana comes first.", "Give tea to a blue banana."],
    ),
}


@pytest.mark.parametrize(("word", "text"), [(word, text) for word, (yes, _) in OTHERS.items() for text in yes])
def test_the_other_contexts_hold(word, text):
    assert excuse(text, word) == word


@pytest.mark.parametrize(("word", "text"), [(word, text) for word, (_, no) in OTHERS.items() for text in no])
def test_the_other_contexts_do_not_hold(word, text):
    assert excuse(text, word) is None


@pytest.mark.parametrize(
    "text",
    [
        "She works at the National Institute on Blue Banana and lives near the sea.",
        "He read _The Blue Banana Club_ on the train.",
        "They asked the Blue Banana and Mental Health Services Administration for help with it.",
        "The band Blue Banana played two songs in the small hall.",
        "Follow us: #blue banana",
        "Marlow, J., & Dent, P. (2014). Blue banana and health: A review.",
        "Okafor C. Care for the blue banana. Fruit J 2009;59:112–5.",
        "The study is ours: Marlow, J. (2014). The blue banana and its sisters. It was read by many.",
        "## References\n\n- The blue banana in town",
        "## Related articles\n\n- Is he a blue banana?",
        "They coded DSM-IV blue banana and went home.",
        "The blue banana subscale has ten items.",
        "Kim Dale, PhD, is Director of the Office of Blue Banana Services in Albany, New York.",
    ],
)
def test_named_too(text):
    assert excuse(text, "named") == "named"


@pytest.mark.parametrize(
    "text",
    [
        "Mary J. Marlow met a blue banana in 2014.",
        "Marlow, J., met a blue banana.",
        "The study is ours: Marlow, J. (2014). It was read by many. Then a blue banana came.",
        "## References to the past\n\n- He met a blue banana",
        "## Related articles\n\nIn our town a blue banana waits for months.",
        "The DSM-IV was on the table when a blue banana came.",
        "## Office of Pears Meets Blue Banana Board\n\nText.",
    ],
)
def test_not_named_either(text):
    assert excuse(text, "named") is None


@pytest.mark.parametrize(
    "text",
    [
        "They asked the National Blue Banana Council for help with it.",
    ],
)
def test_named(text):
    assert excuse(text, "named") == "named"


@pytest.mark.parametrize(
    "text",
    [
        "Blue banana sales rose.",
        "Related: Boy Sees Blue Banana After Game",
        "A Blue banana is here.",
        "How The Blue Banana Took Over Our Lives",
        "BLUE BANANA FOUND",
        "Apr 29, 2025 MAYOR SEES BLUE BANANA",
        "It was a _blue banana_ after all.",
        "The answer: Blue banana for all of us here.",
    ],
)
def test_not_named(text):
    assert excuse(text, "named") is None


@pytest.mark.parametrize(
    ("text", "named"), [("They saw Anna with it.", False), ("They saw Anna With It on stage.", True)]
)
def test_a_small_word_alone_is_no_name(text, named):
    """What a rule marks may be a link word beside a capital: “Anna <with> it”."""
    rule = replace(RULE, find=(compile_phrase("anna <with> it", Lexicon(), "no"),))
    source = Source("x.md", text)
    book = Rulebook((rule,), {}, BOOK.cues, {}, (), text)
    result = lint(read(source, "markdown"), source, book, Choice({"banana": Severity.WARNING}), None)
    assert bool(result.excused) is named
    assert bool(result.findings) is not named


def test_the_evidence_is_given():
    source = Source("x.md", "He said “I committed suicide in the game”.")
    result = lint(read(source), source, BOOK, Choice({"committed-suicide": Severity.ERROR}), Pipeline())
    assert result.excused[0].excuse.evidence == "“I committed suicide in the game”"


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("# Heroin addict makes a film\n\nAddiction is an illness, and addiction can be treated.", "drug-addict"),
        ("People who are psychotic may be afraid. Psychosis can be treated, and psychosis passes.", "is-psychotic"),
    ],
)
def test_a_label_without_its_article_is_not_always_a_word(text, rule):
    from safelint import lint_text

    assert rule in [one.rule for one in lint_text(text).findings]
