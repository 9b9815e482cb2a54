"""Likely duplicates, where a shape lies, what a file would change, and the matrices with their empty cells."""

from __future__ import annotations

from dataclasses import replace

import geopandas as gpd
from shapely.geometry.base import BaseGeometry

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.register.importing import Incoming, compared
from sikkerby_geo.domain.register.likeness import LikenessIndex
from sikkerby_geo.domain.register.matrices import NOT_STATED, goals_by_effort, principles_by_area, unserved
from sikkerby_geo.domain.register.placing import Placing
from sikkerby_geo.domain.register.validation import Surroundings
from sikkerby_geo.facts.areas import CITY_ID, Level
from sikkerby_geo.facts.purposes import PRINCIPLES
from sikkerby_geo.facts.register_entry import BLANK, Entry, Origin, RegisterRow
from tests.register_rows import LAMPS
from tests.toytown.city import part, spot

PARK = "u-engvang-park"


def degrees(shape: BaseGeometry) -> BaseGeometry:
    return gpd.GeoSeries([shape], crs=25832).to_crs(4326).iloc[0]


def alike(atlas: Atlas, entry: Entry, effort_id: str = "") -> list[str]:
    index = LikenessIndex(atlas.register.values(), atlas.effort_shapes_in_metres)
    return [one.row.effort_id for one in index.alike(entry, effort_id)]


def test_the_same_name_in_other_letters_is_alike_and_in_another_area_is_not(atlas: Atlas) -> None:
    park = atlas.register[PARK].entry
    typed = replace(BLANK, name=park.name.upper().replace("Ø", "OE"), area_ids=("engvang",))
    assert alike(atlas, typed)[0] == PARK
    assert PARK not in alike(atlas, replace(typed, area_ids=("aaby",)))
    assert PARK not in alike(atlas, park, PARK)


def test_the_same_kind_close_by_is_alike_whatever_it_is_called(atlas: Atlas) -> None:
    here = replace(LAMPS, name="Noget helt andet", geometry=degrees(spot("fjordby", 0.4, 0.61)))
    lamps = atlas.register["u-fjordby-lys"].entry
    same_time = replace(here, start_year=lamps.start_year, end_year=lamps.end_year)
    assert alike(atlas, same_time) == ["u-fjordby-lys"]
    assert alike(atlas, replace(same_time, kind="planting")) == []
    assert alike(atlas, replace(same_time, geometry=degrees(spot("fjordby", 0.8, 0.61)))) == []


def test_a_shape_lies_in_the_areas_it_meets_and_not_in_a_sliver(atlas: Atlas) -> None:
    placing = Placing(atlas)
    assert placing.areas(degrees(spot("aaby"))) == ("aaby",)
    assert placing.areas(degrees(part("indre-lund", 0.5, 0.2, 1, 0.2))) == ("indre-lund", "ydre-lund")
    assert placing.areas(degrees(part("indre-lund", 0.1, 0.2, 0.9005, 0.2))) == ("indre-lund",)


def test_a_file_says_what_is_new_what_changes_what_is_gone_and_what_is_wrong(atlas: Atlas) -> None:
    rows = {one: atlas.register[one] for one in (PARK, "u-fjordby-lys", "e10-1")}
    given = ("name", "note")
    park = rows[PARK].entry
    found = compared(
        [
            Incoming(2, PARK, replace(BLANK, name=park.name, note="ny note"), given),
            Incoming(3, "u-fjordby-lys", rows["u-fjordby-lys"].entry, given),
            Incoming(4, "", LAMPS, given),
            Incoming(5, "ukendt", LAMPS, given),
            Incoming(6, PARK, park, given),
            Incoming(7, "", replace(LAMPS, kind=""), given),
        ],
        rows,
        Surroundings.of(atlas),
        whole=True,
    )
    (changed,) = found.changed
    assert changed.entry == replace(park, note="ny note")
    assert [one.field.name for one in changed.changes] == ["note"]
    assert [one.place for one in found.same] == [3]
    assert [one.entry for one in found.added] == [LAMPS]
    assert [row.effort_id for row in found.removed] == ["e10-1"]
    assert [(one.place, one.fault.kind) for one in found.faults] == [
        (5, "unknown_id"),
        (6, "id_twice"),
        (7, "required"),
    ]


def rows(*entries: Entry) -> list[RegisterRow]:
    return [RegisterRow(f"egen-{number}", entry, Origin.OWN) for number, entry in enumerate(entries, start=1)]


def test_a_principle_without_effort_in_an_area_is_an_empty_cell(atlas: Atlas) -> None:
    found = principles_by_area(
        rows(
            replace(LAMPS, principles=("youth", "gangs")),
            replace(LAMPS, principles=("youth",), area_ids=(CITY_ID,)),
            replace(LAMPS, area_ids=()),
            replace(LAMPS, principles=("knowledge",), stage="proposed"),
            replace(LAMPS, principles=("knowledge",), withdrawn="væk"),
        ),
        atlas.places,
        Level.BYDEL,
    )
    assert found.rows == (*PRINCIPLES, NOT_STATED)
    assert len(found.columns) == 12
    assert found.cell("youth", "bydel-1") == ("egen-1",)
    assert found.cell("youth", CITY_ID) == ("egen-2",)
    assert found.cell(NOT_STATED, NOT_STATED) == ("egen-3",)
    assert ("knowledge", "bydel-1") in found.empty
    assert unserved(found) == ("cooperation", "knowledge", "local_areas")


def test_goals_without_efforts_and_efforts_without_goals_are_both_seen() -> None:
    found = goals_by_effort(rows(replace(LAMPS, serves=("g1",)), LAMPS), ("g1", "g2"))
    assert found.cell("g1", "egen-1") == ("egen-1",)
    assert unserved(found) == ("g2",)
    assert found.cell(NOT_STATED, "egen-2") == ("egen-2",)
