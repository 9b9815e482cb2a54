"""The tables of principles, goals and marks: counts where there are efforts, and each empty cell named."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from sikkerby_geo.build import atlas_with, register
from sikkerby_geo.build.register import Edit
from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.facts.areas import Level
from sikkerby_geo.store.history import Store
from sikkerby_geo.store.joining import read_own
from sikkerby_geo.views.efforts.purposes import goal_table, marks_table, principle_table
from tests.register_rows import LAMPS


@pytest.fixture
def kept(atlas: Atlas, tmp_path: Path) -> Atlas:
    """The toy city with two own efforts that say what they are for."""
    goal = atlas.snapshot.table("goals").goal_id[0]
    told = replace(LAMPS, geometry=None, principles=("youth",), serves=(goal,), effectiveness_mark="most")
    store = Store(tmp_path / "own")
    edits = [Edit("egen-1", told), Edit("egen-2", replace(told, name="Åstien", principles=("youth", "gangs")))]
    register.save(store, atlas, edits, who="anna", why="")
    return atlas_with(atlas.snapshot, read_own(store))


def test_a_principle_in_an_area_is_counted_or_said_to_have_none_found(kept: Atlas) -> None:
    words, sheet = principle_table(kept, Level.SURVEY_AREA)
    rows = {row["place"].text: row for row in sheet.rows}
    assert (rows["Åby"]["youth"].text, rows["Åby"]["gangs"].text) == ("2", "1")
    assert rows["Bakken"]["youth"].text == "ingen indsats fundet"
    assert words.startswith("Principper i hvert område: 68 af 70 felter er uden fundet indsats")
    assert "ingen indsats fundet" in sheet.html


def test_a_goal_names_its_efforts_or_that_none_was_found(kept: Atlas) -> None:
    words, sheet = goal_table(kept)
    assert (sheet.rows[0]["count"].text, sheet.rows[0]["efforts"].text) == ("2", "Møllegade og Åstien")
    assert {row["efforts"].text for row in sheet.rows[1:]} == {"ingen indsats fundet"}
    assert "uden fundet indsats" in words


def test_an_administration_that_names_too_few_is_told(kept: Atlas) -> None:
    words, sheet = marks_table(kept)
    checks = {row["office"].text: row["check"].text for row in sheet.rows}
    assert (
        "For få blandt de mest virksomme: 2, mindst 3. For få blandt de mindst virksomme: 0, mindst 3."
        in checks.values()
    )
    assert words.endswith("0 af 6 har peget på tre til seks af hver slags")


def test_under_the_matrix_stand_the_strategys_own_goals_and_ours_is_said_where_none_was_found(atlas):
    _, sheet = principle_table(atlas, Level.SURVEY_AREA)
    (foot,) = sheet.feet
    assert foot["place"].text == "Mål i strategien 2018–2021 (parret af os efter emnet)"
    assert foot["cooperation"].plain == "1 – Andel utrygge i nabolaget"
    assert {foot[code].text for code in ("knowledge", "youth", "gangs", "local_areas")} == {"ingen fundet"}
    assert foot["not_stated"].text == "–"
