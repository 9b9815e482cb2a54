"""The ranking as a list: a row an area with its ranges, parts and reasons, laid out for the page."""

from __future__ import annotations

from dataclasses import dataclass

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.figures.flags import Flag, FlagState
from sikkerby_geo.domain.priority.evidence import Basis
from sikkerby_geo.domain.priority.ranking import Ranked
from sikkerby_geo.text import number, t
from sikkerby_geo.views.base.html import render
from sikkerby_geo.views.base.palette import Look, class_index, look_of, scale_of
from sikkerby_geo.views.base.state_words import state_words
from sikkerby_geo.views.priority.ask import Answer
from sikkerby_geo.views.priority.priority_words import (
    earlier_words,
    kind_word,
    known_words,
    missing_words,
    reason,
    span,
    swap_words,
)


@dataclass(frozen=True)
class Mark:
    """A place of the scale of ranks and how far to the right it stands, in per cent."""

    rank: int
    left: float


@dataclass(frozen=True)
class PartField:
    """A part of an area: need from 0 to 100, or None where it is not known; ``used`` = it enters the score.

    ``said`` is what the need was worked out from, where the column tells it.
    """

    part_id: str
    name: str
    need: int | None
    used: bool
    said: str = ""


@dataclass(frozen=True)
class ListRow:
    """One area as the page shows it; positions and widths are per cent of the track of ranks.

    ``earlier`` is where the area stands with the figures of the year before; None where that is not known.
    """

    place_id: str
    name: str
    rank: int
    state: str
    look: Look
    dot: float
    noise_left: float
    noise_width: float
    weights_left: float
    weights_width: float
    earlier: float | None
    range_words: str
    range_label: str
    score: str
    parts: tuple[PartField, ...]
    reason: str
    missing: tuple[str, ...]
    swap: str
    note: str


def list_rows(atlas: Atlas, answer: Answer) -> tuple[ListRow, ...]:
    """Every area of the ranking, in order."""
    return tuple(_row(atlas, answer, index, row) for index, row in enumerate(answer.rows))


def _row(atlas: Atlas, answer: Answer, index: int, row: Ranked) -> ListRow:
    count = len(answer.rows)
    (noise_left, noise_width), (weights_left, weights_width) = (_bar(ends, count) for ends in (row.noise, row.weights))
    noise, weights = span(row.noise), span(row.weights)
    figure, then = row.evidence.level, answer.earlier.ranks.get(row.place_id) if answer.earlier else None
    rule, flag = answer.ask.rule, flag_of(atlas, answer, row.place_id)
    state = flag.state
    return ListRow(
        place_id=row.place_id,
        name=atlas.places[row.place_id].name,
        rank=row.rank,
        state=state_words(rule, flag) if rule and state is not FlagState.NO_FIGURE else "",
        look=look_of(class_index(scale_of(answer.ask.family.main), figure.value), state, bounded=False),
        dot=_left(row.rank, count),
        noise_left=noise_left,
        noise_width=noise_width,
        weights_left=weights_left,
        weights_width=weights_width,
        earlier=None if then is None else _left(then, count),
        range_words=f"{t('priority.range.words', noise=noise, weights=weights)}{earlier_words(answer, row, 'brief')}",
        range_label=(
            f"{t('priority.range.label', rank=row.rank, noise=noise, weights=weights)} "
            f"{earlier_words(answer, row, 'sentence')}"
        ),
        score=number(row.score),
        parts=tuple(_part(answer, row, part) for part in answer.parts),
        reason=reason(answer, row),
        missing=missing_words(row),
        swap=swap_words(atlas, answer, index),
        note=figure.note,
    )


def flag_of(atlas: Atlas, answer: Answer, place_id: str) -> Flag:
    """How the rule of the main measure judges an area in the ranking's year."""
    rule = answer.ask.rule
    return atlas.flag(rule, place_id, answer.ask.year) if rule else Flag(FlagState.NO_FIGURE)


def _part(answer: Answer, row: Ranked, part_id: str) -> PartField:
    need = row.needs[part_id]
    used = bool(answer.shares.get(part_id))
    said = known_words(row.evidence) if part_id == "known" else ""
    return PartField(part_id, t(f"reason.part_name.{part_id}"), None if need is None else round(need), used, said)


def _left(rank: float, count: int) -> float:
    return round(100 * (rank - 1) / max(count - 1, 1), 2)


def _bar(ends: tuple[int, int], count: int) -> tuple[float, float]:
    """Left end and width of a range of ranks."""
    low, high = ends
    return _left(low, count), round(_left(high, count) - _left(low, count), 2)


def list_html(atlas: Atlas, answer: Answer, selected: str | None) -> str:
    """The list as a real table; every part is there, those without weight are quiet."""
    count = len(answer.rows)
    marks = sorted({1, *range(5, count, 4), count} - ({count - 1} if count > 2 else set()))
    heads = [
        {
            "name": t(f"reason.part_name.{part}"),
            "head": head_words(answer.found, part),
            "used": bool(answer.shares.get(part)),
        }
        for part in answer.parts
    ]
    return render(
        "priority/list.html",
        caption=t("priority.caption", count=count),
        scale=[Mark(rank, _left(rank, count)) for rank in marks],
        parts=heads,
        rows=list_rows(atlas, answer),
        selected=selected,
        earlier=answer.earlier and t("priority.earlier.key", year=answer.earlier.year),
        caveat=t("priority.known.caveat", kind=kind_word(answer.ask.kind)) if answer.ask.kind else "",
    )


def head_words(found: Basis, part_id: str) -> str:
    """Which year a part is from; a change is between two."""
    year = found.years[part_id]
    if year is None:
        return t("priority.part.unknown")
    if part_id == "known" and found.kind is not None:
        return t("priority.known.head", kind=kind_word(found.kind), year=year)
    if part_id == "worsening":
        return t("priority.part.head_span", year=year, before=year - 1)
    return str(year)
