"""The scan for the literals of a text's own words finds what the scan for all literals finds."""

from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from safelint.matchers.triggers import Triggers
from safelint.model.document import Block, BlockKind, Document
from safelint.nlp.passage import Passage
from safelint.rulebook import builtin, load

BOOK = load([builtin()])
FEW = Triggers(BOOK, BOOK.rules)
ALL = Triggers(BOOK, BOOK.rules)
ALL._built = 10**9
LITERALS = [literal for literal, _ in ALL._literals(ALL._lines)]
ROOT = Path(__file__).parents[2]


def passages(*texts):
    document = Document("a.md", "text", tuple(Block(BlockKind.BODY, text) for text in texts))
    return tuple(Passage(document, at) for at in range(len(texts)))


def compared(*texts):
    FEW._built = 0
    found = FEW.scan(passages(*texts))
    assert FEW._whole is None
    assert found == ALL.scan(passages(*texts))
    return found


def test_literals_are_all_there_once():
    assert len(LITERALS) == len(set(LITERALS)) > 20_000


def test_the_examples_of_the_rules():
    texts = [one.text for rule in BOOK.rules[::7] for one in rule.examples if one.text.strip() and not one.document]
    assert sum(map(len, compared(*texts))) > 500


def test_units_possessives_and_hyphens():
    units = [literal for literal in LITERALS if literal.isalpha()][:200]
    hits = compared(
        *(f"some 40{one} x40{one} ²{one}" for one in units), "A suicide's note; suicide-proof; post-suicide."
    )
    assert any(hit.span.start == 7 for block in hits for hit in block)
    assert hits[-1]


def test_example_articles():
    for path in sorted((ROOT / "examples").glob("*.md")):
        parts = [part for part in path.read_text("utf-8").split("\n\n") if part.strip()]
        assert any(compared(*parts))


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(LITERALS),
            st.sampled_from([" ", "-", "’s ", "'", "_", "4", ", ", ". ", "ß", "İ", "\u00ad", "e\u0301 ", "—", ""]),
            st.sampled_from([str.lower, str.upper, str.title]),
        ),
        min_size=1,
        max_size=8,
    )
)
def test_any_row_of_literals(parts):
    text = "".join(case(literal) + mark for literal, mark, case in parts)
    if text.strip():
        compared(f"a {text}")


def test_the_scan_for_all_is_built_when_those_for_a_few_have_cost_as_much():
    triggers, texts = Triggers(BOOK, BOOK.rules), [one.text for rule in BOOK.rules for one in rule.examples]
    found = []
    for text in texts[:120]:
        found.append(triggers.scan(passages(text)))
        if triggers._whole is not None:
            break
    assert 1 < len(found) < 120
    assert found == [ALL.scan(passages(text)) for text in texts[: len(found)]]


def test_hits_that_stand_are_those_whose_words_are_all_there():
    (passage,) = passages("He committed suicide. The failed attempt to land was taken.")
    hits = FEW.scan((passage,))[0]
    standing = FEW.standing(passage)
    assert all(any(one is hit for hit in hits) for one in standing)
    assert any(hit.owner == "committed-suicide" for hit in standing)
    assert len(standing) < sum(hit.rule is not None for hit in hits)
