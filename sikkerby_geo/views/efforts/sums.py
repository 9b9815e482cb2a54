"""Money and counts of a choice by any group, with what is not stated said beside each sum."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.efforts.effort import Effort, Stage
from sikkerby_geo.domain.efforts.query import (
    NOT_STATED,
    Keys,
    Summary,
    Sums,
    by_administration,
    by_first_year,
    by_focus,
    by_group,
    by_kind,
    by_place,
    by_stage,
    summed_by,
    sums_of,
)
from sikkerby_geo.domain.efforts.register import OUTSIDE_SOF_2010, PRINTED_PROPOSALS
from sikkerby_geo.domain.efforts.status_group import StatusGroup
from sikkerby_geo.facts.administrations import ADMINISTRATIONS
from sikkerby_geo.facts.areas import CITY_ID, Level
from sikkerby_geo.facts.efforts import INITIATIVE_2010, PROPOSAL_2010, REGISTER_KINDS
from sikkerby_geo.text import money, names, number, t
from sikkerby_geo.views.efforts.entries import administration_name, area_name, focus_name, known_group, say

SOCIAL = "SOF"
MISPRINTED_FOCUS = "2"
"""The indsatsområde whose lines the programme of 2010 adds up wrongly."""


@dataclass(frozen=True)
class SumLine:
    """A line of the table as texts.

    ``shared`` is the part of its total that stands under another group too, ``outside`` what its total leaves out.
    """

    label: str
    stated: str
    capital: str
    operating: str
    undivided: str
    total: str
    shared: str = ""
    outside: str = ""


@dataclass(frozen=True)
class SumTable:
    """Sums by one group: its lines, the line that counts every entry once, and what must be said of them."""

    heading: str
    lines: tuple[SumLine, ...]
    sum_line: SumLine
    notes: tuple[str, ...]


_GROUP_ORDER: tuple[StatusGroup | None, ...] = (*StatusGroup, None)


def sum_table(
    atlas: Atlas, register: tuple[Effort, ...], entries: tuple[Effort, ...], group: str, level: Level
) -> SumTable:
    """Sums of ``entries`` by ``group``; ``register`` is everything, for the names and totals of 2010."""
    keys, order, label = _grouping(atlas, register, group, level)
    summary = summed_by(entries, keys)
    rows = sorted(summary.rows, key=lambda row: order(row.key))
    told = ((_line(label(row.key), row.sums, row.shared), row.key) for row in rows)
    lines = [replace(line, outside=_outside(entries, key, group)) for line, key in told]
    sum_line = _line(t("register.sums.sum_once" if summary.shared.count else "register.sums.sum"), summary.total)
    if _mixed(entries):
        dash = t("register.sums.dash")
        sum_line = replace(sum_line, total=t("register.sums.not_added"), capital=dash, operating=dash, undivided=dash)
    return SumTable(
        heading=t("register.sums.heading", group=t(f"register.group.{group}")),
        lines=tuple(lines),
        sum_line=sum_line,
        notes=tuple(_notes(summary, register, entries, group)),
    )


def _mixed(entries: tuple[Effort, ...]) -> bool:
    """Whether the amounts are of several stages: what is budgeted, proposed, dropped and done has no common sum."""
    return len({entry.stage for entry in entries if entry.amount is not None and entry.amount.counted}) > 1


def _outside(entries: tuple[Effort, ...], key: object, group: str) -> str:
    """What the sum of an administration leaves out by the programme's own footnote; empty for all other groups."""
    told = group == "forvaltning" and key == SOCIAL and _initiatives_of(SOCIAL, entries)
    return t("register.sums.outside_sof", total=money(OUTSIDE_SOF_2010)) if told else ""


def _initiatives_of(code: str, entries: tuple[Effort, ...]) -> bool:
    return any(entry.kind is INITIATIVE_2010 and code in entry.administrations for entry in entries)


def _grouping(
    atlas: Atlas, register: tuple[Effort, ...], group: str, level: Level
) -> tuple[Keys, Callable[[Any], Any], Callable[[Any], str]]:
    """Keys of an entry, the order of the groups (not stated comes last), and a group's name."""
    if group == "sted":
        order = [place.place_id for place in atlas.places.at(level)] + [CITY_ID, NOT_STATED]
        return by_place(atlas.places, level), order.index, lambda key: area_name(str(key), atlas)
    if group == "forvaltning":
        order = [office.code for office in ADMINISTRATIONS] + [NOT_STATED]
        return by_administration, order.index, lambda key: administration_name(str(key))
    if group == "indsatsomraade":
        return by_focus, lambda key: str(key) or "~", lambda key: focus_name(str(key), register)
    if group == "aar":
        return by_first_year, lambda key: key or 9999, lambda key: str(key) if key else t("register.year_unknown")
    if group == "status":
        return by_group(partial(known_group, atlas)), _GROUP_ORDER.index, lambda key: say(key or Stage.DROPPED)
    if group == "slags":
        return by_kind, REGISTER_KINDS.index, say
    return by_stage, list(Stage).index, say


def _line(label: str, sums: Sums, shared: Sums | None = None) -> SumLine:
    dash = t("register.sums.dash")
    return SumLine(
        label=label,
        stated=t("register.sums.stated_of", stated=number(sums.stated), count=number(sums.count)),
        capital=number(sums.capital) if sums.capital else dash,
        operating=number(sums.operating) if sums.operating else dash,
        undivided=number(sums.undivided) if sums.undivided else dash,
        total=number(sums.total) if sums.stated else t("register.sums.nothing"),
        shared=t("register.sums.shared_part", total=number(shared.total)) if shared and shared.total else "",
    )


def _notes(summary: Summary, register: tuple[Effort, ...], entries: tuple[Effort, ...], group: str) -> list[str]:
    notes = []
    shared = summary.shared
    if shared.count:
        key = "shared" if shared.stated else "shared_no_money"
        groups = t(f"register.groups.{group}")
        notes.append(t(f"register.sums.{key}", count=shared.count, groups=groups, total=money(shared.total)))
    if summary.total.stated:
        if _mixed(entries):
            notes.append(t("register.sums.no_sum"))
        if group != "forvaltning" and _initiatives_of(SOCIAL, entries):
            notes.append(t("register.sums.outside_sof_note", total=money(OUTSIDE_SOF_2010)))
        notes.append(t("register.sums.as_printed"))
        if group == "aar":
            notes.append(t("register.sums.first_year"))
    notes += _of_2010(register, entries)
    return notes


def _of_2010(register: tuple[Effort, ...], entries: tuple[Effort, ...]) -> list[str]:
    """What the programme of 2010 makes one say: two budget years, its own misprint, and a line outside its total."""
    notes = []
    years: dict[int, list[Effort]] = {}
    for entry in entries:
        if entry.amount is not None and entry.amount.budget_of is not None:
            years.setdefault(entry.amount.budget_of, []).append(entry)
    if len(years) > 1:
        (older, early), (newer, late) = sorted(years.items())[0], sorted(years.items())[-1]
        notes.append(
            t(
                "register.sums.basis",
                newer=len(late),
                newer_total=money(sums_of(late).total),
                newer_year=newer,
                older=len(early),
                older_total=money(sums_of(early).total),
                older_year=older,
            )
        )
    proposals = [entry for entry in entries if entry.kind is PROPOSAL_2010]
    if any(entry.focus == MISPRINTED_FOCUS for entry in proposals):
        lines = sums_of(entry for entry in register if entry.kind is PROPOSAL_2010).total
        notes.append(t("register.sums.misprint", lines=money(lines), printed=money(PRINTED_PROPOSALS)))
    if proposals:
        count = sum(entry.kind is PROPOSAL_2010 for entry in register)
        notes.append(t("register.sums.named", count=count))
    amounts = [(entry.name, entry.amount) for entry in entries if entry.amount is not None]
    outside = [(name, amount) for name, amount in amounts if not amount.counted]
    if outside:
        listed = names(
            t("register.sums.outside_item", name=name, total=money(amount.total)) for name, amount in outside
        )
        notes.append(t("register.sums.outside", names=listed))
    return notes
