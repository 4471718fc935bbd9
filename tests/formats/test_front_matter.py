import pytest
from hypothesis import given
from hypothesis import strategies as st

from safelint.formats.markdown import read
from safelint.model.source import Source


def head(lines, fence="---"):
    return read(Source("a.md", f"{fence}\n{lines}\n{fence}\nBody text.\n"))


@pytest.mark.parametrize(
    ("lines", "shown"),
    [
        ("title: A plain one # remark", "A plain one"),
        ("title: Our #hashtag goes", "Our"),
        ("title: C#5 stays", "C#5 stays"),
        ("title: 'It''s here'", "It's here"),
        (r'title: "A \"good\" day \u2014 at last"', 'A "good" day — at last'),
        ("title: Goes on\n  in the next line", "Goes on in the next line"),
        ('title: "Goes on\n  in quotes"', "Goes on in quotes"),
        ("title: >-\n  Folded\n  lines\n\n  and more", "Folded lines and more"),
        ("title: |\n  Literal\n  lines", "Literal lines"),
        ('"title": quoted key', "quoted key"),
    ],
)
def test_strings_are_read_however_they_are_written(lines, shown):
    document = head(lines + "\nslug: not-shown\n# a remark")
    assert [(b.kind.value, b.key, b.text) for b in document.blocks] == [
        ("title", "title", shown),
        ("body", "", "Body text."),
    ]
    assert document.title == 0


def test_keys_that_hold_prose_and_only_those():
    document = head(
        "draft: true\ntitle: T one\nurl: /a/b\ndescription: D two\nseoTitle: S three\ntags: [sad, days]\n"
        "og_title: O four\n"
        "layout: post\nimage-alt: A five\nheadline: false\nsummary:\nauthor: Someone\ndate: 2020-01-01\nexcerpt: E six"
    )
    assert [(b.kind.value, b.key, b.text) for b in document.blocks[:-1]] == [
        ("title", "title", "T one"),
        ("meta", "description", "D two"),
        ("title", "seo_title", "S three"),
        ("title", "og_title", "O four"),
        ("meta", "image_alt", "A five"),
        ("meta", "excerpt", "E six"),
    ]


def test_nested_keys_carry_the_name_above_them():
    document = head(
        "title: T\nseo:\n  title: S\n  description: D\nlinks:\n  - title: no\nimages:\n  - src: x.png\n    alt: A"
    )
    assert [(b.kind.value, b.key) for b in document.blocks[:-1]] == [
        ("title", "title"),
        ("title", "seo.title"),
        ("meta", "seo.description"),
        ("meta", "images.alt"),
    ]
    assert document.title == 0


@pytest.mark.parametrize(
    ("lines", "language", "audience"),
    [
        ("lang: en-GB\naudience: gb", "en-GB", ("GB",)),
        ("language: en_AU\naudience: [us, 'GB']", "en-AU", ("US", "GB")),
        ("audience:\n  - US\n  - ie # Ireland\ntitle: x", "", ("US", "IE")),
        ("audience: US, GB", "", ("US", "GB")),
        ("audience: everyone", "", ()),
    ],
)
def test_language_and_audience(lines, language, audience):
    document = head(lines)
    assert (document.language, document.audience) == (language, audience)


def test_the_safelint_list_speaks_for_the_whole_file():
    document = head("safelint:\n  - allow one-a, a title\n  - 'off two-b'\n# safelint: allow-file three-c, as told")
    assert [(d.verb, d.rules, d.reason) for d in document.directives] == [
        ("allow-file", ("one-a",), "a title"),
        ("off", ("two-b",), ""),
        ("allow-file", ("three-c",), "as told"),
    ]


def test_toml():
    document = head(
        'title = "A \\"good\\" day" # remark\ndescription = \'\'\'\nTwo\nlines\'\'\'\nslug = "x"\nlang = "en"\n'
        'audience = ["US",\n "GB"]\n[params]\nsummary = \'Back\\slash\'',
        "+++",
    )
    assert [(b.key, b.text) for b in document.blocks[:-1]] == [
        ("title", 'A "good" day'),
        ("description", "Two lines"),
        ("params.summary", "Back\\slash"),
    ]
    assert (document.language, document.audience) == ("en", ("US", "GB"))


def test_json():
    text = (
        '{\n  "title": "A \\u00e9 day",\n  "slug": "x",\n  "audience": ["us", "GB"],\n'
        '  "seo": {"description": "D"}\n}\n\nBody.\n'
    )
    document = read(Source("a.md", text))
    assert [(b.key, b.text) for b in document.blocks] == [("title", "A é day"), ("seo.description", "D"), ("", "Body.")]
    assert document.audience == ("US", "GB")


@pytest.mark.parametrize(
    "text",
    ["---\nNo key here\n---\n\nText.", "---\ntitle: never closed\n\nText.", "{\nA brace.\n\nText.", "+++\nText."],
)
def test_what_is_no_front_matter_is_body(text):
    document = read(Source("a.md", text))
    assert all(block.key == "" for block in document.blocks)
    assert document.blocks[-1].text.endswith("Text.")


def test_offsets_reach_into_the_head_and_the_body_after_it():
    text = '---\r\ntitle: "A \\u2014 day"\r\n---\r\n\r\nBody *text*.\r\n'
    document = read(Source("a.md", text))
    for block, words in zip(document.blocks, ("day", "text"), strict=True):
        at = block.text.index(words)
        segment = next(s for s in block.offsets.segments if s.text <= at < s.text + s.length)
        start = segment.source + at - segment.text
        assert text[start : start + len(words)] == words


@given(st.text(alphabet="ab:-'\"|>[]{}#=\n ,\\\ttile", max_size=120), st.sampled_from(["---\n", "+++\n", '{\n"']))
def test_no_head_makes_it_fail(lines, fence):
    document = read(Source("a.md", f"{fence}{lines}\n{fence}\n"))
    assert document.format == "markdown"
