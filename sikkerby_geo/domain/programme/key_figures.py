"""Key figures: single figures with words, their values by year and source, what they are a part of, what is hidden."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.facts.sources import Source


@dataclass(frozen=True)
class Value:
    """What one source says of a key figure in one year (None: undated); ``high`` is the other end of a range.

    ``qualifier`` belongs to the figure and stands wherever it does: ca., mindst, op til.
    """

    year: int | None
    period: str
    value: float
    high: float | None
    qualifier: str
    note: str
    source: Source
    locator: str


@dataclass(frozen=True)
class KeyFigure:
    """One key figure; ``values`` are newest first, the best source of a year first.

    ``direction`` is the way it was to go, ``part_of`` the key figure it is a part of, ``compares`` whom it is of where
    that is another place. A value under ``hide_under`` counts too few people to be told.
    """

    key_figure_id: str
    group_id: str
    group: str
    indicator: str
    owner: str
    unit: str
    unit_one: str
    period: str
    area_ids: tuple[str, ...]
    principle: int | None
    direction: str
    focus_area: int | None
    part_of: str
    goal_id: str
    compares: str
    hide_under: int | None
    note: str
    source: Source
    locator: str
    values: tuple[Value, ...] = field(default=(), repr=False)

    @property
    def newest(self) -> tuple[Value, ...]:
        """The values of the newest year, or of none where no year is told; empty where nothing is found."""
        return tuple(one for one in self.values if one.year == self.values[0].year)

    @property
    def earlier(self) -> tuple[Value, ...]:
        """The values of earlier years, newest first."""
        return self.values[len(self.newest) :]

    def of(self, year: int | None) -> tuple[Value, ...]:
        """The values of one year."""
        return tuple(one for one in self.values if one.year == year)


KeyFigures = Mapping[str, KeyFigure]


def key_figures(atlas: Atlas) -> dict[str, KeyFigure]:
    """Every key figure by its id, in the order of the table."""
    values: dict[str, list[Value]] = {}
    for row in atlas.snapshot.table("key_figure_values").itertuples():
        values.setdefault(row.key_figure_id, []).append(_value(atlas, row))
    return {
        row.key_figure_id: _figure(atlas, row, sorted(values.get(row.key_figure_id, ()), key=_newest_first))
        for row in atlas.snapshot.table("key_figures").itertuples()
    }


def groups_of(figures: KeyFigures) -> dict[str, str]:
    """The names of the groups by their ids, in the order of the table."""
    return {one.group_id: one.group for one in figures.values()}


def parts_of(figures: KeyFigures, whole: KeyFigure) -> tuple[KeyFigure, ...]:
    """The key figures that are parts of another, the largest first."""
    parts = [one for one in figures.values() if one.part_of == whole.key_figure_id]
    return tuple(sorted(parts, key=lambda one: -one.values[0].value if one.values else 0.0))


def hidden(figures: KeyFigures, figure: KeyFigure, value: Value) -> bool:
    """Whether a value counts too few people to be told; a part is hidden with its whole."""
    if figure.hide_under is not None and value.value < figure.hide_under:
        return True
    whole = figures.get(figure.part_of)
    return whole is not None and any(hidden(figures, whole, one) for one in whole.of(value.year))


def disagreeing(values: Iterable[Value]) -> tuple[Value, ...]:
    """The values of one period whose sources do not agree; empty where they do."""
    by_period: dict[str, list[Value]] = {}
    for one in values:
        by_period.setdefault(one.period, []).append(one)
    apart = [found for found in by_period.values() if len({(one.value, one.high) for one in found}) > 1]
    return tuple(one for found in apart for one in found)


@dataclass(frozen=True)
class FollowedUp:
    """How many of those followed up in a year did as a goal wants: ``count`` of ``total``, both from one source."""

    year: int
    count: float
    total: float
    source: Source


def follow_ups(figures: KeyFigures, goal_id: str) -> tuple[FollowedUp, ...]:
    """What key figures say of a goal that is a share of people: a part that names it, and its whole, year by year.

    Years in which the whole counts too few people to be told are left out.
    """
    found = []
    for part in (one for one in figures.values() if one.goal_id == goal_id and one.part_of in figures):
        whole = figures[part.part_of]
        for value in part.values:
            totals = [one for one in whole.of(value.year) if one.source == value.source]
            if value.year is None or len(totals) != 1 or hidden(figures, whole, totals[0]):
                continue
            if 0 <= value.value <= totals[0].value and totals[0].value > 0:
                found.append(FollowedUp(value.year, value.value, totals[0].value, value.source))
    return tuple(found)


def _newest_first(value: Value) -> tuple[int, int, int, str]:
    return (-(value.year or 0), value.source.trust, -value.source.published_year, value.source.source_id)


def _value(atlas: Atlas, row: Any) -> Value:
    return Value(
        year=None if pd.isna(row.year) else int(row.year),
        period=row.period_da,
        value=float(row.value),
        high=None if pd.isna(row.value_high) else float(row.value_high),
        qualifier=row.qualifier_da,
        note=row.note_da,
        source=atlas.sources[row.source_id],
        locator=row.source_locator,
    )


def _figure(atlas: Atlas, row: Any, values: list[Value]) -> KeyFigure:
    return KeyFigure(
        key_figure_id=row.key_figure_id,
        group_id=row.group_id,
        group=row.group_da,
        indicator=row.indicator_da,
        owner=row.owner_da,
        unit=row.unit_da,
        unit_one=row.unit_one_da,
        period=row.period_da,
        area_ids=row.area_ids,
        principle=_whole(row.principle),
        direction=row.direction,
        focus_area=_whole(row.focus_area_no),
        part_of=row.part_of,
        goal_id=row.goal_id,
        compares=row.compares,
        hide_under=_whole(row.hide_under),
        note=row.note_da,
        source=atlas.sources[row.source_id],
        locator=row.source_locator,
        values=tuple(values),
    )


def _whole(value: Any) -> int | None:
    return None if pd.isna(value) else int(value)
