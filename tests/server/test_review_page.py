"""The whole review in a browser: paste, look, change, undo, filter, insert a helpline, save; and nothing gets out."""

from __future__ import annotations

import base64
import io
import json
import re
import zipfile

import pytest

pytest.importorskip("playwright.sync_api", reason="needs playwright")

import office
from playwright.sync_api import expect

SAM = "Sam committed suicide in 2019. He suffered from depression."
ARTICLE = (
    "# A singer is mourned\n\nThe singer committed suicide on Friday. Fans left flowers. "
    "Nobody called her an addict.\n\n"
    "The family asked that suicide be spoken of with care. It is not a selfish act.\n"
)
METHOD = "He died by suicide. The report says that he had swallowed 80 mg of Examplol.\n"
WORDS = "ul.instead button.use"


def write(page, text):
    """Write into the text as a paste does, and wait for the answer."""
    page.locator("#text").focus()
    with page.expect_response(lambda one: one.url.endswith("/check") and one.ok):
        page.keyboard.insert_text(text)


def card(page, words):
    return page.locator(".card", has=page.locator("h3", has_text=words))


def saved(page, name):
    """The bytes and the name that a button of the box “Save or copy” gives."""
    page.get_by_role("button", name="Save or copy…").click()
    with page.expect_download() as waiting:
        page.get_by_role("button", name=name).click()
    page.get_by_role("dialog").get_by_role("button", name="Done").click()
    return waiting.value.path().read_bytes(), waiting.value.suggested_filename


def drop(page, name, data):
    page.evaluate(
        """([name, data]) => {
          const bytes = Uint8Array.from(atob(data), (one) => one.charCodeAt(0));
          const carried = new DataTransfer();
          carried.items.add(new File([bytes], name));
          for (const kind of ["dragover", "drop"]) {
            const way = { dataTransfer: carried, bubbles: true, cancelable: true };
            document.body.dispatchEvent(new DragEvent(kind, way));
          }
        }""",
        [name, base64.b64encode(data).decode()],
    )


def word_file(*paragraphs):
    return office.docx("".join(map(office.paragraph, paragraphs)))


def document(data):
    return zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml").decode()


def test_a_pasted_draft_is_marked_and_explained(page):
    expect(page.locator("#hello")).to_be_visible()
    write(page, SAM)
    expect(page.get_by_role("status").first).to_have_text(re.compile("1 error.*warning"))
    expect(page.locator("#about")).to_have_text("read as plain text · 9 words")
    expect(page.locator("#under mark.error").first).to_have_text("committed suicide")
    found = card(page, "committed suicide")
    expect(found).to_contain_text("makes suicide sound like a crime or a sin")
    found.locator("summary").click()
    link = found.locator("details a").first
    expect(link).to_be_visible()
    assert link.get_attribute("href").startswith("https://")
    expect(page.locator("#hello")).to_be_hidden()


def test_a_click_writes_a_wording_and_undo_takes_it_back(page):
    write(page, SAM)
    card(page, "committed suicide").locator(WORDS, has_text="died by suicide").click()
    expect(page.locator("#text")).to_have_value(SAM.replace("committed", "died by"))
    expect(card(page, "committed suicide")).to_have_count(0)
    page.get_by_role("button", name="Undo").click()
    expect(page.locator("#text")).to_have_value(SAM)
    expect(card(page, "committed suicide")).to_have_count(1)
    page.keyboard.press("Control+Shift+Z")
    expect(page.locator("#text")).to_have_value(re.compile("Sam died by suicide"))
    page.keyboard.press("Control+Z")
    expect(page.locator("#text")).to_have_value(SAM)


def test_typing_and_clicks_are_undone_in_their_order(page):
    write(page, SAM)
    card(page, "committed suicide").locator(WORDS).first.click()
    expect(card(page, "committed suicide")).to_have_count(0)
    page.locator("#text").focus()
    page.keyboard.press("Control+End")
    page.keyboard.type(" He sang.")
    typed = "Sam died by suicide in 2019. He suffered from depression."
    for _ in range(12):  # browsers undo what was typed in steps of their own
        if page.locator("#text").input_value() == typed:
            break
        page.keyboard.press("Control+Z")
    expect(page.locator("#text")).to_have_value(typed)
    page.keyboard.press("Control+Z")
    expect(page.locator("#text")).to_have_value(SAM)


def test_the_right_words_are_changed_after_an_emoji(page):
    write(page, "🕯️🕊️ 𝒜 friend 👩‍👩‍👧: Sam committed suicide in 2019. 🕯️")
    expect(page.locator("#under mark.error").first).to_have_text("committed suicide")
    card(page, "committed suicide").locator(WORDS, has_text="died by suicide").click()
    expect(page.locator("#text")).to_have_value("🕯️🕊️ 𝒜 friend 👩‍👩‍👧: Sam died by suicide in 2019. 🕯️")


def test_filters_hide_cards_and_marks(page):
    write(page, SAM)
    errors = page.locator("[data-severity=error].badge")
    errors.click()
    expect(errors).to_have_attribute("aria-pressed", "false")
    expect(card(page, "committed suicide")).to_be_hidden()
    expect(page.locator("#under mark.error")).to_have_count(0)
    expect(page.locator("#said")).to_have_text(re.compile(r"^\d+ of \d+ shown\.$"))
    page.locator("#text").press("End")
    with page.expect_response("**/check"):
        page.keyboard.type(" He sang.")
    expect(card(page, "committed suicide")).to_be_hidden()
    errors.click()
    expect(card(page, "committed suicide")).to_be_visible()
    page.get_by_label("Topic").select_option("suicide-language")
    expect(card(page, "suffered from")).to_be_hidden()
    expect(card(page, "committed suicide")).to_be_visible()


def test_a_helpline_is_chosen_seen_and_written(page):
    write(page, ARTICLE)
    page.get_by_role("button", name="Add helplines…").click()
    box = page.get_by_role("dialog", name="Helplines for your readers")
    box.get_by_label("Country").select_option("GB")
    expect(box.get_by_label(re.compile("^Samaritans"))).to_be_checked()
    expect(box.locator("#written")).to_contain_text("116 123")
    box.get_by_label("For", exact=True).select_option("eating-disorder")
    expect(box.get_by_label(re.compile("^Beat")).first).to_be_checked()
    box.get_by_label("For", exact=True).select_option("suicide")
    expect(box.get_by_label(re.compile("^Samaritans"))).to_be_checked()
    box.get_by_role("button", name="Write into the text").click()
    expect(box).to_be_hidden()
    expect(page.locator("#text")).to_have_value(re.compile(r"care\. It is not.*\n\n## .*116 123", re.DOTALL))
    expect(page.get_by_role("button", name="Add helplines…")).to_have_count(0)
    page.get_by_role("button", name="Undo").click()
    expect(page.locator("#text")).to_have_value(ARTICLE)


def test_a_helpline_stands_where_the_cursor_is(page):
    write(page, "Suicide can be prevented.\n\nA second paragraph about suicide.\n")
    page.locator("#text").evaluate("(field) => field.setSelectionRange(25, 25)")
    page.get_by_role("button", name="Helplines…", exact=True).click()
    page.get_by_label("Country").select_option("GB")
    box = page.get_by_role("dialog")
    expect(box.get_by_label(re.compile("^Samaritans"))).to_be_checked()
    box.get_by_label("Where the cursor is").check()
    box.get_by_role("button", name="Write into the text").click()
    text = re.compile(
        r"prevented\.\n\n[^#]*Samaritans.*\n\nA second paragraph|prevented\.\n\n.*116 123.*\n\nA second", re.DOTALL
    )
    expect(page.locator("#text")).to_have_value(text)


def test_a_helpline_stands_right_before_the_text_was_checked_again(page):
    write(page, "Suicide can be prevented.\n")
    page.route("**/check", lambda _: None)
    page.locator("#text").press("Control+Home")
    page.keyboard.type("A talk. ")
    page.get_by_role("button", name="Helplines…", exact=True).click()
    page.get_by_label("Country").select_option("GB")
    box = page.get_by_role("dialog")
    expect(box.get_by_label(re.compile("^Samaritans"))).to_be_checked()
    box.get_by_role("button", name="Write into the text").click()
    expect(page.locator("#text")).to_have_value(
        re.compile(r"^A talk\. Suicide can be prevented\.\n\n.*116 123", re.DOTALL)
    )
    page.unroute("**/check")


def test_a_click_on_marked_words_finds_their_card(page):
    write(page, SAM)
    words = page.locator("#under mark.error").bounding_box()
    page.mouse.click(words["x"] + words["width"] / 2, words["y"] + words["height"] / 2)
    expect(page.locator(".card.chosen h3")).to_contain_text("committed suicide")
    expect(page.locator("#text")).to_be_focused()
    expect(page.locator("#under mark.chosen")).to_have_text("committed suicide")
    page.keyboard.press("Control+End")
    expect(page.locator(".card.chosen")).to_have_count(0)


def test_method_detail_is_covered_until_asked_for(page):
    write(page, METHOD)
    expect(page.locator("#under .cover")).to_have_text("swallowed 80 mg of Examplol")
    expect(page.locator("#under .cover")).to_have_css("color", "rgba(0, 0, 0, 0)")
    expect(page.locator("#cards")).not_to_contain_text("Examplol")
    page.get_by_role("button", name="Show them").click()
    expect(page.locator("#cards")).to_contain_text("80 mg of Examplol")
    expect(page.locator("#under .cover")).to_have_count(0)
    page.get_by_role("button", name="Cover them").click()
    expect(page.locator("#cards")).not_to_contain_text("Examplol")
    data, _ = saved(page, "Save the report as a web page")
    assert b"Examplol" not in data


def test_what_went_well_and_what_was_left_alone_is_told(page):
    write(page, ARTICLE + "\nThe headline read “Singer committed suicide”. There is help, and treatment works.\n")
    expect(page.locator("#well")).to_contain_text("What went well")
    quiet = page.locator("#quiet details")
    expect(quiet).to_contain_text("Looked at and left alone")
    expect(quiet.locator("li").first).to_be_hidden()
    quiet.locator("summary").click()
    expect(quiet).to_contain_text("quoted")


def test_the_scorecard_opens_and_follows_the_text(page):
    write(page, ARTICLE)
    page.locator("#scorecard > summary").click()
    expect(page.locator("#marks .criteria > li")).to_have_count(10)
    before = page.locator("#marks").inner_text()
    card(page, "committed suicide").locator(WORDS).first.click()
    expect(page.locator("#marks")).not_to_have_text(before, use_inner_text=True)


def test_settings_change_what_is_found(page):
    write(page, "This page is about suicide.\n\nJust snap out of it. Suicide can be prevented. Call 116 123.\n")
    expect(card(page, "snap out of it")).to_have_count(1)
    page.get_by_role("button", name="Settings…").click()
    page.get_by_label("Where your readers are").select_option("US")
    expect(page.locator("#readers")).to_contain_text("US")
    expect(card(page, "116 123")).to_have_count(1)
    page.get_by_label("Which guidelines count").select_option("newsroom")
    expect(card(page, "snap out of it")).to_have_count(0)
    page.get_by_role("button", name="Done").click()
    expect(card(page, "116 123")).to_have_count(1)


def test_reports_and_text_are_saved(page):
    write(page, ARTICLE)
    data, name = saved(page, "Save the report as a web page")
    assert name == "draft-report.html"
    assert data.startswith(b"<!DOCTYPE html>")
    assert b"A singer is mourned" in data
    data, name = saved(page, "Save the report as Markdown")
    assert (name, b"### safelint" in data) == ("draft-report.md", True)
    data, name = saved(page, "Save the text")
    assert (name, data.decode()) == ("draft.md", ARTICLE)


def test_the_clean_text_is_copied(visit, address):
    page = visit(address, permissions=["clipboard-read", "clipboard-write"])
    write(page, ARTICLE)
    page.get_by_role("button", name="Save or copy…").click()
    page.get_by_role("button", name="Copy the clean text").click()
    expect(page.locator("#saved")).to_have_text("Copied.")
    assert page.evaluate("navigator.clipboard.readText()") == ARTICLE


def test_a_dropped_word_file_is_corrected_and_annotated(page):
    drop(page, "draft.docx", word_file("Sam committed suicide in 2019.", "He was a singer."))
    expect(page.locator("#text")).to_have_value("Sam committed suicide in 2019.\n\nHe was a singer.")
    expect(page.locator("#about")).to_have_text("draft.docx · read as Word · 9 words")
    card(page, "committed suicide").locator(WORDS, has_text="died by suicide").click()
    expect(card(page, "committed suicide")).to_have_count(0)
    page.locator("#text").press("Control+End")
    with page.expect_response("**/check"):
        page.keyboard.type(" He suffered from depression.")
    data, name = saved(page, "Save the corrected Word file")
    assert name == "draft-corrected.docx"
    assert "died by suicide" in document(data)
    assert "He suffered from depression." in document(data)
    data, name = saved(page, "Save a copy with comments")
    assert name == "draft-comments.docx"
    comments = zipfile.ZipFile(io.BytesIO(data)).read("word/comments.xml").decode()
    assert "suffered from" in comments


def test_new_paragraphs_in_a_word_file_are_said_not_lost(page):
    drop(page, "draft.docx", word_file("Sam committed suicide in 2019."))
    expect(card(page, "committed suicide")).to_have_count(1)
    page.locator("#text").press("Control+End")
    with page.expect_response("**/check"):
        page.keyboard.press("Enter")
    expect(page.locator("#notes")).to_contain_text("no longer match paragraph by paragraph")
    page.get_by_role("button", name="Save or copy…").click()
    page.get_by_role("button", name="Save the corrected Word file").click()
    expect(page.locator("#saved")).to_contain_text("no longer match")
    assert any("422" in one for one in page.trouble)
    page.trouble.clear()


def test_a_chosen_file_and_one_that_cannot_be_read(page):
    page.locator("#file").set_input_files(
        {"name": "a.html", "mimeType": "text/html", "buffer": b"<p>Sam committed suicide.</p>"}
    )
    expect(page.locator("#about")).to_have_text(re.compile("a.html · read as HTML"))
    expect(page.locator("#under mark.error")).to_have_text("committed suicide")
    page.locator("#file").set_input_files({"name": "b.docx", "mimeType": "", "buffer": b"PK\x03\x04 broken"})
    expect(page.get_by_role("alert")).to_contain_text("b.docx: ")
    expect(page.locator("#text")).to_have_value("<p>Sam committed suicide.</p>")
    page.trouble.clear()


def test_an_answer_that_comes_too_late_is_dropped(page):
    """The first answer arrives after the second one."""
    held = []

    def hold(route):
        if not held:
            held.append(route)
        else:
            route.continue_()

    page.route("**/check", hold)
    page.locator("#text").focus()
    with page.expect_request("**/check"):
        page.keyboard.insert_text("Sam committed suicide.")
    write(page, " He suffered from depression.")
    expect(card(page, "suffered from")).to_have_count(1)
    answer = {
        "findings": [],
        "covers": [],
        "counts": {"error": 0, "warning": 0, "advice": 0},
        "about": [],
        "said": "STALE",
    }
    answer |= {"audience": [], "error": None, "form": "", "format": "", "html": {"cards": "STALE"}}
    held[0].fulfill(body=json.dumps(answer), content_type="application/json")
    for _ in range(3):  # by then an answer that the page waited for would have been shown
        page.evaluate("fetch('sign.svg').then((one) => one.text())")
    assert "STALE" not in page.locator("#panel").inner_text()
    expect(card(page, "suffered from")).to_have_count(1)


def test_marks_stay_on_their_words_while_typing(page):
    write(page, SAM)
    page.route("**/check", lambda _: None)
    page.locator("#text").press("Control+Home")
    page.keyboard.type("Yesterday: ")
    expect(page.locator("#under mark.error")).to_have_text("committed suicide")
    card(page, "committed suicide").locator(WORDS, has_text="died by suicide").click()
    expect(page.locator("#text")).to_have_value(re.compile("^Yesterday: Sam died by suicide in 2019"))
    page.unroute("**/check")


HOSTILE = [
    '<img src=x onerror="window.pwned=1"> committed suicide',
    "</textarea><script>window.pwned=1</script><b>committed suicide",
    '“><svg onload=window.pwned=1>committed suicide" onfocus="window.pwned=1" autofocus x="',
    "<iframe srcdoc='<script>parent.pwned=1</script>'></iframe> an addict' onclick='window.pwned=1",
]


@pytest.mark.parametrize("form", ["text", "html", "markdown"])
def test_a_draft_never_becomes_markup(page, form):
    page.locator("#form").evaluate("(field, form) => { field.value = form; }", form)
    whole = f"---\ntitle: '{HOSTILE[0]}'\n---\n\n# {HOSTILE[1]}\n\n"
    whole += "".join(f"He {text} in 2019.\n\nThe headline read “{text}”.\n\n" for text in HOSTILE)
    write(page, whole)
    page.locator("#scorecard > summary").click()
    expect(page.locator("#marks > *").first).to_be_visible()
    made = ":is(#panel, #under) :is(img, svg, iframe, script, b, textarea), [onfocus], [onclick]"
    assert page.locator(made).count() == 0
    assert page.evaluate("window.pwned") is None
    expect(page.locator("#text")).to_have_value(whole)


def test_a_file_name_never_becomes_markup(page):
    name = '<img src=x onerror="window.pwned=1">.md'
    drop(page, name, ARTICLE.encode())
    expect(page.locator("#about")).to_contain_text(name)
    page.get_by_role("button", name="Save or copy…").click()
    expect(page.locator("#origin")).to_have_text(name)
    assert page.locator("[onerror]").count() == 0
    drop(page, "<b>.docx", b"PK\x03\x04 broken")
    expect(page.get_by_role("alert")).to_contain_text("<b>.docx")
    assert page.evaluate("window.pwned") is None
    page.trouble.clear()


def test_nothing_is_stored_and_a_script_in_the_page_would_not_run(page):
    write(page, SAM)
    stored = page.evaluate(
        "async () => [localStorage.length, sessionStorage.length, document.cookie, "
        "(await indexedDB.databases()).length, (await caches.keys()).length]"
    )
    assert stored == [0, 0, "", 0, 0]
    refused = page.evaluate(
        """() => {
          try { document.body.innerHTML = "<p>"; } catch (error) { return error.name; }
          return "let in";
        }"""
    )
    assert refused == "TypeError"
    assert page.trouble  # the browser says that the policy refused it
    page.trouble.clear()


def test_leaving_with_a_draft_is_asked_about(page):
    write(page, SAM)
    asked = []
    page.on("dialog", lambda one: (asked.append(one.type), one.dismiss()))
    page.get_by_role("button", name="New draft").click()
    expect(page.locator("#text")).to_have_value(SAM)
    assert asked == ["confirm"]


def test_when_safelint_was_stopped_the_text_is_kept(reviewing, visit):
    process, address = reviewing()
    page = visit(address)
    write(page, SAM)
    process.terminate()
    process.wait(20)
    page.keyboard.type(" He sang.")
    expect(page.get_by_role("alert")).to_contain_text("Your text is still here")
    expect(page.locator("#text")).to_have_value(SAM + " He sang.")
    page.trouble.clear()


def test_a_file_named_on_the_command_line_is_open(reviewing, visit, tmp_path):
    (tmp_path / "draft.docx").write_bytes(word_file("Sam committed suicide in 2019."))
    page = visit(reviewing("draft.docx", cwd=tmp_path)[1])
    expect(card(page, "committed suicide")).to_have_count(1)
    expect(page.locator("#about")).to_contain_text("draft.docx")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["draft.docx"]
