"""The slides of figures: where the committee lies with its chosen figure, and the newest figure beside the city."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from markupsafe import Markup

from sikkerby_geo.domain.atlas import CITY, Atlas
from sikkerby_geo.domain.figures.beside_city import Side, beside_city
from sikkerby_geo.domain.figures.flags import Flag
from sikkerby_geo.domain.figures.observations import Observation
from sikkerby_geo.facts.areas import Place
from sikkerby_geo.facts.rules import Rule, rule_of
from sikkerby_geo.text import first_upper, names, t, tight
from sikkerby_geo.views.base import figures
from sikkerby_geo.views.base.palette import Look, class_index, look_of, scale_of
from sikkerby_geo.views.base.state_words import state_words
from sikkerby_geo.views.map.printed.drawing import svg_map
from sikkerby_geo.views.map.printed.sizes import SCREEN, SLIDE
from sikkerby_geo.views.meeting.agenda import Agenda
from sikkerby_geo.views.meeting.place_words import Found, found_in, place_certainty, place_title
from sikkerby_geo.views.meeting.questions import areas_of
from sikkerby_geo.views.meeting.slide import Fact, Picture, Slide, sources_line

MAP_WIDTH, MAP_HEIGHT = 920, 640
"""The map on a slide, in pixels of 1920 × 1080."""
NARROW_MAP = 288
"""Side of the map on a phone, where it is never drawn smaller than this."""


def place_slide(atlas: Atlas, agenda: Agenda) -> Slide:
    """Where we are: the map zoomed to the committee, and its chosen figure.

    Raises
    ------
    SikkerByError
        The layer of areas cannot be read, so there is no map.
    """
    choice = replace(agenda.choice, overlays=())  # symbols of efforts would lie under the names; they have slides
    here = [found_in(atlas, area, choice.indicator_id, choice.rule, choice.year) for area in areas_of(atlas, agenda)]
    extent = agenda.committee.place_id
    drawing = svg_map(atlas, choice, extent=extent, width=MAP_WIDTH, height=MAP_HEIGHT, size=SLIDE, key="slide")
    small = svg_map(atlas, choice, extent=extent, width=NARROW_MAP, height=NARROW_MAP, size=SCREEN, key="slide")
    measure = t(f"indicator.{choice.indicator_id}.name")
    read = read_words(found.cell for found in here)
    said = (place_certainty(here, choice.rule), *read)
    sources = [source for found in here for source in found.cell.sources]
    return Slide(
        "sted",
        title=place_title(here, choice),
        certainty=" ".join(said),
        facts=tuple(
            fact_of(
                atlas,
                found,
                choice.rule,
                found.area.name if len(here) > 1 else f"{found.area.name}, {measure.lower()}",
            )
            for found in here
        ),
        picture=Picture(Markup(drawing), Markup(small)),
        source=sources_line(sources, of_map=True),
    )


def fact_of(atlas: Atlas, found: Found, rule: Rule | None, name: str) -> Fact:
    """A figure in large type with its uncertainty, or its bound, or why there is none."""
    cell = found.cell
    return Fact(
        name=name,
        figure=figures.short(cell),
        detail=detail(cell),
        state=state_words(rule, found.flag) if rule and found.flag.state.flagged is not None else "",
        missing=figures.missing(cell, atlas) if cell.figure is None else "",
        look=look_in(cell, found.flag),
    )


def detail(cell: Observation) -> str:
    """What stands beside a large figure: year, interval and answers; where it was read is told once for all."""
    if cell.figure is None:
        return ""
    values = {"interval": figures.interval(cell.figure), "answers": figures.answers(cell.figure)}
    words = t("slide.detail", year=cell.year, **values)
    return ", ".join([words, *figures.stressed(cell)])


def read_words(cells: Iterable[Observation]) -> tuple[str, ...]:
    """Which figures were read in somebody's transcription, in a sentence."""
    years = sorted({cell.year for cell in cells if cell.figure is not None and cell.figure.read_in_transcript})
    return (t("chart.transcript", years=names(str(year) for year in years)),) if years else ()


def look_in(cell: Observation, flag: Flag) -> Look | None:
    index = class_index(scale_of(cell.indicator), cell.figure.value) if cell.figure is not None else None
    return look_of(index, flag.state, cell.figure is None and cell.flag_range is not None)


def beside_slide(atlas: Atlas, agenda: Agenda) -> Slide:
    """The newest figure of the chosen measure beside the city's (and the neighbour's), and whether they differ."""
    indicator_id = agenda.choice.indicator_id
    measure = t(f"indicator.{indicator_id}.inline")
    areas = areas_of(atlas, agenda)
    year = newest_figure_year(atlas, indicator_id, areas)
    if year is None:
        title = t("slide.newest_none", name=tight(agenda.committee.name), measure=measure)
        return Slide("tryghed", title, certainty=t("slide.none_found"))
    shown = (*areas, *([agenda.neighbour] if agenda.neighbour else []), CITY)
    cells = [atlas.observation(indicator_id, place.place_id, year) for place in shown]
    told = [
        tight(t("slide.has", name=_inline(place), figure=figures.short(cell)))
        for place, cell in zip(shown, cells, strict=True)
        if cell.figure is not None
    ]
    return Slide(
        "tryghed",
        title=t("slide.newest", names=names(told), measure=measure, year=year),
        certainty=" ".join((_difference(atlas, areas, cells), *read_words(cells))),
        facts=tuple(_newest_fact(atlas, place, cell) for place, cell in zip(shown, cells, strict=True)),
        source=sources_line(source for cell in cells for source in cell.sources),
    )


def newest_figure_year(atlas: Atlas, indicator_id: str, areas: Iterable[Place]) -> int | None:
    """The newest year with a figure for one of the areas."""
    newest = (atlas.newest(indicator_id, area.place_id) for area in areas)
    return max((cell.year for cell in newest if cell is not None), default=None)


def _inline(place: Place) -> str:
    return t("chart.city") if place is CITY else place.name


def _newest_fact(atlas: Atlas, place: Place, cell: Observation) -> Fact:
    name = first_upper(_inline(place))
    if place is CITY:
        return Fact(
            name, figures.short(cell), detail(cell), missing="" if cell.figure else figures.missing(cell, atlas)
        )
    rule = rule_of(cell.indicator_id)
    return fact_of(atlas, found_in(atlas, place, cell.indicator_id, rule, cell.year), rule, name)


def _difference(atlas: Atlas, areas: Sequence[Place], cells: Sequence[Observation]) -> str:
    """Where the committee's areas clearly lie above or below the city, where not, and where nobody can tell."""
    by_words: dict[str, list[str]] = {}
    for area, cell in zip(areas, cells, strict=False):
        by_words.setdefault(t(f"slide.city_{_beside_city(atlas, area, cell)}"), []).append(tight(area.name))
    if len(areas) == 1:
        return first_upper(next(iter(by_words)))
    return " ".join(t("slide.sure_for", names=names(who), words=words) for words, who in by_words.items())


_WORDS = {Side.HIGHER: "above", Side.LEVEL: "same", Side.LOWER: "below", Side.NOT_TESTABLE: "open"}


def _beside_city(atlas: Atlas, area: Place, cell: Observation) -> str:
    """The name of the words: above, below, same (no clear difference), doubted or open."""
    if cell.figure is not None and cell.figure.doubted:
        return "doubted"
    return _WORDS[beside_city(atlas, cell.indicator_id, area.level, cell.year)[area.place_id].side]
