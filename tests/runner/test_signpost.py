from functools import lru_cache

import pytest

from safelint.rulebook import builtin, load
from safelint.runner import mend, signpost
from safelint.runner.session import Session

HEAD = "After a suicide"
WORDS = "Grief after a suicide can last. A suicide touches many people."
ARTICLES = {
    "a.md": f"# {HEAD}\n\n{WORDS}\n\nFriends help.\n",
    "a.html": f"<h1>{HEAD}</h1>\n<p>{WORDS}</p>\n<p>Friends help.</p>\n",
    "a.txt": f"{HEAD}\n\n{WORDS}\n\nFriends help.\n",
}
LONG = f"# {HEAD}\n\n{WORDS}\n\n" + "\n\n".join(["The path along the river is open all year. " * 12] * 10) + "\n"


BOOK = load([builtin()])


@lru_cache
def session(audience="GB", preset="recommended"):
    """A session with rules that are compiled once for all tests."""
    made = Session(isolated=True, audience=audience, preset=preset)
    made._books[()] = BOOK
    return made


def offer(text, name="a.md", where="", one=None):
    used = one or session()
    return signpost.offer(used, mend.begin(used, text.encode(), name), where)


def after(text, name="a.md", where="", one=None):
    found = offer(text, name, where, one)
    return found.draft.data.decode() if found else None


@pytest.mark.parametrize("where", ["", "end", "top"])
@pytest.mark.parametrize("audience", ["US", "GB", "AU", "IE", "DE", "JP", "US,CA,GB"])
@pytest.mark.parametrize("name", ARTICLES)
def test_what_is_written_passes_every_rule_and_is_written_once(name, audience, where):
    strict = session(audience, preset="strict")
    found = offer(ARTICLES[name], name, where, strict)
    assert found.finding.rule == "helpline-missing"
    assert found.draft.result.findings == ()
    assert signpost.offer(strict, found.draft, where) is None


@pytest.mark.parametrize(
    "words",
    [
        "Self-harm is a way of coping with distress. If your friend self-harms, ask what would help.",
        "Recovery from an eating disorder takes time. Anorexia can be treated. An eating disorder is nobody's fault.",
        "Addiction is a health condition. Recovery from addiction is possible. Rehab helps. Addiction can be treated.",
        "Depression is more than sadness. Depression can be treated, and people with depression get better.",
    ],
)
def test_every_topic_has_words_that_pass(words):
    found = offer(f"# A talk\n\n{words}\n\nFriends help.\n", one=session("US", preset="strict"))
    assert found.draft.result.findings == ()


def test_at_the_end():
    assert after(ARTICLES["a.md"]).startswith(ARTICLES["a.md"].rstrip() + "\n\n## Where to find support\n\nIf anything")
    assert "- **Samaritans**: call [116 123](tel:116123)" in after(ARTICLES["a.md"])


def test_after_the_first_paragraph_without_a_heading():
    text = after(ARTICLES["a.md"], where="top")
    assert text.index("touches many people.") < text.index("Samaritans") < text.index("Friends help.")
    assert "Where to find support" not in text


def test_near_the_top_of_a_long_text_where_the_rule_on_places_counts():
    assert after(LONG, one=session(preset="strict")).index("Samaritans") < 1000
    assert after(LONG).index("Samaritans") > 1000


@pytest.mark.parametrize("ending", ["", "\n", "\n\n\n"])
@pytest.mark.parametrize("line", ["\n", "\r\n"])
@pytest.mark.parametrize("name", ARTICLES)
def test_line_endings_and_what_stands_around_stay(name, line, ending):
    text = ("---\ntitle: x\n---\n" if name == "a.md" else "") + ARTICLES[name].rstrip() + ending
    text = text.replace("\n", line)
    for where in ("end", "top"):
        found = offer(text, name, where)
        new = found.draft.data.decode()
        at = new.index(found.text)
        assert new == text[:at] + found.text + text[at:]
        assert new.count("\n") == new.count(line)
        assert new.endswith("\n") == text.endswith("\n")
        assert new[len(new.rstrip()) :] == text[len(text.rstrip()) :]


@pytest.mark.parametrize(
    "end",
    [
        "## References\n\nA book.\n",
        "---\n\n## References\n\nA book.\n\n## About the author\n\nA. Writer.\n",
        "## Sources\n\n### Books\n\nOne book.\n",
        "[^1]: A note\n    that goes on.\n\n[a]: https://example.org\n",
        "<!-- updated in spring -->\n",
    ],
)
def test_before_what_closes_an_article(end):
    text = ARTICLES["a.md"] + "\n" + end
    new = after(text)
    assert new.endswith("\n\n" + end)
    assert new.index("Samaritans") < new.index(end)


def test_a_last_section_of_the_article_itself_stays_before_it():
    text = ARTICLES["a.md"] + "\n### What friends can do\n\nThey can listen.\n"
    assert after(text).index("They can listen.") < after(text).index("### Where to find support")


ARTICLE = ARTICLES["a.html"]
FOOTER = "<footer><p>Imprint</p></footer>"


@pytest.mark.parametrize(
    ("page", "before"),
    [
        (f"<body>\n<article>\n{ARTICLE}</article>\n{FOOTER}\n</body>", "\n</article>"),
        (f"<article>\n{ARTICLE}<!-- </article> -->\n</article>\n{FOOTER}", "\n</article>"),
        (f"<article>\n{ARTICLE}<footer><p>A. Writer</p></footer>\n</article>", "\n<footer><p>A."),
        (
            f"<main>\n{ARTICLE}</main>\n<article><p>More.</p></article>\n<article><p>Yet more.</p></article>",
            "\n</main>",
        ),
        (f"<body>\n{ARTICLE}{FOOTER}\n</body>", f"\n{FOOTER}"),
        (f"<body>\n{ARTICLE}</body>", "\n</body>"),
        (f"<article>\n{ARTICLE}<hr>\n<section>\n<h2>References</h2>\n<p>A book.</p></section></article>", "\n<hr>"),
        (f"<article>\n{ARTICLE}<h3>Sources:</h3>\n<p>A book.</p></article>", "\n<h3>Sources"),
    ],
)
def test_inside_a_page(page, before):
    new = after(page, "a.html")
    assert "</ul>" + before in new.replace("\n<!-- </article> -->", "")
    assert "Where to find support</h" in new
    assert "<h1>Where" not in new


@pytest.mark.parametrize(
    "text",
    [
        "# A library\n\nThe library opens at nine.\n",
        ARTICLES["a.md"] + "\nCall Samaritans on 116 123.\n",
        "<!-- safelint: allow-file helpline-missing, the template has one -->\n" + ARTICLES["a.md"],
    ],
)
def test_nothing_where_nothing_is_missing(text):
    assert offer(text) is None


def test_nothing_where_it_would_not_be_read():
    assert offer(ARTICLES["a.md"] + "\n```\nan open fence\n", where="end") is None
    assert "Samaritans" in after(ARTICLES["a.md"] + "\n```\nan open fence\n")


def test_nothing_in_a_format_that_has_no_words_for_it():
    used = session()
    draft = mend.begin(used, f"1\n00:00:01,000 --> 00:00:04,000\n{WORDS}\n".encode(), "a.srt")
    assert not signpost.knows(draft)
    assert signpost.offer(used, draft) is None


def test_nothing_where_the_footer_of_the_site_has_a_line(tmp_path):
    (tmp_path / "safelint.yaml").write_text("site-footer-has-helpline: true\n", "utf-8")
    used = Session(tmp_path / "safelint.yaml")
    used._books[()] = BOOK
    assert offer(ARTICLES["a.md"], str(tmp_path / "a.md"), one=used) is None
