"""The strip: one mark a place at its rate, none on top of another, none for a rate nobody found."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sikkerby_geo.domain.atlas import CITY, Atlas
from sikkerby_geo.facts.areas import Level
from sikkerby_geo.facts.indicators import CRIME_RATES
from sikkerby_geo.text import t
from sikkerby_geo.views.charts.crime_strip import SLIDE_WIDTH, closest, crime_strip_card, stacked
from tests.views.chart_layers import rows_of, words_of

SHOWN = [("straffelov", 2023), ("straffelov", 2024), ("violence", 2024), ("burglary", 2024), ("borgervendt", 2017)]


@pytest.mark.parametrize(("series", "year"), SHOWN)
@pytest.mark.parametrize("level", list(Level))
def test_every_known_rate_is_one_mark_at_its_value(atlas: Atlas, series: str, year: int, level: Level) -> None:
    places = atlas.places.at(level)
    rates = {place.name: atlas.observation(series, place.place_id, year).figure for place in places}
    known = {name: rate.value for name, rate in rates.items() if rate is not None}
    card = crime_strip_card(atlas, series, year, level, places[0])
    marks = {row["place"]: row["x"] for name in ("places", "chosen") for row in rows_of(card.spec, name)}
    assert marks == known
    assert [row["place"] for row in rows_of(card.spec, "chosen")] == [places[0].name] * (places[0].name in known)
    twin = card.table.set_index(t("twin.place"))[t("twin.rate")]
    assert {name: rate for name, rate in twin.items() if rate == rate and name != CITY.name} == {
        name: pytest.approx(rate, abs=0.5) for name, rate in known.items()
    }


def test_no_marks_touch_and_equal_values_stand_in_one_column(atlas: Atlas) -> None:
    places = atlas.places.at(Level.SURVEY_AREA)
    for series, year in SHOWN[:4]:
        cells = {place.place_id: atlas.observation(series, place.place_id, year) for place in places}
        high = max(cell.figure.value for cell in cells.values())
        marks = stacked(places, cells, places[2], high)
        assert not any(one.touches(other) for one, other in itertools.combinations(marks, 2))
        for one, other in itertools.combinations(marks, 2):
            assert (one.cell.figure.value == other.cell.figure.value) is (one.x == other.x)


def test_the_chosen_place_and_the_city_are_named_at_their_rates(atlas: Atlas) -> None:
    card = crime_strip_card(atlas, "straffelov", 2024, Level.SURVEY_AREA, atlas.places["dalum"])
    assert {"Dalum 70", "hele byen 78"} <= set(words_of(card.spec))
    assert not [note for note in card.notes if "besøgende" in note]


def test_a_visited_place_is_named_and_explained(atlas: Atlas, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sikkerby_geo.views.charts.crime_strip.VISITED", ("havnen", "oeen"))
    card = crime_strip_card(atlas, "straffelov", 2024, Level.SURVEY_AREA, atlas.places["dalum"])
    assert {"Dalum 70", "Havnen 200", "Øen 65", "hele byen 78"} <= set(words_of(card.spec))
    assert "Havnen og Øen har mange besøgende" in " ".join(card.notes)


def test_a_place_without_a_rate_is_said_to_have_none_and_is_not_drawn(atlas: Atlas) -> None:
    card = crime_strip_card(atlas, "borgervendt", 2017, Level.SURVEY_AREA, atlas.places["dalum"])
    assert card.title.startswith("Vi har ikke fundet anmeldelser")
    assert "Lilla" not in card.subtitle
    assert "Dalum" in " ".join(card.notes)
    assert sorted(row["x"] for row in rows_of(card.spec, "places")) == [44, 49]


def test_the_table_says_where_a_count_was_set_aside(atlas: Atlas) -> None:
    rows = crime_strip_card(atlas, "borgervendt", 2017, Level.SURVEY_AREA).table.set_index(t("twin.place"))
    told = {place: t("crime.contradictory") in note for place, note in rows[t("twin.note")].items()}
    assert [place for place, said in told.items() if said] == ["Møllehøj"]


def test_a_year_nobody_has_gives_no_card(atlas: Atlas) -> None:
    assert all(crime_strip_card(atlas, series.indicator_id, 1999, Level.BYDEL) is None for series in CRIME_RATES)


@given(st.lists(st.integers(0, 300), min_size=6, max_size=13))
def test_the_closest_range_holds_two_thirds_and_no_narrower_one_does(rates: list[int]) -> None:
    found = sorted((float(rate), 0) for rate in rates)
    count, low, high = closest(found)
    low, high = (int(text.replace(".", "")) for text in (low, high))
    assert count == sum(low <= rate <= high for rate in rates) >= 2 * len(rates) / 3
    need = -(-2 * len(rates) // 3)
    ordered = sorted(rates)
    assert high - low == min(b - a for a, b in zip(ordered, ordered[need - 1 :], strict=False))


def test_a_slides_strip_holds_the_same_marks_on_a_longer_line(atlas: Atlas) -> None:
    place = atlas.places["lu-dalum"]
    page = crime_strip_card(atlas, "straffelov", 2024, Level.LOKALUDVALG, place)
    slide = crime_strip_card(atlas, "straffelov", 2024, Level.LOKALUDVALG, place, width=SLIDE_WIDTH)
    assert slide.narrow == page.spec
    assert slide.spec["width"] == SLIDE_WIDTH
    for name in ("places", "chosen"):
        assert sorted(row["x"] for row in rows_of(slide.spec, name)) == sorted(
            row["x"] for row in rows_of(page.spec, name)
        )
