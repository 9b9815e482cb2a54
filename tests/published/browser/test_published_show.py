"""The offline show in a real browser without any network: a meeting by its keys, notes, print, names like code."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect
from pypdf import PdfReader

from sikkerby_geo.domain.atlas import Atlas, build_atlas
from sikkerby_geo.facts.snapshot import Snapshot
from sikkerby_geo.text import t
from sikkerby_geo.views.base.choice import Choice
from sikkerby_geo.views.meeting.agenda import SLIDES, USUAL_SLIDES, Agenda
from sikkerby_geo.views.meeting.show import show_html
from tests.browser.screens import violations
from tests.committees import COMMITTEES
from tests.views.asking import UNDER_85, choose

STAGE, PHONE = (1920, 1080), (390, 844)
PAYLOADS = (
    "<img src=x onerror=\"document.title='ran'\">",
    "</script><script>document.title='ran'</script>",
    '"><svg onload="document.title=\'ran\'">',
    "{{ 7*7 }} {% include 'x' %}",
)
BODY, SMALLEST = 40, 28
"""Pixels of type on a stage of 1920 × 1080: what is said to the back row, and what is there to be looked up."""
SHOWN = ("forside", "sted", "tid", "anmeldt", "tryghed", "ukendt")
"""Slides of which each id gives exactly one, for tests of turning."""

TYPE_SIZES = """() => {
  const seen = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const found = [];
  while (seen.nextNode()) {
    const text = seen.currentNode.textContent.trim();
    const element = seen.currentNode.parentElement;
    if (!text || element.closest('script, style, textarea, title')) continue;
    if (!element.checkVisibility({visibilityProperty: true})) continue;
    const box = element.getBoundingClientRect();
    if (element.closest('.unseen, h1') || box.width <= 1) continue;
    let scale = 1;
    if (element instanceof SVGElement) {
      const matrix = element.getScreenCTM();
      scale = Math.hypot(matrix.b, matrix.d);
    }
    const small = Boolean(element.closest('.source, .bar, #panel'));
    found.push([text, parseFloat(getComputedStyle(element).fontSize) * scale, small]);
  }
  return found;
}"""
"""Every visible text with the size it is drawn at, in pixels of the screen, and whether it is no part of the body."""

SPILLS = """() => {
  const slide = [...document.querySelectorAll('.slide')].find((each) => !each.hidden);
  const edge = slide.getBoundingClientRect();
  const foot = slide.querySelector('.source')?.getBoundingClientRect().top ?? edge.bottom;
  const sources = slide.querySelector('.source');
  const lines = sources ? Math.round(sources.offsetHeight / parseFloat(getComputedStyle(sources).lineHeight)) : 1;
  const long = lines > 1 ? [`${slide.id}: sources take ${lines} lines`] : [];
  return long.concat([...slide.querySelectorAll('.body *, h2, .certainty')]
    .filter((each) => !each.closest('svg') || each.tagName === 'svg')
    .filter((each) => !each.closest('.unseen') && each.getBoundingClientRect().height > 0)
    .filter((each) => {
      const box = each.getBoundingClientRect();
      return box.bottom > foot + 2 || box.right > edge.right + 2;
    })
    .map((each) => `${slide.id}: ${each.tagName} ${each.getAttribute('class')} ${each.textContent.slice(0, 60)}`));
}"""
"""What of the shown slide reaches into its foot or off its side, and a foot of more than one line."""


@pytest.fixture(scope="module")
def offline(browser: Browser) -> Iterator[tuple[BrowserContext, list[str]]]:
    """A window without a network, and what its pages ask for beside themselves, complain of and show dialogs of."""
    context = browser.new_context(locale="da-DK", reduced_motion="reduce", offline=True)
    seen: list[str] = []

    def refuse(route: object) -> None:
        if route.request.is_navigation_request() and route.request.url.startswith("file:"):
            route.continue_()
        else:
            seen.append(f"asked for {route.request.url}")
            route.abort()

    context.route("**/*", refuse)
    context.on("console", lambda message: seen.append(f"console: {message.text}"))
    context.on("weberror", lambda found: seen.append(f"page error: {found.error}"))
    context.on("dialog", lambda dialog: (seen.append(f"dialog: {dialog.message}"), dialog.dismiss()))
    context.new_page()  # stays, and with it the process that has compiled what the next page runs
    yield context, seen
    context.close()


@pytest.fixture
def play(offline: tuple[BrowserContext, list[str]], tmp_path: Path) -> Iterator[Callable[..., Page]]:
    """Opens a show from a file in a browser without a network; it must ask for nothing and complain of nothing."""
    context, seen = offline
    seen.clear()

    def open_show(document: str, size: tuple[int, int] = STAGE, *, name: str = "møde.html") -> Page:
        path = tmp_path / name
        path.write_text(document, encoding="utf-8")
        page = context.new_page()
        page.set_viewport_size({"width": size[0], "height": size[1]})
        page.on("request", lambda request: None if request.url == path.as_uri() else _own(request.url, seen))
        page.goto(path.as_uri())
        return page

    yield open_show
    for page in context.pages[1:]:
        page.evaluate("localStorage.clear()")
        page.close()
    assert seen == []


def _own(url: str, seen: list[str]) -> None:
    """What the document carries with it as data is no request to anybody."""
    if not url.startswith("data:"):
        seen.append(f"asked for {url}")


def show_of(atlas: Atlas, committee: str, choice: Choice | None = None, **more: object) -> str:
    link = more.pop("link", "https://sikkerby.example.dk/moede?udvalg=lu-noerrebro&aar=2018")
    more.setdefault("slides", SHOWN)
    agenda = Agenda(choice or choose(2018), atlas.places[committee], **more)
    return show_html(atlas, agenda, link=link, printed=date(2026, 11, 25))


@pytest.fixture(scope="module")
def made(atlas: Atlas) -> Callable[..., str]:
    """The show of a committee, made once for all that ask for the same."""

    @cache
    def document(committee: str = "lu-noerrebro", choice: Choice | None = None, **more: object) -> str:
        return show_of(atlas, committee, choice, **more)

    return document


def expect_slide(page: Page, number: int, of: int = len(SHOWN)) -> None:
    expect(page.locator("#counter")).to_have_text(f"{number} / {of}")
    expect(page.locator(".slide:visible")).to_have_count(1)


def printed(page: Page) -> tuple[int, str]:
    """How many pages the show prints, and their words with plain spaces."""
    page.emulate_media(media="print")
    reader = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True)))
    page.emulate_media(media="screen")
    words = " ".join(sheet.extract_text() for sheet in reader.pages)
    return len(reader.pages), plain(words)


def plain(words: str) -> str:
    """Words as they are typed here, wherever their lines and hyphens broke."""
    return re.sub(r"\s*[-\u2010\u2011]\s*", "-", " ".join(words.split()))


def test_a_whole_meeting_by_a_clicker_and_back(made, play):
    page = play(made())
    expect_slide(page, 1)
    for number in range(2, len(SHOWN) + 1):
        page.keyboard.press("PageDown")
        expect_slide(page, number)
        expect(page.locator(".slide:visible")).to_have_id(f"dias-{SHOWN[number - 1]}")
        expect(page.locator("#announced")).to_contain_text(f"{number} / {len(SHOWN)}")
    page.keyboard.press("PageDown")
    expect_slide(page, len(SHOWN))
    expect(page.get_by_role("button", name=t("show.forth"))).to_be_disabled()
    for number in range(len(SHOWN) - 1, 0, -1):
        page.keyboard.press("PageUp")
        expect_slide(page, number)
    expect(page.get_by_role("button", name=t("show.back"))).to_be_disabled()


def test_arrows_space_home_end_and_buttons_turn_the_slides(made, play):
    page = play(made())
    for key, number in [
        ("ArrowRight", 2),
        ("Space", 3),
        ("ArrowLeft", 2),
        ("Space", 3),
        ("Shift+Space", 2),
        ("End", 6),
        ("Home", 1),
        ("ArrowLeft", 1),
    ]:
        page.keyboard.press(key)
        expect_slide(page, number)
    forth = page.get_by_role("button", name=t("show.forth"))
    forth.click()
    expect_slide(page, 2)
    page.keyboard.press("Space")
    expect_slide(page, 3)
    page.keyboard.press("ArrowRight")
    expect_slide(page, 4)
    page.get_by_role("button", name=t("show.back")).click()
    expect_slide(page, 3)
    page.keyboard.press("Control+ArrowRight")
    expect_slide(page, 3)


def test_the_place_in_the_show_survives_a_reload(made, play):
    page = play(made())
    page.keyboard.press("End")
    expect_slide(page, 6)
    page.reload()
    expect_slide(page, 6)


def test_a_clicker_turns_the_slides_with_the_notes_open_and_n_takes_no_key_away(made, play):
    page = play(made())
    notes = page.get_by_role("textbox", name=t("show.notes"))
    page.keyboard.press("n")
    expect(notes).to_be_visible()
    for key, number in [("PageDown", 2), ("ArrowRight", 3), ("Space", 4), ("PageUp", 3), ("ArrowLeft", 2)]:
        page.keyboard.press(key)
        expect_slide(page, number)
    expect(notes).to_have_value("")
    page.keyboard.press("n")
    expect(notes).to_be_hidden()
    page.keyboard.press("n")
    notes.click()
    page.keyboard.type("nu ")
    page.keyboard.press("ArrowLeft")
    expect_slide(page, 2)
    page.keyboard.press("PageDown")
    expect_slide(page, 3)
    expect(notes).to_have_value("nu ")
    expect(notes).to_be_focused()


def test_notes_are_kept_over_a_reload_and_printed_with_the_hand_out(made, play):
    question = "Hvordan får vi lys på stien bag skolen?"
    page = play(made(questions=(question,), slides=(*SHOWN[:-1], "spoergsmaal")))
    page.keyboard.press("n")
    notes = page.get_by_role("textbox", name=t("show.notes"))
    notes.click()
    expect(page.locator("#where")).to_contain_text("kun i denne browser")
    page.keyboard.type("Flyt lampen ved Søndre Sti\nog spørg <b>politiet</b> igen")
    expect_slide(page, 1)
    page.keyboard.press("Escape")
    expect(notes).to_be_hidden()
    expect(page.get_by_role("button", name=t("show.notes"))).to_be_focused()
    page.reload()
    page.get_by_role("button", name=t("show.notes")).click()
    expect(notes).to_have_value("Flyt lampen ved Søndre Sti\nog spørg <b>politiet</b> igen")
    pages, words = printed(page)
    assert pages == 1
    assert "Flyt lampen ved Søndre Sti" in words
    assert "<b>politiet</b>" in words
    assert question in words


def test_clearing_the_notes_asks_first(made, play):
    page = play(made())
    page.keyboard.press("n")
    notes = page.get_by_role("textbox")
    notes.fill("Husk kaffe")
    page.get_by_role("button", name=t("show.clear")).click()
    page.get_by_role("button", name=t("show.no"), exact=True).click()
    expect(notes).to_have_value("Husk kaffe")
    page.get_by_role("button", name=t("show.clear")).click()
    page.get_by_role("button", name=t("show.yes")).click()
    expect(notes).to_have_value("")
    page.reload()
    page.keyboard.press("n")
    expect(notes).to_have_value("")
    assert "Husk kaffe" not in printed(page)[1]


def test_notes_of_one_meeting_do_not_show_in_another(made, play):
    page = play(made("lu-valby", title="Første møde"))
    page.keyboard.press("n")
    page.get_by_role("textbox").fill("Kun her")
    Path(page.url.removeprefix("file://").replace("%C3%B8", "ø")).write_text(
        made("lu-valby", title="Andet møde"), encoding="utf-8"
    )
    page.reload()
    page.keyboard.press("n")
    expect(page.get_by_role("textbox")).to_have_value("")


def test_where_the_browser_keeps_nothing_the_show_plays_and_says_so(made, play):
    page = play(made())
    page.evaluate(
        "() => { Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); }; }"
    )
    page.keyboard.press("PageDown")
    expect_slide(page, 2)
    page.keyboard.press("n")
    page.get_by_role("textbox").fill("Kun på papir")
    expect(page.locator("#unkept")).to_be_visible()
    assert "Kun på papir" in printed(page)[1]


def test_refused_full_screen_is_said_calmly_and_breaks_nothing(made, play):
    page = play(made())
    page.evaluate("() => { Element.prototype.requestFullscreen = () => Promise.reject(new TypeError('no')); }")
    page.keyboard.press("f")
    expect(page.get_by_role("status")).to_have_text(t("show.refused"))
    page.keyboard.press("PageDown")
    expect_slide(page, 2)
    expect(page.get_by_role("status")).to_have_text("")


def test_full_screen_is_asked_for_by_key_and_button(made, play):
    page = play(made())
    page.evaluate("() => { Element.prototype.requestFullscreen = () => { window.asked = (window.asked ?? 0) + 1; }; }")
    page.keyboard.press("F")
    page.get_by_role("button", name=t("show.full")).click()
    assert page.evaluate("window.asked") == 2


@pytest.mark.parametrize(
    ("committee", "choice"),
    [
        *((committee, choose(2026, UNDER_85)) for committee in COMMITTEES),
        *((committee, choose(2018)) for committee in ("lu-noerrebro", "lu-broenshoej-husum")),
    ],
    ids=lambda given: given if isinstance(given, str) else str(given.year),
)
def test_no_type_is_too_small_for_the_back_row_nothing_spills_and_the_print_is_one_page(
    atlas, made, play, committee, choice
):
    own = ("Hvad gør vi ved belysningen på stierne omkring skolen og stationen i vinterhalvåret?",) * 3
    questions = own if choice.year == 2026 else ()
    neighbour = atlas.places["lu-valby" if committee != "lu-valby" else "lu-noerrebro"]
    title = "Tryghed og lys i vores kvarter: fælles møde med boligforeningerne og skolen"
    document = made(committee, choice, questions=questions, neighbour=neighbour, title=title, slides=USUAL_SLIDES)
    page = play(document)
    count = document.count('<section class="slide ')
    for number in range(1, count + 1):
        expect_slide(page, number, count)
        sizes = page.evaluate(TYPE_SIZES)
        assert len(sizes) > 6
        assert [found for found in sizes if found[1] < (SMALLEST if found[2] else BODY) - 0.01] == []
        assert page.evaluate(SPILLS) == []
        page.keyboard.press("PageDown")
    pages, words = printed(page)
    assert pages == 1
    assert all(plain(question) in words for question in questions)
    assert t("handout.notes") in words
    assert t("show.forth") not in words


def test_slides_that_are_chosen_fit_too(made, play):
    document = made("lu-noerrebro", choose(2026, UNDER_85), slides=("sted", "foreslaaet", "ukendt", "talspoergsmaal"))
    page = play(document)
    count = document.count('<section class="slide ')
    for number in range(1, count + 1):
        expect_slide(page, number, count)
        assert [found for found in page.evaluate(TYPE_SIZES) if found[1] < SMALLEST - 0.01] == []
        assert page.evaluate(SPILLS) == []
        page.keyboard.press("PageDown")


@pytest.mark.parametrize("committee", ["lu-noerrebro", "lu-vesterbro", "lu-broenshoej-husum"])
@pytest.mark.parametrize("width", [390, 320])
def test_on_a_phone_the_slides_are_one_column_without_sideways_scrolling(made, play, committee, width):
    page = play(made(committee), (width, 844))
    expect(page.locator(".slide:visible")).to_have_count(len(SHOWN))
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    wide = page.evaluate(
        """() => [...document.querySelectorAll('main *')]
          .filter((each) => each.checkVisibility() && !each.closest('.unseen, defs, clipPath'))
          .filter((each) => !each.closest('svg svg, svg g') && each.getBoundingClientRect().right > innerWidth + 1)
          .map((each) => each.outerHTML.slice(0, 90))"""
    )
    assert wide == []
    sizes = page.evaluate(TYPE_SIZES)
    assert min(size for _, size, _ in sizes) >= 10
    body = page.evaluate("parseFloat(getComputedStyle(document.querySelector('.slide .fact p')).fontSize)")
    assert body >= 15


@pytest.mark.parametrize("size", [STAGE, PHONE])
@pytest.mark.parametrize("committee", ["lu-noerrebro", "lu-christianshavn"])
def test_axe_finds_nothing_to_object_to_in_the_show(made, play, size, committee):
    page = play(made(committee), size)
    for number in range(1, len(SHOWN) + 1 if size == STAGE else 2):
        expect(page.locator("#counter")).to_have_text(f"{number} / {len(SHOWN)}")
        assert violations(page) == []
        page.keyboard.press("PageDown")
    page.get_by_role("button", name=t("show.notes")).click()
    assert violations(page) == []
    for button in page.get_by_role("button").all():
        box = button.bounding_box()
        assert box["height"] >= 44, button.text_content()
        assert box["width"] >= 44, button.text_content()


def test_buttons_stay_large_enough_on_a_small_stage(made, play):
    page = play(made(), (920, 540))
    expect_slide(page, 1)
    for button in page.get_by_role("button").all():
        assert button.bounding_box()["height"] >= 44
    assert page.evaluate("[document.documentElement.scrollWidth, document.documentElement.scrollHeight]") == [920, 540]


def test_the_print_stays_one_page_with_six_own_questions_and_long_notes(made, play):
    own = tuple(
        f"{number}: Hvad gør vi ved lyset på stierne omkring skolen, stationen og parken i vinter?"
        for number in range(6)
    )
    page = play(
        made(slides=SLIDES, questions=own, title="Tryghed og lys i vores kvarter: fælles møde med boligforeningerne")
    )
    page.keyboard.press("n")
    page.get_by_role("textbox").fill("\n".join(f"Note {number}: aftalt med boligforeningen" for number in range(8)))
    pages, words = printed(page)
    assert pages == 1
    assert "Note 7: aftalt" in words
    assert all(question in words for question in own)


@pytest.mark.parametrize(("payload", "size"), [*zip(PAYLOADS, (STAGE, PHONE, PHONE, STAGE), strict=True)])
def test_own_words_and_names_that_look_like_code_are_shown_as_typed_and_never_run(
    snapshot: Snapshot, play, payload, size
):
    areas, upgrades = snapshot.table("areas").copy(), snapshot.table("upgrades").copy()
    areas.loc[areas.area_id == "valby", ["area_name", "short_name", "lokaludvalg_name", "bydel_name"]] = payload
    upgrades.loc[upgrades.area_ids.map(lambda ids: "valby" in ids), "place"] = payload
    tables = {**snapshot.tables, "areas": areas, "upgrades": upgrades}
    hostile = build_atlas(replace(snapshot, tables=tables), "hostile")
    document = show_of(hostile, "lu-valby", title=payload, questions=(payload,), link=None, slides=SLIDES)
    page = play(document, size)
    expect(page).to_have_title(payload)
    expect(page.locator("h1")).to_have_text(payload)
    assert page.locator("img, [onload], [onerror], iframe").count() == 0
    assert page.locator("script").count() == 1
    plain = page.evaluate("document.body.textContent").replace("\u00a0", " ").replace("\u2011", "-")
    assert plain.count(payload) > 5
    page.keyboard.press("n") if size == STAGE else page.get_by_role("button", name=t("show.notes")).click()
    page.get_by_role("textbox").fill(payload)
    expect(page.locator("#written")).to_have_text(payload)
    expect(page).to_have_title(payload)
    assert page.locator("img, [onload], [onerror], iframe").count() == 0
