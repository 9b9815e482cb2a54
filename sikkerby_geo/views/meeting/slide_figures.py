"""The slides of figures: where the committee lies with its chosen figure, and the newest figure of every measure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from markupsafe import Markup

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.efforts.effort import Effort
from sikkerby_geo.domain.figures.changes import Verdict
from sikkerby_geo.domain.figures.flags import Flag, FlagState
from sikkerby_geo.domain.figures.observations import Observation
from sikkerby_geo.facts.areas import Place
from sikkerby_geo.facts.indicators import SURVEY_INDICATORS
from sikkerby_geo.facts.rules import Rule, rule_of
from sikkerby_geo.text import first_upper, names, t, tight
from sikkerby_geo.views.base import effort_words, figures
from sikkerby_geo.views.base.choice import Choice
from sikkerby_geo.views.base.palette import Look, class_index, look_of, scale_of
from sikkerby_geo.views.base.state_words import state_words
from sikkerby_geo.views.charts.sparks import interval_chart
from sikkerby_geo.views.map.printed.drawing import svg_map
from sikkerby_geo.views.map.printed.sizes import SCREEN, SLIDE
from sikkerby_geo.views.meeting.agenda import Agenda
from sikkerby_geo.views.meeting.place_words import Found, areas_note, found_in, place_certainty, place_title
from sikkerby_geo.views.meeting.questions import areas_of
from sikkerby_geo.views.meeting.slide import Fact, Line, Listing, Picture, Row, Slide, more, sources_line

MAP_WIDTH, MAP_HEIGHT = 900, 580
"""The map on a slide, in pixels of 1920 × 1080."""
NARROW_MAP = 288
"""Side of the map on a phone, where it is never drawn smaller than this."""
MOST_EFFORTS = 2
"""Efforts named beside the map of one area, one fewer where it has two; they have a slide of their own."""


def place_slide(atlas: Atlas, agenda: Agenda) -> Slide:
    """Where we are: the map zoomed to the committee, and its chosen figure.

    Raises
    ------
    SikkerByError
        The layer of areas cannot be read, so there is no map.
    """
    choice = agenda.choice
    here = [found_in(atlas, area, choice.indicator_id, choice.rule, choice.year) for area in areas_of(atlas, agenda)]
    extent = agenda.committee.place_id
    drawing = svg_map(atlas, choice, extent=extent, width=MAP_WIDTH, height=MAP_HEIGHT, size=SLIDE, key="slide")
    small = svg_map(atlas, choice, extent=extent, width=NARROW_MAP, height=NARROW_MAP, size=SCREEN, key="slide")
    on_map = [effort for effort in atlas.efforts_in(agenda.committee) if effort in effort_words.shown(atlas, choice)]
    whole = [
        effort for effort in effort_words.whole_area(atlas, choice) if effort in atlas.efforts_in(agenda.committee)
    ]
    measure = t(f"indicator.{choice.indicator_id}.name")
    read = read_words(found.cell for found in here)
    said = (place_certainty(here, choice.rule), areas_note(atlas, agenda), *read)
    sources = [source for found in here for source in found.cell.sources]
    return Slide(
        "sted",
        title=place_title(here, choice),
        certainty=" ".join(filter(None, said)),
        facts=tuple(fact_of(atlas, found, choice.rule, f"{found.area.name}, {measure.lower()}") for found in here),
        picture=Picture(Markup(drawing), Markup(small)),
        listings=_on_the_map([*whole, *on_map], choice, MOST_EFFORTS + 1 - len(here)),
        source=sources_line([*sources, *(effort.source for effort in (*whole, *on_map)[:MOST_EFFORTS])], of_map=True),
    )


def _on_the_map(shown: list[Effort], choice: Choice, most: int) -> tuple[Listing, ...]:
    if not shown:
        return ()
    lines = tuple(
        Line(
            effort_words.line(effort, choice),
            "whole_area" if effort.whole_area else effort.kind.symbol,
            effort_words.stage_then(effort, choice) or "",
        )
        for effort in shown[:most]
    )
    rest = len(shown) - len(lines)
    close = more("on_the_map", rest)
    if close and len(lines) == 1:  # one line is all the room there is
        first = f"{shown[0].name}, {effort_words.period(shown[0])}, {close}"
        return (Listing("", (replace(lines[0], text=first),)),)
    return (Listing("", lines, close),)


def fact_of(atlas: Atlas, found: Found, rule: Rule | None, name: str) -> Fact:
    """A figure in large type with its uncertainty, or its bound, or why there is none."""
    cell = found.cell
    return Fact(
        name=name,
        figure=figures.short(cell),
        detail=detail(cell),
        state=state_words(rule, found.flag) if rule and found.flag.state.flagged is not None else "",
        change=change_in_short(atlas, cell),
        missing=figures.missing(cell, atlas) if cell.figure is None else "",
        look=look_in(cell, found.flag),
    )


def detail(cell: Observation) -> str:
    """What stands beside a large figure: year, interval and answers; where it was read is told once for all."""
    if cell.figure is None:
        return ""
    values = {"interval": figures.interval(cell.figure), "answers": figures.answers(cell.figure)}
    words = t("slide.detail", year=cell.year, **values)
    return f"{words}, {t('figure.misprint')}" if cell.figure.doubted else words


def change_in_short(atlas: Atlas, cell: Observation) -> str:
    """The change to a figure from the one before, in a few words; nothing where there is no earlier figure."""
    found = atlas.latest_change(cell.indicator_id, cell.place_id, cell.year)
    if found is None or found.verdict is Verdict.NOT_TESTABLE:
        return ""
    return first_upper(t(f"change.short_{found.verdict}", year=found.before.year))


def read_words(cells: Iterable[Observation]) -> tuple[str, ...]:
    """Which figures were read in somebody's transcription, in a sentence."""
    years = sorted({cell.year for cell in cells if cell.figure is not None and cell.figure.read_in_transcript})
    return (t("chart.transcript", years=names(str(year) for year in years)),) if years else ()


def look_in(cell: Observation, flag: Flag) -> Look | None:
    index = class_index(scale_of(cell.indicator), cell.figure.value) if cell.figure is not None else None
    return look_of(index, flag.state, cell.figure is None and cell.flag_range is not None)


def figures_slide(atlas: Atlas, agenda: Agenda) -> Slide:
    """How insecure and how sure: the newest figure of each measure in each area, beside the chosen year's if older."""
    areas = areas_of(atlas, agenda)
    newest = {
        (measure.indicator_id, area.place_id): atlas.newest(measure.indicator_id, area.place_id)
        for measure in SURVEY_INDICATORS
        for area in areas
    }
    rows = tuple(
        Row(
            t(f"indicator.{measure.indicator_id}.name"),
            tuple(_newest_fact(atlas, agenda, newest[measure.indicator_id, area.place_id], area) for area in areas),
        )
        for measure in SURVEY_INDICATORS
        if any(newest[measure.indicator_id, area.place_id] for area in areas)
    )
    cells = [cell for cell in newest.values() if cell is not None]
    lead = _lead(newest, areas)
    chosen = _chosen_year(atlas, agenda, areas, cells)
    absent = [
        t("slide.no_figure", measure=t(f"indicator.{measure.indicator_id}.inline"), names=names(who))
        for measure in SURVEY_INDICATORS
        if (who := [area.name for area in areas if newest[measure.indicator_id, area.place_id] is None])
    ]
    legend = [t("panel.strip_note", name=areas[0].name)] if len(areas) == 1 and rows else []
    return Slide(
        "tryghed",
        title=_newest_title(agenda, lead),
        certainty=_newest_certainty(atlas, lead),
        areas=tuple(area.name for area in areas) if len(areas) > 1 else (),
        rows=rows,
        notes=(" ".join([*chosen, *absent, *read_words(cells), *legend]),),
        source=sources_line(
            source for cell in (*cells, *_cells_of_year(atlas, agenda, areas)) for source in cell.sources
        ),
    )


def _newest_fact(atlas: Atlas, agenda: Agenda, cell: Observation | None, area: Place) -> Fact:
    if cell is None:
        return Fact(area.name, "", "", missing=t("missing.not_found"))
    rule = rule_of(cell.indicator_id)
    fact = fact_of(atlas, found_in(atlas, area, cell.indicator_id, rule, cell.year), rule, area.name)
    if len(agenda.committee.members) > 1:
        return fact
    drawn = interval_chart(atlas, replace(agenda.choice, indicator_id=cell.indicator_id, year=cell.year), area)
    return replace(fact, picture=drawn)


def _lead(newest: dict[tuple[str, str], Observation | None], areas: Iterable[Place]) -> list[tuple[Place, Observation]]:
    """The figures the title tells: safe in the neighbourhood, else the first measure with one."""
    for indicator_id in ("safe_neighbourhood", *(measure.indicator_id for measure in SURVEY_INDICATORS)):
        found = [(area, cell) for area in areas if (cell := newest[indicator_id, area.place_id]) is not None]
        if found:
            return found
    return []


def _newest_title(agenda: Agenda, lead: list[tuple[Place, Observation]]) -> str:
    if not lead:
        return t("slide.newest_none", name=tight(agenda.committee.name))
    first = lead[0][1]
    told = [tight(t("slide.has", name=area.name, figure=figures.short(cell))) for area, cell in lead]
    return t("slide.newest", names=names(told), measure=t(f"indicator.{first.indicator_id}.inline"), year=first.year)


def _newest_certainty(atlas: Atlas, lead: list[tuple[Place, Observation]]) -> str:
    words: dict[str, list[str]] = {}
    for area, cell in lead:
        rule = rule_of(cell.indicator_id)
        flag = atlas.flag(rule, area.place_id, cell.year) if rule else Flag(FlagState.NO_FIGURE)
        if rule and flag.state.flagged is not None:
            words.setdefault(state_words(rule, flag), []).append(area.name)
    if len(words) == 1:
        return f"{next(iter(words))}."
    return " ".join(t("slide.sure_for", names=names(who), words=f"{said}.") for said, who in words.items())


def _cells_of_year(atlas: Atlas, agenda: Agenda, areas: Iterable[Place]) -> list[Observation]:
    return [atlas.observation(agenda.choice.indicator_id, area.place_id, agenda.choice.year) for area in areas]


def _chosen_year(atlas: Atlas, agenda: Agenda, areas: tuple[Place, ...], shown: list[Observation]) -> list[str]:
    """The figures of the chosen year, said plainly where the newest ones above are of another year."""
    choice = agenda.choice
    cells = _cells_of_year(atlas, agenda, areas)
    if not shown or all(cell in shown for cell in cells):
        return []
    told = [
        t("slide.chosen_area", name=area.name, figure=figures.full(cell) or t(f"missing_short.{cell.missing}"))
        for area, cell in zip(areas, cells, strict=True)
    ]
    measure = t(f"indicator.{choice.indicator_id}.inline")
    return [t("slide.chosen_year", year=choice.year, measure=measure, places="; ".join(told))]
