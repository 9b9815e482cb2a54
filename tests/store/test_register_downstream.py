"""What is written into the register is everywhere: map, groups, coverage, timeline, sums, files, what-if, the finder.

And only what has changed is worked out again.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import geopandas as gpd
import pytest
from shapely.geometry.base import BaseGeometry

from sikkerby_geo.build import atlas_with, register
from sikkerby_geo.build.register import Edit
from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.efforts.coverage import coverage, last_documented_year
from sikkerby_geo.domain.efforts.query import sums_of
from sikkerby_geo.domain.efforts.record import Standing, effort_record
from sikkerby_geo.domain.efforts.register import register_from
from sikkerby_geo.domain.efforts.status_group import SHOWN_GROUPS, StatusGroup, group_of
from sikkerby_geo.domain.geography.named_places import named_places
from sikkerby_geo.domain.register.exchange import missed
from sikkerby_geo.domain.whatif.drawings import circle, picked
from sikkerby_geo.domain.whatif.reach import scenario
from sikkerby_geo.facts.areas import Level
from sikkerby_geo.facts.efforts import KIND, OVERLAY_OF
from sikkerby_geo.facts.register_entry import Entry
from sikkerby_geo.facts.revisions import Change, Occasion, RevisionKind
from sikkerby_geo.store.history import Store
from sikkerby_geo.store.joining import read_own
from sikkerby_geo.text import t
from sikkerby_geo.views.charts.effort_timeline import timeline_card
from sikkerby_geo.views.district.gaps import gaps_of
from sikkerby_geo.views.efforts.card import entry_card
from sikkerby_geo.views.efforts.entries import say
from sikkerby_geo.views.efforts.exchange_words import fetched_at
from sikkerby_geo.views.efforts.files import as_geojson
from sikkerby_geo.views.efforts.map import drawn
from sikkerby_geo.views.map.geometry import geometry_files
from sikkerby_geo.views.map.legend import legend, offered
from sikkerby_geo.views.map.printed.drawing import svg_map
from sikkerby_geo.views.map.source_lines import source_lines
from sikkerby_geo.views.map.state import map_state
from sikkerby_geo.views.map_page.place import place_card
from sikkerby_geo.views.meeting.agenda import Agenda
from sikkerby_geo.views.meeting.slide_efforts import efforts_of, efforts_slides
from tests.register_rows import LAMPS
from tests.toytown.city import part, spot
from tests.views.asking import choose

OWN = "egen-1"
CAMERA = "u-havnen-kamera"
Write = Callable[..., Atlas]


def degrees(shape: BaseGeometry) -> BaseGeometry:
    return gpd.GeoSeries([shape], crs=25832).to_crs(4326).iloc[0]


HERE = replace(LAMPS, geometry=degrees(spot("aaby")))
"""Own lamps in the middle of Åby."""
RENEWAL = Entry(
    name="Områdefornyelse Engvang",
    kind="area_renewal",
    area_ids=("engvang",),
    geometry=degrees(part("engvang", 0.5, 0.5, 0.4, 0.4)),
    stage="underway",
    start_year=2017,
    end_year=2023,
    capital_dkk=30_000_000,
    source_words="Kommunen",
)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "own", clock=lambda: datetime(2022, 5, 12, 12, tzinfo=UTC))


@pytest.fixture
def write(store: Store, atlas: Atlas) -> Write:
    """Writes an entry and gives the atlas with it, worked out beside the one before."""
    now = [atlas]

    def written(entry: Entry | None, effort_id: str = OWN) -> Atlas:
        before = now[0].register.get(effort_id)
        edit = Edit(effort_id, entry, before.revision if before else 0)
        register.save(store, atlas, [edit], who="anna", why="")
        now[0] = atlas_with(atlas.snapshot, read_own(store), now[0])
        return now[0]

    return written


def listed(atlas: Atlas) -> list[str]:
    return [entry.effort_id for entry in register_from(atlas, say)]


def test_an_own_upgrade_is_in_the_register_with_its_money(atlas: Atlas, write: Write) -> None:
    now = write(HERE)
    assert set(listed(now)) - set(listed(atlas)) == {OWN}
    before, after = (sums_of(register_from(one, say)) for one in (atlas, now))
    assert (after.count - before.count, after.undivided - before.undivided) == (1, 400_000)


def test_an_own_upgrade_is_on_the_map_and_in_its_group(write: Write) -> None:
    now = write(HERE)
    shown = {one["id"]: one for one in map_state(now, choose(2017))["efforts"]}
    assert shown[OWN]["group"] == StatusGroup.COMPLETED
    assert OWN not in {one["id"] for one in map_state(now, choose(2015))["efforts"]}
    features = json.loads(geometry_files(now)["efforts"])["features"]
    (feature,) = [one for one in features if one["properties"]["id"] == OWN]
    assert feature["geometry"]["coordinates"] == pytest.approx(HERE.geometry.coords[0])
    assert feature["properties"]["symbol"] == "lighting"
    assert OWN in {entry.effort_id for entry in drawn(now, register_from(now, say))}


def test_an_own_upgrade_is_on_the_timeline_of_its_place_and_in_its_record(atlas: Atlas, write: Write) -> None:
    now = write(HERE)
    place = now.places["aaby"]
    assert "Møllegade" in json.dumps(timeline_card(now, place, now.years).spec, ensure_ascii=False)
    known = [effort_record(one, place, 2022).known_of(KIND["lighting"]) for one in (atlas, now)]
    assert known[1] == known[0] + 1


def test_an_own_upgrade_is_met_by_what_is_drawn_and_found_by_its_name(write: Write) -> None:
    now = write(HERE)
    met = scenario(now, circle(HERE.geometry.coords[0], 100), date(2022, 1, 1)).efforts
    assert [effort.effort_id for effort in met] == [OWN]
    assert any("Møllegade" in (place.name, *place.mentions) for place in named_places(now))


def test_an_own_upgrade_is_in_the_files_as_the_installations_own(write: Write) -> None:
    now = write(HERE)
    (feature,) = [one for one in json.loads(as_geojson(register_from(now, say), now))["features"] if one["id"] == OWN]
    assert feature["properties"]["geometri_licens"] == "kommunens egne data"
    assert feature["geometry"] is not None


def test_the_card_of_an_own_effort_tells_whom_it_is_for_and_what_is_to_come_of_it(write: Write) -> None:
    now = write(replace(HERE, success_criterion="Flere går her", target_words="alle, der går her"))
    card = entry_card(next(one for one in register_from(now, say) if one.effort_id == OWN), now)
    told = dict(card.fields)
    assert (told["Målgruppe"], told["Succeskriterium"]) == ("alle, der går her", "Flere går her")


def test_a_shape_that_was_published_keeps_its_licence_when_the_words_are_edited(atlas: Atlas, write: Write) -> None:
    street = "u-moellehoej-lys"
    now = write(replace(atlas.register[street].entry, note="rettet"), street)
    both = [json.loads(as_geojson(register_from(one, say), one))["features"] for one in (atlas, now)]
    before, after = (
        next(one["properties"]["geometri_licens"] for one in found if one["id"] == street) for found in both
    )
    assert before == after


def test_an_own_area_counts_as_coverage_and_can_be_picked(atlas: Atlas, write: Write) -> None:
    now = write(RENEWAL)
    assert last_documented_year(now) == last_documented_year(atlas)
    assert coverage(now, 2020)["engvang"] == pytest.approx(coverage(atlas, 2020)["engvang"] + 0.16, abs=0.01)
    assert picked(now, OWN).picked == OWN
    assert OVERLAY_OF[KIND["area_renewal"]] in offered(now)
    assert OVERLAY_OF[KIND["area_renewal"]] not in offered(atlas)


def test_what_is_in_progress_here_is_so_to_the_year_it_was_written(write: Write) -> None:
    now = write(RENEWAL)
    effort = next(one for one in now.efforts if one.effort_id == OWN)
    groups = [group_of(now, effort, year) for year in (2016, 2020, 2022, 2023)]
    assert groups == [None, StatusGroup.IN_PROGRESS, StatusGroup.IN_PROGRESS, StatusGroup.UNCONFIRMED]
    assert group_of(now, effort, None) is StatusGroup.IN_PROGRESS


def test_lamps_being_put_up_are_in_progress_and_not_yet_built(write: Write) -> None:
    now = write(replace(HERE, stage="underway", end_year=None))
    effort = next(one for one in now.efforts if one.effort_id == OWN)
    assert group_of(now, effort, 2020) is StatusGroup.IN_PROGRESS


def test_an_own_effort_begun_after_the_record_ends_is_at_the_meeting_and_beside_the_need(
    atlas: Atlas, write: Write
) -> None:
    """The record of partnerships and plans may end years ago; what is kept here is as new as when it was written."""
    begun = write(replace(RENEWAL, start_year=2022, area_ids=("aaby",), geometry=None))
    (committee,) = [place for place in begun.places.at(Level.LOKALUDVALG) if "aaby" in place.members]
    agenda = Agenda(choose(2020), committee)
    told = efforts_of(begun, agenda, SHOWN_GROUPS)
    assert OWN in {effort.effort_id for effort in told[StatusGroup.IN_PROGRESS]}
    assert "som det sidst er skrevet" in efforts_slides(begun, agenda)[0].certainty
    record = effort_record(begun, begun.places["aaby"], 2021)
    assert OWN in {effort.effort_id for effort in record.by_standing[Standing.IN_FORCE]}


def test_an_own_area_is_drawn_on_the_printed_map(atlas: Atlas, write: Write) -> None:
    before, after = (svg_map(one, choose(2017)) for one in (atlas, write(RENEWAL)))
    assert after.count("<path") > before.count("<path")


def test_an_edited_effort_takes_the_place_of_the_published_one_and_its_shape(atlas: Atlas, write: Write) -> None:
    moved = degrees(spot("havnen", 0.2, 0.2))
    now = write(replace(atlas.register[CAMERA].entry, name="Kajen", geometry=moved), CAMERA)
    assert listed(now) == listed(atlas)
    assert next(one.name for one in now.efforts if one.effort_id == CAMERA) == "Kajen"
    assert next(one.name for one in now.published if one.effort_id == CAMERA) != "Kajen"
    assert now.effort_shapes[CAMERA] == moved
    assert now.published_shapes[CAMERA] == atlas.effort_shapes[CAMERA]


def test_a_withdrawn_effort_is_nowhere_but_stays_readable(atlas: Atlas, write: Write) -> None:
    now = write(replace(atlas.register[CAMERA].entry, withdrawn="taget ned"), CAMERA)
    assert CAMERA not in listed(now)
    assert CAMERA not in now.effort_shapes
    assert now.register[CAMERA].published == atlas.register[CAMERA].entry
    assert CAMERA in {effort.effort_id for effort in now.published}


def test_an_edited_record_of_2010_stands_in_the_register_alone(atlas: Atlas, write: Write) -> None:
    now = write(replace(atlas.register["e10-1"].entry, note="stadig i gang"), "e10-1")
    assert next(one.note for one in now.records if one.effort_id == "e10-1") == "stadig i gang"
    assert listed(now) == listed(atlas)


def test_nothing_of_the_survey_is_worked_out_again(atlas: Atlas, write: Write) -> None:
    now = write(HERE)
    assert now.version != atlas.version
    assert all(now.observations[key] is found for key, found in atlas.observations.items())
    assert now.published is atlas.published
    files, before = geometry_files(now), geometry_files(atlas)
    assert {name for name in files if files[name] != before[name]} == {"efforts"}


def test_what_the_store_holds_that_is_no_entry_is_told_and_the_rest_stands(
    atlas: Atlas, store: Store, write: Write
) -> None:
    write(HERE)
    strange = [
        Change("effort", "egen-2", {"name": "x", "colour": "red"}, 0),
        Change("effort", "egen-3", {"name": "x", "kind": "no such kind", "stage": "completed"}, 0),
    ]
    store.write(strange, Occasion("bo", "", RevisionKind.EDIT))
    now = atlas_with(atlas.snapshot, read_own(store))
    assert OWN in listed(now)
    (trouble,) = now.troubles
    assert [(fault.kind, fault.column, fault.value) for fault in trouble.faults] == [
        ("no_entry", "colour", "egen-2"),
        ("no_entry", "kind", "egen-3"),
    ]


def test_no_page_says_that_nothing_is_known_after_the_record_where_an_own_effort_is(write: Write, atlas: Atlas) -> None:
    """What is kept here is of today; a note that nothing was found since would deny what stands beside it."""
    now, place = write(HERE), atlas.places["aaby"]
    elsewhere = atlas.places["dalum"]
    late = choose(2025)
    for told, kept in ((now, True), (atlas, False)):
        gap = t("effort.none_after_kept" if kept else "effort.none_after", year=2024)
        ends = t("effort.record_ends_kept" if kept else "effort.record_ends", year=2024)
        assert gap in gaps_of(told, place)
        assert ends in place_card(told, late, place).efforts_notes
        assert ends in legend(told, late).notes
        source = t("source_line.efforts_kept" if kept else "source_line.efforts", year=2024)
        assert source in source_lines(told, late)
    assert t("effort.none_after", year=2024) in gaps_of(now, elsewhere)


def test_a_file_knows_no_newer_revision_than_its_rows(write: Write, store: Store, atlas: Atlas) -> None:
    """What somebody adds while a file is made is not lacking in it, so that bringing it back whole removes nothing."""
    seen = write(HERE)
    write(RENEWAL, "egen-2")
    assert (fetched_at(atlas), fetched_at(seen), store.newest()[0]) == (0, 1, 2)
    rows = write(replace(RENEWAL, note="ny"), "egen-2").register
    removed, stays = missed(rows, ("egen-2",), (), fetched_at(seen))
    assert (removed, [row.effort_id for row in stays]) == ((), ["egen-2"])
