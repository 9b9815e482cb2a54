"""Between the published record and the register: an effort as an entry, and an entry as an effort."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from shapely.geometry.base import BaseGeometry

from sikkerby_geo.domain.efforts.effort import Amount, Effort
from sikkerby_geo.domain.register.atoms import normal
from sikkerby_geo.facts.administrations import ADMINISTRATIONS, named_in
from sikkerby_geo.facts.clock import danish_date
from sikkerby_geo.facts.efforts import KIND, OVERLAY_OF
from sikkerby_geo.facts.own_records import OwnSource
from sikkerby_geo.facts.register import DRAWN
from sikkerby_geo.facts.register_entry import Entry
from sikkerby_geo.facts.sources import OWN, Source
from sikkerby_geo.facts.stages import Stage

TOLD_BY = {"partners": "partners", "funding": "money_source", "target": "target_words"}
"""The facts of a published effort that are fields of an entry; its other facts stay with it as they were published."""
OWN_FACTS = {"success_criterion": "success", "evidence_note": "evidence"}
"""Fields of an entry that are told as facts of its effort, by the name of the fact."""


def embedded_entry(effort: Effort, shape: BaseGeometry | None) -> Entry:
    """A published effort as an entry of the register; ``shape`` is its geometry in EPSG:4326."""
    facts, amount = dict(effort.facts), effort.amount or Amount()
    told: dict[str, Any] = {field: facts.get(name, "") for name, field in TOLD_BY.items()}
    named = named_in(" ".join(told.values()))
    return normal(
        Entry(
            name=effort.name,
            kind=effort.kind.kind_id,
            kind_words=effort.kind_words,
            focus_area=effort.focus,
            administration=next((code for code in effort.administrations if code not in named), ""),
            area_ids=effort.area_ids,
            place_words=effort.place_words,
            geometry=shape,
            basis=effort.basis,
            precision=effort.precision,
            stage=effort.stage,
            start_year=effort.start_year,
            end_year=effort.end_year,
            capital_dkk=amount.capital,
            operating_dkk=amount.operating,
            undivided_dkk=amount.undivided,
            source_words=effort.source.title,
            source_url=effort.source.url,
            note=effort.note,
            **told,
        )
    )


def effort_of(
    effort_id: str, entry: Entry, focus_names: Mapping[str, str], published: Effort | None, at: datetime | None
) -> Effort:
    """An entry as the effort that every page shows.

    What an entry has no field for (the year a document speaks of, what it counts, how many homes) stays as it was
    ``published``. ``focus_names`` are those of the indsatsområder by number; ``at`` is when the entry was written.
    """
    kind = KIND[entry.kind]
    year = danish_date(at).year if at is not None else None
    effort = Effort(
        effort_id=effort_id,
        overlay=OVERLAY_OF[kind],
        kind=kind,
        name=entry.name,
        area_ids=_same_order(entry.area_ids, published.area_ids if published else ()),
        stage=Stage(entry.stage),
        source=_source(entry, published),
        kind_words=entry.kind_words,
        place_words=entry.place_words,
        administrations=_administrations(entry),
        focus=entry.focus_area,
        focus_name=focus_names.get(entry.focus_area, ""),
        start_year=entry.start_year,
        end_year=entry.end_year,
        documented_year=_documented(entry, year),
        amount=_amount(entry, published),
        basis=entry.basis or ("none" if entry.geometry is None else DRAWN),
        precision=entry.precision,
        note=entry.note,
        facts=_facts(entry, published),
        known_to=year,
    )
    if published is None:
        return effort
    known = [told for told in (published.documented_year, effort.documented_year) if told is not None]
    status = published.status if published.stage is effort.stage else ""
    return replace(effort, status=status, documented_year=max(known, default=None), remarks=published.remarks)


def _same_order(ids: tuple[str, ...], published: tuple[str, ...]) -> tuple[str, ...]:
    """The areas in the order of the published effort where they are the same."""
    return published if set(ids) == set(published) else ids


def _administrations(entry: Entry) -> tuple[str, ...]:
    """Those an entry names: its own, its partners, those who pay; in the order of the registry."""
    codes = {entry.administration, *named_in(f"{entry.partners} {entry.money_source}")}
    return tuple(one.code for one in ADMINISTRATIONS if one.code in codes)


def _source(entry: Entry, published: Effort | None) -> Source:
    if published and (published.source.title, published.source.url) == (entry.source_words, entry.source_url):
        return published.source
    source_id = OwnSource(entry.source_words, "", first_hand=False).source_id
    return Source(source_id, entry.source_words, "", entry.source_url, OWN, 3, "", "")


def _documented(entry: Entry, year: int | None) -> int | None:
    """The last year an entry is known to have been in progress, where its period has a start and no end stated.

    That is the year of its newest status or dated stage; the year it was written, where it is said to be in progress.
    """
    if entry.start_year is None or entry.end_year is not None or OVERLAY_OF[KIND[entry.kind]].persists:
        return None
    told = [one.year for one in entry.yearly_status] + [int(one.date[:4]) for one in entry.stages]
    if entry.stage == Stage.UNDERWAY and year is not None:
        told.append(year)
    return max((one for one in told if one >= entry.start_year), default=None)


def _amount(entry: Entry, published: Effort | None) -> Amount | None:
    parts = (entry.capital_dkk, entry.operating_dkk, entry.undivided_dkk)
    if all(part is None for part in parts):
        return None
    amount = Amount(*parts)
    if published is None or published.amount is None:
        return amount
    return replace(amount, budget_of=published.amount.budget_of, counted=published.amount.counted)


def _facts(entry: Entry, published: Effort | None) -> tuple[tuple[str, str], ...]:
    told = [(name, getattr(entry, field)) for name, field in TOLD_BY.items()]
    told += [one for one in (published.facts if published else ()) if one[0] not in TOLD_BY]
    told += [(name, getattr(entry, field)) for field, name in OWN_FACTS.items()]
    return tuple((name, text) for name, text in told if text)
