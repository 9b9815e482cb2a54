"""The slides of words: what is being done, what nobody knows, and the questions of the meeting."""

from __future__ import annotations

from dataclasses import replace

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.efforts.coverage import last_documented_year
from sikkerby_geo.domain.efforts.effort import Effort, Stage
from sikkerby_geo.domain.figures.observations import MissingReason, Observation
from sikkerby_geo.facts.efforts import EFFORT_TABLES
from sikkerby_geo.facts.indicators import SURVEY_INDICATORS
from sikkerby_geo.text import names, small, t, tight
from sikkerby_geo.views.base import effort_words
from sikkerby_geo.views.district.gaps import gaps_of
from sikkerby_geo.views.meeting.agenda import Agenda
from sikkerby_geo.views.meeting.questions import areas_of, questions_of
from sikkerby_geo.views.meeting.slide import KnownYears, Line, Listing, Slide, fitted, more, sources_line

LEFT_WIDTH, RIGHT_WIDTH, WHOLE_WIDTH, QUESTION_WIDTH = 1010, 620, 1780, 1330
"""Widths of the lists on a slide, in pixels of 1920 × 1080."""
BODY, LARGE = 28.0, 32.0
DATED_LINES, UNDATED_LINES, QUESTION_LINES = 12, 6, 12
LEFT_OUT = (Stage.WISH, Stage.DROPPED)


def efforts_slide(atlas: Atlas, agenda: Agenda) -> Slide:
    """What is being done: efforts with period or stage, those of unknown year apart, and where the record ends."""
    place = agenda.committee
    found = [effort for effort in atlas.efforts_in(place) if effort.stage not in LEFT_OUT]
    dated = sorted(filter(_years, found), key=lambda effort: (-max(_years(effort)), effort.effort_id))
    undated = [effort for effort in found if not _years(effort)]
    wishes = len(atlas.efforts_in(place)) - len(found)
    kept, rest = fitted([_line(effort, agenda) for effort in dated], LEFT_WIDTH - 60, BODY, DATED_LINES)
    listings = [Listing(t("slide.dated"), kept, more("others", rest))] if kept else []
    if undated:
        lines, left = fitted([_line(effort, agenda) for effort in undated], RIGHT_WIDTH - 60, BODY, UNDATED_LINES)
        listings.append(Listing(t("slide.undated"), lines, more("others", left)))
    last = last_documented_year(atlas)
    unknown = [t("profile.gap_record", year=last)] if last is not None else []
    if wishes:
        unknown.append(t("slide.wishes", count=wishes))
    unread = [table for table in EFFORT_TABLES if not atlas.readable(table)]
    unknown += [t("timeline.unreadable", file=atlas.origin(table)) for table in unread]
    listings.append(Listing(t("slide.unknown"), tuple(Line(words) for words in unknown)))
    return Slide(
        "indsatser",
        title=_efforts_title(place.name, dated, len(found), last, wishes),
        certainty=t("effort.record_note"),
        listings=tuple(listings),
        source=sources_line(effort.source for effort in atlas.efforts_in(place)),
    )


def _years(effort: Effort) -> list[int]:
    return [year for year in (effort.start_year, effort.end_year, effort.documented_year) if year is not None]


def _line(effort: Effort, agenda: Agenda) -> Line:
    always = replace(agenda.choice, every_year=True)
    symbol = "whole_area" if effort.whole_area else effort.kind.symbol
    return Line(effort_words.line(effort, always), symbol, effort.told_stage or "")


def _efforts_title(name: str, dated: list[Effort], count: int, last: int | None, wishes: int) -> str:
    if not count:
        return t("slide.efforts_wishes" if wishes else "slide.efforts_none", name=tight(name))
    if not dated:
        if count == 1:
            return t("slide.efforts_undated_one", name=tight(name))
        return t("slide.efforts_undated", name=tight(name), count=count)
    years = [year for effort in dated for year in _years(effort)]
    values = {"name": tight(name), "first": min(years)}
    if count == 1:
        return t("slide.efforts_one", last=last, **values) if last else t("slide.efforts_one_open", **values)
    values["count"] = count
    return t("slide.efforts", last=last, **values) if last else t("slide.efforts_open", **values)


def unknown_slide(atlas: Atlas, agenda: Agenda) -> Slide:
    """What nobody knows: each measure and year as known or not, and the gaps in words."""
    areas = areas_of(atlas, agenda)
    years = atlas.survey_years
    cells = {
        (area.place_id, measure.indicator_id): [
            atlas.observation(measure.indicator_id, area.place_id, year) for year in years
        ]
        for area in areas
        for measure in SURVEY_INDICATORS
    }
    rows = tuple(
        (_row_name(measure.indicator_id, area.short_name, len(areas)), tuple(map(_known_word, row)))
        for measure in SURVEY_INDICATORS
        for area in areas
        for row in (cells[area.place_id, measure.indicator_id],)
    )
    every = [cell for row in cells.values() for cell in row]
    figures = sum(cell.figure is not None for cell in every)
    told: list[Listing] = []
    others: dict[str, None] = {}
    for area in areas:
        gaps = gaps_of(atlas, area)
        of_figures = [
            gap
            for gap in gaps
            if gap.startswith(tuple(t(f"indicator.{m.indicator_id}.name") for m in SURVEY_INDICATORS))
        ]
        heading = area.name if len(areas) > 1 else ""
        told.append(Listing(heading, tuple(Line(gap) for gap in of_figures), narrow_only=True))
        others |= dict.fromkeys(gap for gap in gaps if gap not in of_figures)
    room = 12 - len(rows)
    kept, rest = fitted([Line(gap) for gap in others], WHOLE_WIDTH - 60, BODY, room)
    told.append(Listing("", kept, more("other_gaps", rest)))
    name = names(tight(area.name) for area in areas)
    return Slide(
        "ukendt",
        title=t("slide.known", name=name, known=figures, total=len(every), first=years[0], last=years[-1]),
        certainty=t("slide.known_second"),
        known=KnownYears(years, rows, t("slide.known_key")),
        listings=tuple(told),
        source=sources_line(source for cell in every for source in cell.sources),
    )


def _row_name(indicator_id: str, area: str, count: int) -> str:
    measure = t(f"indicator.{indicator_id}.name")
    return t("slide.known_row", measure=measure, area=area) if count > 1 else measure


def _known_word(cell: Observation) -> str:
    """``figure``, ``bound``, ``unasked`` or ``unknown``: the names of the words and looks of a cell."""
    if cell.figure is not None:
        return "figure"
    if cell.flag_range is not None:
        return "bound"
    return "unasked" if cell.missing is MissingReason.NOT_ASKED else "unknown"


def questions_slide(atlas: Atlas, agenda: Agenda) -> Slide:
    """The questions: the meeting's own first, then those its gaps and changes raise."""
    made = questions_of(atlas, agenda)
    lines = [*(Line(words, own=True) for words in agenda.questions), *(Line(question.text) for question in made)]
    kept, rest = fitted(lines, QUESTION_WIDTH - 60, LARGE, QUESTION_LINES)
    return Slide(
        "spoergsmaal",
        title=_questions_title(len(agenda.questions), len(made)),
        certainty=t("slide.questions_own" if agenda.questions else "slide.questions_made") if made else "",
        listings=(Listing("", kept, more("others", rest)),) if kept else (),
        source=sources_line(source for question in made for source in question.sources),
    )


def _questions_title(own: int, made: int) -> str:
    if own and made:
        return t("slide.questions_both", own=own, made=small(made))
    if own or made:
        return t("slide.questions", count=own + made)
    return t("slide.questions_none")
