"""The timeline: every effort once, a known period filled, a mere mention dotted, nothing after the record's end."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sikkerby_geo.domain.atlas import Atlas, build_atlas
from sikkerby_geo.domain.efforts.effort import Stage
from sikkerby_geo.facts.areas import Level
from sikkerby_geo.facts.efforts import KIND, OVERLAY
from sikkerby_geo.facts.problems import DataError, Fault
from sikkerby_geo.facts.snapshot import Snapshot
from sikkerby_geo.text import t
from sikkerby_geo.views.charts.effort_spans import span_of
from sikkerby_geo.views.charts.effort_timeline import timeline_card
from sikkerby_geo.views.charts.trend import trend_card
from tests import toytown
from tests.views.chart_layers import rows_of, words_of


@pytest.mark.parametrize(
    ("years", "first", "last", "known"),
    [
        ({"start_year": 2015, "end_year": 2018}, 2015, 2018, True),
        ({"start_year": 2015, "end_year": None, "documented_year": 2017}, 2015, 2017, True),
        ({"start_year": 2015, "end_year": None, "documented_year": None}, 2015, 2015, False),
        ({"start_year": None, "end_year": None, "documented_year": 2018}, 2018, 2018, False),
        ({"start_year": None, "end_year": 2018, "documented_year": None}, 2018, 2018, False),
    ],
)
def test_where_a_partnership_lies(years: dict, first: int, last: int, known: bool) -> None:
    span = span_of(toytown.partnership(**years))
    assert (span.first, span.last, span.known) == (first, last, known)


def test_without_any_year_there_is_no_place_on_the_axis() -> None:
    assert span_of(toytown.partnership(start_year=None, end_year=None, documented_year=None)) is None
    assert span_of(toytown.upgrade(start_year=None, end_year=None, documented_year=None)) is None


@pytest.mark.parametrize("level", list(Level))
def test_every_effort_is_drawn_once_or_told_in_words(atlas: Atlas, level: Level) -> None:
    for place in atlas.places.at(level):
        found = atlas.efforts_in(place)
        kept = [effort for effort in found if effort.stage is not Stage.DROPPED]
        card = timeline_card(atlas, place, atlas.years, proposals=True)
        marks = rows_of(card.spec, "periods") + rows_of(card.spec, "documented")
        for layer in card.spec["layer"]:
            if layer["name"].endswith("-glyph"):
                marks += layer["data"]["values"]
        undated = [effort for effort in kept if span_of(effort) is None]
        outside = [effort for effort in kept if (span := span_of(effort)) and span.last < atlas.years[0]]
        assert len(marks) == len(kept) - len(undated) - len(outside)
        assert list(card.table[t("twin.effort")]) == [effort.name for effort in found]
        notes = " ".join(card.notes).replace("\u00a0", " ").replace("\u2011", "-")
        assert all(effort.name.replace("\u00a0", " ") in notes for effort in (*undated, *outside))


def test_periods_are_filled_and_mentions_are_dotted_frames(atlas: Atlas) -> None:
    mentioned = toytown.partnership(
        effort_id="p-mentioned", area_ids=("moellehoej",), start_year=None, end_year=None, documented_year=2019
    )
    record = replace(atlas, efforts=(*atlas.efforts, mentioned))
    spec = timeline_card(record, atlas.places["moellehoej"], atlas.years).spec
    marks = {layer["name"]: layer["mark"] for layer in spec["layer"]}
    assert "strokeDash" not in marks["periods"]
    assert marks["documented"]["fill"] == "#FFFFFF"
    assert marks["documented"]["strokeDash"]
    ends = [(round(row["x"] + 0.42), round(row["x2"] - 0.42)) for row in rows_of(spec, "periods")]
    assert sorted(ends) == [(2016, 2020), (2018, 2022)]
    assert [round(row["x"] + 0.42) for row in rows_of(spec, "documented")] == [2019]


def test_the_group_is_told_by_a_heading_and_by_the_filling(atlas: Atlas) -> None:
    cameras = [
        toytown.upgrade(
            overlay=OVERLAY["kameraer"],
            kind=KIND["video_surveillance"],
            effort_id=f"u-{stage}",
            stage=stage,
            area_ids=("oeen",),
        )
        for stage in (Stage.DECIDED, Stage.RECOMMENDED)
    ]
    lamps = toytown.upgrade(area_ids=("oeen",))
    works = toytown.upgrade(effort_id="u-works", area_ids=("oeen",), start_year=2024, end_year=2030)
    record = replace(atlas, efforts=(lamps, *cameras, works))
    unasked = timeline_card(record, atlas.places["oeen"], atlas.years)
    assert "Kun foreslåede er ikke tegnet, men står i tabellen: 1." in unasked.notes
    spec = timeline_card(record, atlas.places["oeen"], atlas.years, proposals=True).spec
    headings = ["I gang", "Gennemført", "Besluttet, ikke bekræftet", "Kun foreslået"]
    assert [word for word in words_of(spec) if word in headings] == headings
    assert headings[-1] not in words_of(unasked.spec)
    marks = {layer["name"]: layer["mark"] for layer in spec["layer"]}
    assert "lighting-in_progress-around" in marks
    assert "lighting-completed-around" not in marks
    assert marks["lighting-completed"]["fill"] != "#FFFFFF"
    assert marks["video_surveillance-unconfirmed"]["fill"] == "#FFFFFF"
    assert "strokeDash" not in marks["video_surveillance-unconfirmed"]
    assert marks["video_surveillance-proposed"]["strokeDash"]


def test_after_the_records_last_year_it_says_not_known(atlas: Atlas) -> None:
    spec = timeline_card(atlas, atlas.places["moellehoej"], atlas.years).spec
    (field,) = rows_of(spec, "unknown")
    assert (field["x"], field["x2"]) == (max(atlas.documented_to.values()) + 0.5, atlas.years[-1] + 0.5)
    assert t("timeline.unknown") in words_of(spec)


def test_the_axis_is_that_of_the_trend_above(atlas: Atlas) -> None:
    place = atlas.places["moellehoej"]
    above = trend_card(atlas, "insecure_neighbourhood", [place], atlas.years)
    below = timeline_card(atlas, place, atlas.years)
    for one, other in ((above.spec, below.spec), (above.narrow, below.narrow)):
        assert one["width"] == other["width"]
        assert one["padding"]["left"] == other["padding"]["left"]
        assert rows_of(one, "break")[0]["x"] == rows_of(other, "break")[0]["x"]
        axes = [spec["layer"][0]["encoding"]["x"]["scale"]["domain"] for spec in (one, other)]
        assert axes[0] == axes[1]


def test_none_is_no_claim_that_there_was_none(atlas: Atlas) -> None:
    quiet = replace(atlas, efforts=())
    card = timeline_card(quiet, atlas.places["moellehoej"], atlas.years)
    assert card.title == "Vi har ikke fundet indsatser nævnt i Møllehøj"
    assert "det betyder ikke, at der ingen var" in " ".join(words_of(card.spec))
    assert card.table.empty


def test_the_title_says_first_what_is_in_progress_or_that_none_is_known_to_be(atlas: Atlas) -> None:
    place = atlas.places["moellehoej"]
    ended = toytown.partnership(area_ids=("moellehoej",))
    assert timeline_card(replace(atlas, efforts=(ended,)), place, atlas.years).title == (
        "Indsatser i Møllehøj, kendt til og med 2024: ingen med sikkerhed i gang og én gennemført"
    )
    lasting = replace(ended, effort_id="p-lasting", end_year=2025)
    assert timeline_card(replace(atlas, efforts=(ended, lasting)), place, atlas.years).title == (
        "Indsatser i Møllehøj, kendt til og med 2024: én i gang og én gennemført"
    )
    wish = toytown.upgrade(area_ids=("moellehoej",), stage=Stage.WISH)
    assert timeline_card(replace(atlas, efforts=(wish,)), place, atlas.years).title == (
        "I Møllehøj er kun forslag og opgivne indsatser fundet nævnt"
    )


def test_a_broken_table_is_named(snapshot: Snapshot) -> None:
    tables = {name: table for name, table in snapshot.tables.items() if name != "upgrades"}
    broken = DataError("upgrades", (Fault("data/upgrades.csv", "no_file"),))
    atlas = build_atlas(replace(snapshot, tables=tables, troubles=(broken,)), "broken")
    notes = timeline_card(atlas, atlas.places["moellehoej"], atlas.years).notes
    assert any("data/upgrades.csv" in note for note in notes)


def test_an_effort_that_began_before_the_axis_keeps_its_years_in_words(atlas: Atlas) -> None:
    card = timeline_card(atlas, atlas.places["vestmark"], atlas.years)
    assert "Vestmark Helhedsplan, 2008–2016" in words_of(card.spec)
    (period,) = rows_of(card.spec, "periods")
    assert (period["x"], round(period["x2"] - 0.42)) == (atlas.years[0] - 0.42, 2016)
