"""File patterns."""

import pickle
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safelint.config.settings import Glob, Settings, usable

ROOT = str(Path("/srv/site").absolute())


@pytest.mark.parametrize(
    ("pattern", "path", "fits"),
    [
        ("drafts/**", "drafts/a.md", True),
        ("drafts/**", "drafts/b/c/a.md", True),
        ("drafts/**", "posts/drafts/a.md", False),
        ("**/drafts/**", "posts/drafts/a.md", True),
        ("**/drafts/**", "drafts/a.md", True),
        ("drafts", "drafts/a.md", True),
        ("drafts/", "drafts/a.md", True),
        ("drafts", "posts/drafts/a.md", True),
        ("/drafts", "posts/drafts/a.md", False),
        ("./drafts/*.md", "drafts/a.md", True),
        ("drafts/*.md", "drafts/b/a.md", False),
        ("*.md", "a.md", True),
        ("*.md", "x/a.md", True),
        ("*.md", "x/a.mdx", False),
        ("a?.md", "ab.md", True),
        ("a?.md", "a/.md", False),
        ("[ab].md", "b.md", True),
        ("[!ab].md", "b.md", False),
        ("a.b", "aXb", False),
        ("a**/c.md", "ab/c.md", True),
        ("(a|b).md", "a.md", False),
    ],
)
def test_patterns(pattern, path, fits):
    assert Glob(ROOT, pattern).fits(str(Path(ROOT, path))) is fits


def test_a_pattern_says_nothing_about_files_elsewhere():
    assert not Glob(ROOT, "**").fits(ROOT + "2/a.md")


@given(st.text(max_size=20), st.text(max_size=20))
def test_any_pattern_is_usable_or_refused(pattern, name):
    if usable(pattern):
        Glob(ROOT, pattern).fits(f"{ROOT}/{name}")


def test_settings_pickle():
    settings = Settings(exclude=(Glob(ROOT, "a/**"),))
    assert pickle.loads(pickle.dumps(settings)) == settings  # noqa: S301  our own bytes
