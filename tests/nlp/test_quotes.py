import pytest
from hypothesis import given
from hypothesis import strategies as st

from safelint.nlp.quotes import quotations


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("He said “stay here” again.", ["“stay here”"]),
        ('He said "stay here" again.', ['"stay here"']),
        ("He said 'stay here' again.", ["'stay here'"]),
        ("He said ‘don’t stay’ again.", ["‘don’t stay’"]),
        ("He said «stay here» again.", ["«stay here»"]),
        ("She said „stay here“ again.", ["„stay here“"]),
        ("“She told me ‘stay’ and left,” he said.", ["“She told me ‘stay’ and left,”", "‘stay’"]),
        ("“An opening paragraph of a longer quotation.", ["“An opening paragraph of a longer quotation."]),
        ("The boys' house isn't theirs, it's 'ours' now.", ["'ours'"]),
        ("Don't say it's the writers' fault.", []),
        ('A 5" screen is small.', []),
        ('A 5" screen. He said "stay here" again.', ['"stay here"']),
        ('"Stay," he said, "and rest."', ['"Stay,"', '"and rest."']),
        ('He wrote ("stay") and left.', ['"stay"']),
        ("‘the parents’ house’ is a phrase", ["‘the parents’ house’"]),
        (
            'The letter begins: "I am a slip of the keyboard.” Then “so am I” follows.',
            ['"I am a slip of the keyboard.”', "“so am I”"],
        ),
    ],
)
def test_quotations(text, quoted):
    assert [text[s.start : s.end] for s in quotations(text)] == quoted


@given(st.text(alphabet="ab '\"“”‘’«».s", max_size=60))
def test_quotations_lie_in_the_text(text):
    assert all(0 <= s.start < s.end <= len(text) for s in quotations(text))
