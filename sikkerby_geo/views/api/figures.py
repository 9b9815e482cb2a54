"""Figures and flags as rows for other programs: every one with all that must be known of it, or why it is missing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from sikkerby_geo.domain.atlas import CITY, Atlas
from sikkerby_geo.domain.figures.observations import Observation
from sikkerby_geo.domain.goals.newest import newest_year
from sikkerby_geo.facts.areas import LEVEL_ADDRESS, LEVEL_LAYER, Level, Place
from sikkerby_geo.facts.indicators import Indicator
from sikkerby_geo.facts.rules import Rule
from sikkerby_geo.facts.thresholds import CLEAR_ADDRESS
from sikkerby_geo.text import t
from sikkerby_geo.views.api import codes
from sikkerby_geo.views.api.places import terms_of
from sikkerby_geo.views.api.rows import Row
from sikkerby_geo.views.base import figures
from sikkerby_geo.views.base.clear_words import choice_words, name_of
from sikkerby_geo.views.base.measured import bound_words, measurements, plain, remarks
from sikkerby_geo.views.base.state_words import state_words

COLUMNS = (
    *("id", "tal", "maal", "enhed", "sted", "navn", "niveau", "aar"),
    *("vaerdi", "lav", "hoej", "graense_lav", "graense_hoej", "graense", "svar", "svar_grundlag", "antal"),
    *("tekst", "mangler", "mangler_tekst", "forbehold", "bemaerkning"),
    *("kilde_id", "kilder", "tillid", "udsagn", "dataversion"),
)
"""Columns of a figure. Part of ``data/v1``: one may be added at the end, none is renamed or taken away."""
FLAG_COLUMNS = (
    *("id", "regel", "regel_navn", "sammenligning", "regel_graense", "maal_i_aaret"),
    *("markeret", "tilstand", "tilstand_tekst", "paa_graensen", "omstridt"),
    *COLUMNS[1:],
    "klart",
)
"""Columns of a flag: the rule, what it says of the place, the figure it says it of, and what is called clear."""

Years = tuple[int, ...] | None
"""Years somebody asks for; none named (``()``) = all, ``None`` = the newest that answers for the whole city."""


def figure_rows(atlas: Atlas, indicators: Iterable[Indicator], years: Years, places: Sequence[Place]) -> list[Row]:
    """A row for each indicator, year and place.

    Of all years there are those that any source speaks of; of the survey none is left out in between.
    """
    return [
        figure_row(atlas, atlas.observation(indicator.indicator_id, place.place_id, year), place)
        for indicator in indicators
        for year in _years_of(atlas, indicator, years, places)
        for place in places
    ]


def flag_rows(atlas: Atlas, rules: Iterable[Rule], years: Years, places: Sequence[Place]) -> list[Row]:
    """A row for each rule, year and place; years before the survey are judged by no rule and left out."""
    return [
        _flag_row(atlas, rule, atlas.observation(rule.indicator_id, place.place_id, year), place)
        for rule in rules
        for year in _years_of(atlas, rule.indicator, years, places, rule)
        if rule.computed_in(year)
        for place in places
    ]


def _years_of(
    atlas: Atlas, indicator: Indicator, years: Years, places: Sequence[Place], rule: Rule | None = None
) -> Sequence[int]:
    if years is not None:
        return years or (atlas.years if indicator.surveyed else atlas.known_years(indicator.indicator_id))
    if CITY in places:
        told = atlas.newest(indicator.indicator_id, CITY.place_id)
        return [told.year if told else atlas.years[-1]]
    levels = dict.fromkeys((*(place.level for place in places), indicator.native_level))
    found = (newest_year(atlas, indicator.indicator_id, rule, level) for level in levels)
    return [next((year for year in found if year is not None), atlas.years[-1])]


def figure_row(atlas: Atlas, cell: Observation, place: Place) -> Row:
    """What is known of one figure."""
    indicator, said = cell.indicator, measurements(cell)
    return {
        "id": _id(indicator.address, place, cell.year),
        "tal": indicator.address,
        "maal": t(f"indicator.{indicator.indicator_id}.name"),
        "enhed": codes.UNITS[indicator.unit],
        "sted": place.place_id,
        "navn": place.name,
        "niveau": "" if place is CITY else LEVEL_ADDRESS[place.level],
        "aar": said["year"],
        "vaerdi": said["value"],
        "lav": said["low"],
        "hoej": said["high"],
        "graense_lav": said["bound_low"],
        "graense_hoej": said["bound_high"],
        "graense": bound_words(cell),
        "svar": said["answers"],
        "svar_grundlag": said["basis"],
        "antal": cell.figure.count if cell.figure else None,
        "tekst": figures.full(cell),
        "mangler": codes.MISSING[cell.missing] if cell.missing else "",
        "mangler_tekst": "" if cell.figure else _why(atlas, cell, place),
        "forbehold": codes.SEPARATOR.join(_caveats(cell)),
        "bemaerkning": "; ".join(remarks(cell)),
        "kilde_id": codes.SEPARATOR.join(source.source_id for source in cell.sources),
        "kilder": figures.titles(cell.sources),
        "tillid": max((source.trust for source in cell.sources), default=None),
        "udsagn": len(cell.claims),
        "dataversion": atlas.version,
    }


def _flag_row(atlas: Atlas, rule: Rule, cell: Observation, place: Place) -> Row:
    flag = atlas.flag(rule, place.place_id, cell.year)
    side, known = flag.state.flagged, cell.figure is not None
    row = figure_row(atlas, cell, place)
    return {
        "id": _id(rule.address, place, cell.year),
        "regel": rule.address,
        "regel_navn": t(f"rule.{rule.rule_id}.name"),
        "sammenligning": rule.comparison,
        "regel_graense": plain(rule.limit),
        "maal_i_aaret": _yes(rule.applies_in(cell.year)),
        "markeret": "" if side is None else _yes(side),
        "tilstand": codes.STATES[flag.state],
        "tilstand_tekst": state_words(rule, flag) if side is not None else t("state.panel.no_figure"),
        "paa_graensen": _yes(flag.at_limit) if known and side is not None else "",
        "omstridt": _yes(flag.disputed) if known and side is not None else "",
        **{name: row[name] for name in COLUMNS[1:]},
        "klart": CLEAR_ADDRESS[name_of(atlas)],
    }


def _id(subject: str, place: Place, year: int) -> str:
    return f"{subject}/{place.place_id}/{year}"


def _yes(holds: bool) -> str:
    return codes.YES if holds else codes.NO


def _why(atlas: Atlas, cell: Observation, place: Place) -> str:
    """Why there is no figure; of the whole city no places are named, since it belongs to no level."""
    return t(f"missing_short.{cell.missing}") if place is CITY else figures.missing(cell, atlas)


def _caveats(cell: Observation) -> Iterator[str]:
    yield from (codes.CAVEATS[caveat] for caveat in cell.caveats)
    if cell.of_the_index:
        yield codes.OF_THE_INDEX


def clear_members(atlas: Atlas) -> dict[str, str]:
    """What a collection of flags says of what is called clear: its word in the address, and the same in words."""
    return {"klart": CLEAR_ADDRESS[name_of(atlas)], "klart_tekst": choice_words(atlas)}


def layer_members(atlas: Atlas, level: Level) -> dict[str, str]:
    """What a collection of figures at a level says of its geometry and of its data."""
    licence, attribution = terms_of(atlas, LEVEL_LAYER[level])
    return {"attribution": f"{attribution} ({licence})", "dataversion": atlas.version}
