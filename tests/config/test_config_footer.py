import pytest

from safelint.config.read import read
from safelint.model.errors import ConfigError


def settings(folder, text, name="safelint.yaml"):
    (folder / name).write_text(text, "utf-8")
    return read(folder / name)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("site-footer-has-helpline: true\n", True),
        ("site-footer-has-helpline: yes\n", True),
        ("site-footer-has-helpline: 'False'\n", False),
        ("audience: [GB]\n", False),
        ("site-footer-has-helpline:\n", False),
    ],
)
def test_the_footer_has_a_helpline_when_the_file_says_so(text, wanted, tmp_path):
    assert settings(tmp_path, text).site_footer_has_helpline is wanted


def test_in_toml(tmp_path):
    found = settings(tmp_path, "[tool.safelint]\nsite-footer-has-helpline = true\n", "pyproject.toml")
    assert found.site_footer_has_helpline is True


def test_what_is_neither_is_refused(tmp_path):
    with pytest.raises(ConfigError, match="“site-footer-has-helpline” is true or false, not “often”"):
        settings(tmp_path, "site-footer-has-helpline: often\n")


def test_an_override_says_otherwise_and_one_that_says_nothing_leaves_it(tmp_path):
    text = (
        "site-footer-has-helpline: true\noverrides:\n  - files: [bare/**]\n    site-footer-has-helpline: false\n"
        "  - files: ['*.md']\n    ignore: [epidemic]\n"
    )
    found = settings(tmp_path, text)
    assert found.for_file(str(tmp_path / "a.md")).site_footer_has_helpline is True
    assert found.for_file(str(tmp_path / "bare" / "a.md")).site_footer_has_helpline is False
