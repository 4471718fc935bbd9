"""The review page for everybody: by keyboard, by screen reader, on a phone, dark, on paper, without motion."""

from __future__ import annotations

import re

import pytest

pytest.importorskip("playwright.sync_api", reason="needs playwright")

from playwright.sync_api import expect

ARTICLE = (
    "# A singer is mourned\n\nThe singer committed suicide on Friday. He suffered from depression.\n\n"
    "The report says that he had swallowed 80 mg of Examplol.\n\nThe headline read “Singer committed suicide”.\n\n"
    "There is help, and treatment works.\n"
)
SMALL = {"width": 320, "height": 640}
CONTRAST = "() => getComputedStyle(document.body).backgroundColor"


def write(page, text=ARTICLE):
    page.locator("#text").focus()
    with page.expect_response(lambda one: one.url.endswith("/check") and one.ok):
        page.keyboard.insert_text(text)
    expect(page.locator(".card").first).to_be_visible()


def focused(page, what):
    return page.evaluate(f"document.activeElement.{what}")


def tab_to(page, words, most=40):
    """Press Tab until the focus is on something with these words."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if words in (focused(page, "textContent") or ""):
            return
    pytest.fail(f"Tab does not lead to “{words}”")


def test_a_review_by_keyboard_alone(page):
    page.keyboard.press("Tab")
    assert focused(page, "textContent") == "Skip to the findings"
    tab_to(page, "Save or copy…")
    page.keyboard.press("Tab")
    assert focused(page, "id") == "text"
    with page.expect_response("**/check"):
        page.keyboard.type("Sam committed suicide. He suffered from depression.")
    expect(page.locator(".card")).to_have_count(2)
    page.keyboard.press("Control+Home")
    page.keyboard.press("F8")
    assert focused(page, "id") == "f1"
    expect(page.locator("#where")).to_have_text("1 of 2")
    page.keyboard.press("F8")
    assert focused(page, "id") == "f2"
    page.keyboard.press("F8")
    assert focused(page, "id") == "f1"
    page.keyboard.press("Shift+F8")
    assert focused(page, "id") == "f2"
    page.keyboard.press("Shift+F8")
    page.keyboard.press("Escape")
    assert focused(page, "id") == "text"
    selected = "[document.activeElement.selectionStart, document.activeElement.selectionEnd]"
    assert page.evaluate(selected) == [4, 21]
    page.keyboard.press("F8")
    page.keyboard.press("Tab")
    assert "died by suicide" in focused(page, "textContent")
    page.keyboard.press("Enter")
    expect(page.locator("#text")).to_have_value(re.compile("^Sam died by suicide"))
    expect(page.locator(".card")).to_have_count(1)
    expect(page.locator("#f1")).to_be_focused()
    page.keyboard.press("Escape")
    page.keyboard.press("Control+Z")
    expect(page.locator("#text")).to_have_value(re.compile("^Sam committed suicide"))
    expect(page.locator(".card")).to_have_count(2)


def test_boxes_open_and_close_by_keyboard_and_give_the_focus_back(page):
    write(page)
    for name in ("Helplines…", "Settings…", "Save or copy…"):
        button = page.get_by_role("button", name=name, exact=True)
        button.focus()
        page.keyboard.press("Enter")
        expect(page.get_by_role("dialog")).to_be_visible()
        assert page.evaluate("document.querySelector('dialog[open]').contains(document.activeElement)")
        page.keyboard.press("F8")  # does nothing behind the box
        page.keyboard.press("Escape")
        expect(page.get_by_role("dialog")).to_have_count(0)
        expect(button).to_be_focused()


def test_what_has_the_focus_can_be_seen(page):
    write(page)
    seen = set()
    for _ in range(25):
        page.keyboard.press("Tab")
        shown = page.evaluate(
            """() => {
              const one = document.activeElement;
              const looks = [one, one.parentElement].map((each) => getComputedStyle(each));
              const outlined = looks.some((each) => each.outlineStyle !== "none" && parseFloat(each.outlineWidth) >= 2);
              return [one.id || one.textContent.slice(0, 30), outlined, one === document.body];
            }"""
        )
        if not shown[2]:
            assert shown[1], shown
            seen.add(shown[0])
    assert len(seen) > 10


def test_counts_are_told_once_and_in_words(page):
    said = page.locator("#said")
    assert said.get_attribute("role") == "status"
    write(page, "Sam committed suicide.")
    expect(said).to_have_text("1 error")
    page.locator("#text").fill("")
    expect(said).to_have_text("")
    page.locator("#text").fill("Sam sang in the choir.")
    expect(said).to_have_text("Nothing to look at.")


def test_landmarks_and_names(page):
    write(page)
    for role in ("banner", "main", "contentinfo"):
        expect(page.get_by_role(role)).to_have_count(1)
    expect(page.get_by_role("region", name="Your text")).to_be_visible()
    expect(page.get_by_role("region", name="What to look at")).to_be_visible()
    expect(page.get_by_role("textbox", name="Your text")).to_be_editable()
    expect(page.get_by_role("heading", level=1)).to_have_text("safelint review")
    expect(page.get_by_role("link", name="findahelpline.com")).to_be_visible()


def findings_of(page, axe):
    page.evaluate(axe)
    found = page.evaluate("axe.run(document, { resultTypes: ['violations'] })")
    return [(one["id"], [node["html"][:120] for node in one["nodes"]]) for one in found["violations"]]


@pytest.mark.parametrize("looks", [{}, {"color_scheme": "dark"}, {"viewport": SMALL}], ids=["light", "dark", "phone"])
def test_axe_finds_nothing(visit, address, axe, looks):
    page = visit(address, reduced_motion="reduce", **looks)
    assert findings_of(page, axe) == []
    write(page)
    page.locator(".card summary").first.click()
    page.locator("#quiet summary").click()
    page.locator("#scorecard > summary").click()
    expect(page.locator("#marks > *").first).to_be_visible()
    page.keyboard.press("F8")
    assert findings_of(page, axe) == []
    page.locator(".filters .error").click()
    assert findings_of(page, axe) == []
    for name in ("Helplines…", "Settings…", "Save or copy…"):
        page.get_by_role("button", name=name, exact=True).click()
        if name == "Helplines…":
            page.get_by_label("Country").select_option("GB")
            expect(page.get_by_label(re.compile("^Samaritans"))).to_be_checked()
        assert findings_of(page, axe) == [], name
        page.keyboard.press("Escape")
    page.trouble[:] = [one for one in page.trouble if "TrustedHTML" not in one]


@pytest.mark.parametrize("width", [320, 768, 1280])
def test_nothing_is_cut_off_at_any_width(visit, address, width):
    page = visit(address, viewport={"width": width, "height": 700})
    write(page, ARTICLE + "\n" + "x" * 300 + "\n")
    wide = "document.documentElement.scrollWidth"
    assert page.evaluate(wide) <= width
    for name in ("Helplines…", "Settings…", "Save or copy…"):
        page.get_by_role("button", name=name, exact=True).click()
        box = page.get_by_role("dialog").bounding_box()
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= width
        page.keyboard.press("Escape")
    assert page.evaluate(wide) <= width


def test_on_a_phone_a_finding_lies_below_its_words(visit, address):
    page = visit(address, viewport=SMALL, has_touch=True)
    write(page, "First a line.\n\n" * 40 + ARTICLE)
    for number in ("1 of", "2 of"):  # the first is about the whole text and has no words
        page.get_by_role("button", name="Next", exact=True).tap()
        expect(page.locator("#where")).to_contain_text(number)
    found = page.locator(".card.chosen")
    expect(found).to_be_in_viewport(ratio=0.9)
    expect(page.locator("#under mark.chosen").first).to_be_in_viewport()
    words, sheet = page.locator("#under mark.chosen").first.bounding_box(), found.bounding_box()
    assert words["y"] + words["height"] <= sheet["y"]
    page.get_by_role("button", name="Close this finding").tap()
    expect(page.locator(".card.chosen")).to_have_count(0)


def test_marks_lie_exactly_under_the_letters(page):
    """The field and what lies under it break their lines alike."""
    write(page, (ARTICLE + "A very-long-hyphenated word, a\ttab, 日本語 and  two spaces.\n") * 8)
    heights = page.evaluate(
        "['text', 'under'].map((id) => document.getElementById(id)).map((one) => [one.scrollHeight, one.clientWidth])"
    )
    assert heights[0] == heights[1]


def test_dark_and_light(visit, address):
    colours = [visit(address, color_scheme=one).evaluate(CONTRAST) for one in ("light", "dark")]
    assert [sum(map(int, re.findall(r"\d+", one)[:3])) > 380 for one in colours] == [True, False]


def test_nothing_moves_for_those_who_asked_for_that(visit, address):
    page = visit(address, reduced_motion="reduce")
    moving = """() => [...document.querySelectorAll("*")].filter((one) => {
      const look = getComputedStyle(one);
      return look.transitionDuration.split(",").some((time) => parseFloat(time) > 0)
        || look.animationName !== "none" || look.scrollBehavior === "smooth";
    }).length"""
    assert page.evaluate(moving) == 0


def test_on_paper_the_text_and_the_reasons_stand_without_buttons(page):
    write(page)
    page.emulate_media(media="print")
    expect(page.locator("#text")).to_be_hidden()
    expect(page.locator(".tools")).to_be_hidden()
    expect(page.locator("#under")).to_be_visible()
    expect(page.locator("#under mark").first).to_be_visible()
    expect(page.locator(".card").first).to_be_visible()
    assert page.evaluate("getComputedStyle(document.querySelector('.panel')).position") == "static"
