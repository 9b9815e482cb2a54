"""Short ways of asking the views: a choice, a small survey of the toy city, and Danish as it is typed here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from sikkerby_geo.domain.atlas import Atlas, build_atlas
from sikkerby_geo.facts.areas import Level
from sikkerby_geo.facts.rules import RULE
from sikkerby_geo.facts.snapshot import Snapshot
from sikkerby_geo.views.base.choice import Choice
from tests.toytown import table

OVER_10, UNDER_85, UNDER_75 = "over_10_insecure", "under_85_safe", "under_75_safe_evening"
ANSWERS = 300
"""Answers in each district of a small survey: 11 % is then unsure, 4 % and 18 % are sure."""


def danish(written: str) -> str:
    """Expected Danish as typed here: ``~`` is a no-break space, ``=`` a no-break hyphen."""
    return written.replace("~", "\u00a0").replace("=", "\u2011")


def choose(year: int, rule_or_measure: str = OVER_10, level: Level = Level.SURVEY_AREA, **more: object) -> Choice:
    """A choice by rule, or by measure without a rule."""
    rule = RULE.get(rule_or_measure)
    indicator_id = rule.indicator_id if rule else rule_or_measure
    return Choice(year, indicator_id, rule.rule_id if rule else None, level, **more)


def valued(atlas: Atlas, **values: float) -> Atlas:
    """The atlas with other shares who feel safe in 2025, by area: clearly more, or fewer, than the city's 86 %."""
    moved = {}
    for place_id, value in values.items():
        key = ("safe_neighbourhood", place_id, 2025)
        cell = atlas.observations[key]
        moved[key] = replace(cell, figure=replace(cell.known, value=value))
    return replace(atlas, observations={**atlas.observations, **moved})


def surveyed(
    snapshot: Snapshot,
    figures: Mapping[str, str],
    rest: str = "",
    *,
    year: int = 2016,
    measure: str = "insecure_neighbourhood",
) -> Atlas:
    """The toy city under a small survey of one year.

    ``figures`` by area id, ``rest`` for the districts it leaves out: ``18`` is a figure, ``<=10`` a bound, both of
    them two claims (``10 >10``), a word is the reason why it is withheld, nothing is no row at all.
    """
    said = {"year": year, "measure": measure, "series": "tryghedsundersoegelse", "source_id": "undersoegelsen"}
    areas = list(snapshot.table("areas").area_id)
    rows = [
        said | {"area_id": "koebenhavn", "percent": 8, "respondents": ANSWERS * len(areas)},
        *(said | {"area_id": area} | _claim(text) for area in areas for text in figures.get(area, rest).split()),
    ]
    return build_atlas(replace(snapshot, tables={**snapshot.tables, "survey": table("survey", rows)}), "toy")


def _claim(text: str) -> dict[str, str]:
    digits = text.lstrip("<>=")
    if digits.isdecimal():
        return {"percent": digits, "bound": text.removesuffix(digits)}
    return {"missing_reason": text}


def renamed(snapshot: Snapshot, area_id: str, name: str) -> Atlas:
    """The same figures with one district renamed, as a careless or hostile editor of the table might."""
    areas = snapshot.table("areas").copy()
    for column in ("area_name", "short_name", "lokaludvalg_name", "bydel_name"):
        areas.loc[areas.area_id == area_id, column] = name
    return build_atlas(replace(snapshot, tables={**snapshot.tables, "areas": areas}), "renamed")
