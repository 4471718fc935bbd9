import pytest

from safelint.model.errors import RuleError
from safelint.rulebook import builtin, load
from safelint.rulebook.signposts import chosen, read_wording, signpost

BOOK = load([builtin()])
WORDING = BOOK.signposts["helplines"]


def ids(audience, *topics):
    return [line.id for line in chosen(BOOK, audience, topics)]


@pytest.mark.parametrize(
    ("audience", "topics", "wanted"),
    [
        (["GB"], ["suicide"], ["GB/samaritans", "GB/shout"]),
        (["US"], ["suicide", "mental-health"], ["US/988", "US/crisis-text-line"]),
        (["AU"], ["suicide"], ["AU/lifeline", "AU/suicide-call-back-service"]),
        (["AU"], ["mental-health"], ["AU/beyond-blue", "AU/lifeline"]),
        (["US"], ["addiction"], ["US/samhsa", "US/988"]),
        ([], ["suicide"], ["ZZ/find-a-helpline"]),
        (["XX"], ["suicide"], ["ZZ/find-a-helpline"]),
        (["MA"], ["suicide"], ["ZZ/find-a-helpline"]),
        (["CA"], ["suicide"], ["CA/988", "ZZ/find-a-helpline"]),
    ],
)
def test_which_lines_are_offered(audience, topics, wanted):
    assert ids(audience, *topics) == wanted


def test_a_line_for_the_topic_comes_first_and_one_for_anybody_after_it():
    assert ids(["US"], "eating-disorder", "mental-health")[:2] == ["US/anad", "US/988"]
    assert ids(["AU"], "eating-disorder")[0] == "AU/butterfly"


def test_lines_of_parts_of_a_country_where_none_is_for_all_of_it():
    found = ids(["GB"], "eating-disorder")
    assert {"GB/beat-england", "GB/beat-scotland", "GB/beat-wales", "GB/beat-northern-ireland"} <= set(found)
    assert "GB/samaritans" in found


@pytest.mark.parametrize("code", sorted(BOOK.countries))
def test_every_country_is_offered_a_line_that_can_be_reached(code):
    for topic in ("suicide", "eating-disorder"):
        lines = chosen(BOOK, [code], [topic])
        assert lines
        assert len(lines) <= 6
        assert all(line.state == "current" and (line.numbers or line.texts or line.urls) for line in lines)
        assert all(one.pieces for one in signpost(WORDING, BOOK, lines, [topic]).directions)


def test_countries_are_named_where_there_are_several():
    names = [
        one.name for one in signpost(WORDING, BOOK, chosen(BOOK, ["GB", "US"], ["suicide"]), ["suicide"]).directions
    ]
    assert "Samaritans (United Kingdom)" in names
    assert "988 Suicide & Crisis Lifeline (United States)" in names


def words(line_id):
    line = next(one for one in BOOK.helplines if one.id == line_id)
    return "".join(piece.words for piece in signpost(WORDING, BOOK, [line], ["suicide"]).directions[0].pieces)


def test_how_a_line_is_given():
    assert words("US/988") == "call or text 988 or visit 988lifeline.org, at any time"
    assert words("AU/lifeline") == "call 13 11 14, text 0477 13 11 14 or visit lifeline.org.au, at any time"
    assert words("GB/beat-wales").endswith("(Mon–Fri 15:00–20:00)")
    assert "confirmed" not in words("GB/calm")
    assert "see the site" not in words("GB/mermaids")


def test_the_sentence_before_the_lines_labels_nobody():
    for topics in (["suicide"], ["eating-disorder"], ["addiction"], ["mental-health"], []):
        lead = signpost(WORDING, BOOK, [], topics).lead
        assert lead.endswith(":")
        assert "suicid" not in lead


GOOD = "id: x\nheading: H\nleads: [{say: A}]\nways: {call: a, text: b, both: c, visit: d, or: e, always: f, hours: g}\n"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (GOOD.replace("heading", "heding"), "did you mean “heading”"),
        (GOOD.replace("id: x", "id: y"), "its file's name x"),
        (GOOD.replace("say: A", "for: [suicide]"), "each has `say:`"),
        (GOOD.replace("call: a, ", ""), "`ways:` has call"),
    ],
)
def test_a_file_of_another_shape_is_refused(text, message, tmp_path):
    (tmp_path / "x.yaml").write_text(text, "utf-8")
    with pytest.raises(RuleError, match=message):
        read_wording(tmp_path / "x.yaml")


def test_a_file_of_the_right_shape(tmp_path):
    (tmp_path / "x.yaml").write_text(GOOD, "utf-8")
    assert read_wording(tmp_path / "x.yaml").leads == (((), "A"),)
