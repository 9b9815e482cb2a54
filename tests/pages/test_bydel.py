"""The page Bydel, cold at a deep link, for every place at every level, and with a broken file."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from shown_page import ShownPage

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.facts.areas import Level
from sikkerby_geo.facts.library import ROOT

FILE = "pages/bydel.py"


@pytest.mark.parametrize("level", list(Level))
def test_every_place_opens_at_its_address(open_page: Callable[..., ShownPage], atlas: Atlas, level: Level) -> None:
    places = atlas.places.at(level)
    page = open_page(FILE, sted=places[0].place_id)
    for place in places:
        page.app.query_params["sted"] = place.place_id
        page.app.run()
        assert not page.app.exception
        assert not page.app.error
        assert page.choice["sted"] == place.place_id
        assert place.name in page.words
        assert "Hvad vi ikke ved" in page.words
        figures = page.html.split('class="key-figures"')[1].split("</section>")[0]
        assert figures.count("<li>") == figures.count("Kilde: ") > 0


def test_without_a_place_the_reader_is_asked_to_choose(open_page: Callable[..., ShownPage]) -> None:
    page = open_page(FILE)
    assert page.headline == "Vælg et sted"
    assert "Utrygge i nabolaget, 2020." in page.words


def test_an_unknown_place_is_said_to_be_so(open_page: Callable[..., ShownPage]) -> None:
    page = open_page(FILE, sted="atlantis")
    assert any("atlantis" in message for message in page.messages)
    assert page.headline == "Vælg et sted"


@pytest.mark.parametrize("dataset", ["survey", "crime", "partnerships", "population"])
def test_a_broken_file_is_named_and_the_rest_shown(
    open_page: Callable[..., ShownPage], tmp_path: Path, dataset: str
) -> None:
    for folder in ("data", "geodata"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    (tmp_path / "data" / f"{dataset}.csv").write_text("garbled", encoding="utf-8")
    page = open_page(FILE, root=tmp_path, sted="bispebjerg")
    assert not page.app.exception
    assert not page.app.error
    assert any(f"data/{dataset}.csv" in notice for notice in page.notices)
    assert "Bispebjerg" in page.words
