"""Since when: unbroken runs, gaps named, earlier years not forgotten."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.figures.flags import FlagState
from sikkerby_geo.domain.figures.history import FlaggedSince, flagged_since
from sikkerby_geo.facts.rules import RULE

OVER_10 = RULE["over_10_insecure"]

LETTERS = {
    "X": FlagState.FLAGGED_SURE,
    "x": FlagState.FLAGGED_BOUND,
    "-": FlagState.CLEAR_SURE,
    "?": FlagState.NO_FIGURE,
}


def since(years: str) -> FlaggedSince:
    """A history from 2015 on, one letter a year (X, x over; - not; ? unknown), seen from its last year."""
    states = {2015 + place: LETTERS[letter] for place, letter in enumerate(years)}
    return flagged_since(states, 2014 + len(years))


@pytest.mark.parametrize(
    ("years", "found"),
    [
        ("X", FlaggedSince(2015, 2015, 1, (), (), 2015)),
        ("XxX", FlaggedSince(2017, 2015, 3, (), (), 2015)),
        ("-XX", FlaggedSince(2017, 2016, 2, (), (), 2015)),
        ("X-X", FlaggedSince(2017, 2017, 1, (), (2015,), 2015)),
        ("--X??X", FlaggedSince(2020, 2020, 1, (2018, 2019), (2017,), 2015)),
        ("X-?XX", FlaggedSince(2019, 2018, 2, (2017,), (2015,), 2015)),
        ("??X", FlaggedSince(2017, 2017, 1, (), (), 2017)),
        ("XX-", FlaggedSince(2017, None, 0, (), (2015, 2016), 2015)),
        ("X?", FlaggedSince(2016, None, 0, (), (2015,), 2015)),
        ("---", FlaggedSince(2017, None, 0, (), (), 2015)),
        ("??", FlaggedSince(2016, None, 0, (), (), None)),
    ],
)
def test_a_run_is_unbroken_and_its_gaps_are_named(years: str, found: FlaggedSince):
    assert since(years) == found


def test_the_history_of_an_area_is_that_of_its_flags(atlas: Atlas):
    assert atlas.since(OVER_10, "moellehoej", 2017) == FlaggedSince(2017, 2015, 3, (), (), 2015)
    assert atlas.since(OVER_10, "ydre-lund", 2020) == FlaggedSince(2020, 2020, 1, (2018, 2019), (2015, 2017), 2015)
    assert atlas.since(OVER_10, "bakken", 2020).since is None


def test_later_years_do_not_count():
    states = {2015: FlagState.FLAGGED_SURE, 2016: FlagState.CLEAR_SURE, 2017: FlagState.FLAGGED_SURE}
    assert flagged_since(states, 2015) == FlaggedSince(2015, 2015, 1, (), (), 2015)


@given(st.text(alphabet="Xx-?", min_size=1, max_size=12))
def test_every_year_of_a_run_is_flagged_and_the_year_before_is_not(years: str):
    found = since(years)
    over = {2015 + place for place, letter in enumerate(years) if letter in "Xx"}
    unknown = {2015 + place for place, letter in enumerate(years) if letter == "?"}
    if found.since is None:
        assert found.year not in over
        assert set(found.earlier) == over
        return
    run = set(range(found.since, found.year + 1))
    assert run <= over
    assert found.since - 1 not in over
    assert found.run == len(run)
    assert set(found.unknown_before) <= unknown
    assert set(found.earlier) | run == over
