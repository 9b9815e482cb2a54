"""Møde in a browser: prepared, shown by keyboard alone, closed again, and taken along as files that really open."""

from __future__ import annotations

import io
import re
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Frame, FrameLocator, Page, expect
from pypdf import PdfReader

from sikkerby_geo.text import t
from sikkerby_geo.views.meeting.agenda import USUAL_SLIDES
from tests.browser.screens import resize
from tests.browser.waiting import until

PREVIEW, SHOW = ".st-key-moede-preview iframe", ".st-key-moede-show iframe"
LARGEST_FILE = 2_000_000
PROJECTOR = (1920, 1080)
MENUS = (".st-key-header", *(f"[data-testid={name}]" for name in ("stToolbar", "stStatusWidget", "stMainMenu")))
COUNTER, SLIDE = "#counter", ".slide:visible"


def rested(page: Page) -> Page:
    """Wait until the run is over and the show is there."""
    expect(page.locator("[data-testid=stApp][data-test-script-state=notRunning]")).to_be_attached()
    return page


def prepared(page: Page) -> Page:
    expect(page.frame_locator(PREVIEW).locator(COUNTER)).to_have_text(re.compile(r"\d+ / \d+"))
    return rested(page)


def on_screen(page: Page) -> FrameLocator:
    """The show over the whole window, once it has the keyboard."""
    expect(page.locator(f"{SHOW}[data-ready]")).to_be_attached()
    rested(page)
    return page.frame_locator(SHOW)


def inside(page: Page, selector: str) -> Frame:
    return page.locator(selector).element_handle().content_frame()


def query(page: Page) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(urlsplit(page.url).query).items()}


RUNS_OF = """async press => {
    const app = document.querySelector('[data-testid="stApp"]'), state = 'data-test-script-state', seen = [];
    const watching = new MutationObserver(() => seen.push(app.getAttribute(state)));
    watching.observe(app, { attributes: true, attributeFilter: [state] });
    for (const key of press) {
        for (const type of ['keydown', 'keyup']) {
            const keyCode = key.toUpperCase().charCodeAt();
            document.body.dispatchEvent(new KeyboardEvent(type, { key, keyCode, bubbles: true }));
        }
    }
    await new Promise(painted => requestAnimationFrame(() => requestAnimationFrame(painted)));
    return [...seen, ...[...document.querySelectorAll('[role="dialog"]')].map(dialog => dialog.innerText)];
}"""
"""What the page does once these keys were pressed beside any field: the states of its run, and what has opened."""


def type_in(page: Page, label: str, text: str) -> None:
    field = page.get_by_label(label, exact=True)
    field.fill(text)
    field.press("Enter")


@pytest.fixture
def moede(visit):
    """Opens the page with an address's meeting."""
    return lambda address, **where: visit(f"/moede?{address}", **where)


def test_a_hand_on_the_keyboard_runs_no_page_anew(moede):
    page = prepared(moede("udvalg=lund"))
    assert page.evaluate(RUNS_OF, ["r", "R", "c"]) == []
    page.get_by_role("button", name=t("moede.on_screen")).click()
    on_screen(page)
    assert page.evaluate(RUNS_OF, ["r", "c"]) == []


def test_a_whole_meeting_by_page_down_and_back_without_a_click(moede):
    page = prepared(moede("udvalg=lund", size=PROJECTOR))
    page.get_by_role("button", name=t("moede.on_screen")).click()
    show = on_screen(page)
    expect(page).to_have_url(re.compile("vis=1"))
    expect(show.locator(COUNTER)).to_have_text(re.compile("^1 / "))
    last = show.locator(".slide").count()
    seen = []
    for number in range(1, last + 1):
        expect(show.locator(COUNTER)).to_have_text(f"{number} / {last}")
        seen.append(show.locator(SLIDE).get_attribute("id").removeprefix("dias-").split("-")[0])
        page.keyboard.press("PageDown")
    assert tuple(dict.fromkeys(seen)) == tuple(slide for slide in USUAL_SLIDES if slide != "spoergsmaal")
    expect(show.locator(COUNTER)).to_have_text(f"{last} / {last}")
    for number in range(last - 1, 0, -1):
        page.keyboard.press("PageUp")
        expect(show.locator(COUNTER)).to_have_text(f"{number} / {last}")
    before = query(page)
    page.keyboard.press("Escape")
    prepared(page)
    assert query(page) == {name: value for name, value in before.items() if name != "vis"}


def test_a_link_to_the_show_has_the_keyboard_at_once_and_nothing_of_the_page_in_sight(moede):
    page = moede("udvalg=moellehoej&vis=1", size=PROJECTOR)
    show = on_screen(page)
    page.keyboard.press("PageDown")
    expect(show.locator(COUNTER)).to_have_text(re.compile("^2 / "))
    box = page.locator(SHOW).bounding_box()
    assert (box["x"], box["y"], box["width"], box["height"]) == (0, 0, *PROJECTOR)
    for hidden in (
        ".st-key-header",
        "[data-testid=stToolbar]",
        "[data-testid=stStatusWidget]",
        "[data-testid=stMainMenu]",
    ):
        expect(page.locator(hidden).locator("visible=true")).to_have_count(0)
    on_top = page.evaluate(
        """() => [[5, 5], [960, 5], [5, 540], [960, 540], [1915, 540], [5, 1075], [1915, 1075]]
            .map(([x, y]) => document.elementFromPoint(x, y).tagName)"""
    )
    assert set(on_top) == {"IFRAME"}
    assert page.evaluate("document.documentElement.scrollHeight <= innerHeight")
    scrolls = "[...document.querySelectorAll('.stMain, .stApp')].map(node => getComputedStyle(node).overflowY)"
    assert set(page.evaluate(scrolls)) == {"hidden"}


def test_the_way_back_is_in_reach_of_mouse_and_keyboard(moede):
    page = moede("udvalg=dalum&vis=1&titel=Lys", size=PROJECTOR)
    on_screen(page)
    close = page.get_by_role("button", name=t("moede.close"))
    close.focus()
    page.keyboard.press("Enter")
    prepared(page)
    assert "vis" not in query(page)
    assert query(page)["titel"] == "Lys"
    page.get_by_role("button", name=t("moede.on_screen")).click()
    on_screen(page)
    page.get_by_role("button", name=t("moede.close")).click()
    prepared(page)


def test_the_first_escape_closes_the_notes_and_the_second_the_show(moede):
    page = moede("udvalg=dalum&vis=1", size=PROJECTOR)
    show = on_screen(page)
    page.keyboard.press("n")
    show.locator("#notes").click()
    page.keyboard.type("Husk lyset")
    page.keyboard.press("Escape")
    expect(show.locator("#panel")).to_be_hidden()
    expect(page.locator(SHOW)).to_be_visible()
    page.keyboard.press("Escape")
    prepared(page)


def test_the_frame_may_fill_the_screen_and_print(moede):
    page = moede("udvalg=dalum&vis=1", size=PROJECTOR)
    show = on_screen(page)
    page.keyboard.press("f")
    expect(page.locator("iframe:fullscreen")).to_be_attached()
    page.keyboard.press("PageDown")
    expect(show.locator(COUNTER)).to_have_text(re.compile("^2 / "))
    page.keyboard.press("f")
    expect(page.locator(":fullscreen")).to_have_count(0)
    inside(page, SHOW).evaluate("window.print = () => { document.body.dataset.printed = 'yes'; }")
    show.get_by_role("button", name=t("show.print")).click()
    expect(show.locator("body[data-printed=yes]")).to_be_attached()
    assert "allow-modals" in page.locator(SHOW).get_attribute("sandbox").split()


def test_own_title_questions_and_order_survive_a_reload(moede):
    page = prepared(moede("udvalg=dalum"))
    type_in(page, t("moede.title"), 'Lys & "stier" | 50 #1')
    expect(page).to_have_url(re.compile("titel="))
    type_in(page, t("moede.question", number=1), "Hvad mangler <b>her</b>?")
    expect(page.get_by_label(t("moede.question", number=2), exact=True)).to_be_visible()
    type_in(page, t("moede.question", number=2), "Æblø å?")
    expect(page).to_have_url(re.compile("spm2="))
    order = "forside,sted,tryghed,tid,spoergsmaal,indsatser"
    usual = "forside,sted,tryghed,tid,indsatser,spoergsmaal"
    for what, slide, written in (("hide", "anmeldt", usual), ("up", "spoergsmaal", order)):
        page.get_by_role("button", name=t(f"moede.{what}", name=t(f"moede.slide.{slide}"))).click()
        expect(page).to_have_url(re.compile(written.replace(",", "(,|%2C)")))
    page.reload()
    prepared(page)
    expect(page.get_by_label(t("moede.title"), exact=True)).to_have_value('Lys & "stier" | 50 #1')
    frame = page.frame_locator(PREVIEW)
    ids = frame.locator(".slide").evaluate_all("all => all.map(one => one.id.replace('dias-', ''))")
    assert list(dict.fromkeys(slide.split("-")[0] for slide in ids)) == order.split(",")
    asked = frame.locator(".s-spoergsmaal")
    expect(asked).to_have_count(2)
    for number, own in enumerate(("Hvad mangler <b>her</b>?", "Æblø å?")):
        assert own in asked.nth(number).text_content()
    assert asked.locator("b", has_text="her").count() == 0


def test_a_typed_day_is_kept_when_the_field_is_left_by_tab_or_enter(moede):
    page = prepared(moede("udvalg=dalum&slides=forside"))
    field = page.get_by_label(t("moede.day"), exact=True)
    for typed, key, kept, told in (
        ("03 12 2031", "Tab", "2031-12-03", "3. december 2031"),
        ("4.12.2031", "Enter", "2031-12-04", "4. december 2031"),
    ):
        field.fill("")
        page.keyboard.type(typed)
        page.keyboard.press(key)
        expect(page).to_have_url(re.compile(f"dato={kept}"))
        expect(page.frame_locator(PREVIEW).locator("#dias-forside")).to_contain_text(told)
        prepared(page)


def test_the_preview_leaves_the_keyboard_with_the_form(moede):
    page = prepared(moede("udvalg=dalum"))
    field = page.get_by_label(t("moede.title"), exact=True)
    field.fill("Første")
    field.press("Enter")
    expect(page.frame_locator(PREVIEW).locator("h1")).to_have_text("Første")
    prepared(page)
    expect(field).to_be_focused()
    page.keyboard.type(" og mere")
    expect(field).to_have_value("Første og mere")


def test_the_words_under_the_preview_keep_clear_of_it(moede):
    page = prepared(moede("udvalg=lund"))
    for size in ((1280, 720), (1440, 900), PROJECTOR, (390, 844)):
        resize(page, size)
        until(
            page,
            """([wide, ...parts]) => {
                const [frame, under] = parts.map(part => document.querySelector(part).getBoundingClientRect());
                return frame.bottom <= under.top && (!wide || Math.abs(frame.width / frame.height - 16 / 9) < 0.25);
            }""",
            [size[0] > size[1], PREVIEW, ".st-key-moede-notes"],
        )


def test_the_hand_out_is_a_real_file_of_one_page(moede):
    page = prepared(moede("udvalg=oeen&dato=2031-12-03&spm1=Hvad%20mangler?"))
    with page.expect_download() as started:
        page.get_by_role("button", name=t("moede.handout")).click()
    assert started.value.suggested_filename == "sikkerby-moede-oeen-2031-12-03.pdf"
    reader = PdfReader(io.BytesIO(Path(started.value.path()).read_bytes()))
    assert len(reader.pages) == 1
    assert "Hvad mangler?" in reader.pages[0].extract_text().replace("\u00a0", " ")


def test_the_offline_file_opens_from_a_stick_without_a_server(moede, browser, tmp_path):
    page = prepared(moede("udvalg=lund&slides=tid,spoergsmaal&spm1=Hvad%20mangler?"))
    with page.expect_download() as started:
        page.get_by_role("button", name=re.compile("offline-fil")).click()
    stick = tmp_path / started.value.suggested_filename
    started.value.save_as(stick)
    assert stick.name == "sikkerby-moede-lund.html"
    assert stick.stat().st_size <= LARGEST_FILE
    size = page.get_by_role("button", name=re.compile("offline-fil")).inner_text()
    assert f"{round(stick.stat().st_size / 1000)} kB" in size
    alone = browser.new_context(offline=True)
    asked: list[str] = []
    try:
        away = alone.new_page()
        away.on("request", lambda request: asked.append(request.url))
        away.goto(stick.as_uri())
        expect(away.locator(COUNTER)).to_have_text("1 / 2")
        away.keyboard.press("PageDown")
        expect(away.locator(COUNTER)).to_have_text("2 / 2")
        expect(away.locator(SLIDE)).to_contain_text("Hvad mangler?")
        assert [url for url in asked if not url.startswith(("file:", "data:"))] == []
    finally:
        alone.close()


def test_the_phone_reads_all_slides_in_a_column(moede):
    page = moede("udvalg=lund&vis=1", size=(390, 844))
    show = on_screen(page)
    expect(show.locator(COUNTER)).not_to_be_empty()
    assert show.locator(SLIDE).count() >= len(USUAL_SLIDES) - 1
    expect(page.get_by_role("button", name=t("moede.close"))).to_be_in_viewport()
