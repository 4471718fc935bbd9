"""What weighs less inside a quotation says so in every report, and its evidence is covered like any other text."""

import json

from safelint.reporters import write
from safelint.rulebook.page import page
from safelint.runner import outcome
from safelint.runner.session import Session

SESSION = Session(isolated=True, keep=False)
TEXT = "# After a suicide\n\n“Debts drove him to suicide, and she took twelve Examplol tablets,” he said.\n"


def reported(name, *, show_detail=False):
    settings = SESSION.settings("x.md")
    result = SESSION.lint_text(TEXT, path="x.md")
    report = outcome.report([result], [settings], [SESSION.book(settings)], {"en"}, 0.0)
    return "".join(write(report, name, show_detail=show_detail))


def test_json_has_the_context_and_what_it_would_weigh():
    findings = {one["rule"]: one for one in json.loads(reported("json", show_detail=True))["files"][0]["findings"]}
    one = findings["drove-to-suicide"]
    assert (one["severity"], one["lowered"]["from"], one["lowered"]["because"]) == ("advice", "warning", "quoted")
    assert one["lowered"]["evidence"].startswith("“Debts drove him")
    assert one["fix"] is None
    assert "paraphrase it" in one["message"]
    assert "lowered" not in findings["quantity-taken"]
    assert findings["quantity-taken"]["severity"] == "error"


def test_the_evidence_is_covered():
    assert "Examplol" in reported("json", show_detail=True)
    assert "Examplol" not in reported("json")


def test_the_text_report_says_so():
    assert "paraphrase it, or keep it on purpose" in " ".join(reported("text").split())


def test_a_rules_page_says_so():
    book = SESSION.book()
    rule = next(one for one in book.rules if one.id == "drove-to-suicide")
    shown = page(book, rule)
    assert "Reported one severity lower when quoted." in shown
    assert "- reported (one severity lower: quoted): “Debts drove him to suicide,” his uncle said." in shown
