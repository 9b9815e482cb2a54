"""Find a place, on every page: what is typed is answered from here, and what is taken stands in the address."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import parse_qs

import pytest

from sikkerby_geo.text import NO_BREAK_SPACE, t
from sikkerby_geo.ui.frame.finder import FIELD
from sikkerby_geo.ui.frame.pages import PAGE, PAGES, Page
from tests.pages.shown_page import ShownPage

Open = Callable[..., ShownPage]
WITH_PLACE = [page for page in PAGES if page.shows_place]
WITHOUT_PLACE = [page for page in PAGES if not page.shows_place]


def ask(page: ShownPage, typed: str) -> ShownPage:
    page.app.text_input(key=FIELD).set_value(typed).run()
    page.assert_calm()
    return page


def links(page: ShownPage) -> dict[str, tuple[str, dict[str, list[str]]]]:
    """The links of what was found: their words, the page and the parameters they lead to."""
    found = [link.proto for link in page.app.get("page_link") if link.proto.label not in MENU]
    return {link.label: (link.page, parse_qs(link.query_string)) for link in found}


MENU = {t(f"page.{page.page_id}") for page in PAGES}


def test_only_what_is_found_goes_to_the_browser(open_page: Open) -> None:
    page = open_page(aar="2017")
    assert page.app.main.text_input[0].key == FIELD
    assert "Havnevej" not in str(page.app)
    ask(page, "Gammel Havne")
    assert "Gammel Havnevej" in page.words
    assert "Åboulevarden" not in str(page.app)


def test_a_street_in_several_areas_lets_the_reader_choose(open_page: Open) -> None:
    page = ask(open_page(aar="2017"), "Lundegade 7, 2. tv")
    labels = [button.label.replace("\\", "") for button in page.app.button if button.key.startswith("way-")]
    assert {"Indre Lund 60 % af længden", "Ydre Lund 30 %", "Dalum 10 %"} <= {
        one.replace(NO_BREAK_SPACE, " ") for one in labels
    }
    number = next(one.key for one in page.app.button if one.key.startswith("way-") and "30" in one.label)
    page.app.button(key=number).click().run()
    page.assert_calm()
    assert page.choice["sted"] == "ydre-lund"
    assert page.app.text_input(key=FIELD).value == ""
    assert "way-" not in str([button.key for button in page.app.button])


@pytest.mark.parametrize("page", WITH_PLACE, ids=lambda page: page.page_id)
def test_a_page_of_places_takes_what_is_found_and_its_own_places_yield(open_page: Open, page: Page) -> None:
    own = {"omraader": "dalum", "hvor": "hele-byen", "side": "2", "udvalg": "dalum", "nabo": "bakken"}
    own |= {"indsats": "h-moellehoej", "mod": "dalum", "studie": "studie-1"}
    shown = open_page(page.file, aar="2017", niveau="bydel", **{name: own[name] for name in page.own_places})
    ask(shown, "Gammel Havnevej")
    (way,) = [button for button in shown.app.button if button.key.startswith("way-")]
    way.click().run()
    shown.assert_calm()
    assert shown.choice["sted"] == ("havnen" if page.areas_only else "bydel-7")
    assert set(shown.choice).isdisjoint(set(page.own_places) - {"udvalg"})
    assert shown.choice.get("udvalg", "havnen") == "havnen"


@pytest.mark.parametrize("page", WITHOUT_PLACE, ids=lambda page: page.page_id)
def test_a_page_without_places_leads_to_bydel(open_page: Open, page: Page) -> None:
    shown = ask(open_page(page.file, aar="2017"), "Gammel Havnevej")
    where, query = links(shown)["Havnen"]
    assert (where, query["sted"], query["aar"]) == ("bydel", ["havnen"], ["2017"])


def test_an_effort_leads_to_its_entry_in_the_register(open_page: Open) -> None:
    where, query = links(ask(open_page(aar="2017"), "Lund Partnerskab"))["Lund Partnerskab"]
    assert (where, query["indsats"]) == ("indsatser", ["p-lund-2017"])
    register = ask(open_page(PAGE["indsatser"].file), "Lund Partnerskab")
    register.app.button(key="entry-0").click().run()
    register.assert_calm()
    assert register.choice["indsats"] == "p-lund-2017"


@pytest.mark.parametrize("typed", ["<b>x</b>{{7*7}}", "\u202exyz\x00", "x" * 5000, "![x](http://evil.test/a.png)"])
def test_what_is_typed_is_shown_as_text_and_cut(open_page: Open, typed: str) -> None:
    page = open_page(PAGE["om_tallene"].file)
    page.app.session_state[FIELD] = typed
    page.app.run()
    page.assert_calm()
    assert "Vi fandt intet navn som" in page.words
    assert "<b>x</b>" not in page.html
    assert "x" * 100 not in page.html


def test_a_chosen_place_can_be_let_go(open_page: Open) -> None:
    for file in ("app.py", "pages/bydel.py"):
        page = open_page(file, aar="2017", sted="dalum")
        page.app.button(key="control-clear-place").click().run()
        page.assert_calm()
        assert "sted" not in page.choice
        assert "control-clear-place" not in [button.key for button in page.app.button]
