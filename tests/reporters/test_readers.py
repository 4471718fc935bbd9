"""Each format read back by its schema or by the reader it is meant for: the same findings in all of them."""

import csv
import html
import io
import json
import re
from collections import Counter
from pathlib import Path
from xml.etree import ElementTree as ET

import jsonschema
import junitparser
import pytest

from safelint.model.rule import Severity
from safelint.reporters import REPORTERS, write
from safelint.runner.session import Session

HERE = Path(__file__).parent
EXAMPLES = HERE.parent.parent / "examples"
ESCAPES = {"%25": "%", "%3A": ":", "%2C": ","}
# reviewdog's proto/rdf/reviewdog.proto, as far as we write it
RDJSON = {
    "type": "object",
    "additionalProperties": False,
    "required": ["source", "diagnostics"],
    "properties": {
        "source": {"$ref": "#/$defs/source"},
        "diagnostics": {"type": "array", "items": {"$ref": "#/$defs/diagnostic"}},
    },
    "$defs": {
        "source": {"type": "object", "required": ["name"], "properties": {"name": {"type": "string"}}},
        "position": {
            "type": "object",
            "additionalProperties": False,
            "required": ["line", "column"],
            "properties": {name: {"type": "integer", "minimum": 1} for name in ("line", "column")},
        },
        "range": {
            "type": "object",
            "additionalProperties": False,
            "required": ["start"],
            "properties": {name: {"$ref": "#/$defs/position"} for name in ("start", "end")},
        },
        "diagnostic": {
            "type": "object",
            "additionalProperties": False,
            "required": ["message", "location", "severity"],
            "properties": {
                "message": {"type": "string"},
                "location": {
                    "type": "object",
                    "additionalProperties": False,
                    "required": ["path"],
                    "properties": {"path": {"type": "string"}, "range": {"$ref": "#/$defs/range"}},
                },
                "severity": {"enum": ["ERROR", "WARNING", "INFO"]},
                "source": {"$ref": "#/$defs/source"},
                "code": {"type": "object", "required": ["value"], "properties": {"value": {"type": "string"}}},
                "suggestions": {
                    "type": "array",
                    "items": {
                        "type": "object",
                        "required": ["range", "text"],
                        "properties": {"range": {"$ref": "#/$defs/range"}, "text": {"type": "string"}},
                    },
                },
            },
        },
    },
}


@pytest.fixture(scope="module")
def examples(tmp_path_factory):
    """The example articles and a file that can't be read, with their texts."""
    broken = tmp_path_factory.mktemp("broken") / "a, b: 100%.md"
    broken.write_bytes(b"a\0b")
    return Session(isolated=True).lint_paths([str(EXAMPLES), str(broken)], texts=True)


def counts(report):
    return Counter((result.path, one.rule) for result in report.files for one in result.findings)


def written(report, form, **options):
    return "".join(write(report, form, **options))


def read_sarif(text):
    for one in json.loads(text)["runs"][0]["results"]:
        place = one["locations"][0]["physicalLocation"]
        yield place["artifactLocation"]["uri"].removeprefix("file://"), one["ruleId"]


def read_github(text):
    for kind, properties, _ in re.findall(r"^::(\w+) (.*?)::(.*)$", text, re.MULTILINE):
        fields = dict(pair.split("=", 1) for pair in properties.split(","))
        path, title = (re.sub("%25|%3A|%2C", lambda m: ESCAPES[m[0]], fields[name]) for name in ("file", "title"))
        if title != "safelint":
            assert kind in ("error", "warning", "notice")
            yield path, title.removeprefix("safelint ")


def read_gitlab(text):
    for one in json.loads(text):
        assert set(one) == {"description", "check_name", "fingerprint", "severity", "location"}
        assert one["severity"] in ("info", "minor", "major", "critical", "blocker")
        if one["check_name"] != "unreadable":
            yield one["location"]["path"], one["check_name"]


def read_junit(text):
    suites = junitparser.JUnitXml.fromstring(text.encode())
    for suite in suites:
        for case in suite:
            said = [result.text or "" for result in case.result] + [case.system_out or ""]
            for line in "\n".join(said).splitlines():
                if found := re.match(r"(.+?):[^:]*:[^:]*: (?:error|warning|advice) ([\w-]+): ", line):
                    yield found[1], found[2]


def read_checkstyle(text):
    for file in ET.fromstring(text):  # noqa: S314  our own output
        for one in file:
            assert set(one.attrib) <= {"line", "column", "severity", "message", "source"}
            assert one.attrib["severity"] in ("error", "warning", "info")
            if one.attrib["source"] != "safelint.unreadable":
                yield file.attrib["name"], one.attrib["source"].rpartition(".")[2]


def read_rdjson(text):
    for one in json.loads(text)["diagnostics"]:
        if "code" in one:
            yield one["location"]["path"], one["code"]["value"]


def read_rdjsonl(text):
    yield from read_rdjson(json.dumps({"diagnostics": [json.loads(line) for line in text.splitlines()]}))


def read_csv(text):
    for row in csv.DictReader(io.StringIO(text)):
        if row["rule"] != "unreadable":
            yield row["path"], row["rule"]


def read_json(text):
    for file in json.loads(text)["files"]:
        yield from ((file["path"], one["rule"]) for one in file["findings"])


def read_jsonl(text):
    yield from read_json(json.dumps({"files": [json.loads(line) for line in text.splitlines()]}))


def read_concise(text):
    for line in text.splitlines():
        if found := re.match(r"(.+?):\d+:\d+: (?:error|warning|advice) ([\w-]+): ", line):
            yield found[1], found[2]


def read_html(text):
    for section in text.split('<section class="text"')[1:]:
        path = html.unescape(re.search(r'<p class="small">(.*?)(?: · |</p>)', section)[1])
        yield from ((path, rule) for rule in re.findall(r"The rule is called <code>([\w-]+)</code>", section))


READERS = {
    "sarif": read_sarif,
    "github": read_github,
    "gitlab": read_gitlab,
    "junit": read_junit,
    "checkstyle": read_checkstyle,
    "rdjson": read_rdjson,
    "rdjsonl": read_rdjsonl,
    "csv": read_csv,
    "json": read_json,
    "jsonl": read_jsonl,
    "concise": read_concise,
    "html": read_html,
}


@pytest.mark.parametrize("form", READERS)
def test_the_same_findings_in_every_format(examples, form):
    assert sum(counts(examples).values()) > 40
    assert Counter(READERS[form](written(examples, form))) == counts(examples)


def test_every_format_for_programs_has_a_reader():
    assert set(REPORTERS) - set(READERS) == {"text", "markdown"}


def test_sarif_keeps_to_its_schema(examples, report):
    schema = json.loads((HERE / "schemas" / "sarif-2.1.0.json").read_text("utf-8"))
    for one in (examples, report):
        log = json.loads(written(one, "sarif"))
        jsonschema.validate(log, schema)
        assert log["runs"][0]["columnKind"] == "unicodeCodePoints"
    kept = [one for one in log["runs"][0]["results"] if "suppressions" in one]
    assert [one["suppressions"][0]["justification"] for one in kept] == ["title of a film"]
    assert not log["runs"][0]["invocations"][0]["executionSuccessful"]
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({**log, "version": "2"}, schema)


def test_sarif_replacements_write_the_suggestion(examples):
    texts = {result.path: result.source.text for result in examples.files if result.source}
    found = 0
    for one in json.loads(written(examples, "sarif"))["runs"][0]["results"]:
        for fix in one.get("fixes", ()):
            change = fix["artifactChanges"][0]
            text = texts[change["artifactLocation"]["uri"].removeprefix("file://")]
            region = one["locations"][0]["physicalLocation"]["region"]
            first = change["replacements"][0]["deletedRegion"]
            assert abs(first["charOffset"] - region["charOffset"]) < 100
            assert text[region["charOffset"] :][: region["charLength"]]
            found += 1
    assert found > 10


@pytest.mark.parametrize("form", ["rdjson", "rdjsonl"])
def test_reviewdog_reads_ours(examples, report, form):
    for one in (examples, report):
        text = written(one, form)
        if form == "rdjsonl":
            text = json.dumps({"source": {"name": "x"}, "diagnostics": [json.loads(x) for x in text.splitlines()]})
        jsonschema.validate(json.loads(text), RDJSON)


def test_reviewdog_counts_bytes(report):
    said = json.loads(written(report, "rdjson"))["diagnostics"]
    third = next(one for one in said if one["location"]["range"]["start"]["line"] == 5)
    line = report.files[0].source.text.splitlines()[4].encode()
    start, end = (third["location"]["range"][name]["column"] - 1 for name in ("start", "end"))
    assert line[start:end].decode() == "committed suicide"


def test_a_build_server_counts_as_we_do(examples):
    suites = junitparser.JUnitXml.fromstring(written(examples, "junit").encode())
    failing = sum(any(one.severity is Severity.ERROR for one in result.findings) for result in examples.files)
    assert (suites.tests, suites.failures, suites.errors) == (len(examples.files), failing, 1)


def test_spreadsheets_meet_no_formula(report):
    from dataclasses import replace

    evil = replace(report.files[0], path="=cmd()", title="+1", address="@x")
    rows = list(csv.reader(io.StringIO(written(replace(report, files=(evil,)), "csv"))))
    assert {len(row) for row in rows} == {14}
    assert all(cell[:1] not in "=+-@" or not cell for row in rows for cell in row)


def test_markdown_holds_text_as_text(report):
    from dataclasses import replace

    first = replace(report.files[0], path="a|b*c*<img src=x>@team #1")
    shown = written(replace(report, files=(first,)), "markdown")
    assert r"a\|b\*c\*\<img src=x\>\@team \#1" in shown
    assert all(line.count("|") - line.count(r"\|") == 6 for line in shown.splitlines() if line.startswith("| "))


def test_a_long_markdown_report_fits_into_a_comment(report):
    from dataclasses import replace

    many = replace(report, files=report.files[:1] * 200)
    shown = written(many, "markdown")
    assert len(shown) < 65_536
    assert re.search(r"Another \d+ findings do not fit here", shown)


def test_github_gets_one_command_a_line(report):
    from dataclasses import replace

    first = report.files[0]
    evil = replace(first.findings[1], message="a\n::error::b\r%0A")
    shown = written(replace(report, files=(replace(first, findings=(evil,)),)), "github")
    assert [line[:8] for line in shown.splitlines()[:-1]] == ["::notice", "::error "]
    assert "%250A" in shown
