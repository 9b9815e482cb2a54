"""What has changed since the report before: figures added, changed and gone, efforts, and the own revisions."""

from __future__ import annotations

from collections.abc import Iterable

from sikkerby_geo.domain.atlas import CITY, Atlas
from sikkerby_geo.domain.goals.programmes import goals_of
from sikkerby_geo.domain.yearly_report.held_figures import GOAL, Moved, WhatMoved, held_now, moved_between
from sikkerby_geo.facts.areas import Level
from sikkerby_geo.facts.clock import danish_date
from sikkerby_geo.facts.indicators import INDICATOR
from sikkerby_geo.facts.rules import Range
from sikkerby_geo.facts.yearly_report import HeldFigures, Kept, Period
from sikkerby_geo.text import t
from sikkerby_geo.views.base import figures
from sikkerby_geo.views.base.prints import danish_date as in_words
from sikkerby_geo.views.base.sheet import Column, Entry, Prose, Sheet
from sikkerby_geo.views.goals.goal_words import value_words as goal_value
from sikkerby_geo.views.own_data.log import cells
from sikkerby_geo.views.yearly_report.crime import crime_year
from sikkerby_geo.views.yearly_report.parts import Block, Section, missing_block, period_words

MOST_MOVED = 40
"""Rows of a list of changes; what is more is counted."""
MOST_REVISIONS = 20
LOG_COLUMNS = ("number", "at", "kind", "records", "who", "why", "source")


def moved_section(atlas: Atlas, kept: Kept, period: Period, *, names: bool) -> Section:
    """The difference to the figures that the report before held; where none are held, that, and what is of the year."""
    blocks: list[Block] = []
    absent: list[str] = []
    says: list[str] = []
    if kept.trouble is not None:
        absent.append(t(kept.trouble.key, **kept.trouble.params))
    if kept.before is None:
        absent.append(t("yearly.moved.not_held", before=period_words(period.before)))
        blocks.append(Prose(points=_of_the_year(atlas, period)))
        title = t("yearly.moved.lead_not_held", before=period_words(period.before))
    else:
        now = held_now(atlas, period)
        figure = moved_between(kept.before.figures, now.figures)
        effort = moved_between(kept.before.efforts, now.efforts)
        title = _counted("yearly.moved.lead", figure, before=period_words(period.before))
        says.append(title)
        blocks.append(Prose((_held_words(kept.before), _counted("yearly.moved.efforts", effort))))
        blocks += _lists(atlas, figure, effort)
    blocks.append(_revisions(kept, names=names) if kept.revisions else Prose((t("yearly.moved.no_revisions"),)))
    if len(kept.revisions) > MOST_REVISIONS:
        blocks.append(Prose((t("yearly.moved.more_revisions", count=len(kept.revisions) - MOST_REVISIONS),)))
    return Section("aendret", title, (*blocks, *missing_block(absent)), tuple(absent), says=tuple(says))


def _counted(key: str, moved: WhatMoved, **values: object) -> str:
    return t(key, added=len(moved.added), changed=len(moved.changed), gone=len(moved.gone), **values)


def _held_words(before: HeldFigures) -> str:
    day = in_words(danish_date(before.at)) if before.at is not None else t("yearly.moved.some_day")
    return t("yearly.moved.held", day=day, version=before.version[:8], revision=before.revision)


def _of_the_year(atlas: Atlas, period: Period) -> tuple[str, ...]:
    """How many figures are of the year itself: those cannot have stood in the report before."""
    there = {CITY.place_id, *(place.place_id for place in atlas.places.at(Level.SURVEY_AREA))}
    known = [
        (key[2], cell.indicator.surveyed) for key, cell in atlas.observations.items() if cell.figure and key[1] in there
    ]
    said = [t("yearly.moved.survey_of", count=known.count((period.year, True)), year=period.year)]
    of_crime = crime_year(atlas, period.year)
    if of_crime is not None:
        said.append(t("yearly.moved.others_of", count=known.count((of_crime, False)), year=of_crime))
    return tuple(said)


def _lists(atlas: Atlas, figure: WhatMoved, effort: WhatMoved) -> list[Block]:
    blocks: list[Block] = []
    goals = {goal.goal_id: (goal.indicator, goal.unit) for goal in goals_of(atlas)}
    for sheet_id, moved in (("tal", figure), ("indsatser", effort)):
        if not moved.all:
            continue
        shown = moved.all[:MOST_MOVED]
        told = _figure_rows(atlas, shown, goals) if moved is figure else _effort_rows(shown)
        columns = tuple(Column(key, t(f"yearly.moved.column.{key}")) for key in ("what", "before", "after"))
        caption = t(f"yearly.moved.caption_{'figures' if moved is figure else 'efforts'}")
        blocks.append(Sheet(f"aarsrapport-aendret-{sheet_id}", caption, columns, told))
        if len(moved.all) > len(shown):
            blocks.append(Prose((t("yearly.moved.more", count=len(moved.all) - len(shown)),)))
    return blocks


def _figure_rows(
    atlas: Atlas, moved: Iterable[Moved], goals: dict[str, tuple[str, str]]
) -> tuple[dict[str, Entry], ...]:
    return tuple(
        {
            "what": Entry(_figure_name(atlas, one.name, goals)),
            "before": Entry(_figure_value(one.name, one.before)),
            "after": Entry(_figure_value(one.name, one.after)),
        }
        for one in moved
    )


def _figure_name(atlas: Atlas, name: str, goals: dict[str, tuple[str, str]]) -> str:
    """Trygge i nabolaget, Valby, 2025; what is no longer known stands by its own name."""
    what, place_id, year, *_ = (*name.split("/"), "", "")
    if what == GOAL:
        return ", ".join((goals.get(place_id, (place_id, ""))[0], year))
    measure = t(f"indicator.{what}.name") if what in INDICATOR else what
    place = atlas.places.get(place_id) or (CITY if place_id == CITY.place_id else None)
    return ", ".join((measure, place.name if place else place_id, year))


def _figure_value(name: str, said: str | None) -> str:
    """A held value as the pages write values; one that cannot be read stands as it was held."""
    if said is None:
        return t("yearly.moved.not_there")
    value, _, unit = said.rpartition(" ")
    if value == "missing":
        return t(f"missing_short.{unit}")
    try:
        if name.startswith(f"{GOAL}/"):
            return said if value == "None" else goal_value(unit, float(value))
        if ".." in value:
            low, high = (float(part) for part in value.split(".."))
            return figures.range_words(Range(low, high), unit)
        decimals = len(value.partition(".")[2])
        return figures.value_words(float(value), unit, decimals)
    except (KeyError, ValueError):
        return said


def _effort_rows(moved: Iterable[Moved]) -> tuple[dict[str, Entry], ...]:
    """An effort by its name; of one that has changed what it said before and says now, in its own words."""
    return tuple(
        {
            "what": Entry((one.after or one.before or one.name).split("|")[0]),
            "before": Entry(_effort_words(one.before)),
            "after": Entry(_effort_words(one.after)),
        }
        for one in moved
    )


def _effort_words(said: str | None) -> str:
    if said is None:
        return t("yearly.moved.not_there")
    name, *rest = said.rsplit("|", 4)
    if len(rest) != 4:
        return said
    stage, start, end, amount = rest
    years = "–".join(dict.fromkeys(filter(None, (start, end)))) or t("effort.year_unknown")
    told = [name, t(f"effort.stage_{stage}"), years]
    return ", ".join([*told, t("yearly.moved.dkk", amount=amount)] if amount else told)


def _revisions(kept: Kept, *, names: bool) -> Sheet:
    columns = tuple(Column(key, t(f"cli.log.{key}")) for key in LOG_COLUMNS if names or key != "who")
    told = [cells(one) for one in kept.revisions[:MOST_REVISIONS]]
    rows = tuple({column.key: Entry(one[column.key]) for column in columns} for one in told)
    caption = t("yearly.moved.revisions", count=len(kept.revisions))
    return Sheet("aarsrapport-revisioner", caption, columns, rows)
