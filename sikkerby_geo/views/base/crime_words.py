"""Reported crime in words: the rate with its count, and what had to be left out."""

from __future__ import annotations

from sikkerby_geo.domain.atlas import CITY, Atlas
from sikkerby_geo.domain.figures.observations import Caveat, Observation
from sikkerby_geo.domain.figures.yardstick import yardstick
from sikkerby_geo.facts.areas import Place
from sikkerby_geo.facts.indicators import MAIN_SERIES
from sikkerby_geo.text import first_upper, number, t
from sikkerby_geo.views.base import figures


def main_crime(atlas: Atlas, place: Place, year: int) -> Observation | None:
    """Reported crime in the broadest series there is for that calendar year, if a rate is known."""
    for series in MAIN_SERIES:
        cell = atlas.observation(series, place.place_id, year)
        if cell.figure is not None:
            return cell
    return None


def middle_words(atlas: Atlas, series_id: str, year: int) -> str:
    """The rate of the middle area, which an area is held up against; empty where too few areas have one."""
    found = yardstick(atlas, series_id, year)
    return number(found.median, found.decimals) if found else ""


def beside_words(atlas: Atlas, series_id: str, year: int) -> list[str]:
    """What stands beside an area's rate: the middle area's, and the city's own printed one."""
    middle, city = middle_words(atlas, series_id, year), atlas.observation(series_id, CITY.place_id, year)
    words = [t("crime.middle", rate=middle)] if middle else []
    return [*words, t("crime.city", rate=figures.short(city))] if city.figure is not None else words


def crime_words(rate: Observation, count: Observation, *, named: bool = True) -> str:
    """Rate with its count beside it, or the count alone; says when either had to be left out.

    Not ``named``, the rate stands under a heading that names its series.
    """
    series = first_upper(t(f"crime.series.{rate.indicator_id}"))
    counted = count.figure
    if rate.figure is None:
        return "" if counted is None else t("crime.count_only", reports=number(counted.value), Series=series)
    shown = figures.short(rate)
    words = t("crime.rate", rate=shown, Series=series) if named else t("crime.alone", rate=shown)
    if counted is not None and counted.residents is not None:
        counts = t("crime.count", reports=number(counted.value), population=number(counted.residents))
        words = t("crime.of", rate=words, counts=counts)
    elif counted is not None:
        words = t("crime.of", rate=words, counts=t("crime.count_alone", reports=number(counted.value)))
    words += "."
    if Caveat.CONTRADICTORY in rate.caveats:
        words += " " + t("crime.contradictory")
    if rate.figure.computed:
        words += " " + t("crime.computed")
    return words
