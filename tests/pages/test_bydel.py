"""The page Bydel, cold at a deep link, for a place at every level, and with a broken file."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from pathlib import Path
from urllib.parse import parse_qsl

import pytest

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.facts.areas import Level
from tests.pages.shown_page import ShownPage

FILE = "pages/bydel.py"


@pytest.mark.parametrize("level", list(Level))
def test_a_place_of_each_level_opens_at_its_address(
    open_page: Callable[..., ShownPage], atlas: Atlas, level: Level
) -> None:
    place = max(atlas.places.at(level), key=lambda place: len(place.members))
    page = open_page(FILE, sted=place.place_id)
    page.assert_calm()
    assert page.choice["sted"] == place.place_id
    assert place.name in page.words
    assert "Hvad vi ikke ved" in page.words
    figures = page.html.split('class="key-figures"')[1].split("</section>")[0]
    assert figures.count("<li>") == figures.count("Kilde: ") > 0


def test_without_a_place_the_reader_is_asked_to_choose(open_page: Callable[..., ShownPage]) -> None:
    page = open_page(FILE)
    assert page.headline == "Vælg et sted"
    assert "Alle områder og mål" in page.words
    link = re.search(r'<a href="(\?[^"]+)">Møllehøj</a>', page.html)
    assert link
    assert dict(parse_qsl(unescape(link[1])[1:]))["sted"] == "moellehoej"


def test_an_unknown_place_is_said_to_be_so(open_page: Callable[..., ShownPage]) -> None:
    page = open_page(FILE, sted="atlantis")
    assert any("atlantis" in message for message in page.messages)
    assert page.headline == "Vælg et sted"


@pytest.mark.parametrize("dataset", ["survey", "crime", "partnerships", "population"])
def test_a_broken_file_is_named_and_the_rest_shown(
    open_page: Callable[..., ShownPage], copy_data: Callable[[], Path], dataset: str
) -> None:
    root = copy_data()
    (root / "data" / f"{dataset}.csv").write_text("garbled", encoding="utf-8")
    page = open_page(FILE, root=root, sted="moellehoej")
    page.assert_calm()
    assert any(f"data/{dataset}.csv" in notice for notice in page.notices)
    assert "Møllehøj" in page.words
