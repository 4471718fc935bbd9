import pytest
from hypothesis import given
from hypothesis import strategies as st

from safelint.formats.mask import blank_addresses, mask_components, mask_templates

HIDDEN = [
    "https://example.org/a-sad-story?x=1&y=2#top",
    "http://example.org",
    "www.example.org/page",
    "mailto:someone@example.org",
    "someone.else+tag@mail.example.co.uk",
    "/posts/committed-suicide/",
    "./posts/a-title/index",
    "../a/b",
    "committed-suicide.md",
    "images/a-sad-day.jpeg",
    "committed_suicide_note",
    "example.org",
    "example.org/a/b",
    "@a_handle",
    "r/SomeForum",
    "u/someone",
]
SHOWN = [
    "and/or",
    "he/she/they",
    "suicide/self-harm",
    "#WorldSuicidePreventionDay",
    "#mental_health",
    "end.Then",
    "e.g.",
    "24/7",
    "116 123",
    "_emphasis_",
    "self-harm",
    "a/b",
    "/self-harm",
    "Tel:116",
    "U.S.",
    "3.5",
    "@",
    "50%",
]


@pytest.mark.parametrize("word", HIDDEN)
@pytest.mark.parametrize("frame", ["{}", "see {} there", "(see {}).", "“{}”,", "<{}>", "a {}; b"])
def test_addresses_are_blanked_and_nothing_moves(word, frame):
    assert blank_addresses(frame.format(word)) == frame.format(" " * len(word))


@pytest.mark.parametrize("word", SHOWN)
def test_prose_is_left_alone(word):
    assert blank_addresses(f"a {word} b") == f"a {word} b"


@given(st.text(alphabet="ab/.@_ #:-()wh€", max_size=60))
def test_blanking_only_makes_spaces(text):
    blanked = blank_addresses(text)
    assert len(blanked) == len(text)
    assert all(new in {old, " "} for old, new in zip(text, blanked, strict=True))


@pytest.mark.parametrize(
    "code",
    [
        "{{< figure src='x' >}}",
        "{{% note %}}",
        "{{ page.title }}",
        "{% include x.html a={b} %}",
        "{: .lead }",
        "{#top}",
        "<%= title %>",
        '[caption id="1" width="3"]',
        "[/caption]",
        "{{!-- remark --}}",
    ],
)
def test_template_code_is_masked(code):
    masked = mask_templates(f"one {code} two\n{code}\n")
    assert masked.text.replace("\x1a", "") == "one  two\n\n"
    assert len(masked.text) == len(f"one {code} two\n{code}\n")


@pytest.mark.parametrize("prose", ["{ not code }", "[a note]", "50 % of {all}", "{{ never closed", "[video of it](x)"])
def test_other_brackets_are_prose(prose):
    assert mask_templates(prose).text == prose


@pytest.mark.parametrize(
    "code",
    [
        "import A from './a'",
        'import "./style.css";',
        "export const meta = {\n  title: 'x',\n}",
        "::: note Title",
        ":::",
        "<Callout type='x' on={() => 1}>",
        "</Callout>",
        "<Tab.Item />",
        "import B, {\n  c,\n} from 'd'",
    ],
)
def test_component_code_is_masked_and_its_lines_are_blank(code):
    masked = mask_components(f"one\n\n{code}\n\ntwo", mdx=True)
    assert masked.text.split() == ["one", "two"]
    assert len(masked.text) == len(f"one\n\n{code}\n\ntwo")


@pytest.mark.parametrize("prose", ["export of goods", "import taxes from abroad", "<https://example.org>", "<BR> <P>"])
def test_what_only_looks_like_component_code_is_left_alone(prose):
    assert mask_components(prose, mdx=False).text == prose


def test_comments_of_templates_are_kept_aside():
    masked = mask_components("{# one #} {/* two */} {{!-- three --}} {{/* four */}}\n\n[//]: # (five)\n", mdx=False)
    assert [aside.inner for aside in masked.asides] == ["one", "two", "three", "four", "five"]
