"""The hand-out of a meeting: everything its one A4 page says, for the PDF and for the print of the offline show."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sikkerby_geo.domain.atlas import CITY, Atlas
from sikkerby_geo.domain.efforts.effort import Effort
from sikkerby_geo.domain.figures.flags import Flag, FlagState
from sikkerby_geo.facts.areas import Place
from sikkerby_geo.facts.indicators import SURVEY_FROM
from sikkerby_geo.facts.problems import SikkerByError
from sikkerby_geo.facts.rules import LONG_RULE, STRATEGY_RULE
from sikkerby_geo.facts.sources import Source
from sikkerby_geo.text import names, t
from sikkerby_geo.views.base import effort_words as effort_words
from sikkerby_geo.views.base import figures
from sikkerby_geo.views.base.area_years import decided, marked_years, years_by_area
from sikkerby_geo.views.base.choice import Choice
from sikkerby_geo.views.base.html import render
from sikkerby_geo.views.base.inks import GREY
from sikkerby_geo.views.base.palette import BOUND, MISSING, Look, class_index, look_of
from sikkerby_geo.views.base.pictures import greyed
from sikkerby_geo.views.base.prints import danish_date
from sikkerby_geo.views.charts.trend import trend_card
from sikkerby_geo.views.charts.trend_picture import HANDS, Format
from sikkerby_geo.views.district.gaps import gaps_of
from sikkerby_geo.views.district.profile import profile
from sikkerby_geo.views.map.legend import legend
from sikkerby_geo.views.map.printed.drawing import svg_map
from sikkerby_geo.views.map.printed.legend import only_shown
from sikkerby_geo.views.map.printed.sizes import PAPER_ZOOM
from sikkerby_geo.views.meeting.agenda import Agenda
from sikkerby_geo.views.meeting.handout_figures import Row, crime_row, newest_year, rows_note, stated, survey_row
from sikkerby_geo.views.meeting.qr import Qr, qr_of
from sikkerby_geo.views.meeting.questions import areas_of, questions_of
from sikkerby_geo.views.meeting.slide import first_lower

MOST_EFFORTS = 5
MOST_GAPS = 3
MOST_GENERATED = 3
FEWEST_GENERATED = 1
"""Questions from the figures: fewer the more the committee has of its own, but never none."""
MOST_COLUMNS = 3
"""Places side by side in the table of half a page; the city makes room for the neighbour of a committee of two."""
MAP_SIZE = (302, 242)
"""Width and height of the map in pixels at 96 to the inch: 80 × 64 mm."""
TREND = Format(
    width=548, height=120, font=12, dot=9, cap=4, shift=7, left=44, top=14, full_names=True, every_figure=True
)
"""The course over the width of the page, its words 9 pt."""


@dataclass(frozen=True)
class Drawn:
    """A picture in black and grey, what it says, and the same for those who do not see it; no SVG = only words."""

    title: str
    svg: str
    alt: str
    note: str = ""


@dataclass(frozen=True)
class Handout:
    """Everything on the page, ready to be set; ``key`` are the swatches of the map with their words."""

    kicker: str
    own_title: str
    title: str
    certainty: str
    map: Drawn
    key: tuple[tuple[str, str], ...]
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    rows_note: str
    trend: Drawn
    efforts: tuple[str, ...]
    gaps: tuple[str, ...]
    questions: tuple[str, ...]
    sources: tuple[str, ...]
    qr: Qr


def handout_of(atlas: Atlas, agenda: Agenda, *, link: str | None) -> Handout:
    """What the hand-out of a meeting says; ``link`` is the address of the same view, None where none is configured."""
    committee, choice = agenda.committee, agenda.choice
    areas = areas_of(atlas, agenda)
    beside = (*areas, *((agenda.neighbour,) if agenda.neighbour else ()))
    columns = (*beside, CITY)[:MOST_COLUMNS]
    strategy = STRATEGY_RULE.indicator_id
    other = LONG_RULE.indicator_id if choice.indicator_id == strategy else strategy
    survey = [(choice.indicator_id, choice.year), (other, newest_year(atlas, other, areas) or choice.year)]
    rows = [survey_row(atlas, indicator_id, year, columns) for indicator_id, year in survey]
    crime = crime_row(atlas, areas, columns)
    trend, trend_sources = _trend(atlas, choice, areas, beside)
    cells = [
        atlas.observation(indicator_id, place.place_id, year) for indicator_id, year in survey for place in columns
    ]
    used = [source for cell in cells for source in cell.sources] + [*crime.sources, *trend_sources]
    made = questions_of(atlas, agenda)[: max(FEWEST_GENERATED, MOST_GENERATED - len(agenda.questions))]
    used += [source for question in made for source in question.sources]
    used += [effort.source for effort in _newest_efforts(atlas, committee)[:MOST_EFFORTS]]
    return Handout(
        kicker=_kicker(agenda),
        own_title=agenda.title,
        title=_title(atlas, committee),
        certainty=_certainty(atlas, choice, committee),
        map=_map(atlas, choice, committee),
        key=_key(atlas, choice, areas),
        columns=tuple(place.name for place in columns),
        rows=(*rows, crime.row),
        rows_note=rows_note(areas),
        trend=trend,
        efforts=_efforts(atlas, choice, committee),
        gaps=_gaps(atlas, committee),
        questions=(*agenda.questions, *(question.text for question in made)),
        sources=_sources(used),
        qr=qr_of(link),
    )


def _kicker(agenda: Agenda) -> str:
    words = t("handout.kicker", committee=agenda.committee.official_name)
    return f"{words} · {danish_date(agenda.day)}" if agenda.day else words


def _title(atlas: Atlas, committee: Place) -> str:
    """In which years the limit of the long series was crossed, and on which side of the newer one things are now."""
    rule, newer = LONG_RULE, STRATEGY_RULE
    if len(committee.members) > 1:
        return " ".join([years_by_area(atlas, committee, rule), *_newest_by_area(atlas, committee)])
    flagged, clear = decided(atlas, committee, rule)
    values = {
        "name": committee.name,
        "side": t(f"rule.{rule.rule_id}.flagged"),
        "years": marked_years(flagged or clear),
        "others": marked_years(clear),
    }
    when = ("some" if clear else "always") if flagged else ("never" if clear else "undecided")
    sentences = [t(f"handout.title_{when}", **values)]
    year = newest_year(atlas, newer.indicator_id, (committee,))
    cell = atlas.observation(newer.indicator_id, committee.place_id, year) if year else None
    if cell is not None and cell.figure is not None:
        words = stated(atlas, cell).state
        state = {"state": first_lower(words)} if words else {}
        key = "profile.newest" if words else "profile.newest_open"
        sentences.append(t(key, year=year, figure=figures.short(cell), **state))
    return " ".join(sentences)


def _newest_by_area(atlas: Atlas, committee: Place) -> list[str]:
    """The newest figure of each area under the newer rule, with its side of the limit."""
    sentences = []
    for area in (atlas.places[member] for member in committee.members):
        cell = atlas.newest(STRATEGY_RULE.indicator_id, area.place_id)
        if cell is not None and cell.figure is not None:
            words = [figures.short(cell), first_lower(stated(atlas, cell).state)]
            sentences.append(
                t("handout.newest_area", name=area.name, year=cell.year, words=", ".join(filter(None, words)))
            )
    return sentences


def _certainty(atlas: Atlas, choice: Choice, committee: Place) -> str:
    said = profile(atlas, choice, committee).certainty
    if len(committee.members) == 1:
        return said
    inside = names(atlas.places[member].name for member in committee.members)
    combined = t("handout.combined", name=committee.name, names=inside)
    return f"{combined} {said}"


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


def _trend(
    atlas: Atlas, choice: Choice, areas: Sequence[Place], shown: Sequence[Place]
) -> tuple[Drawn, tuple[Source, ...]]:
    """The course of the measure with most figures here (the chosen one or the long series'), the first place black."""

    def known(indicator_id: str) -> int:
        return sum(
            atlas.observation(indicator_id, area.place_id, year).figure is not None
            for area in areas
            for year in atlas.years
        )

    indicator_id = max((choice.indicator_id, LONG_RULE.indicator_id), key=known)
    years = atlas.survey_years
    card = trend_card(atlas, indicator_id, shown, years, size=TREND)
    cells = [atlas.observation(indicator_id, place.place_id, year) for place in (*shown, CITY) for year in years]
    first = HANDS[0]
    black = card.picture().replace(first.colour, GREY.ink).replace(first.ink, GREY.ink)
    drawn = Drawn(card.title, greyed(black), card.label, card.subtitle)
    return drawn, tuple(source for cell in cells for source in cell.sources)


def _newest_efforts(atlas: Atlas, committee: Place) -> list[Effort]:
    """The efforts found named there, the newest first."""

    def age(effort: Effort) -> int:
        return -max(effort.end_year or 0, effort.start_year or 0, effort.documented_year or 0)

    return sorted(atlas.efforts_in(committee), key=age)


def _efforts(atlas: Atlas, choice: Choice, committee: Place) -> tuple[str, ...]:
    """The first few efforts in words; the rest is counted."""
    today = replace(choice, every_year=True)  # the stage as it is now, whatever year the map shows
    found = _newest_efforts(atlas, committee)
    if not found:
        return (t("profile.efforts_none"),)
    rest = len(found) - MOST_EFFORTS
    listed = (effort_words.line(effort, today) for effort in found[:MOST_EFFORTS])
    return (*listed, *([t("handout.more_efforts", count=rest)] if rest > 0 else []))


def _gaps(atlas: Atlas, committee: Place) -> tuple[str, ...]:
    """The gaps in the figures, the end of the record of efforts, and what no figure can answer."""
    gaps = gaps_of(atlas, committee)
    last = min(atlas.documented_to.values(), default=None)
    record = (t("profile.gap_record", year=last),) if last is not None else ()
    figures_only = [gap for gap in gaps if gap not in record][:MOST_GAPS]
    return (*figures_only, *record, t("handout.cause"))


def _sources(used: Sequence[Source]) -> tuple[str, ...]:
    """The sources by publisher, so that each is named once, and the map's attribution."""
    titles: dict[str, list[str]] = {}
    ordered = sorted(set(used), key=lambda source: (source.trust, source.source_id))
    relayed = [f"{figures.source_words(source)}." for source in ordered if source.relays]
    for source in ordered:
        if not source.relays:
            titles.setdefault(source.publisher, []).append(source.title)
    listed = relayed + [
        t("handout.publisher", publisher=name, titles="; ".join(found)) for name, found in titles.items()
    ]
    return (*([t("source_line.text", sources=" ".join(listed).rstrip("."))] if listed else []), t("source_line.map"))
