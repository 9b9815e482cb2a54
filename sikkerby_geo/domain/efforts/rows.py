"""From tables to efforts: every row of a table of the registry becomes one effort."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

import pandas as pd

from sikkerby_geo.domain.efforts.effort import Amount, Effort, Remark, Stage
from sikkerby_geo.facts.administrations import ADMINISTRATION, named_in
from sikkerby_geo.facts.efforts import (
    ACTIVITIES,
    INITIATIVE_2010,
    INITIATIVES_2010,
    OVERLAYS,
    PARTNERSHIPS,
    PROPOSAL_2010,
    PROPOSALS_2010,
    EffortKind,
    Overlay,
)
from sikkerby_geo.facts.sources import Source

Table = Callable[[str], pd.DataFrame]
"""Gives a table by its name; an unreadable one is empty."""
_STAGES = {
    "period_ended": Stage.ENDED,
    "documented": Stage.DOCUMENTED,
    "announced": Stage.ANNOUNCED,
    "draft": Stage.ANNOUNCED,
    "in_operation": Stage.DOCUMENTED,
    "funding_ending": Stage.DOCUMENTED,
    "planned": Stage.ANNOUNCED,
    "decided": Stage.DECIDED,
    "wish": Stage.WISH,
}
"""Stage by the status of what has no column of stages; any other status does not tell."""


def efforts_from(table: Table, sources: Mapping[str, Source]) -> tuple[Effort, ...]:
    """Every row of every overlay's table as an effort, in the order of the registry and of the table."""
    found = []
    for overlay in (one for one in OVERLAYS if not one.own):
        for row in table(overlay.table).to_dict("records"):
            kind = overlay.kind_of(row.get(overlay.columns.kind, ""))
            if kind is not None:
                found.append(_effort(overlay, kind, row, sources))
    return tuple(found)


def records_from(table: Table, sources: Mapping[str, Source]) -> tuple[Effort, ...]:
    """The efforts that the register alone holds: a partnership's activities, and what 2010 had and proposed."""
    return (*_activities(table, sources), *_initiatives(table, sources), *_proposals(table, sources))


def _effort(overlay: Overlay, kind: EffortKind, row: dict, sources: Mapping[str, Source]) -> Effort:
    columns = overlay.columns
    areas = row[columns.areas]
    funding = row.get("funding_da", "")
    partners = "; ".join(row.get("partners", ()) or row.get("housing_associations", ()))
    owners = row.get("owner_da", ())
    if len(owners) > 1 or not named_in(" ".join(owners)):
        partners = "; ".join(owners) or partners
    kroner = row.get("amount_dkk", pd.NA)
    return Effort(
        effort_id=row[columns.effort_id],
        overlay=overlay,
        kind=kind,
        kind_words=row.get("kind_da", ""),
        name=next(filter(None, (row[name] for name in columns.name)), ""),
        area_ids=tuple(filter(None, (areas,))) if isinstance(areas, str) else areas,
        place_words=", ".join(row.get("streets", ()) or row.get("estates", ())) or row.get("place_da", ""),
        stage=Stage(row[columns.stage]) if overlay.staged else _STAGES.get(row.get("status", ""), Stage.UNKNOWN),
        status=row.get("status_da", ""),
        administrations=named_in(f"{partners} {funding} {' '.join(owners)}"),
        start_year=_whole(row.get("start_year", pd.NA)),
        end_year=_whole(row.get("end_year", pd.NA)),
        documented_year=_whole(row.get("documented_year", pd.NA)),
        amount=None if pd.isna(kroner) else Amount(undivided=round(kroner)),
        basis=row.get("geometry_basis", "point" if overlay.timeless else "none"),
        precision=row.get("precision", "exact"),
        source=sources[row["source_id"]],
        note=row.get("note_da", ""),
        remarks=(Remark.AREA_ONLY,) if row.get("record_type") == "area_only" else (),
        facts=_stated(
            ("partners", partners),
            ("funding", funding),
            ("target", row.get("target_da", "")),
            ("homes", _counted(row, "homes")),
            ("residents", _counted(row, "residents")),
            ("matched", row.get("matched", "").replace(";", "; ")),
            ("hours", row.get("hours_da", "")),
        ),
        same_as=row.get("same_as", ""),
    )


def offers_told(efforts: Iterable[Effort]) -> tuple[Effort, ...]:
    """The efforts, each with what the offers that only repeat it say of it."""
    listed = tuple(efforts)
    repeated: dict[str, list[Effort]] = {}
    for effort in listed:
        if effort.same_as:
            repeated.setdefault(effort.same_as, []).append(effort)
    return tuple(
        replace(effort, facts=(*effort.facts, ("offer", "; ".join(map(_told, repeated[effort.effort_id])))))
        if effort.effort_id in repeated
        else effort
        for effort in listed
    )


def _told(offer: Effort) -> str:
    """An offer in a line: name, kind, for whom, and when it is open."""
    facts = dict(offer.facts)
    return ", ".join(filter(None, (offer.name, offer.kind_words, facts.get("target", ""), facts.get("hours", ""))))


def _stated(*facts: tuple[str, str]) -> tuple[tuple[str, str], ...]:
    return tuple((name, text) for name, text in facts if text)


def _counted(row: dict, name: str) -> str:
    """A count with the source's own qualifier (knap 3000); empty where none is stated."""
    if pd.isna(row.get(name, pd.NA)):
        return ""
    return f"{row.get(f'{name}_qualifier_da', '')} {row[name]}".strip()


def _activities(table: Table, sources: Mapping[str, Source]) -> Iterator[Effort]:
    partnerships = {row.partnership_id: row.name for row in table(PARTNERSHIPS.table).itertuples()}
    for row in table(ACTIVITIES.table).itertuples():
        yield Effort(
            effort_id=row.activity_id,
            overlay=ACTIVITIES,
            kind=ACTIVITIES.kinds[0],
            name=row.name_da,
            area_ids=row.area_ids,
            place_words=", ".join(row.places),
            stage=Stage.DOCUMENTED,
            start_year=_whole(row.start_year),
            end_year=_whole(row.end_year),
            source=sources[row.source_id],
            note=row.status_summary_da,
            facts=_stated(("partnership", partnerships.get(row.partnership_id, row.partnership_id))),
        )


def _initiatives(table: Table, sources: Mapping[str, Source]) -> Iterator[Effort]:
    """The initiatives that were running in 2010, with their budgets of that year."""
    for row in table(INITIATIVES_2010.table).itertuples():
        amount = Amount(undivided=_kroner(row.budget_tkr), budget_of=_whole(row.budget_basis_year))
        yield Effort(
            administrations=(row.administration,) if row.administration in ADMINISTRATION else (),
            effort_id=row.initiative_id,
            overlay=INITIATIVES_2010,
            kind=INITIATIVE_2010,
            name=row.name_da,
            area_ids=row.area_ids,
            place_words=row.place_hint,
            stage=Stage.RUNNING if row.status == "existing" else Stage.UNKNOWN,
            documented_year=_whole(row.year),
            amount=amount if amount.undivided is not None else None,
            source=sources[row.source_id],
            note=row.note_da,
            remarks=(Remark.KICKSTART,) if row.kickstart == "yes" else (),
        )


def _proposals(table: Table, sources: Mapping[str, Source]) -> Iterator[Effort]:
    """The proposals of 2010 for 2011; nobody has told us which of them were decided."""
    remarks = set(Remark)
    for row in table(PROPOSALS_2010.table).itertuples():
        capital, operating = _kroner(row.capital_tkr), _kroner(row.operating_tkr)
        stated = capital is not None or operating is not None
        yield Effort(
            effort_id=row.proposal_id,
            overlay=PROPOSALS_2010,
            kind=PROPOSAL_2010,
            name=row.name_da,
            area_ids=(),
            place_words="",
            focus="" if pd.isna(row.focus_area_no) else str(row.focus_area_no),
            focus_name=row.focus_area_da,
            stage=Stage.PROPOSED,
            administrations=named_in(row.name_da),
            documented_year=_whole(row.year),
            amount=Amount(capital, operating, counted=row.counted_in_total == "yes") if stated else None,
            source=sources[row.source_id],
            note=row.note_da,
            remarks=(Remark(row.status),) if row.status in remarks else (),
            facts=_stated(("group", row.group_da)),
        )


def _whole(value: Any) -> int | None:
    return None if pd.isna(value) else int(value)


def _kroner(thousands: Any) -> int | None:
    """Kroner from a figure in t.kr."""
    return None if pd.isna(thousands) else int(thousands) * 1000
