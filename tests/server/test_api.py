"""The JSON API: every answer is as its own description says, and a request that is not is told what is wrong."""

from __future__ import annotations

import json
from urllib.parse import quote

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

SENTENCE = "He committed suicide in 2019."
ARTICLE = (
    "# A singer has died\n\nThe singer died by suicide on Friday. He had committed suicide, a neighbour said, after a "
    "suicide epidemic.\n\nFans left flowers. His suicide shocked the town. Call Samaritans on 116 123.\n"
)


@pytest.fixture(scope="session")
def described(server):
    """The description, as the server gives it."""
    return server.ask("GET", "/api/v1/openapi.json").json


def exact(schema):
    """The schema with nothing allowed that it does not name."""
    if isinstance(schema, dict):
        closed = {key: exact(value) for key, value in schema.items()}
        return {**closed, "additionalProperties": False} if isinstance(schema.get("properties"), dict) else closed
    return [exact(one) for one in schema] if isinstance(schema, list) else schema


@pytest.fixture
def as_described(described):
    """Check an answer against the description; gives its data."""

    def check(answer, method: str, path: str, status: int = 200):
        assert answer.status == status, answer.body
        assert answer.headers["content-type"] == "application/json"
        said = described["paths"][path][method]["responses"][str(status)]["content"]["application/json"]["schema"]
        schema = exact({**said, "components": described["components"]})
        jsonschema.Draft202012Validator(schema).validate(answer.json)
        return answer.json

    return check


def test_the_description_is_openapi(described):
    assert described["openapi"] == "3.1.0"
    assert described["info"]["version"]
    for schema in described["components"]["schemas"].values():
        jsonschema.Draft202012Validator.check_schema(schema)
        assert schema.get("enum") != []
    for path, operations in described["paths"].items():
        for operation in operations.values():
            assert operation["operationId"], path
            assert operation["responses"]["200"], path
    assert "committed-suicide" in described["components"]["schemas"]["Rule"]["enum"]
    assert "docx" not in described["components"]["schemas"]["Format"]["enum"]


def test_a_request_is_described_in_words_that_are_checked(described):
    """A word of JSON schema that is not checked would promise what nobody keeps."""
    known = {"type", "enum", "required", "properties", "additionalProperties", "items", "minLength", "maxLength"}
    known |= {"maxItems", "$ref", "description"}

    def words(schema):
        if "$ref" in schema:
            name = schema["$ref"].rpartition("/")[2]
            return set(schema) | words(described["components"]["schemas"][name])
        inner = [*schema.get("properties", {}).values(), *filter(None, [schema.get("items")])]
        return set(schema).union(*map(words, inner))

    for name, schema in described["components"]["schemas"].items():
        if name.endswith("Request"):
            assert words(schema) <= known, name


@pytest.mark.parametrize(
    "body",
    [
        {"text": ARTICLE},
        {"text": ARTICLE, "format": "markdown", "audience": ["GB"], "path": "posts/a.md"},
        {"text": "<p>He committed <b>suicide</b>.</p>", "format": "html", "options": {"select": ["suicide-language"]}},
        {"text": "<!-- safelint: allow committed-suicide, a title -->\n\nHe committed suicide.", "path": "a.md"},
        {"text": "She wrote: “He committed suicide.”", "options": {"preset": "strict", "min_severity": "error"}},
        {"text": "", "options": {"ignore": ["stigma", "suicide-epidemic"], "show_detail": True}},
        {"text": "\ud83d half \u0000 \u2028 👍", "path": "👍.txt"},
    ],
    ids=range(7),
)
def test_check_answers_as_described(server, as_described, body):
    as_described(server.post("/api/v1/check", body), "post", "/api/v1/check")


def test_check_answers_as_the_command_does(server, as_described):
    from safelint import Session
    from safelint.reporters import write

    report = Session(isolated=True).lint_text(ARTICLE, "markdown", "GB", "posts/a.md")
    body = {"text": ARTICLE, "format": "markdown", "audience": ["GB"], "path": "posts/a.md"}
    answer = as_described(server.post("/api/v1/check", body), "post", "/api/v1/check")
    from safelint.model.report import Report, Tool

    whole = Report(Tool("", "", ""), (report,), {}, 0, None)
    assert [answer] == json.loads("".join(write(whole, "json")))["files"]
    assert {one["rule"] for one in answer["findings"]} >= {"committed-suicide", "suicide-epidemic"}


def test_options_choose_rules_and_severity(server):
    def rules(**options):
        answer = server.post("/api/v1/check", {"text": ARTICLE, "options": options})
        assert answer.status == 200, answer.body
        return {one["rule"] for one in answer.json["findings"]}

    assert rules(select=["committed-suicide"]) == {"committed-suicide"}
    assert "committed-suicide" not in rules(ignore=["suicide-language"])
    assert "suicide-epidemic" not in rules(min_severity="error")


def test_words_about_methods_stay_covered_unless_asked_for(server):
    text = "He died by suicide. He had swallowed 80 mg of Examplol, the release says. His suicide shocked the town."
    for path in ("/api/v1/check", "/api/v1/fix", "/api/v1/score"):
        covered = server.post(path, {"text": text, "path": "a.md"}).json
        covered.pop("text", None)  # the writer's own
        assert "Examplol" not in json.dumps(covered), path
    shown = server.post("/api/v1/check", {"text": text, "options": {"show_detail": True}})
    assert "Examplol" in shown.body.decode()


def test_fix_writes_what_is_safe_and_says_so(server, as_described):
    text = "\ufeff# He’s gone 👍\r\n\r\nHe committed suicide in 2019. They call it a suicide epidemic.\r\n"
    answer = as_described(server.post("/api/v1/fix", {"text": text, "path": "a.md"}), "post", "/api/v1/fix")
    assert answer["text"] == text.replace("committed suicide", "died by suicide")
    (applied,) = answer["applied"]
    assert (applied["rule"], applied["written"]) == ("committed-suicide", "died by suicide")
    assert "suicide-epidemic" in {one["rule"] for one in answer["file"]["findings"]}


def test_score_marks_an_article(server, as_described):
    answer = as_described(
        server.post("/api/v1/score", {"text": ARTICLE, "format": "markdown", "path": "a.md"}), "post", "/api/v1/score"
    )
    assert answer["applies"] is True
    assert len(answer["criteria"]) == 10


def test_helplines_and_rules(server, as_described):
    one = "/api/v1/helplines/{country}"
    lines = as_described(server.ask("GET", "/api/v1/helplines/GB?topic=suicide"), "get", one)["countries"][0]["lines"]
    assert "GB/samaritans" in [line["id"] for line in lines]
    listed = as_described(server.ask("GET", "/api/v1/rules"), "get", "/api/v1/rules")["rules"]
    some = as_described(server.ask("GET", "/api/v1/rules?topic=stigma"), "get", "/api/v1/rules")["rules"]
    assert 0 < len(some) < len(listed)
    assert {rule["topic"] for rule in some} == {"stigma"}
    page = as_described(server.ask("GET", "/api/v1/rules/committed-suicide"), "get", "/api/v1/rules/{rule}")
    assert page["page"].startswith("# “Commit”")
    assert "die by suicide" in page["suggestions"]


@pytest.mark.parametrize(
    ("method", "path", "body", "status", "where", "hint"),
    [
        ("post", "/api/v1/check", b"", 400, "body", "object"),
        ("post", "/api/v1/check", b"[]", 400, "body", ""),
        ("post", "/api/v1/check", b"{}", 400, "body", "text"),
        ("post", "/api/v1/check", b'{"text": 1}', 400, "body.text", ""),
        ("post", "/api/v1/check", b'{"text": "a", "txt": 1}', 400, "body", "text"),
        ("post", "/api/v1/check", b'{"text": "a", "options": {"select": "x"}}', 400, "body.options.select", ""),
        (
            "post",
            "/api/v1/check",
            b'{"text": "a", "options": {"select": ["sigma"]}}',
            400,
            "body.options.select[0]",
            "stigma",
        ),
        ("post", "/api/v1/check", b'{"text": "a", "options": {"show_detail": 1}}', 400, "body.options.show_detail", ""),
        ("post", "/api/v1/check", b'{"text": "a", "format": "docx"}', 400, "body.format", "There are"),
        ("post", "/api/v1/check", b'{"text": "a", "path": "a.docx"}', 400, "body.path", "safelint check"),
        ("post", "/api/v1/check", b'{"text": "a", "audience": ["UK"]}', 400, "body.audience[0]", ""),
        ("post", "/api/v1/check", b'{"text": "a", "text": "b"}', 400, "body", ""),
        ("post", "/api/v1/check", b'{"text": "\xff"}', 400, "body", "UTF-8"),
        ("post", "/api/v1/check", b"[" * 200_000, 400, "body", ""),
        ("post", "/api/v1/check", b'{"text":' + b'{"a":' * 100_000, 400, "body", ""),
        ("post", "/api/v1/check", b'{"text": ' + b"1" * 5_000 + b"}", 400, "body", ""),
        ("post", "/api/v1/check", b'{"text": -Infinity}', 400, "body", ""),
        ("post", "/api/v1/check", b'{"text": "' + b"a" * 200_001 + b'"}', 400, "body.text", "shorter"),
        ("post", "/api/v1/check?a=1", b'{"text": "a"}', 400, "query", ""),
        ("post", "/api/v1/fix", b'{"text": "a", "options": {"min_severity": "error"}}', 400, "body.options", ""),
        ("post", "/api/v1/fix", b'{"text": "a\\u0000b", "path": "a.md"}', 422, "body.text", "NUL"),
        ("get", "/api/v1/helplines/QQ", None, 404, "path.country", "GB"),
        ("get", "/api/v1/helplines/GB?topic=tea", None, 400, "query.topic", ""),
        ("get", "/api/v1/helplines/GB?topic=suicide&topic=suicide", None, 400, "query", ""),
        ("get", "/api/v1/rules/commited-suicide", None, 404, "path.rule", "committed-suicide"),
        ("get", "/api/v1/rules?topik=stigma", None, 400, "query", "topic"),
    ],
    ids=range(26),
)
def test_a_request_that_is_not_as_described_is_told_so(server, as_described, method, path, body, status, where, hint):
    answer = server.ask(
        method.upper(), path, body, **({"Content_Type": "application/json"} if body is not None else {})
    )
    template = path.partition("?")[0].replace("/QQ", "/{country}").replace("/GB", "/{country}")
    template = template.replace("/commited-suicide", "/{rule}")
    error = as_described(answer, method, template, status)["error"]
    assert error["what"]
    assert error["where"] == where
    assert hint in error["what"] + error["do"]


def test_no_form_and_no_other_method(server, as_described):
    """A page elsewhere could send a form without asking; it can't send JSON."""
    answer = server.ask("POST", "/api/v1/check", b'{"text": "a"}', Content_Type="text/plain")
    assert as_described(answer, "post", "/api/v1/check", 415)["error"]["where"] == "Content-Type"
    answer = server.ask("PUT", "/api/v1/check", b"{}")
    assert (answer.status, answer.headers["allow"]) == (405, "POST")
    assert answer.json["error"]["do"]
    assert server.ask("GET", "/api/v2/check").json["error"]["what"]
    answer = server.ask("POST", "/api/v1/check", b"{}", Origin="https://evil.example", Content_Type="application/json")
    assert as_described(answer, "post", "/api/v1/check", 403)["error"]["what"]


def test_only_names_in_the_folder_of_the_server_have_settings(starting, tmp_path):
    """Else whoever asks could have files anywhere read as settings."""
    (tmp_path / "inside/posts").mkdir(parents=True)
    for folder in (tmp_path / "inside/posts", tmp_path):
        (folder / "safelint.yaml").write_text("ignore: [committed-suicide]\n")
    (tmp_path / "inside/safelint.yaml").write_text("extends: recommended\n")
    running = starting(cwd=tmp_path / "inside")

    def found(path):
        answer = running.post("/api/v1/check", {"text": SENTENCE, "path": path})
        assert answer.status == 200, answer.body
        assert answer.json["path"] == path
        return len(answer.json["findings"])

    assert found("posts/a.md") == 0
    outside = ["a.md", "../a.md", "posts/../../a.md", f"{tmp_path}/inside/posts/a.md", "posts\\a.md", "C:/a.md", "x//y"]
    assert [found(path) for path in outside] == [1] * len(outside)
    for odd in ("", ".", "..", "\x00", "a/" * 148 + "a.md", "x" * 300, "~/a.md", "con:"):
        assert found(odd) == 1, odd


def test_settings_that_can_not_be_used_are_told_whoever_asks(starting, tmp_path):
    (tmp_path / "posts").mkdir()
    (tmp_path / "posts/safelint.yaml").write_text("extends: strickt\n")
    running = starting(cwd=tmp_path)
    answer = running.post("/api/v1/check", {"text": SENTENCE, "path": "posts/a.md"})
    assert answer.status == 500
    assert answer.json["error"]["where"] == "settings"
    assert "safelint.yaml" in answer.json["error"]["what"]
    assert running.post("/api/v1/check", {"text": SENTENCE, "path": "a.md"}).status == 200


texts = st.text(st.characters(codec="utf-8"), max_size=200)


@settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    words=st.lists(
        st.sampled_from(["He committed suicide.", "an addict", "**", "<b>", "\n\n", "# ", "👍", "“", "`", "[a](b)"])
    ),
    noise=texts,
    form=st.sampled_from(["markdown", "html", "text", "rst", "asciidoc", "org", "latex", "srt", "vtt", None]),
)
def test_whatever_is_sent_is_answered_as_described(server, as_described, words, noise, form):
    body = {"text": noise.join(words), **({"format": form} if form else {})}
    as_described(server.post("/api/v1/check", body), "post", "/api/v1/check")
    answer = server.post("/api/v1/fix", body)
    as_described(answer, "post", "/api/v1/fix", 422 if "\0" in body["text"] else 200)
    as_described(server.post("/api/v1/score", body), "post", "/api/v1/score")


@settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    body=st.recursive(
        st.none() | st.booleans() | st.floats(allow_nan=False) | st.integers() | texts,
        lambda inner: (
            st.lists(inner, max_size=4)
            | st.dictionaries(st.sampled_from(["text", "format", "options", "path", "audience", "select", "x"]), inner)
        ),
        max_leaves=8,
    )
)
def test_whatever_json_is_sent_no_error_of_ours_comes_back(server, as_described, body):
    answer = server.post("/api/v1/check", body)
    assert answer.status in (200, 400), answer.body
    as_described(answer, "post", "/api/v1/check", answer.status)


@settings(max_examples=40, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(name=st.text(min_size=1, max_size=40), topic=texts)
def test_whatever_name_is_asked_for(server, name, topic):
    for path in (f"/api/v1/rules/{quote(name, safe='', errors='replace')}", f"/api/v1/rules?topic={quote(topic)}"):
        assert server.ask("GET", path).status in (200, 400, 404)
