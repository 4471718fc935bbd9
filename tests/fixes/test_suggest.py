import pytest

from safelint.fixes.combine import combine
from safelint.formats.rewrite import apply
from safelint.model.fix import Edit, Fix, Safety
from safelint.runner.session import Session

SESSION = Session(isolated=True)


def first(text, rule):
    result = SESSION.lint_text(text)
    (finding,) = [one for one in result.findings if one.rule == rule]
    return finding


@pytest.mark.parametrize(
    ("text", "suggestion"),
    [
        ("He committed suicide.", "died by suicide"),
        ("She commits suicide in the play.", "dies by suicide"),
        ("They spoke of committing suicide.", "dying by suicide"),
        ("Nobody should commit suicide.", "die by suicide"),
        ("HE COMMITTED SUICIDE TODAY", "DIED BY SUICIDE"),
        ("Committing suicide is a crime in that country.", "Suicide"),
    ],
)
def test_the_suggestion_takes_the_form_of_what_it_replaces(text, suggestion):
    assert first(text, "committed-suicide").suggestions[0] == suggestion


def test_a_past_form_after_have_is_a_participle():
    assert "taken his own life" in first("He has committed suicide.", "committed-suicide").suggestions
    assert "took his own life" in first("He committed suicide.", "committed-suicide").suggestions


def test_no_edit_where_markup_splits_the_words():
    assert first("He *commit*ted suicide.", "committed-suicide").fix is None
    assert first("He committed suicide.", "committed-suicide").fix.edits == (Edit(3, 20, "died by suicide"),)


def test_edits_that_overlap_do_not_go_together():
    one, two, three = (Fix(Safety.SAFE, (Edit(*at),)) for at in ((0, 3, "x"), (2, 5, "y"), (5, 6, "z")))
    assert combine([one, two, three]) == [Edit(0, 3, "x"), Edit(5, 6, "z")]
    assert apply("abcdefg", combine([one, two, three])) == "xdezg"
