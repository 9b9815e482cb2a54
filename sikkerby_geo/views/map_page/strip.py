"""The strip of bars under the year: in how many places the rule is decided, or a figure known, each year."""

from __future__ import annotations

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.text import t
from sikkerby_geo.views.base.choice import Choice
from sikkerby_geo.views.base.html import render


def counts(atlas: Atlas, choice: Choice) -> dict[int, int]:
    """By year: places where the rule is decided; without a rule, places with a figure."""
    if choice.rule:
        return {year: atlas.decided(choice.rule, choice.level, year) for year in atlas.years}
    places = atlas.places.at(choice.level)
    return {
        year: sum(atlas.observation(choice.indicator_id, place.place_id, year).figure is not None for place in places)
        for year in atlas.years
    }


def strip(atlas: Atlas, choice: Choice) -> str:
    """The strip as HTML, with its reading in words."""
    found = counts(atlas, choice)
    total = len(atlas.places.at(choice.level))
    noun = t(f"level.{choice.level}.many")
    bars = [
        {
            "year": year,
            "count": count,
            "percent": round(100 * count / total) if total else 0,
            "now": year == choice.year,
        }
        for year, count in found.items()
    ]
    label = t("control.strip", noun=noun, year=choice.year, count=found[choice.year], total=total)
    return render("strip.html", bars=bars, label=label)
