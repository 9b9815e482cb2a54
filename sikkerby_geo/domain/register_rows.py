"""From tables to the register: every row of the tables of efforts and of 2010 becomes one entry."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from enum import StrEnum
from typing import Any

import pandas as pd

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.register import Amount, RegisterEntry, Remark, Stage, fold
from sikkerby_geo.facts.administrations import ADMINISTRATION, ADMINISTRATIONS
from sikkerby_geo.facts.areas import Gazetteer
from sikkerby_geo.facts.efforts import (
    ACTIVITIES,
    INITIATIVE_2010,
    INITIATIVES_2010,
    PARTNERSHIPS,
    PROPOSAL_2010,
    PROPOSALS_2010,
    REGISTER_TABLES,
    EffortKind,
)

Say = Callable[[EffortKind | StrEnum], str]
"""Gives the Danish name of a kind or a stage."""
_STAGES = {
    "period_ended": Stage.ENDED,
    "documented": Stage.DOCUMENTED,
    "announced": Stage.ANNOUNCED,
    "draft": Stage.ANNOUNCED,
}
"""Stage of a partnership or plan by its status; any other status does not tell."""


def register_from(atlas: Atlas, say: Say) -> tuple[RegisterEntry, ...]:
    """Every row of every table as an entry, in the order of the registry; unreadable tables give none.

    ``say`` gives the Danish name of a kind or a stage, so that a reader can search by it.
    """
    entries = [*_from_efforts(atlas, say), *_activities(atlas, say), *_initiatives(atlas, say), *_proposals(atlas, say)]
    return tuple(sorted(entries, key=lambda entry: REGISTER_TABLES.index(entry.overlay.table)))


def _whole_entry(atlas: Atlas, say: Say, entry: RegisterEntry, named: str = "") -> RegisterEntry:
    """An entry with what follows from its fields; ``named`` is the text that may name administrations."""
    entry = replace(
        entry,
        kind_name=say(entry.kind),
        administrations=entry.administrations or tuple(one.code for one in ADMINISTRATIONS if one.named_in(named)),
        facts=tuple((name, text) for name, text in entry.facts if text),
    )
    texts = (
        entry.name,
        entry.kind_name,
        say(entry.stage),
        entry.place_words,
        *_place_names(entry, atlas.places),
        *(text for code in entry.administrations for text in vars(ADMINISTRATION[code]).values()),
        entry.focus_name,
        entry.status,
        entry.source.title,
        entry.note,
        *(text for _, text in entry.facts),
    )
    return replace(entry, search_text=fold(" ".join(texts)))


def _place_names(entry: RegisterEntry, places: Gazetteer) -> Iterator[str]:
    for place in places.places:
        if set(place.members) & set(entry.area_ids):
            yield from (place.name, *place.aliases)


def _from_efforts(atlas: Atlas, say: Say) -> Iterator[RegisterEntry]:
    """The efforts of the map; boundaries and stations are no efforts."""
    efforts = [effort for effort in atlas.efforts if effort.overlay.in_register]
    rows = {
        (table, row[effort_id]): row
        for table, effort_id in {(effort.overlay.table, effort.overlay.columns.effort_id) for effort in efforts}
        for row in atlas.library.table(table).to_dict("records")
    }
    for effort in efforts:
        row = rows[effort.overlay.table, effort.effort_id]
        funding = row.get("funding_da", "")
        partners = "; ".join(row.get("partners", ()) or row.get("housing_associations", ()))
        entry = RegisterEntry(
            entry_id=effort.effort_id,
            overlay=effort.overlay,
            kind=effort.kind,
            name=effort.name,
            area_ids=effort.area_ids,
            place_words=", ".join(row.get("streets", ()) or row.get("estates", ())),
            stage=Stage(effort.stage) if effort.stage else _STAGES.get(effort.status, Stage.UNKNOWN),
            status=effort.status_da,
            start_year=effort.start_year,
            end_year=effort.end_year,
            documented_year=effort.documented_year,
            amount=Amount(undivided=round(effort.amount_dkk)) if effort.amount_dkk is not None else None,
            located=effort.located,
            basis=effort.basis,
            precision=effort.precision,
            source=effort.source,
            note=effort.note,
            remarks=(Remark.AREA_ONLY,) if row.get("record_type") == "area_only" else (),
            facts=(
                ("partners", partners),
                ("funding", funding),
                ("homes", _counted(row, "homes")),
                ("residents", _counted(row, "residents")),
                ("matched", row.get("matched", "").replace(";", "; ")),
            ),
        )
        yield _whole_entry(atlas, say, entry, named=f"{partners} {funding}")


def _counted(row: dict, name: str) -> str:
    """A count with the source's own qualifier (knap 3000); empty where none is stated."""
    if pd.isna(row.get(name, pd.NA)):
        return ""
    return f"{row.get(f'{name}_qualifier_da', '')} {row[name]}".strip()


def _activities(atlas: Atlas, say: Say) -> Iterator[RegisterEntry]:
    partnerships = {row.partnership_id: row.name for row in atlas.library.table(PARTNERSHIPS.table).itertuples()}
    for row in atlas.library.table(ACTIVITIES.table).itertuples():
        entry = RegisterEntry(
            entry_id=row.activity_id,
            overlay=ACTIVITIES,
            kind=ACTIVITIES.kinds[0],
            name=row.name_da,
            area_ids=row.area_ids,
            place_words=", ".join(row.places),
            stage=Stage.DOCUMENTED,
            start_year=_whole(row.start_year),
            end_year=_whole(row.end_year),
            source=atlas.sources[row.source_id],
            note=row.status_summary_da,
            facts=(("partnership", partnerships.get(row.partnership_id, row.partnership_id)),),
        )
        yield _whole_entry(atlas, say, entry)


def _initiatives(atlas: Atlas, say: Say) -> Iterator[RegisterEntry]:
    """The initiatives that were running in 2010, with their budgets of that year."""
    for row in atlas.library.table(INITIATIVES_2010.table).itertuples():
        amount = Amount(undivided=_kroner(row.budget_tkr), budget_of=_whole(row.budget_basis_year))
        entry = RegisterEntry(
            administrations=(row.administration,) if row.administration in ADMINISTRATION else (),
            entry_id=row.initiative_id,
            overlay=INITIATIVES_2010,
            kind=INITIATIVE_2010,
            name=row.name_da,
            area_ids=row.area_ids,
            place_words=row.place_hint,
            stage=Stage.RUNNING if row.status == "existing" else Stage.UNKNOWN,
            documented_year=_whole(row.year),
            amount=amount if amount.undivided is not None else None,
            source=atlas.sources[row.source_id],
            note=row.note_da,
            remarks=(Remark.KICKSTART,) if row.kickstart == "yes" else (),
        )
        yield _whole_entry(atlas, say, entry)


def _proposals(atlas: Atlas, say: Say) -> Iterator[RegisterEntry]:
    """The proposals of 2010 for 2011; nobody has told us which of them were decided."""
    remarks = set(Remark)
    for row in atlas.library.table(PROPOSALS_2010.table).itertuples():
        capital, operating = _kroner(row.capital_tkr), _kroner(row.operating_tkr)
        stated = capital is not None or operating is not None
        entry = RegisterEntry(
            entry_id=row.proposal_id,
            overlay=PROPOSALS_2010,
            kind=PROPOSAL_2010,
            name=row.name_da,
            area_ids=(),
            place_words="",
            focus="" if pd.isna(row.focus_area_no) else str(row.focus_area_no),
            focus_name=row.focus_area_da,
            stage=Stage.PROPOSED,
            documented_year=_whole(row.year),
            amount=Amount(capital, operating, counted=row.counted_in_total == "yes") if stated else None,
            source=atlas.sources[row.source_id],
            note=row.note_da,
            remarks=(Remark(row.status),) if row.status in remarks else (),
            facts=(("group", row.group_da),),
        )
        yield _whole_entry(atlas, say, entry, named=row.name_da)


def _whole(value: Any) -> int | None:
    return None if pd.isna(value) else int(value)


def _kroner(thousands: Any) -> int | None:
    """Kroner from a figure in t.kr."""
    return None if pd.isna(thousands) else int(thousands) * 1000
