import pytest

from safelint.config.sidecar import read
from safelint.model.errors import ConfigError


def asked(tmp_path, text):
    file = tmp_path / "a.srt.safelint.yaml"
    file.write_text(text, "utf-8")
    return read(str(file))


def test_entries_are_read_with_all_they_say(tmp_path):
    first, second, third = asked(
        tmp_path,
        "# why\nallow:\n  - rule: one-a\n    reason: title of a book\n    until: 2030-01-31\n    found: Words here\n"
        "    sentence: A whole one.\n  - rule: [one-a, stigma]\n  - two-b\n",
    )
    assert (first.verb, first.rules, first.reason, first.until) == (
        "allow-file", ("one-a",), "title of a book", "2030-01-31",
    )  # fmt: skip
    assert (first.found, first.sentence, first.line) == ("Words here", "A whole one.", 3)
    assert first.file.endswith("a.srt.safelint.yaml")
    assert (second.rules, third.rules) == (("one-a", "stigma"), ("two-b",))


def test_an_empty_file_asks_nothing(tmp_path):
    assert asked(tmp_path, "# nothing yet\n") == ()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("allow:\n  - rul: x\n", ":2: There is no key “rul” in an entry."),
        ("alow:\n  - rule: x\n", ":1: There is no key “alow” here."),
        ("allow: x\n", ":1: “allow” holds a list"),
        ("- rule: x\n", ":1: This file holds one key"),
        ("allow:\n  - reason: x\n", ":2: An entry needs a rule or topic."),
        ("allow:\n  - rule: x\n    until: soon\n", ":2: “until” is a date such as 2027-01-31, not “soon”."),
        ("allow:\n  - [a, b]\n", ":2: An entry is “rule: …”"),
        ("allow:\n  - rule: x\n    reason: {a: b}\n", ":3: “reason” holds words"),
        ("allow: [\n", "This is not YAML"),
    ],
)
def test_what_cant_be_used_is_named_with_its_line(tmp_path, text, said):
    with pytest.raises(ConfigError) as error:
        asked(tmp_path, text)
    assert said in str(error.value)
