"""Efforts: what was done where, whether it is drawn in a year, and what the record does not tell."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import pandas as pd

from sikkerby_geo.facts.efforts import OVERLAYS, EffortKind, Overlay
from sikkerby_geo.facts.sources import Source


class Stage(StrEnum):
    """How far an effort had come; an overlay whose table has no stages says nothing of it."""

    COMPLETED = "completed"
    DECIDED = "decided"
    RECOMMENDED = "recommended"
    WISH = "wish"
    DROPPED = "dropped"


class Presence(StrEnum):
    """What can be said of an effort in a chosen year."""

    ACTIVE = "active"
    DOCUMENTED = "documented"
    INACTIVE = "inactive"
    YEAR_UNKNOWN = "year_unknown"
    RECORD_ENDS = "record_ends"


@dataclass(frozen=True)
class Effort:
    """One effort of one overlay; years are calendar years, money is kroner (extensive)."""

    effort_id: str
    overlay: Overlay
    kind: EffortKind
    kind_da: str
    name: str
    area_ids: tuple[str, ...]
    start_year: int | None
    end_year: int | None
    documented_year: int | None
    stage: Stage | None
    status: str
    status_da: str
    amount_dkk: float | None
    basis: str
    precision: str
    source: Source
    note: str

    @property
    def located(self) -> bool:
        """Has a place on the map: neither without geometry nor a whole district."""
        return self.basis not in ("none", "whole_district", "")

    @property
    def whole_area(self) -> bool:
        return self.basis == "whole_district"


def efforts_from(table: Callable[[str], pd.DataFrame], sources: Mapping[str, Source]) -> tuple[Effort, ...]:
    """Every row of every overlay's table as an effort, in the order of the registry and of the table."""
    found = []
    for overlay in OVERLAYS:
        for row in table(overlay.table).to_dict("records"):
            kind = overlay.kind_of(row.get(overlay.columns.kind, ""))
            if kind is not None:
                found.append(_effort(overlay, kind, row, sources))
    return tuple(found)


def _effort(overlay: Overlay, kind: EffortKind, row: dict, sources: Mapping[str, Source]) -> Effort:
    columns = overlay.columns
    areas = row[columns.areas]
    return Effort(
        effort_id=row[columns.effort_id],
        overlay=overlay,
        kind=kind,
        kind_da=row.get("kind_da", ""),
        name=next(filter(None, (row[name] for name in columns.name)), ""),
        area_ids=tuple(filter(None, (areas,))) if isinstance(areas, str) else areas,
        start_year=_year(row.get("start_year")),
        end_year=_year(row.get("end_year")),
        documented_year=_year(row.get("documented_year")),
        stage=Stage(row[columns.stage]) if overlay.staged else None,
        status=row.get("status", ""),
        status_da=row.get("status_da", ""),
        amount_dkk=None if pd.isna(row.get("amount_dkk", pd.NA)) else float(row["amount_dkk"]),
        basis=row.get("geometry_basis", "point" if overlay.timeless else "none"),
        precision=row.get("precision", "exact"),
        source=sources[row["source_id"]],
        note=row.get("note_da", ""),
    )


def _year(value: Any) -> int | None:
    return None if value is None or pd.isna(value) else int(value)


def presence(effort: Effort, year: int, documented_to: int | None) -> Presence:
    """Whether an effort was there in ``year``.

    What persists is there from its first year on. A period counts from its start to its end; a start without an
    end counts only in the years its status documents. ``documented_to`` is the last year the record covers:
    after it, what has a period is *not known*, never "nothing".
    """
    if effort.overlay.timeless:
        return Presence.ACTIVE
    start = effort.start_year if effort.start_year is not None else effort.end_year
    if effort.overlay.persists:
        if start is None:
            return Presence.YEAR_UNKNOWN
        return Presence.ACTIVE if start <= year else Presence.INACTIVE
    if documented_to is not None and year > documented_to:
        return Presence.RECORD_ENDS
    if start is not None and effort.end_year is not None:
        return Presence.ACTIVE if start <= year <= effort.end_year else Presence.INACTIVE
    documented = effort.documented_year if effort.documented_year is not None else start
    if documented is None:
        return Presence.YEAR_UNKNOWN
    if documented == year:
        return Presence.DOCUMENTED
    return Presence.ACTIVE if start is not None and start <= year <= documented else Presence.INACTIVE


def stage_in(effort: Effort, year: int) -> Stage | None:
    """The stage as of ``year``: what was completed later than ``year`` was only decided then."""
    if effort.stage is Stage.COMPLETED and effort.end_year is not None and year < effort.end_year:
        return Stage.DECIDED
    return effort.stage


def drawn(effort: Effort, year: int, documented_to: int | None, every_year: bool) -> bool:
    """Whether the map draws an effort in ``year`` (or under "alle år"); wishes and dropped ones never.

    Loose cooperations are listed, and drawn under "alle år" only.
    """
    if not effort.located and not effort.overlay.timeless:
        return False
    if effort.stage in (Stage.WISH, Stage.DROPPED):
        return False
    if every_year:
        return True
    if effort.kind.loose:
        return False
    return presence(effort, year, documented_to) in (Presence.ACTIVE, Presence.DOCUMENTED)
