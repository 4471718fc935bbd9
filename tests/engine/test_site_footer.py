"""What a helpline in the footer of a site answers, and what it does not."""

from __future__ import annotations

import pytest

from safelint.runner.session import Session

ARTICLE = "# After a suicide\n\nGrief after a suicide can last. A suicide touches many people.\n\n"
LONG = ARTICLE + "\n\n".join(["The path along the river is open all year. " * 12] * 10) + "\n"


@pytest.fixture(scope="module", params=["recommended", "strict"])
def site(request, tmp_path_factory):
    folder = tmp_path_factory.mktemp("site")
    (folder / "safelint.yaml").write_text(
        f"extends: {request.param}\naudience: [GB]\nsite-footer-has-helpline: true\n"
        "overrides:\n  - files: ['bare/**']\n    site-footer-has-helpline: false\n",
        "utf-8",
    )
    return folder, Session(folder / "safelint.yaml"), request.param


def rules(site, text, name="a.md"):
    folder, session, _ = site
    found = session.lint_text(text, path=str(folder / name)).findings
    return {one.rule for one in found if one.topic == "crisis-support"}


def test_no_helpline_is_missing_in_the_text(site):
    assert rules(site, ARTICLE) == set()


def test_it_counts_beside_one_in_the_text(site):
    assert rules(site, ARTICLE + "Call Samaritans on 116 123.\n") == set()
    assert rules(site, ARTICLE + "Call or text 988.\n") == set()


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        ("Call Samaritans on 08457 90 90 90.", "helpline-retired"),
        ("Call Samaritans on 116 132.", "helpline-mistyped"),
        ("You can always call Samaritans.", "helpline-incomplete"),
        ("Talk to FRANK on 0300 123 6600.", "helpline-topic"),
    ],
)
def test_what_is_wrong_in_the_text_stays_wrong(site, line, rule):
    assert rules(site, ARTICLE + line) == {rule}


def test_a_long_text_is_still_asked_for_one_near_its_top_where_that_rule_runs(site):
    assert rules(site, LONG) == ({"helpline-placement"} if site[2] == "strict" else set())
    folder, session, preset = site
    found = [one for one in session.lint_text(LONG, path=str(folder / "a.md")).findings if preset == "strict"]
    assert all("The helpline in the footer of your site" in one.message for one in found)


def test_an_override_says_otherwise_for_some_files(site):
    assert rules(site, ARTICLE, "bare/a.md") == {"helpline-missing"}
