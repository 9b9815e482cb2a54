"""Partnerships with their activities and status, and the efforts a year began and ended with the money stated."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.efforts.coverage import last_documented_year
from sikkerby_geo.domain.efforts.effort import Effort
from sikkerby_geo.domain.efforts.query import matching
from sikkerby_geo.domain.efforts.register import register_from
from sikkerby_geo.domain.efforts.status_group import StatusGroup, group_of
from sikkerby_geo.domain.goals.partnerships import partnerships
from sikkerby_geo.domain.yearly_report.of_the_year import efforts_of
from sikkerby_geo.facts.areas import Level
from sikkerby_geo.facts.efforts import ACTIVITIES, PARTNERSHIPS
from sikkerby_geo.facts.register_entry import YearlyStatus
from sikkerby_geo.text import t
from sikkerby_geo.views.base.effort_words import group_name, none_after
from sikkerby_geo.views.base.sheet import Column, Entry, Prose, Sheet
from sikkerby_geo.views.efforts.entries import RegisterChoice, list_row, period, places, say
from sikkerby_geo.views.efforts.summary import says as register_says
from sikkerby_geo.views.efforts.sums import sum_table
from sikkerby_geo.views.goals.partnership import partnership_reports
from sikkerby_geo.views.yearly_report.parts import Block, Section, Verdicts, missing_block, ordered


def partnerships_section(atlas: Atlas, year: int) -> Section:
    """Every partnership with its period and what is known of it that year; its report where that speaks of the year."""
    listed = [effort for effort in atlas.efforts if effort.overlay is PARTNERSHIPS]
    groups = {effort.effort_id: group_of(atlas, effort, year) for effort in listed}
    there = [effort for effort in listed if groups[effort.effort_id] is not None]
    running = sum(group is StatusGroup.IN_PROGRESS for group in groups.values())
    blocks: list[Block] = []
    absent: list[str] = []
    if there:
        blocks.append(_partnerships(atlas, there, year))
    else:
        absent.append(t("yearly.partnerships.none", year=year))
    activities = [one for one in atlas.records if one.overlay is ACTIVITIES and _in_year(one, year)]
    told = False
    for found, report in zip(partnerships(atlas), partnership_reports(atlas), strict=True):
        years = [one for each in found.activities for one in (each.start_year, each.end_year) if one is not None]
        if years and min(years) <= year <= max(years):
            told = True
            blocks.append(Prose((t("partnership.note"), report.sources), heading=report.heading))
            blocks += [Verdicts(report.goals.caption, report.verdicts), report.goals, report.activities]
        elif years:
            span = t("method.years", first=min(years), last=max(years))
            blocks.append(Prose((t("yearly.partnerships.earlier", heading=report.heading, years=span),)))
    own = [one for one in activities if one.effort_id in atlas.kept_ids]
    if own:
        blocks.append(effort_sheet(atlas, own, "aktiviteter", t("yearly.partnerships.activities", year=year)))
    if not told and not own:
        absent.append(t("yearly.partnerships.no_status", year=year))
    last = atlas.documented_to.get(PARTNERSHIPS.table)
    if last is not None and year > last:
        absent.append(t("yearly.partnerships.record_ends", year=last))
    key = "yearly.partnerships.lead" if running else "yearly.partnerships.lead_not_running"
    title = t(key, count=len(there), running=running, year=year)
    return Section(
        "partnerskaber",
        title if there else t("yearly.partnerships.lead_none", year=year),
        (*blocks, *missing_block(absent)),
        tuple(absent),
        says=(title,) if there else (),
        sources=ordered(one.source for one in (*there, *activities)),
    )


def _in_year(effort: Effort, year: int) -> bool:
    return effort.years is not None and effort.years[0] <= year <= effort.years[1]


def _partnerships(atlas: Atlas, listed: Iterable[Effort], year: int) -> Sheet:
    keys = ("name", "kind", "place", "period", "status", "source")
    columns = tuple(Column(key, t(f"yearly.effort.{key}"), "note" if key == "source" else "text") for key in keys)
    rows = tuple(
        {
            "name": Entry(effort.name),
            "kind": Entry(say(effort.kind)),
            "place": Entry(places(effort, atlas)),
            "period": Entry(period(effort)),
            "status": Entry(group_name(group) if (group := group_of(atlas, effort, year)) else ""),
            "source": Entry(effort.source.title),
        }
        for effort in listed
    )
    return Sheet("aarsrapport-partnerskaber", t("yearly.partnerships.caption", year=year), columns, rows)


def efforts_section(atlas: Atlas, year: int) -> Section:
    """What the year began and ended, how it went by the register, and the money, as the page Indsatser sums it."""
    register = register_from(atlas, say)
    found = efforts_of(atlas, register, year)
    asked = RegisterChoice(first=year, last=year)
    fitting = matching(register, asked.wanted(None, atlas))
    told = register_says(atlas, asked, None, fitting, len(register))
    counts = {"begun": len(found.begun), "ended": len(found.ended), "year": year}
    blocks: list[Block] = [Prose((told.title, told.certainty, *told.notes))]
    absent: list[str] = []
    for name, listed in (("begun", found.begun), ("ended", found.ended)):
        if listed:
            blocks.append(effort_sheet(atlas, listed, name, t(f"yearly.efforts.{name}", year=year)))
        else:
            absent.append(t(f"yearly.efforts.none_{name}", year=year))
    if found.told:
        blocks.append(_statuses(found.told, year))
    else:
        absent.append(t("yearly.efforts.no_status", year=year))
    if any(one.amount is not None for one in fitting):
        blocks += _money(atlas, register, fitting, year)
    else:
        absent.append(t("yearly.efforts.no_money", year=year))
    absent += _end_of_record(atlas, year, register)
    return Section(
        "indsatser",
        t("yearly.efforts.lead" if found.begun or found.ended else "yearly.efforts.lead_none", **counts),
        (*blocks, *missing_block(absent)),
        tuple(absent),
        says=(t("yearly.efforts.lead" if found.begun or found.ended else "yearly.efforts.lead_none", **counts),),
        sources=ordered(one.source for one in (*found.begun, *found.ended, *(one for one, _ in found.told))),
    )


def effort_sheet(atlas: Atlas, listed: Iterable[Effort], sheet_id: str, caption: str) -> Sheet:
    """Efforts as the list of Indsatser tells them, in its words; without the administrations where none is named."""
    rows = [vars(list_row(effort, atlas)) for effort in listed]
    named = any(row["administration"] for row in rows)
    keys = ("name", "kind", "place", "stage", "years", "amount", *(["administration"] if named else []), "source")
    columns = tuple(Column(key, t(f"yearly.effort.{key}"), "note" if key == "source" else "text") for key in keys)
    told = tuple(
        {key: Entry(str(row[key]), quiet=row["context"] if key == "name" else "") for key in keys} for row in rows
    )
    return Sheet(f"aarsrapport-{sheet_id}", caption, columns, told)


def _statuses(told: Sequence[tuple[Effort, YearlyStatus]], year: int) -> Sheet:
    keys = ("name", "reached", "words")
    columns = tuple(Column(key, t(f"yearly.effort.{key}"), "wide" if key == "words" else "text") for key in keys)
    rows = tuple(
        {
            "name": Entry(effort.name),
            "reached": Entry(t(f"record.status.{status.status}")),
            "words": Entry(status.words),
        }
        for effort, status in told
    )
    return Sheet("aarsrapport-status", t("yearly.efforts.status", year=year), columns, rows)


def _money(atlas: Atlas, register: tuple[Effort, ...], fitting: tuple[Effort, ...], year: int) -> list[Block]:
    """The sums by stage: what is budgeted, proposed and done has no common sum."""
    found = sum_table(atlas, register, fitting, "stadie", Level.SURVEY_AREA)
    keys = ("label", "stated", "total", "capital", "operating", "undivided")
    columns = (
        Column("label", t("register.group.stadie")),
        *(Column(key, t(f"register.sums.{key}"), "number") for key in keys[1:]),
    )
    rows = tuple({key: Entry(getattr(line, key)) for key in keys} for line in found.lines)
    foot = {key: Entry(getattr(found.sum_line, key)) for key in keys}
    sheet = Sheet("aarsrapport-penge", t("yearly.efforts.money", year=year), columns, rows, feet=(foot,))
    return [sheet, *([Prose(points=found.notes)] if found.notes else [])]


def _end_of_record(atlas: Atlas, year: int, listed: Iterable[Effort]) -> list[str]:
    """That the record covers no more than a year before this one; nothing where it covers it."""
    last = last_documented_year(atlas)
    return [none_after(listed, last)] if last is not None and year > last else []
