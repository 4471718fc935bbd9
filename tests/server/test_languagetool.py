"""LanguageTool's protocol: places in UTF-16, mark-up told apart, replacements that fit, and the rules asked for."""

from __future__ import annotations

import json
from urllib.parse import quote, urlencode

import pytest

SENTENCE = "He committed suicide in 2019."
WHOLE = (
    "The singer died by suicide on Friday, his family said in a statement to the town's newspaper.\n\n"
    "Fans left flowers outside his house and asked that suicide be spoken of with care, and friends told of a kind "
    "man who had lived with depression for many years and had helped others to speak about their own.\n\n"
    "A memorial will be held next week."
)


def units(text: str) -> list[bytes]:
    """The text as LanguageTool counts it."""
    data = text.encode("utf-16-le")
    return [data[at : at + 2] for at in range(0, len(data), 2)]


def stretch(text: str, offset: int, length: int) -> str:
    return b"".join(units(text)[offset : offset + length]).decode("utf-16-le")


def applied(text: str, match: dict, which: int = 0) -> str:
    """The text after a client has written a replacement."""
    found, value = units(text), units(match["replacements"][which]["value"])
    start = match["offset"]
    return b"".join([*found[:start], *value, *found[start + match["length"] :]]).decode("utf-16-le")


def only(answer) -> dict:
    assert answer.status == 200, answer.body
    (match,) = answer.json["matches"]
    return match


def test_a_match_says_what_where_why_and_what_instead(server):
    match = only(server.check(SENTENCE))
    assert (match["offset"], match["length"]) == (3, 17)
    assert match["replacements"][0] == {"value": "died by suicide"}
    assert "crime" in match["message"]
    assert match["shortMessage"]
    assert match["sentence"] == SENTENCE
    rule = match["rule"]
    assert rule["id"] == "committed-suicide"
    assert rule["category"] == {"id": "suicide-language", "name": "Suicide language"}
    assert rule["issueType"] == "style"
    assert all(one["value"].startswith("https://") for one in rule["urls"])


@pytest.mark.parametrize("before", ["", "👍 ", "👍👩‍👩‍👧 ça va? ", "𝒜𝒷𝒸 — ", "e\u0301 \ufeff"])
def test_places_count_utf16(server, before):
    text = f"{before}{SENTENCE} 👋"
    match = only(server.check(text))
    assert stretch(text, match["offset"], match["length"]) == "committed suicide"
    assert applied(text, match) == f"{before}He died by suicide in 2019. 👋"
    context = match["context"]
    assert stretch(context["text"], context["offset"], context["length"]) == "committed suicide"


def test_a_long_text_has_dots_around_its_context(server):
    match = only(server.check(f"{'We had tea by the sea. ' * 5}\n{SENTENCE} {'It rained a lot. ' * 5}"))
    assert match["context"]["text"].startswith("...")
    assert match["context"]["text"].endswith("...")
    assert "\n" not in match["context"]["text"]


@pytest.mark.parametrize(
    ("text", "fixed"),
    [
        ("She is an addict.", "She has an addiction."),
        ("They committed suicide last year.", "They died by suicide last year."),
        ("He is a schizophrenic.", None),
        ("They had committed\nsuicide in May.", "They had died by\nsuicide in May."),
    ],
)
def test_a_replacement_takes_along_what_it_has_to(server, text, fixed):
    found = [match for match in server.check(text).json["matches"] if match["replacements"]]
    assert found
    for match in found:
        for which in range(len(match["replacements"])):
            again = server.check(applied(text, match, which)).json["matches"]
            assert match["rule"]["id"] not in [one["rule"]["id"] for one in again]
    assert fixed is None or applied(text, found[0]) == fixed


def test_no_two_replacements_write_over_each_other(server):
    text = "The addict committed suicide. Call it a suicide epidemic of crazy addicts who committed suicide."
    taken = [
        range(match["offset"], match["offset"] + match["length"])
        for match in server.check(text, level="picky").json["matches"]
        if match["replacements"]
    ]
    assert len(taken) > 2
    assert sum(map(len, taken)) == len(set().union(*taken))


def annotated(*pieces: dict[str, str]) -> str:
    return json.dumps({"annotation": list(pieces)})


def test_mark_up_counts_and_is_not_read(server):
    pieces = [
        {"text": "👍 "},
        {"markup": "<b title='He committed suicide.'>"},
        {"text": "He "},
        {"markup": "</b>"},
        {"text": "committed suicide"},
        {"markup": "<br/>", "interpretAs": "\n\n"},
        {"text": "in 2019."},
    ]
    original = "".join(piece.get("text", piece.get("markup", "")) for piece in pieces)
    match = only(server.check(data=annotated(*pieces)))
    assert stretch(original, match["offset"], match["length"]) == "committed suicide"
    assert match["replacements"][0]["value"] == "died by suicide"


def test_mark_up_within_the_words_is_never_written_over(server):
    match = only(
        server.check(
            data=annotated(
                {"text": "He "},
                {"markup": "**"},
                {"text": "committed"},
                {"markup": "**"},
                {"text": " suicide in 2019."},
            )
        )
    )
    assert (match["offset"], match["length"]) == (5, len("committed** suicide"))
    assert match["replacements"] == []
    assert "died by suicide" in match["message"]


def test_mark_up_read_as_letters_is_found_and_not_written_over(server):
    pieces = ({"text": "She "}, {"markup": "c&#111;mmitted", "interpretAs": "committed"}, {"text": " suicide."})
    match = only(server.check(data=annotated(*pieces)))
    assert (match["offset"], match["length"]) == (4, len("c&#111;mmitted suicide"))
    assert match["replacements"] == []
    same = ({"text": "She "}, {"markup": "Committed", "interpretAs": "committed"}, {"text": " suicide."})
    assert only(server.check(data=annotated(*same)))["replacements"] == []


def test_ltex_is_answered(server):
    """It calls its form JSON, and its Java offers HTTP/2 with the first request."""
    pieces = [
        {"markup": "# ", "interpretAs": "\n"},
        {"text": "News"},
        {"markup": "\n\n", "interpretAs": "\n\n"},
        {"text": "He "},
        {"markup": "`x`", "interpretAs": "Dummy0"},
        {"text": " committed suicide, 👍 she said."},
    ]
    fields = {"data": annotated(*pieces), "language": "en-GB", "motherTongue": "de", "enabledRules": "A,B"}
    answer = server.ask(
        "POST",
        "/v2/check",
        urlencode(fields).encode(),
        Content_Type="application/json",
        Connection="Upgrade, HTTP2-Settings",
        Upgrade="h2c",
        HTTP2_Settings="AAEAAEAAAAIAAAABAAMAAABkAAQBAAAAAAUAAEAA",
        User_Agent="Java-http-client/17",
    )
    match = only(answer)
    original = "".join(piece.get("markup", piece.get("text")) for piece in pieces)
    assert stretch(original, match["offset"], match["length"]) == "committed suicide"
    assert applied(original, match) == original.replace("committed suicide", "died by suicide")


def test_obsidian_is_answered(server):
    fields = {"language": "auto", "enabledOnly": "false", "level": "picky", "preferredVariants": "en-GB,de-DE"}
    fields |= {"disabledCategories": "TYPOS,CASING", "disabledRules": "WHITESPACE_RULE", "motherTongue": "en"}
    pieces = [{"markup": "**", "interpretAs": ""}, {"text": SENTENCE}, {"markup": "**"}]
    match = only(server.check(data=annotated(*pieces), **fields))
    assert match["offset"] == 5
    assert all(match[name] for name in ("message", "shortMessage", "replacements"))
    assert match["rule"]["category"]["id"]


def test_data_may_hold_plain_text(server):
    assert only(server.check(data=json.dumps({"text": SENTENCE})))["offset"] == 3


RAW = "R&D + 50% off: 👍 He committed suicide in 2019."


@pytest.mark.parametrize(
    "text", [RAW, "Café & bar&language=fr: he committed suicide.", "It’s 5%&: she committed suicide."]
)
@pytest.mark.parametrize("rest", ["", "&username=&apiKey=", "&level=default"])
def test_a_text_that_was_not_encoded_is_read_whole(server, text, rest):
    """As LibreOffice 7.4 sends it."""
    body = f"text={text}&language=en-US{rest}".encode()
    match = only(server.ask("POST", "/v2/check", body, Content_Type="application/x-www-form-urlencoded"))
    assert stretch(text, match["offset"], match["length"]) == "committed suicide"


def test_a_text_that_was_encoded_is_read_as_ever(server):
    for encoded in (quote(RAW), quote(RAW).replace("%20", "+")):
        body = f"language=en-US&text={encoded}".encode()
        assert stretch(RAW, only(server.ask("POST", "/v2/check", body))["offset"], 17) == "committed suicide"


CALL = "If suicide is on your mind, or the suicide of a friend, call Samaritans on 116 123."


def test_the_language_decides_whose_helplines_count(server):
    text = CALL

    def rules(language: str) -> list[str]:
        return [one["rule"]["id"] for one in server.check(text, language=language, level="picky").json["matches"]]

    assert rules("en-US") == ["helpline-wrong-country"]
    assert rules("en-GB") == rules("en") == rules("auto") == []


def test_the_audience_of_the_settings_wins_over_the_language(starting, tmp_path):
    running = starting("--isolated", "--audience", "GB", cwd=tmp_path)
    assert running.check(CALL, language="en-US").json["matches"] == []


def test_auto_tells_english_from_others(server):
    answer = server.check(SENTENCE, language="auto", preferredVariants="de-DE,en-GB").json
    assert answer["language"]["detectedLanguage"]["code"] == "en-GB"
    assert len(answer["matches"]) == 1
    for text, code in (
        ("Der Zug ist heute nicht gekommen, und wir sind zu Fuß nach Hause gegangen.", "de"),
        ("Le train n’est pas venu et nous sommes rentrés à pied avec les enfants.", "fr"),
        ("Поезд сегодня не пришёл, и мы пошли домой пешком.", "ru"),
    ):
        answer = server.check(text, language="auto").json
        assert answer["language"]["detectedLanguage"]["code"] == code
        assert answer["matches"] == []
        assert "safelint reads English" in answer["warnings"]["incompleteResultsReason"]


def test_a_text_sent_as_another_language_is_left_alone_and_that_is_said(server):
    answer = server.check(SENTENCE, language="de-DE").json
    assert answer["matches"] == []
    assert answer["warnings"] == {
        "incompleteResults": True,
        "incompleteResultsReason": "safelint reads English; this text is in German.",
    }


def found(answer) -> set[str]:
    assert answer.status == 200, answer.body
    return {one["rule"]["id"] for one in answer.json["matches"]}


def test_rules_and_categories_can_be_left_out_and_asked_for(server):
    text = "He committed suicide in 2019. Call it a suicide epidemic."
    both = {"committed-suicide", "suicide-epidemic"}
    assert found(server.check(text)) == both
    assert found(server.check(text, disabledRules="committed-suicide,UPPERCASE_SENTENCE_START")) == {"suicide-epidemic"}
    assert found(server.check(text, disabledCategories="SENSATIONAL,TYPOS")) == {"committed-suicide"}
    assert found(server.check(text, enabledRules="suicide-epidemic,X", enabledOnly="true")) == {"suicide-epidemic"}
    assert found(server.check(text, enabledCategories="suicide-language", enabledOnly="yes")) == {"committed-suicide"}
    assert found(server.check(text, enabledRules="WHITESPACE_RULE", enabledOnly="true")) == set()
    assert found(server.check(text, enabledRules="WHITESPACE_RULE")) == both


def test_a_rule_that_the_preset_leaves_out_can_be_asked_for(starting, tmp_path):
    running = starting("--isolated", "--ignore", "suicide-language", cwd=tmp_path)
    assert found(running.check(SENTENCE)) == set()
    running = starting("--isolated", "--select", "sensational", cwd=tmp_path)
    assert found(running.check(SENTENCE)) == set()
    assert found(running.check(SENTENCE, enabledRules="committed-suicide")) == {"committed-suicide"}


def test_advice_is_for_those_who_ask_to_be_picky(server, starting, tmp_path):
    text = "The poet is confined to a wheelchair. He complained of anxiety and poor sleep."
    less, more = (server.check(text, level=level).json["matches"] for level in ("default", "picky"))
    advice = [one for one in more if one["type"]["typeName"] == "Hint"]
    assert advice
    assert [one for one in more if one not in advice] == less
    running = starting("--isolated", "--min-severity", "advice", cwd=tmp_path)
    assert running.check(text).json["matches"] == more


def test_what_is_missing_is_said_of_whole_texts_only(server, starting, tmp_path):
    assert "helpline-missing" in found(server.check(WHOLE))
    for paragraph in WHOLE.split("\n\n"):
        assert found(server.check(paragraph)) == set()
    assert "helpline-missing" not in found(server.check(WHOLE.replace("\n\n", "\n")))
    assert "helpline-missing" in found(
        starting("--isolated", "--whole-texts", "always", cwd=tmp_path).check(WHOLE.replace("\n\n", " "))
    )
    assert found(starting("--isolated", "--whole-texts", "never", cwd=tmp_path).check(WHOLE)) == set()


def test_words_about_methods_stay_covered(server):
    text = (
        "👍 He died by suicide. The young man had swallowed 80 mg of Examplol, the release says. "
        "His suicide shocked the town."
    )
    answer = server.check(text, level="picky")
    hidden = [one for one in answer.json["matches"] if one["rule"]["category"]["id"] == "method-detail"]
    assert hidden
    for match in hidden:
        words = stretch(text, match["offset"], match["length"])
        told = json.dumps([match["message"], match["context"], match["sentence"], match["replacements"]])
        assert words not in told
        context = match["context"]
        assert set(stretch(context["text"], context["offset"], context["length"])) <= {"▒", " "}


def test_sentences_are_told_with_their_places(server):
    text = "👍 One. Two?\n\nA heading\n \nThree"
    ranges = server.check(text).json["sentenceRanges"]
    assert [stretch(text, start, end - start) for start, end in ranges] == ["👍 One.", "Two?", "A heading", "Three"]


def test_what_else_clients_ask_for(server):
    languages = server.ask("GET", "/v2/languages").json
    assert {"name": "English (GB)", "code": "en", "longCode": "en-GB"} in languages
    assert server.ask("GET", "/v2/info").json["software"]["name"] == "safelint"
    assert server.ask("GET", "/v2/healthcheck").body == b"OK"
    assert int(server.ask("GET", "/v2/maxtextlength").body) >= 100_000
    assert server.check("").json["matches"] == []


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"data": "{}"}, "either “text” or “annotation”"),
        ({"data": "["}, "no JSON"),
        ({"data": "[" * 100_000}, "nested too deeply"),
        ({"data": '{"text": ' + "9" * 10_000 + "}"}, "too many digits"),
        ({"data": '{"text": NaN}'}, "NaN"),
        ({"data": '{"text": "a", "text": "b"}'}, "twice"),
        ({"data": '{"text": "a", "annotation": []}'}, "either “text” or “annotation”"),
        ({"data": '{"annotation": [{"text": "a", "markup": "b"}]}'}, "data.annotation[0]"),
        ({"data": '{"annotation": [{"text": 1}]}'}, "object of strings"),
        ({"data": '{"annotation": "a"}'}, "list of up to"),
        ({"data": '{"text": 1}'}, "no string"),
        ({"sourceText": "a", "data": '{"text": "a"}', "text": "a"}, "Either “text” or “data”"),
        ({"text": "a", "language": "klingon!"}, "no language code"),
        ({"text": "a", "level": "severe"}, "no level"),
        ({"text": "a", "enabledOnly": "perhaps"}, "neither true nor false"),
        ({"text": "a", "enabledOnly": "true"}, "none is"),
    ],
    ids=range(16),
)
def test_a_request_that_makes_no_sense_is_told_so(server, fields, said):
    answer = server.check(**fields)
    assert answer.status == 400
    assert answer.headers["content-type"].startswith("text/plain")
    assert answer.body.decode().startswith("Error: ")
    assert said in answer.body.decode()


@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [
        (b"text=a", "application/x-www-form-urlencoded", 400),
        (b"language=en", "application/x-www-form-urlencoded", 400),
        (b"", "", 400),
        (b"text=\xff\xfe&language=en-US", "application/x-www-form-urlencoded", 400),
        (b"text=%ff%fe&language=en-US", "application/x-www-form-urlencoded", 400),
        (b"text=a&text=b&language=en-US", "application/x-www-form-urlencoded", 400),
        (b"&a" * 1000, "application/x-www-form-urlencoded", 400),
        (b'{"text": "a"}', "application/json", 415),
        (b'[{"text": "a"}]', "application/x-www-form-urlencoded", 415),
        (b"--x\r\n", "multipart/form-data; boundary=x", 415),
        (b"language=en-US&text=" + b"a" * 200_001, "application/x-www-form-urlencoded", 413),
    ],
    ids=range(11),
)
def test_a_body_that_is_no_form_is_refused(server, body, kind, status):
    assert server.ask("POST", "/v2/check", body, Content_Type=kind).status == status


def test_half_characters_harm_nobody(server):
    match = only(server.check(data='{"text": "\\ud83d He committed suicide in 2019."}'))
    assert match["offset"] == 5


def test_only_post_checks(server):
    answer = server.ask("GET", "/v2/check?text=a&language=en")
    assert (answer.status, answer.headers["allow"]) == (405, "POST")
    assert server.ask("GET", "/v2/words").status == 404
