"""How a figure is written: with interval, answers, year and source, or the reason why it is missing."""

from __future__ import annotations

from collections.abc import Iterable

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.intervals import AnswersBasis
from sikkerby_geo.domain.observations import Figure, MissingReason, Observation
from sikkerby_geo.facts.indicators import SURVEY_FROM
from sikkerby_geo.facts.rules import Range
from sikkerby_geo.facts.sources import Source
from sikkerby_geo.text import bound, names, number, percent, t


def share_words(share: Range, sign: bool = False) -> str:
    """A bound in words, or as a sign where the map has no room for words."""
    return bound(share.low, share.high, low_open=share.low_open, high_open=share.high_open, sign=sign)


def short(cell: Observation) -> str:
    """The figure alone (18 %), its bound (≤ 10 %), or nothing."""
    if cell.figure is not None:
        return percent(cell.figure.value, cell.figure.decimals)
    if cell.flag_range is not None:
        return share_words(cell.flag_range, sign=True)
    return ""


def interval(figure: Figure) -> str:
    """The 95 % interval: 14–23 %."""
    return f"{number(figure.interval.low)}–{percent(figure.interval.high)}"


def answers(figure: Figure) -> str:
    """The number of answers, and whether it is known, estimated or assumed."""
    return t(f"answers.{figure.answers.basis}", count=number(figure.answers.count))


def full(cell: Observation) -> str:
    """The full form, once per figure and place: 18 % (14–23 %), ca. 234 svar (skønnet), 2017."""
    figure = cell.figure
    if figure is None:
        return f"{share_words(cell.flag_range)}, {cell.year}" if cell.flag_range is not None else ""
    key = "figure.computed" if figure.computed else "figure.full"
    text = t(
        key,
        figure=percent(figure.value, figure.decimals),
        low=number(figure.interval.low),
        high=percent(figure.interval.high),
        answers=answers(figure),
        year=cell.year,
    )
    return ", ".join([text, *marks(cell)])


def marks(cell: Observation) -> list[str]:
    """What must be said wherever the figure is: read in a transcription, or of the older series."""
    found = []
    if cell.figure is not None and cell.figure.read_in_transcript:
        found.append(t("figure.transcript"))
    if cell.year < SURVEY_FROM:
        found.append(t("figure.index"))
    return found


def missing(cell: Observation, atlas: Atlas) -> str:
    """Why there is no figure, in a sentence; empty where there is one."""
    if cell.missing is None:
        return ""
    if cell.missing is MissingReason.ONLY_BOUND and cell.flag_range is not None:
        known = share_words(cell.flag_range)
        if cell.flag_range.low > 0 and cell.flag_range.high < 100:
            members = atlas.places[cell.place_id].members
            return t("missing.range", names=names(atlas.places[member].name for member in members), bound=known)
        return t("missing.only_bound", bound=known)
    if cell.missing is MissingReason.PARTS_MISSING:
        if cell.year < SURVEY_FROM:
            return t("missing.index_parts")
        return t("missing.parts_missing", names=names(atlas.places[part].name for part in cell.missing_detail))
    return t(f"missing.{cell.missing}", year=cell.year)


def titles(sources: Iterable[Source]) -> str:
    """Sources as a list of titles with publisher, each once."""
    seen = dict.fromkeys(
        f"{source.title} ({source.publisher})" if source.publisher else source.title for source in sources
    )
    return "; ".join(seen)


def basis_words(basis: AnswersBasis, total: int, areas: int) -> str:
    """How the answers behind the intervals were arrived at."""
    return t(f"source_line.basis_{basis}", total=number(total), areas=areas)
