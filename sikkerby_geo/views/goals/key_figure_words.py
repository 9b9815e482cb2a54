"""A key figure in words: its value with what belongs to it, what it is a part of, and where it is not found."""

from __future__ import annotations

from collections.abc import Iterator

from sikkerby_geo.domain.atlas import CITY, Atlas
from sikkerby_geo.domain.figures.claims import decimals_of
from sikkerby_geo.domain.figures.observations import unpublished
from sikkerby_geo.domain.programme.key_figures import KeyFigure, KeyFigures, Value, disagreeing, hidden, parts_of
from sikkerby_geo.facts.areas import CITY_ID
from sikkerby_geo.text import NO_BREAK_SPACE, first_upper, form_of, names, number, t
from sikkerby_geo.views.base import figures as figure_words


def value_words(figures: KeyFigures, figure: KeyFigure, value: Value) -> str:
    """A value with its unit and what belongs to it: ca. 33 % (hver tredje), 1 person; that it is hidden where so."""
    if hidden(figures, figure, value):
        return t("key_figure.hidden", count=_least(figures, figure))
    written = number(value.value, decimals_of(value.value))
    if value.high is not None:
        written = t("key_figure.span", low=written, high=number(value.high, decimals_of(value.high)))
    unit = form_of(written, figure.unit_one, figure.unit)
    words = f"{written}{NO_BREAK_SPACE}{unit}" if unit else written
    before, _, explained = value.qualifier.partition(" (")
    words = t("key_figure.qualified", before=before, value=words) if before else words
    return t("key_figure.explained", value=words, words=explained.removesuffix(")")) if explained else words


def dated_words(figures: KeyFigures, figure: KeyFigure, value: Value) -> str:
    """A value with its period, and that nobody has published it where so."""
    period = value.period or (str(value.year) if value.year else "")
    words = value_words(figures, figure, value)
    said = [*([period] if period else []), *([t("figure.unpublished")] if unpublished([value.source]) else [])]
    return t("key_figure.dated", value=words, period=", ".join(said)) if said else words


def newest_words(figures: KeyFigures, figure: KeyFigure) -> str:
    """The newest values in one text; where sources disagree each with its source; that none is found where so."""
    if not figure.values:
        return t("key_figure.not_found")
    apart = disagreeing(figure.newest)
    if apart:
        told = [by_source(figures, figure, one) for one in apart]
        return f"{t('key_figure.two_sources')} {'; '.join(told)}"
    return "; ".join(dict.fromkeys(dated_words(figures, figure, one) for one in figure.newest))


def by_source(figures: KeyFigures, figure: KeyFigure, value: Value) -> str:
    """A value with its period and its source."""
    source = figure_words.source_words(value.source)
    return t("key_figure.by_source", value=dated_words(figures, figure, value), source=source)


def beside_words(figures: KeyFigures, figure: KeyFigure, year: int | None) -> tuple[str, ...]:
    """What is always told with a figure of a year: its parts, the largest first, and the whole it is a part of."""
    return (*_part_words(figures, figure, year), *_whole_words(figures, figure, year))


def _part_words(figures: KeyFigures, figure: KeyFigure, year: int | None) -> Iterator[str]:
    for part in parts_of(figures, figure):
        for value in part.of(year)[:1]:
            yield t("key_figure.named", indicator=part.indicator, value=value_words(figures, part, value))


def _whole_words(figures: KeyFigures, figure: KeyFigure, year: int | None) -> Iterator[str]:
    """The whole a figure is a part of, with its other parts: no part may stand for all of it."""
    whole = figures.get(figure.part_of)
    if whole is None:
        return
    for value in whole.of(year)[:1]:
        rest = [
            t("key_figure.named", indicator=part.indicator, value=value_words(figures, part, one))
            for part in parts_of(figures, whole)
            if part is not figure
            for one in part.of(year)[:1]
        ]
        said = t("key_figure.part", value=value_words(figures, whole, value), indicator=whole.indicator)
        yield first_upper("; ".join((said, *rest)))


def about_words(figure: KeyFigure) -> str:
    """Who owns a figure, which way it was to go, and the focus area or principle it belongs to."""
    said = [t("key_figure.owner", owner=names(figure.owner.split(";"))) if figure.owner else ""]
    said += [t("key_figure.no_owner")] if figure.direction and not figure.owner else []
    said += [t(f"key_figure.direction_{figure.direction}")] if figure.direction else []
    said += [t("key_figure.focus", number=figure.focus_area)] if figure.focus_area else []
    said += [t("key_figure.principle", number=figure.principle)] if figure.principle else []
    return " ".join(filter(None, said))


def where_words(atlas: Atlas, figure: KeyFigure) -> str:
    """The places a figure is of; blank where the source names none, which its note tells."""
    return names(
        CITY.name if place_id == CITY_ID else atlas.places[place_id].name
        for place_id in figure.area_ids
        if place_id == CITY_ID or place_id in atlas.places
    )


def notes_of(figures: KeyFigures, figure: KeyFigure) -> str:
    """What is remarked on a figure and its newest values, each once, and why a value is hidden."""
    said = [figure.note, *(one.note for one in figure.newest)]
    if any(hidden(figures, figure, one) for one in figure.newest):
        said.append(t("key_figure.hidden_why", count=_least(figures, figure)))
    return " ".join(dict.fromkeys(filter(None, said)))


def _least(figures: KeyFigures, figure: KeyFigure) -> int:
    """How many people a figure must count at least to be told: its own limit, or that of its whole."""
    whole = figures.get(figure.part_of)
    return figure.hide_under or (_least(figures, whole) if whole else 0)
