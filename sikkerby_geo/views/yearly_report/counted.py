"""The counted tables of a report's quarter as the page Anmeldelser tells them, and those that are not delivered."""

from __future__ import annotations

from dataclasses import dataclass

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.reports.counted import CountedTables
from sikkerby_geo.facts.areas import Level
from sikkerby_geo.facts.counted import COUNTED
from sikkerby_geo.facts.sources import Source
from sikkerby_geo.facts.yearly_report import Period
from sikkerby_geo.text import names, t
from sikkerby_geo.views.base.counted_words import series_name
from sikkerby_geo.views.base.sheet import Prose
from sikkerby_geo.views.reports.counted_tables import CountedAnswer, counted_sheet, notes, sentences, source_lines
from sikkerby_geo.views.yearly_report.parts import Block, period_words


@dataclass(frozen=True)
class CountedPart:
    """What the counted tables add to a section; ``when`` is their quarter in words, empty where there are none."""

    when: str
    blocks: tuple[Block, ...]
    absent: tuple[str, ...]
    sources: tuple[Source, ...]


def counted_part(atlas: Atlas, period: Period) -> CountedPart:
    """Every table of the quarter, or of the newest one of the year that any table has; the others are missing."""
    tables = CountedTables(atlas)
    quarter = next((one for one in tables.quarters if _within(one, period)), None)
    answers = [CountedAnswer(atlas, tables, one, quarter, Level.SURVEY_AREA) for one in COUNTED if quarter]
    there = [answer for answer in answers if answer.rows]
    blocks: list[Block] = []
    for answer in there:
        blocks.append(Prose(sentences(answer), heading=answer.caption))
        blocks.append(counted_sheet(answer))
        blocks.append(Prose((*notes(answer), *source_lines(answer))))
    lacking = [series_name(one.series_id) for one in COUNTED if one not in {answer.series for answer in there}]
    said = period_words(period) if quarter is None else period_words(Period(int(quarter[:4]), int(quarter[-1])))
    return CountedPart(
        said if there else "",
        tuple(blocks),
        (t("yearly.crime.counted_none", tables=names(lacking), period=said),) if lacking else (),
        tuple(
            atlas.sources[one.source_id]
            for answer in there
            for row in answer.rows
            for one in (row.now, row.before)
            if one is not None
        ),
    )


def _within(quarter: str, period: Period) -> bool:
    return quarter == period.period_id if period.quarter is not None else quarter.startswith(f"{period.year}-")
