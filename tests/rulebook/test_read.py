import pytest

from safelint.model.errors import RuleError
from safelint.rulebook.read import parse, read


def test_every_scalar_is_a_string():
    page = parse("a: NO\nb: 013114\nc: [1.0, yes, ~]\nd: 2026-01-31\n", "x.yaml")
    assert page.data == {"a": "NO", "b": "013114", "c": ["1.0", "yes", "~"], "d": "2026-01-31"}


def test_every_value_knows_its_line():
    page = parse("a: x\nb:\n  - one\n  - two\nc: |\n  text\n", "x.yaml")
    assert [page.line(keys) for keys in (("a",), ("b", 0), ("b", 1), ("c",), ("b", 9))] == [1, 3, 4, 5, 2]


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        ("a: x\na: y\n", 2, "stands twice"),
        ("a: [x\nb: y\n", 2, "no valid YAML"),
        ("say: it's: wrong\n", 1, "no valid YAML"),
        ("a: &x y\nb: *x\n", 2, "anchors and aliases"),
        ("a: x\n\tb: y\n", 2, "no valid YAML"),
    ],
)
def test_broken_yaml_names_the_line_and_shows_it(text, line, what):
    with pytest.raises(RuleError) as raised:
        parse(text, "rules/x.yaml")
    (complaint,) = raised.value.complaints
    assert (complaint.path, complaint.line) == ("rules/x.yaml", line)
    assert what in complaint.what
    assert complaint.shown == text.splitlines()[line - 1]


def test_a_file_that_is_no_utf8(tmp_path):
    file = tmp_path / "x.yaml"
    file.write_bytes(b"a: x\nb: \xff\n")
    with pytest.raises(RuleError, match=r"x\.yaml:2: is not UTF-8"):
        read(file)


def test_a_file_that_is_not_there_or_too_large(tmp_path):
    with pytest.raises(RuleError, match="can't be read"):
        read(tmp_path / "none.yaml")
    (tmp_path / "big.yaml").write_bytes(b"a" * 2_000_001)
    with pytest.raises(RuleError, match="at most"):
        read(tmp_path / "big.yaml")


def test_deep_nesting_is_refused():
    with pytest.raises(RuleError):
        parse("[" * 20_000, "x.yaml")
