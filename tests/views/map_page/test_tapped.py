"""The answer to a tap: plain words for every measure, side of the limit and reason, with what must be said of it."""

from __future__ import annotations

import itertools
import re

import pytest

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.facts.areas import Level
from sikkerby_geo.facts.indicators import INDICATORS
from sikkerby_geo.facts.rules import RULES
from sikkerby_geo.facts.snapshot import Snapshot
from sikkerby_geo.views.base.html import render
from sikkerby_geo.views.map_page.tapped import Tapped, tapped
from tests.views.asking import OVER_10, UNDER_85, choose, danish, surveyed

ASKED = [*(rule.rule_id for rule in RULES), *(each.indicator_id for each in INDICATORS)]
FEELING = "Det handler om, hvad beboere føler, ikke om risikoen for at blive udsat for noget."


def tap(atlas: Atlas, year: int, asked: str, place_id: str = "bakken") -> Tapped:
    return tapped(atlas, choose(year, asked), atlas.places[place_id])


@pytest.mark.parametrize("asked", ASKED)
def test_every_place_answers_in_every_kind_of_year(atlas: Atlas, asked: str) -> None:
    for level, year in itertools.product(Level, atlas.years):
        choice = choose(year, asked, level)
        for place in atlas.places.at(level):
            answer = tapped(atlas, choice, place)
            texts = [answer.says, *answer.further, answer.about, answer.note]
            assert not [text for text in texts if re.search(r"[{}]|\bNone\b|\bnan\b|<NA>|\d %|\.\.|  ", text)]
            assert answer.says.startswith(f"{place.name} {year}")
            cell = atlas.observation(choice.indicator_id, place.place_id, year)
            known = cell.figure is not None or cell.flag_range is not None
            assert (answer.about == FEELING) is (known and choice.indicator.surveyed)
            assert ("Kilder: " in answer.note) >= (cell.figure is not None)


@pytest.mark.parametrize(
    ("measure", "rule", "figure", "side"),
    [
        ("safe_neighbourhood", UNDER_85, "60", "Det er klart under grænsen på 85."),
        ("safe_neighbourhood", UNDER_85, "84", "Det er under grænsen på 85, men ikke klart: forskellen kan skyldes"),
        ("safe_neighbourhood", UNDER_85, "85", "Det er lige på grænsen på 85, ikke under den."),
        ("safe_neighbourhood", UNDER_85, "86", "Det er over grænsen på 85, men ikke klart: forskellen kan skyldes"),
        ("safe_neighbourhood", UNDER_85, "97", "Det er klart over grænsen på 85."),
        ("insecure_neighbourhood", OVER_10, "30", "Det er klart over grænsen på 10."),
        ("insecure_neighbourhood", OVER_10, "11", "Det er over grænsen på 10, men ikke klart: forskellen kan skyldes"),
        ("insecure_neighbourhood", OVER_10, "10", "Det er lige på grænsen på 10, ikke over den."),
        ("insecure_neighbourhood", OVER_10, "9", "Det er under grænsen på 10, men ikke klart: forskellen kan skyldes"),
        ("insecure_neighbourhood", OVER_10, "2", "Det er klart under grænsen på 10."),
    ],
)
def test_the_side_of_the_limit_in_plain_words(
    snapshot: Snapshot, measure: str, rule: str, figure: str, side: str
) -> None:
    answer = tap(surveyed(snapshot, {"bakken": figure}, "50", measure=measure), 2016, rule)
    kind = "trygge" if rule == UNDER_85 else "utrygge"
    assert answer.says == f"Bakken 2016: {figure} af 100 føler sig {kind} i nabolaget."
    assert answer.further[0] == "Hele byen: 8."
    assert answer.further[1].startswith(side)
    assert answer.about == FEELING
    assert danish(f"{figure}~% (") in answer.note


def test_a_bound_and_a_missing_figure_say_what_is_known(snapshot: Snapshot) -> None:
    atlas = surveyed(snapshot, {"bakken": ">10", "dalum": "suppressed"})
    bound = tap(atlas, 2016, OVER_10)
    assert bound.says == danish("Bakken 2016, utrygge i nabolaget: Kun grænsen kendes: over 10~%.")
    assert bound.further == ("Det er over grænsen.",)
    withheld = tap(atlas, 2016, OVER_10, "dalum")
    assert withheld.says.endswith("Tallet er ikke offentliggjort, fordi for få har svaret.")
    assert withheld.further == ()
    assert (
        tap(atlas, 2016, OVER_10, "fjordby").says
        == "Fjordby 2016, utrygge i nabolaget: Vi har ikke fundet tallet. Det betyder ikke, at det ikke findes."
    )


def test_what_is_shown_is_never_markup(atlas: Atlas) -> None:
    answer = tap(atlas, 2017, OVER_10)
    html = render("tapped.html", tapped=Tapped(answer.place, "<b>", ("<i>",), "<u>", "<s>"))
    assert not re.search("<[bius]>", html)
