"""The hand-out of a meeting: its slides' story on one A4 page, for the PDF and for the print of the offline show."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sikkerby_geo.domain.atlas import CITY, Atlas
from sikkerby_geo.domain.efforts.effort import Effort
from sikkerby_geo.domain.efforts.status_group import SHOWN_GROUPS, StatusGroup
from sikkerby_geo.domain.figures.flags import Flag, FlagState
from sikkerby_geo.facts.areas import Level, Place
from sikkerby_geo.facts.indicators import SURVEY_FROM
from sikkerby_geo.facts.problems import SikkerByError
from sikkerby_geo.facts.sources import Source
from sikkerby_geo.text import names, t
from sikkerby_geo.views.base import figures
from sikkerby_geo.views.base.area_years import areas_line, years_by_area
from sikkerby_geo.views.base.choice import Choice
from sikkerby_geo.views.base.clear_words import clear_in_short
from sikkerby_geo.views.base.effort_words import kept_note, none_after
from sikkerby_geo.views.base.html import render
from sikkerby_geo.views.base.inks import GREY
from sikkerby_geo.views.base.palette import BOUND, MISSING, Look, class_index, look_of
from sikkerby_geo.views.base.pictures import greyed
from sikkerby_geo.views.base.prints import danish_date
from sikkerby_geo.views.charts.courses import course_of, known_from
from sikkerby_geo.views.charts.trend import trend_card
from sikkerby_geo.views.charts.trend_picture import HANDS, Format
from sikkerby_geo.views.district.gaps import gaps_of
from sikkerby_geo.views.map.legend import legend
from sikkerby_geo.views.map.printed.drawing import svg_map
from sikkerby_geo.views.map.printed.legend import only_shown
from sikkerby_geo.views.map.printed.sizes import PAPER_ZOOM
from sikkerby_geo.views.meeting.agenda import Agenda
from sikkerby_geo.views.meeting.handout_figures import Row, crime_row, rows_note, stated, survey_row
from sikkerby_geo.views.meeting.qr import Qr, qr_of
from sikkerby_geo.views.meeting.questions import areas_of, questions_of
from sikkerby_geo.views.meeting.slide import Slide
from sikkerby_geo.views.meeting.slide_efforts import (
    effort_line,
    efforts_of,
    group_name,
    no_efforts,
    record_year,
    unreadable,
)
from sikkerby_geo.views.meeting.slide_figures import newest_figure_year
from sikkerby_geo.views.meeting.slide_words import meeting_title
from sikkerby_geo.views.meeting.slides import slides_of

MOST_NAMED = 3
"""Efforts named of a group, the newest; their number is told, and the slides have them all."""
MOST_GAPS = 3
MOST_ASKED = 6
"""Questions in all; of those from the figures there is at least one where they are chosen."""
MOST_COLUMNS = 3
"""Places side by side in the table of half a page; the city makes room for the neighbour of a committee of two."""
LEADS = ("sted", "tryghed", "tid", "anmeldt", "indsatser")
"""Slides whose sentence may be the page's: the first that is shown."""
MAP_SIZE = (302, 242)
"""Width and height of the map in pixels at 96 to the inch: 80 × 64 mm."""
TREND = Format(
    width=548, height=120, font=12, dot=9, cap=4, shift=7, left=44, top=14, full_names=True, every_figure=True
)
"""The course over the width of the page, its words 9 pt."""
TREND_NAMED = replace(TREND, width=424, right=136)
"""The same for several places, whose names stand right of the last year."""


@dataclass(frozen=True)
class Drawn:
    """A picture in black and grey, what it says, and the same for those who do not see it; no SVG = only words."""

    title: str
    svg: str
    alt: str
    note: str = ""


NOTHING = Drawn("", "", "")


@dataclass(frozen=True)
class Handout:
    """Everything on the page, ready to be set; what its slides do not show is empty.

    ``key`` are the swatches of the map with their words.
    """

    kicker: str
    own_title: str
    title: str
    certainty: str
    map: Drawn
    key: tuple[tuple[str, str], ...]
    rows_title: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    rows_note: str
    trend: Drawn
    efforts_title: str
    efforts: tuple[str, ...]
    gaps: tuple[str, ...]
    questions: tuple[str, ...]
    sources: tuple[str, ...]
    qr: Qr


def handout_of(atlas: Atlas, agenda: Agenda, *, link: str | None, slides: tuple[Slide, ...] | None = None) -> Handout:
    """What the hand-out of a meeting says: what its slides say, in their words, of the same measure and topics.

    ``link`` is the address of the same view, None where none is configured; ``slides`` are those of the agenda where
    they are made already.
    """
    committee, choice = agenda.committee, agenda.choice
    made_slides = slides or slides_of(atlas, agenda)
    shown = {slide.slide_id: slide for slide in reversed(made_slides) if not slide.trouble}
    lead = next((shown[slide_id] for slide_id in agenda.slides if slide_id in LEADS and slide_id in shown), None)
    areas = areas_of(atlas, agenda)
    beside = (*areas, *((agenda.neighbour,) if agenda.neighbour else ()))
    columns = (*beside, CITY)[:MOST_COLUMNS]
    years = _years(atlas, agenda, areas)
    rows = [survey_row(atlas, choice.indicator_id, year, columns) for year in years]
    used = [
        source
        for place in columns
        for year in years
        for source in atlas.observation(choice.indicator_id, place.place_id, year).sources
    ]
    if "anmeldt" in agenda.slides:
        crime = crime_row(atlas, areas, columns)
        rows.append(crime.row)
        used += crime.sources
    trend, trend_sources = _trend(atlas, choice, beside, shown["tid"]) if "tid" in shown else (NOTHING, ())
    efforts, told = _efforts(atlas, agenda)
    made = questions_of(atlas, agenda) if "talspoergsmaal" in agenda.slides else ()
    own = agenda.questions if "spoergsmaal" in agenda.slides else ()
    made = made[: max(1, MOST_ASKED - len(own))]
    used += [*trend_sources, *(effort.source for effort in told)]
    used += [source for question in made for source in question.sources]
    with_map = "sted" in agenda.slides
    beside_city, reports = shown.get("tryghed"), shown.get("anmeldt")
    reported = f"{reports.title}." if reports and reports is not lead else ""
    how_read = rows_note(areas, survey=bool(years), crime="anmeldt" in agenda.slides)
    certain = [_certainty(atlas, choice, committee, lead) if lead else ""]
    certain += [clear_in_short(atlas)] if (years or with_map) and clear_in_short(atlas) not in certain[0] else []
    drawn = _map(atlas, choice, committee) if with_map else NOTHING
    if "sted" in shown and shown["sted"] is not lead:
        drawn = replace(drawn, title=shown["sted"].title)
    if "tid" in shown and shown["tid"] is lead:
        trend = replace(trend, title=t("moede.slide.tid"))
    return Handout(
        kicker=_kicker(agenda),
        own_title=agenda.title if lead else "",
        title=f"{lead.title}." if lead else meeting_title(agenda),
        certainty=" ".join(filter(None, certain)),
        map=drawn,
        key=_key(atlas, choice, areas) if with_map else (),
        rows_title=beside_city.title if beside_city and beside_city is not lead else t("handout.figures"),
        columns=tuple(place.name for place in columns),
        rows=tuple(rows),
        rows_note=f"{reported} {how_read}".strip(),
        trend=trend,
        efforts_title=t("handout.efforts_kept" if kept_note(told) else "handout.efforts", year=record_year(atlas)),
        efforts=efforts,
        gaps=_gaps(atlas, committee) if "ukendt" in agenda.slides else (),
        questions=(*own, *(question.text for question in made)),
        sources=_sources(used, of_map=with_map),
        qr=qr_of(link),
    )


def _years(atlas: Atlas, agenda: Agenda, areas: Sequence[Place]) -> tuple[int, ...]:
    """The years whose figures the slides show large: the chosen one on the map, the newest beside the city."""
    newest = newest_figure_year(atlas, agenda.choice.indicator_id, areas)
    on_map = [agenda.choice.year] if "sted" in agenda.slides else []
    beside = [newest] if "tryghed" in agenda.slides and newest is not None else []
    return tuple(dict.fromkeys([*on_map, *beside]))


def _kicker(agenda: Agenda) -> str:
    words = t("handout.kicker", committee=agenda.committee.official_name)
    return f"{words} · {danish_date(agenda.day)}" if agenda.day else words


def _certainty(atlas: Atlas, choice: Choice, committee: Place, lead: Slide) -> str:
    """How sure the leading sentence is; for the map, what a committee of several consists of, and their years."""
    if len(committee.members) == 1 or lead.slide_id != "sted":
        return lead.certainty
    inside = t(
        "handout.inside", name=committee.name, names=names(atlas.places[member].name for member in committee.members)
    )
    if choice.rule is None:
        return f"{lead.certainty} {inside}"
    goal = areas_line(atlas, choice.rule, Level.LOKALUDVALG, choice.year)
    return " ".join(filter(None, (lead.certainty, goal, inside, years_by_area(atlas, committee, choice.rule))))


def _map(atlas: Atlas, choice: Choice, committee: Place) -> Drawn:
    """The map zoomed to the committee, without efforts: they are listed below, and eight centimetres are few."""
    plain = replace(choice, overlays=())
    title = t("legend.value", measure=t(f"indicator.{choice.indicator_id}.name"), year=choice.year)
    areas = (atlas.places[member] for member in committee.members)
    says = [
        (area.name, stated(atlas, atlas.observation(choice.indicator_id, area.place_id, choice.year))) for area in areas
    ]
    words = "; ".join(", ".join(filter(None, (name, said.figure or said.words, said.state))) for name, said in says)
    alt = t("handout.map_alt", name=committee.name, title=title, says=words)
    width, height = MAP_SIZE
    try:
        svg = svg_map(
            atlas, plain, extent=committee.place_id, width=width, height=height, size=PAPER_ZOOM, grey=True, key="paper"
        )
    except SikkerByError as trouble:
        return Drawn(title, "", "", t(trouble.key, **trouble.params))
    return Drawn(title, svg, alt)


def _key(atlas: Atlas, choice: Choice, areas: Sequence[Place]) -> tuple[tuple[str, str], ...]:
    """The swatches that occur on the map, each once, with the class of the value and the side of the limit."""
    whole = legend(atlas, choice)
    swatches: dict[str, str] = {}
    for look in dict.fromkeys(_look(atlas, choice, area) for area in areas):
        shown = only_shown(whole, [look], ())
        values = () if look.fill == BOUND and shown.states else shown.values
        fill = look.fill if look.fill in (BOUND, MISSING) else GREY.fill(look.fill)
        svg = greyed(render("swatch.svg", look=replace(look, fill=fill)))
        words = " · ".join(dict.fromkeys(entry.label for entry in (*values, *shown.states)))
        swatches.setdefault(svg, words)
    return tuple(swatches.items())


def _look(atlas: Atlas, choice: Choice, place: Place) -> Look:
    cell = atlas.observation(choice.indicator_id, place.place_id, choice.year)
    flag = Flag(FlagState.NO_FIGURE)
    if choice.rule and choice.year >= SURVEY_FROM:
        flag = atlas.flag(choice.rule, place.place_id, choice.year)
    index = class_index(choice.scale, cell.figure.value) if cell.figure is not None else None
    return look_of(index, flag.state, cell.figure is None and cell.flag_range is not None)


def _trend(atlas: Atlas, choice: Choice, shown: Sequence[Place], slide: Slide) -> tuple[Drawn, tuple[Source, ...]]:
    """The course of the slide, of the same measure over the same years, the first place black."""
    courses = [course_of(atlas, choice.indicator_id, place, atlas.years) for place in (*shown, CITY)]
    card = trend_card(
        atlas, choice.indicator_id, shown, known_from(courses), size=TREND_NAMED if len(shown) > 1 else TREND
    )
    first = HANDS[0]
    black = card.picture().replace(first.colour, GREY.ink).replace(first.ink, GREY.ink)
    cautions = [
        note for course in courses for note in figures.cautions((course.place.name, c) for c in course.cells.values())
    ]
    certainty = "" if slide.certainty in card.subtitle else slide.certainty
    note = " ".join(filter(None, (certainty, card.subtitle, *dict.fromkeys(cautions))))
    drawn = Drawn(slide.title, greyed(black), card.label, note)
    return drawn, tuple(source for course in courses for cell in course.cells.values() for source in cell.sources)


def _efforts(atlas: Atlas, agenda: Agenda) -> tuple[tuple[str, ...], list[Effort]]:
    """A line for each group the slides show, with its newest efforts, and the efforts named; or that none was found."""
    shown = [*(SHOWN_GROUPS if "indsatser" in agenda.slides else ())]
    shown += [StatusGroup.PROPOSED] if "foreslaaet" in agenda.slides else []
    groups = efforts_of(atlas, agenda, shown)
    if not groups:
        none = unreadable(atlas) or (f"{no_efforts(atlas, agenda)}.",)
        return (none if "indsatser" in agenda.slides else ()), []
    lines: list[str] = []
    told: list[Effort] = []
    for group, efforts in groups.items():
        named = efforts[:MOST_NAMED]
        key = "handout.group" if len(named) == len(efforts) else "handout.group_newest"
        listed = "; ".join(effort_line(effort, group) for effort in named)
        lines.append(t(key, group=group_name(group), count=len(efforts), listed=listed))
        told += named
    return tuple(lines), told


def _gaps(atlas: Atlas, committee: Place) -> tuple[str, ...]:
    """The gaps in the figures, the end of the record of efforts, and what no figure can answer."""
    gaps = gaps_of(atlas, committee)
    last = min(atlas.documented_to.values(), default=None)
    record = (none_after(atlas.efforts_in(committee), last),) if last is not None else ()
    figures_only = [gap for gap in gaps if gap not in record][:MOST_GAPS]
    return (*figures_only, *record, t("handout.cause"))


def _sources(used: Sequence[Source], *, of_map: bool) -> tuple[str, ...]:
    """The sources by publisher, so that each is named once, and whose the map is where there is one."""
    titles: dict[str, list[str]] = {}
    ordered = sorted(set(used), key=lambda source: (source.trust, source.source_id))
    relayed = [f"{figures.source_words(source)}." for source in ordered if source.relays]
    for source in ordered:
        if not source.relays:
            titles.setdefault(source.publisher, []).append(source.title)
    listed = relayed + [
        t("handout.publisher", publisher=name, titles="; ".join(found)) for name, found in titles.items()
    ]
    told = [t("source_line.text", sources=" ".join(listed).rstrip("."))] if listed else []
    return (*told, *([t("source_line.map")] if of_map else []))
