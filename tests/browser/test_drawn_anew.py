"""What a click has drawn anew: of a place what hangs on it, of a fold-out what is in it, and only once it is open."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from sikkerby_geo.text import t
from tests.browser.map_screen import MapScreen
from tests.browser.screens import at_rest
from tests.browsing import Watch

MOST_OF_A_PLACE = 40
"""Parts (elements and what holds them) another place may have drawn anew, of some 90."""


@pytest.fixture
def told(browser: Browser, server: str) -> Iterator[tuple[MapScreen, list[ForwardMsg]]]:
    """The map page, and the parts the server sends it."""
    context = browser.new_context(locale="da-DK", viewport={"width": 1440, "height": 900})
    watch, page, parts = Watch(context), context.new_page(), []

    def take(frame: bytes | str) -> None:
        message = ForwardMsg.FromString(frame) if isinstance(frame, bytes) else ForwardMsg()
        if message.WhichOneof("type") in ("delta", "ref_hash"):
            parts.append(message)

    page.on("websocket", lambda line: line.on("framereceived", take))
    page.goto(f"{server}/?aar=2017&sted=moellehoej")
    screen = MapScreen(page)
    at_rest(page)
    yield screen, parts
    context.close()
    assert watch.seen == []


def kinds(parts: list[ForwardMsg]) -> list[str | None]:
    return [part.delta.new_element.WhichOneof("type") for part in parts]


def test_another_place_has_no_control_drawn_anew(told: tuple[MapScreen, list[ForwardMsg]]) -> None:
    screen, parts = told
    parts.clear()
    with screen.repainted():
        screen.page.locator(".st-key-list [data-place=dalum]").click()
    expect(screen.place).to_have_text("Dalum")
    at_rest(screen.page)
    assert 0 < len(parts) <= MOST_OF_A_PLACE
    assert not {"checkbox", "selectbox", "button_group"} & set(kinds(parts))
    parts.clear()
    with screen.repainted():
        screen.next_year()
    expect(screen.headline).to_contain_text("2018")
    at_rest(screen.page)
    assert "checkbox" in kinds(parts), "another year has"


def select(page: Page, label: str) -> None:
    page.locator(".st-key-control-clear").get_by_role("combobox").click()
    page.get_by_role("option", name=label).click()


def test_a_fold_out_is_empty_until_it_is_opened_and_stays_open(told: tuple[MapScreen, list[ForwardMsg]]) -> None:
    screen, _ = told
    page = screen.page
    fold = page.locator(".st-key-how-clear")
    expect(fold).to_be_visible()
    assert fold.get_by_role("combobox").count() == 0
    fold.locator("summary").click()
    expect(fold.get_by_role("combobox")).to_be_visible()
    select(page, t("clear.choice.by_population"))
    screen.expect_choice("klart", "indbyggere")
    expect(page.get_by_text(t("clear.condition.by_population")).first).to_be_attached()
    expect(fold.get_by_role("combobox")).to_be_visible()
    select(page, t("clear.choice.usual"))
    expect(page.get_by_text(t("clear.condition.by_population"))).to_have_count(0)
    expect(fold.get_by_role("combobox")).to_be_visible()
    fold.locator("summary").click()
    expect(fold.get_by_role("combobox")).to_have_count(0)
