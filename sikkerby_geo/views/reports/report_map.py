"""The map of the reports: areas by their rate, or the 1 km grid by its counts, and the legend of either."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from itertools import pairwise

from sikkerby_geo.domain.reports.cells import GridLimit, ReportCell
from sikkerby_geo.domain.reports.comparing import Movement
from sikkerby_geo.domain.reports.rates import DECIMALS
from sikkerby_geo.facts.areas import Place
from sikkerby_geo.text import number, t
from sikkerby_geo.views.base import hidden_counts
from sikkerby_geo.views.base.palette import BOUND, CLASS_COLOURS, MISSING, Look
from sikkerby_geo.views.base.report_words import (
    before_words,
    count_words,
    hidden_words,
    interval_words,
    movement_words,
    over_words,
    period_words,
    rate_words,
    what_words,
)
from sikkerby_geo.views.map.legend import Entry, Legend
from sikkerby_geo.views.map.message import AreaState, CellState, MapState, area_state, cell_state, look_in, map_state
from sikkerby_geo.views.reports.ask import ReportAnswer
from sikkerby_geo.views.reports.report_headline import report_notes
from sikkerby_geo.views.reports.report_looks import (
    DARK,
    area_look,
    cell_look,
    count_edges,
    movement_look,
    rate_edges,
)

SHOWN_MOVEMENTS = (Movement.MORE, Movement.MAYBE_MORE, Movement.FEWER)


def report_map_state(answer: ReportAnswer) -> MapState:
    """What the browser's map paints for an answer."""
    areas = {place.place_id: _area(answer, place) for place in answer.places}
    return map_state(answer.level, answer.place_id, areas, (), cell_states(answer) if answer.ask.cells else {})


def cell_states(answer: ReportAnswer) -> dict[str, CellState]:
    """Every cell as the map paints it."""
    limit = answer.limit
    return {cell.cell_id: _cell(answer, cell, limit) for cell in answer.cells} if limit else {}


def _area(answer: ReportAnswer, place: Place) -> AreaState:
    compared = answer.comparison(answer.ask.what, place.place_id)
    rate = answer.rates.get(place.place_id)
    tip = [place.name, *area_lines(answer, place)]
    if answer.ask.cells:
        return area_state(place, Look(MISSING), tip=tip)
    figure = rate_words(rate) if rate else count_words(compared.after)
    return area_state(place, area_look(rate, answer.yardstick, compared), figure=figure, tip=tip)


def area_lines(answer: ReportAnswer, place: Place) -> list[str]:
    """A place in lines: count, rate, what the year before says, why a count is hidden, and what must be said of it."""
    compared = answer.comparison(answer.ask.what, place.place_id)
    rate = answer.rates.get(place.place_id)
    period = period_words(answer.ask.period)
    lines = [
        t("reports.tip.count", what=what_words(answer.ask.what), period=period, count=count_words(compared.after)),
        hidden_words(compared.after),
        t("reports.tip.rate", rate=rate_words(rate), interval=interval_words(rate)) if rate else "",
        t(
            "reports.tip.before",
            then=before_words(answer.ask.period),
            before=count_words(compared.before),
            movement=movement_words(compared),
        ),
        t("crime.visitors_short") if rate and rate.visited else "",
        hidden_counts.mark(answer.reports.caveats),
    ]
    return [line for line in lines if line]


def _cell(answer: ReportAnswer, cell: ReportCell, limit: GridLimit) -> CellState:
    tip = [
        cell.cell_id,
        t(
            "reports.tip.count",
            what=what_words(answer.reports.group_around(answer.ask.what)),
            period=period_words(limit.period),
            count=count_words(cell.count),
        ),
        hidden_words(cell.count),
        over_words(cell, limit),
        hidden_counts.mark(answer.reports.caveats),
    ]
    figure = count_words(cell.count) if cell.over else ""
    return cell_state(cell_look(cell, limit), figure=figure, tip=[line for line in tip if line])


def report_legend(answer: ReportAnswer) -> Legend:
    """The legend of the map as it is shown: classes with their number of places, and what the patterns mean."""
    return _cells_legend(answer) if answer.ask.cells else _areas_legend(answer)


def _legend(title: str, values: list[Entry], limit: str, states_title: str, states: list[Entry], *notes: str) -> Legend:
    return Legend(title, tuple(values), limit, states_title, tuple(states), "", (), (), tuple(filter(None, notes)))


def _classes(edges: tuple[float, ...], decimals: int, counted: Mapping[str, int], at_limit: int = -1) -> list[Entry]:
    words = [number(edge, decimals) for edge in edges]
    labels = [t("class.from_zero", high=words[0])]
    labels += [t("class.over_to", low=low, high=high) for low, high in pairwise(words)]
    labels.append(t("class.over", low=words[-1]))
    return [
        Entry(label, counted.get(colour, 0), Look(colour), limit_above=index == at_limit)
        for index, (label, colour) in enumerate(zip(labels, CLASS_COLOURS, strict=True))
    ]


def _areas_legend(answer: ReportAnswer) -> Legend:
    yardstick, period = answer.yardstick, period_words(answer.ask.period)
    looks = [look_in(_area(answer, place)) for place in answer.places]
    counted = Counter(look.fill for look in looks)
    blank = "no_middle" if yardstick is None and answer.rates else "no_rate"
    values = [] if yardstick is None else _classes(rate_edges(yardstick), DECIMALS, counted)
    if yardstick is not None:
        values.append(Entry(t("reports.legend.hidden"), counted[BOUND], Look(BOUND)))
    values.append(Entry(t(f"reports.legend.{blank}"), counted[MISSING], Look(MISSING)))
    moved = Counter(answer.comparison(answer.ask.what, place.place_id).movement for place in answer.places)
    states = [Entry(t(f"reports.movement.{one}"), moved[one], movement_look(one)) for one in SHOWN_MOVEMENTS]
    middle = t("reports.legend.middle", rate=number(yardstick.median, DECIMALS)) if yardstick else ""
    title = t("reports.legend.rate", what=what_words(answer.ask.what), period=period)
    beside = t("reports.legend.before", then=before_words(answer.ask.period))
    return _legend(title, values, "", beside, states, middle, *report_notes(answer))


def _cells_legend(answer: ReportAnswer) -> Legend:
    limit = answer.limit
    if limit is None:
        return _legend(t("reports.cells.none_short"), [], "", "", [], *report_notes(answer))
    counted = Counter(cell_look(cell, limit).fill for cell in answer.cells)
    values = _classes(count_edges(limit), 0, counted, at_limit=3)
    values.append(Entry(t("reports.legend.hidden"), counted[BOUND], Look(BOUND)))
    what = what_words(answer.reports.group_around(answer.ask.what))
    title = t("reports.legend.cells", what=what, period=period_words(limit.period))
    over = [cell for cell in answer.cells if cell.over]
    look = Look(CLASS_COLOURS[DARK], "dense", "white", "over_sure")
    states = [Entry(t("reports.legend.over", limit=number(limit.limit)), len(over), look)]
    words = t("class.limit", limit=number(limit.limit))
    return _legend(title, values, words, t("reports.legend.limit"), states, limit_note(limit), *report_notes(answer))


def limit_note(limit: GridLimit) -> str:
    """Where the limit comes from, and what was made of it for a year."""
    if limit.yearly:
        return t("reports.cells.limit_year", limit=number(limit.limit), by_quarter=number(limit.by_quarter))
    return t("reports.cells.limit", limit=number(limit.limit))
