"""Events: where they lie on the years of a survey and of crime, which trends they are on, and what lies between."""

from __future__ import annotations

import pytest

from sikkerby_geo.domain.atlas import CITY, Atlas
from sikkerby_geo.domain.programme.events import Event, between, events_of, events_on
from sikkerby_geo.facts.events import EventsShown
from sikkerby_geo.facts.indicators import INDICATOR

SURVEY, CRIME = INDICATOR["insecure_neighbourhood"], INDICATOR["straffelov"]


@pytest.fixture(scope="module")
def events(atlas: Atlas) -> dict[str, Event]:
    return {one.event_id: one for one in events_of(atlas)}


def test_events_stand_in_order_of_time(atlas: Atlas) -> None:
    begins = [one.moments[0] for one in events_of(atlas)]
    assert begins == sorted(begins)
    assert len(begins) == 8


def test_a_summer_lies_between_two_surveys_and_within_a_calendar_year(events: dict[str, Event]) -> None:
    begins, ends = events["h-skyderier"].span(SURVEY)
    assert (round(begins, 2), round(ends, 1)) == (2017.42, 2017.9)
    begins, ends = events["h-skyderier"].span(CRIME)
    assert (round(begins, 2), round(ends, 1)) == (2016.92, 2017.4)


def test_fieldwork_belongs_to_its_year_and_a_new_measurement_lies_before_its_first(events: dict[str, Event]) -> None:
    assert events["h-felt-2020"].span(SURVEY) == (2020, 2020)
    assert events["h-ny"].span(SURVEY) == (2014.5, 2014.5)


@pytest.mark.parametrize(
    ("measure", "place", "shown", "ids"),
    [
        (SURVEY, "ydre-lund", EventsShown.LEADING, ["h-ny", "h-zoner", "h-skyderier", "h-felt-2020"]),
        (SURVEY, "bydel-6", EventsShown.LEADING, ["h-ny", "h-zoner", "h-skyderier", "h-felt-2020"]),
        (SURVEY, "bakken", EventsShown.ALL, ["h-program", "h-ny", "h-felt-2020"]),
        (CRIME, "bakken", EventsShown.LEADING, ["h-serie"]),
        (SURVEY, "bakken", EventsShown.NONE, []),
    ],
)
def test_an_event_is_on_the_trends_it_belongs_to(
    atlas: Atlas, measure, place: str, shown: EventsShown, ids: list[str]
) -> None:
    assert [one.event_id for one in events_on(atlas, measure, [atlas.places[place]], shown)] == ids


def test_what_names_no_place_is_the_citys_and_what_belongs_to_no_trend_is_on_none(atlas: Atlas) -> None:
    ids = [one.event_id for one in events_on(atlas, SURVEY, [CITY], EventsShown.ALL)]
    assert "h-klasser" in ids
    assert "h-effekt" not in ids


def test_what_lies_between_two_figures(atlas: Atlas) -> None:
    found = events_on(atlas, SURVEY, [atlas.places["ydre-lund"]], EventsShown.LEADING)
    ids = [[one.event_id for one in between(found, SURVEY, *years)] for years in ((2016, 2017), (2017, 2020))]
    assert ids == [[], ["h-zoner", "h-skyderier", "h-felt-2020"]]
