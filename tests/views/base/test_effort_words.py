"""Efforts in words, and which of them a choice shows, lists or leaves out."""

from __future__ import annotations

import itertools
from dataclasses import replace
from itertools import pairwise

import pytest

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.efforts.effort import Amount, Stage
from sikkerby_geo.domain.efforts.status_group import PROPOSALS, StatusGroup, group_of
from sikkerby_geo.facts.efforts import KIND, KINDS, OVERLAY, OVERLAYS
from sikkerby_geo.views.base import effort_words
from tests.toytown import partnership, upgrade
from tests.views.asking import choose, danish

EVERY_OVERLAY = tuple(overlay.overlay_id for overlay in OVERLAYS)


@pytest.mark.parametrize(
    ("years", "written"),
    [
        ({"start_year": 2015, "end_year": 2018}, "2015–2018"),
        ({"start_year": 2015, "end_year": 2015}, "2015"),
        ({"start_year": 2015, "end_year": None}, "fra 2015"),
        ({"start_year": None, "end_year": 2018}, "2018"),
        ({"start_year": None, "end_year": None, "documented_year": 2018}, "kun dokumenteret i 2018"),
        ({"start_year": None, "end_year": None}, "år ikke oplyst"),
    ],
)
def test_a_period_in_words(years: dict, written: str) -> None:
    assert effort_words.period(partnership(**years)) == written


def test_a_built_thing_with_one_year_has_just_that_year() -> None:
    assert effort_words.period(upgrade(start_year=2014, end_year=None)) == "2014"
    assert effort_words.period(partnership(overlay=OVERLAY["stationer"], start_year=None, end_year=None)) == ""


def test_every_kind_has_a_word_of_its_own() -> None:
    assert len({effort_words.kind(partnership(kind=kind)) for kind in KINDS}) == len(KINDS)


def test_other_is_one_thing_among_upgrades_and_another_among_partnerships() -> None:
    assert effort_words.kind(upgrade(kind=KIND["other_upgrade"])) == "anden fysisk forbedring"
    assert effort_words.kind(partnership(kind=KIND["cooperation"])) == "andet samarbejde"


def test_a_line_of_a_list_has_kind_period_money_and_place() -> None:
    lamp = upgrade(name="Nordgade", amount=Amount(undivided=1_500_000))
    assert effort_words.line(lamp, StatusGroup.COMPLETED) == danish("Nordgade, belysning, 2018, 1,5~mio.~kr.")
    assert effort_words.line(upgrade(name="Nordgade", basis="none"), StatusGroup.COMPLETED).endswith(
        "2018, uden kendt sted"
    )
    whole = partnership(name="Nordaftalen", basis="whole_district")
    assert effort_words.line(whole, StatusGroup.IN_PROGRESS) == "Nordaftalen, 2015–2018, gælder hele området"


def test_a_proposal_says_how_far_it_got() -> None:
    wish = upgrade(name="Nordgade", stage=Stage.WISH)
    assert effort_words.line(wish, StatusGroup.PROPOSED) == "Nordgade, belysning, 2018, ønske"


def test_a_tip_says_how_well_the_place_is_known() -> None:
    exact, about, proxy = (effort_words.tip(upgrade(precision=how)) for how in ("exact", "approximate", "proxy"))
    assert "cirka-sted" in about
    assert any(line.startswith("cirka-sted; ") for line in proxy)
    assert not any("cirka" in line for line in exact)
    assert exact[-1] == "Kilde: Kommunen (Kommunen)"


def test_shown_unplaced_and_undated_never_overlap(atlas: Atlas) -> None:
    for year in atlas.years:
        choice = choose(year, overlays=EVERY_OVERLAY)
        shown = {effort.effort_id for effort in effort_words.shown(atlas, choice)}
        unplaced = {effort.effort_id for effort in effort_words.unplaced(atlas, choice)}
        undated = {effort.effort_id for effort in atlas.efforts if effort_words.undated(atlas, effort, choice)}
        assert not shown & unplaced
        assert not shown & undated
        assert not unplaced & undated


def test_proposals_are_drawn_when_asked_for_and_dropped_plans_never(atlas: Atlas) -> None:
    for year, every_year in itertools.product(atlas.years, (False, True)):
        choice = choose(year, overlays=EVERY_OVERLAY, every_year=every_year)
        unasked = effort_words.shown(atlas, choice)
        asked = effort_words.shown(atlas, replace(choice, proposals=True))
        assert not {effort.stage for effort in unasked} & {*PROPOSALS, Stage.DROPPED}
        assert {effort.stage for effort in asked if effort not in unasked} <= set(PROPOSALS)
    assert len(asked) > len(unasked)


def test_a_loose_cooperation_is_drawn_under_every_year_alone(atlas: Atlas) -> None:
    loose = partnership(kind=KIND["cooperation"], area_ids=("oeen",))
    record = replace(atlas, efforts=(loose,))
    assert effort_words.shown(record, choose(2018)) == []
    assert effort_words.there(record, loose, choose(2018))
    assert effort_words.shown(record, choose(2018, every_year=True)) == [loose]


def test_only_chosen_overlays_are_shown(atlas: Atlas) -> None:
    for overlay in OVERLAYS:
        shown = effort_words.shown(atlas, choose(2018, overlays=(overlay.overlay_id,)))
        assert {effort.overlay.overlay_id for effort in shown} <= {overlay.overlay_id}
    assert effort_words.shown(atlas, choose(2018, overlays=())) == []


def test_lamps_still_burn_the_next_year(atlas: Atlas) -> None:
    lamps = [
        {effort.effort_id for effort in effort_words.shown(atlas, choose(year, overlays=("belysning",)))}
        for year in atlas.years
    ]
    assert all(earlier <= later for earlier, later in pairwise(lamps))
    assert lamps[-1] > lamps[0]


def test_every_year_shows_at_least_what_any_year_shows(atlas: Atlas) -> None:
    all_years = {e.effort_id for e in effort_words.shown(atlas, choose(2018, overlays=EVERY_OVERLAY, every_year=True))}
    for year in atlas.years:
        assert {e.effort_id for e in effort_words.shown(atlas, choose(year, overlays=EVERY_OVERLAY))} <= all_years


def test_every_line_of_every_place_can_be_written(atlas: Atlas) -> None:
    for place in atlas.places.places:
        for effort in atlas.efforts_in(place):
            line = effort_words.line(effort, group_of(atlas, effort, None) or StatusGroup.PROPOSED)
            assert line.startswith(effort.name)
            assert ", ," not in line
