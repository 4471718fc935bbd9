import safelint


def retired(text):
    return [one.found for one in safelint.lint_text(text, audience="US").findings if one.rule == "helpline-retired"]


def test_an_old_name_beside_an_old_number_is_one_finding():
    assert retired("Call the National Suicide Prevention Lifeline, 1-800-273-8255, at any hour.") == ["1-800-273-8255"]


def test_an_old_name_by_itself_is_found():
    assert retired("Call the National Suicide Prevention Lifeline at any hour.") == [
        "National Suicide Prevention Lifeline"
    ]
