"""Events under a trend: marks that do not cover each other, the same in words, and no word of a cause."""

from __future__ import annotations

import itertools

import pytest

from sikkerby_geo.domain.atlas import CITY, Atlas
from sikkerby_geo.domain.programme.events import events_of, events_on
from sikkerby_geo.facts.events import EventsShown
from sikkerby_geo.facts.indicators import INDICATOR
from sikkerby_geo.text import t
from sikkerby_geo.views.charts.event_marks import (
    between_words,
    event_marks,
    room_for,
    since_last_words,
    when_words,
    within,
)
from sikkerby_geo.views.charts.trend import trend_card
from sikkerby_geo.views.trends.event_list import events_heading, events_sheet, numbered
from sikkerby_geo.views.trends.opening import opening_words
from tests.views.asking import choose

SURVEY = INDICATOR["insecure_neighbourhood"]
YEARS = tuple(range(2013, 2025 + 1))


def layers(spec: dict) -> set[str]:
    return {layer["name"] for layer in spec["layer"]}


def test_marks_are_numbered_as_they_stand_and_keep_clear_of_each_other(atlas: Atlas) -> None:
    found = within(events_on(atlas, SURVEY, [CITY], EventsShown.ALL), SURVEY, YEARS)
    marks = event_marks(found, SURVEY, YEARS, 704)
    assert [one.number for one in marks] == list(range(1, len(marks) + 1))
    fewer = {one.number for one in event_marks(found, SURVEY, YEARS[4:], 308)}
    assert fewer < {one.number for one in marks}
    assert max(fewer) == len(marks)
    for lane in {one.lane for one in marks}:
        row = sorted((one.first, one.last) for one in marks if one.lane == lane)
        assert all(end < begin for (_, end), (begin, _) in itertools.pairwise(row))
    assert room_for(marks) > room_for([]) == 0


def test_an_event_outside_the_years_has_no_mark(atlas: Atlas) -> None:
    found = events_on(atlas, SURVEY, [CITY], EventsShown.ALL)
    assert [one.event_id for one in within(found, SURVEY, (2020, 2021))] == ["h-klasser", "h-felt-2020"]


@pytest.mark.parametrize(
    ("event_id", "words"),
    [
        ("h-skyderier", "omtrent juni 2017 – november 2017"),
        ("h-zoner", "2017"),
        ("h-program", "2014 – 2017"),
        ("h-felt-2020", "14.02.2020 – 20.03.2020"),
        ("h-klasser", "november 2019 – december 2019"),
        ("h-ny", "2015"),
    ],
)
def test_when_is_as_exact_as_the_source(atlas: Atlas, event_id: str, words: str) -> None:
    assert when_words(next(one for one in events_of(atlas) if one.event_id == event_id)) == words


def test_the_trend_has_marks_words_and_a_column_and_without_the_switch_none(atlas: Atlas) -> None:
    place = atlas.places["ydre-lund"]
    card = trend_card(atlas, SURVEY.indicator_id, [place], events=EventsShown.LEADING)
    assert "event-starts" in layers(card.spec) & layers(card.narrow)
    assert t("event.marks") in card.notes
    assert any("Konflikten 2017 (omtrent juni 2017" in note for note in card.notes)
    assert t("event.twin") in card.table.columns
    bare = trend_card(atlas, SURVEY.indicator_id, [place])
    assert "event-starts" not in layers(bare.spec)
    assert t("event.marks") not in bare.notes
    assert t("event.twin") not in bare.table.columns


def test_a_clear_change_is_told_with_what_lay_across_it_and_not_explained_by_it(atlas: Atlas) -> None:
    """Havnen rises clearly to 2019 and falls to 2020, while the fieldwork of 2020 differed."""
    card = trend_card(atlas, SURVEY.indicator_id, [atlas.places["havnen"]], events=EventsShown.LEADING)
    assert "Mellem tallene for 2019 og 2020 ligger: Indsamling 2020." in card.notes
    assert t("event.no_cause") in card.notes
    told = " ".join(card.notes).lower()
    assert not any(word in told for word in ("fordi", "skyldes", "på grund af", "førte til"))


@pytest.mark.parametrize(
    ("years", "words"),
    [
        ((2024, 2025), ""),
        ((2019, 2020), "Mellem tallene for 2019 og 2020 ligger: Indsamling 2020."),
        ((2017, 2018), "Mellem tallene for 2017 og 2018 ligger: Visitationszoner og Konflikten 2017."),
    ],
)
def test_none_one_and_many_between_two_years(atlas: Atlas, years: tuple[int, int], words: str) -> None:
    found = events_on(atlas, SURVEY, [atlas.places["ydre-lund"]], EventsShown.LEADING)
    assert between_words(found, SURVEY, *years) == words


def test_only_what_changed_is_told_with_what_lay_across_it(atlas: Atlas) -> None:
    said = since_last_words(atlas, SURVEY.indicator_id, atlas.places["havnen"], 2020, EventsShown.LEADING)
    assert said == ("Mellem tallene for 2019 og 2020 ligger: Indsamling 2020.", t("event.no_cause"))
    assert since_last_words(atlas, SURVEY.indicator_id, atlas.places["bakken"], 2020, EventsShown.LEADING) == ()
    assert since_last_words(atlas, SURVEY.indicator_id, atlas.places["havnen"], 2020, EventsShown.NONE) == ()


def test_the_opening_tells_what_lay_between_the_two_years(atlas: Atlas) -> None:
    chosen = choose(2020, place_id="ydre-lund")
    assert any("Konflikten 2017" in line for line in opening_words(atlas, chosen, 2017).lines)
    quiet = choose(2020, place_id="ydre-lund", events=EventsShown.NONE)
    assert not any("Konflikten 2017" in line for line in opening_words(atlas, quiet, 2017).lines)


def test_the_table_has_every_event_with_its_number_on_the_trend(atlas: Atlas) -> None:
    chosen = choose(2020)
    numbers = numbered(atlas, chosen, [atlas.places["ydre-lund"]], YEARS)
    sheet = events_sheet(atlas, numbers)
    assert events_heading(atlas, numbers) == "Hændelser: 8 hændelser, 4 på kurven ovenfor"
    assert len(sheet.rows) == 8
    told = {row["what"].text: row for row in sheet.rows}
    assert told["Konflikten 2017"]["number"].text == str(numbers["h-skyderier"])
    assert told["Besøg i klasser"]["where"].text == "ikke oplyst"
    assert all(row["source"].text for row in sheet.rows)
