"""The slides of courses: the committee over time against the city and a neighbour, and its reported crime."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sikkerby_geo.domain.atlas import CITY, Atlas
from sikkerby_geo.domain.figures.changes import Change
from sikkerby_geo.domain.figures.observations import Caveat, Observation
from sikkerby_geo.facts.areas import Level, Place
from sikkerby_geo.facts.indicators import CRIME_RATES, INDICATOR, MAIN_SERIES, VISITED
from sikkerby_geo.text import first_upper, number, small, t, tight
from sikkerby_geo.views.base import figures
from sikkerby_geo.views.base.change_words import told_words
from sikkerby_geo.views.base.crime_words import middle_words
from sikkerby_geo.views.charts.courses import Course, course_of, gaps, known_from
from sikkerby_geo.views.charts.crime_strip import FEWEST, SLIDE_WIDTH, closest, crime_strip_card
from sikkerby_geo.views.charts.sentences import changes_of, course_title, courses_title, rest_words, years_of
from sikkerby_geo.views.charts.trend import trend_card
from sikkerby_geo.views.charts.trend_picture import SLIDE, SLIDE_ACROSS, SLIDE_ALONE
from sikkerby_geo.views.district.profile import newest_crime_year
from sikkerby_geo.views.meeting.agenda import Agenda
from sikkerby_geo.views.meeting.questions import areas_of, clear_changes
from sikkerby_geo.views.meeting.slide import Picture, Slide, first_lower, sources_line
from sikkerby_geo.views.meeting.slide_figures import read_words

NAME_YEARS = 3
"""Years at the end of an axis in which a name beside the last figure would run off."""


def course_slide(atlas: Atlas, agenda: Agenda) -> Slide:
    """Over time: the committee's areas and the neighbour of choice on one scale, the city behind them."""
    indicator_id = agenda.choice.indicator_id
    areas = areas_of(atlas, agenda)
    neighbour = [agenda.neighbour] if agenda.neighbour else []
    shown = [course_of(atlas, indicator_id, place, atlas.years) for place in (*areas, *neighbour, CITY)]
    years = known_from(shown)
    figured = [year for year in years for area in areas if atlas.observation(indicator_id, area.place_id, year).figure]
    beside = SLIDE if len(shown) > 2 else SLIDE_ALONE
    size = beside if max(figured, default=0) > years[-1] - NAME_YEARS else SLIDE_ACROSS
    card = trend_card(atlas, indicator_id, [*areas, *neighbour], years, size=size)
    answers = t("chart.whiskers_each", answers=card.answers) if card.answers else ""
    lead = t("slide.course_measure", measure=t(f"indicator.{indicator_id}.name"))
    arrows = t("chart.arrows") if any(course.bounds() for course in shown[:-1]) else ""
    read = read_words(cell for course in shown for cell in course.cells.values())
    cautions = figures.cautions((place.name, cell) for place in areas for cell in _cells(shown, place))
    holes = t("slide.no_line") if gaps(shown, years) else ""
    return Slide(
        "tid",
        title=_course_title(atlas, agenda, areas),
        certainty=_course_second(atlas, indicator_id, areas, agenda.neighbour),
        picture=Picture(card.picture(), card.picture(narrow=True)),
        notes=(" ".join(filter(None, (lead, answers, arrows, *read, *cautions, holes))),),
        source=sources_line(source for course in shown for cell in course.cells.values() for source in cell.sources),
    )


def _cells(courses: Sequence[Course], place: Place) -> Iterable[Observation]:
    return next(course.cells.values() for course in courses if course.place == place)


def _course_title(atlas: Atlas, agenda: Agenda, areas: tuple[Place, ...]) -> str:
    """The newest clear change of the committee, in figures; else that there is none, or that nobody can tell."""
    indicator_id = agenda.choice.indicator_id
    for area, change in clear_changes(atlas, areas, [indicator_id])[:1]:
        return t(
            "slide.course_clear",
            name=tight(area.name),
            moved=told_words(indicator_id, change.verdict),
            before=figures.short(change.before),
            after=figures.short(change.after),
            year_before=change.before.year,
            year=change.after.year,
        )
    years = atlas.survey_years
    changes = {area.name: changes_of(atlas, indicator_id, area, years) for area in areas}
    if len(areas) > 1:
        told = courses_title(indicator_id, changes)[0]
        return t("slide.of_place", name=tight(agenda.committee.name), words=first_lower(told))
    (area,) = areas
    if not changes[area.name] and course_of(atlas, indicator_id, area, years).figures():
        measure = t(f"indicator.{indicator_id}.inline")
        return t("slide.course_one", name=tight(area.name), measure=measure)
    title = course_title(
        indicator_id, area, changes[area.name], [*course_of(atlas, indicator_id, area, years).cells.values()]
    )
    named = area.name in title or tight(area.name) in title
    return title if named else t("slide.of_place", name=tight(area.name), words=first_lower(title))


def _course_second(atlas: Atlas, indicator_id: str, areas: tuple[Place, ...], neighbour: Place | None) -> str:
    """The areas and the neighbour the title does not tell of: their own clear changes, or none."""
    told = clear_changes(atlas, areas, [indicator_id])[:1]
    parts: list[str] = []
    without: list[tuple[str, Sequence[Change]]] = []
    if len(areas) == 1:
        changes = changes_of(atlas, indicator_id, areas[0], atlas.survey_years)
        points = [change.visible_points for change in changes if change.visible_points is not None]
        parts += [t("change.visible", points=points[-1])] if points else []
    for place in (*areas, *([neighbour] if neighbour else [])):
        if told and place is told[0][0]:
            continue
        changes = changes_of(atlas, indicator_id, place, atlas.survey_years)
        if place in areas and not told and len(areas) == 1:
            continue
        newest = clear_changes(atlas, (place,), [indicator_id])[:1]
        for _, change in newest:
            moved = t("course.move", moved=told_words(indicator_id, change.verdict), **years_of(change))
            parts.append(t("slide.of_place", name=tight(place.name), words=f"{moved}."))
        if not newest:
            without.append((place.name, changes))
    parts += rest_words(indicator_id, without)
    return " ".join(parts)


def crime_slide(atlas: Atlas, agenda: Agenda) -> Slide:
    """Reported crime: the committee among the twelve in the broadest series of the newest year."""
    place = agenda.committee
    found = [
        (series.indicator_id, year)
        for series in CRIME_RATES
        if series.indicator_id in MAIN_SERIES
        and (year := newest_crime_year(atlas, series.indicator_id, place)) is not None
    ]
    main = max(found, key=lambda item: item[1], default=None)
    card = crime_strip_card(atlas, *main, Level.LOKALUDVALG, place, width=SLIDE_WIDTH) if main else None
    if main is None or card is None:
        return Slide("anmeldt", t("slide.crime_none", name=tight(place.name)), notes=(t("slide.crime_second"),))
    series_id, year = main
    own, city = _pair(atlas, series_id, place, year)
    values = {"name": tight(place.name), "rate": figures.short(own), "year": year}
    middle = middle_words(atlas, series_id, year)
    title = t("slide.crime", middle=middle, **values) if middle else t("slide.crime_alone", **values)
    visited = [t("crime.visitors")] if set(place.members) & set(VISITED) else []
    computed = [t("crime.computed")] if Caveat.COMPUTED in (*own.caveats, *city.caveats) else []
    others = [atlas.observation(series_id, other.place_id, year) for other in atlas.places.at(Level.LOKALUDVALG)]
    counted = _counted(own, series_id)
    return Slide(
        "anmeldt",
        title=title,
        certainty=_range(others, series_id),
        picture=Picture(card.picture(), card.picture(narrow=True)),
        notes=(*visited, " ".join((*counted, t("slide.crime_second"), *computed))),
        source=sources_line(source for cell in (own, city, *others) for source in cell.sources),
    )


def _pair(atlas: Atlas, series_id: str, place: Place, year: int) -> tuple[Observation, Observation]:
    """One series in a place and in the city."""
    return atlas.observation(series_id, place.place_id, year), atlas.observation(series_id, CITY.place_id, year)


def _range(others: Sequence[Observation], series_id: str) -> str:
    """The range most committees lie in, and whether a step of one may be rounding."""
    known = sorted((cell.figure.value, cell.figure.decimals) for cell in others if cell.figure is not None)
    parts = []
    if len(known) >= FEWEST:
        count, low, high = closest(known)
        noun = t("level.lokaludvalg.many")
        noun = noun if len(known) == len(others) else t("strip.with_figure", noun=noun)
        words = t("strip.most", count=first_upper(small(count)), total=len(known), noun=noun, low=low, high=high)
        parts.append(f"{words}.")
    if not INDICATOR[series_id].decimals:
        parts.append(t("strip.whole"))
    return " ".join(parts)


def _counted(own: Observation, series_id: str) -> tuple[str, ...]:
    """What a rate was counted from, that the counts contradict each other, or nothing where no count is found."""
    reports, residents = own.known.count, own.known.residents
    if Caveat.CONTRADICTORY in own.caveats:
        return (t("crime.contradictory"),)
    if reports is None:
        return ()
    counts = t("crime.count_alone", reports=number(reports))
    if residents is not None:
        counts = t("crime.count", reports=number(reports), population=number(residents))
    return (t("slide.crime_counted", series=first_upper(t(f"crime.series.{series_id}")), counts=counts),)
