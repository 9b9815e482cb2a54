"""The tables of the reports: kinds, places, cells and seasons, each told as the map tells them."""

from __future__ import annotations

from sikkerby_geo.domain.figures.yardstick import Standing
from sikkerby_geo.domain.reports.comparing import Movement
from sikkerby_geo.domain.reports.rates import DECIMALS, Rate
from sikkerby_geo.facts.published_counts import ALL
from sikkerby_geo.text import EN_DASH, number, t
from sikkerby_geo.views.base import hidden_counts
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
from sikkerby_geo.views.base.sheet import Column, Entry, Sheet
from sikkerby_geo.views.reports.ask import ReportAnswer
from sikkerby_geo.views.reports.report_files import area_rows, cell_rows, season_rows, type_rows
from sikkerby_geo.views.reports.report_looks import area_look, cell_look
from sikkerby_geo.views.reports.report_seasons import mean_words


def _caption(key: str, answer: ReportAnswer, **values: object) -> str:
    """A caption, which says that the figures are invented where they are."""
    said = t(f"reports.table.{key}", **values)
    mark = hidden_counts.mark_word(answer.reports.caveats)
    return t("reports.table.marked", caption=said, mark=mark) if mark else said


def _columns(answer: ReportAnswer, names: str) -> tuple[Column, ...]:
    words = {"now": period_words(answer.ask.period), "before": before_words(answer.ask.period)}
    forms = {"now": "number", "before": "number", "rate": "number", "interval": "number", "mean": "number"}
    return tuple(
        Column(name, words.get(name) or t(f"reports.column.{name}"), forms.get(name, "text")) for name in names.split()
    )


def _counted(answer: ReportAnswer, what: str, place_id: str) -> dict[str, Entry]:
    compared = answer.comparison(what, place_id)
    return {
        "now": Entry(count_words(compared.after), hidden_words(compared.after)),
        "before": Entry(count_words(compared.before), hidden_words(compared.before)),
        "moved": Entry(movement_words(compared)),
    }


def types_sheet(answer: ReportAnswer) -> Sheet:
    """Every kind in the chosen place or the city: all, then each group with its types."""
    where, reports = answer.where, answer.reports
    listed = [ALL]
    for group in reports.groups:
        listed += [group, *(one for one in reports.types if reports.group_around(one) == group)]
    rows = [{"what": Entry(what_words(what))} | _counted(answer, what, where.place_id) for what in listed]
    caption = _caption("types", answer, where=where.name, period=period_words(answer.ask.period))
    return Sheet(
        "anmeldelser-typer", caption, _columns(answer, "what now before moved"), tuple(rows), csv_rows=type_rows(answer)
    )


def areas_sheet(answer: ReportAnswer) -> Sheet:
    """Every place of the level: the twin of the map of areas."""
    rows = []
    for place in answer.places:
        compared = answer.comparison(answer.ask.what, place.place_id)
        rate = answer.rates.get(place.place_id)
        look = area_look(rate, answer.yardstick, compared)
        rows.append(
            {"place": Entry(place.name, t("crime.visitors_short") if rate and rate.visited else "", look)}
            | _counted(answer, answer.ask.what, place.place_id)
            | _rated(answer, rate)
        )
    caption = _caption("areas", answer, what=what_words(answer.ask.what), period=period_words(answer.ask.period))
    columns = _columns(answer, "place now before moved rate interval beside")
    return Sheet("anmeldelser-omraader", caption, columns, tuple(rows), csv_rows=area_rows(answer))


def _rated(answer: ReportAnswer, rate: Rate | None) -> dict[str, Entry]:
    if rate is None:
        return {"rate": Entry("", t("reports.why.no_rate")), "interval": Entry(""), "beside": Entry("")}
    return {
        "rate": Entry(rate_words(rate)),
        "interval": Entry(interval_words(rate)),
        "beside": Entry(beside_words(answer, rate)),
    }


def beside_words(answer: ReportAnswer, rate: Rate) -> str:
    """Where a rate lies beside the middle area's."""
    if answer.yardstick is None:
        return t("reports.beside.no_middle")
    standing = rate.standing(answer.yardstick)
    if standing is None:
        return t("reports.beside.open")
    words = {Standing.FEWER: "fewer", Standing.LEVEL: "level", Standing.MORE: "more"}[standing]
    return t(f"reports.beside.{words}", middle=number(answer.yardstick.median, DECIMALS))


def cells_sheet(answer: ReportAnswer) -> Sheet | None:
    """Every published cell, those with most first: the twin of the map of cells; None where none are published."""
    limit = answer.limit
    if limit is None or not answer.cells:
        return None
    rows = [
        {
            "cell": Entry(cell.cell_id, look=cell_look(cell, limit)),
            "now": Entry(count_words(cell.count), hidden_words(cell.count)),
            "side": Entry(over_words(cell, limit)),
        }
        for cell in answer.cells
    ]
    what = what_words(answer.reports.group_around(answer.ask.what))
    caption = _caption("cells", answer, what=what, period=period_words(limit.period))
    columns = (
        Column("cell", t("reports.column.cell")),
        Column("now", period_words(limit.period), "number"),
        Column("side", t("reports.column.side")),
    )
    return Sheet("anmeldelser-kvadrater", caption, columns, tuple(rows), csv_rows=cell_rows(answer))


def seasons_sheet(answer: ReportAnswer) -> Sheet | None:
    """Each quarter beside the mean of the same quarters of earlier years; None with nothing to take a mean of."""
    if not answer.seasons:
        return None
    year = answer.ask.period[:4]
    rows = [
        {
            "quarter": Entry(t("reports.season.quarter", number=season.number)),
            "mean": Entry(mean_words(season)),
            "years": Entry(
                f"{season.years[0]}{EN_DASH}{season.years[-1]}" if season.years[1:] else str(season.years[0])
            ),
            "now": Entry(count_words(season.now), hidden_words(season.now)),
        }
        for season in answer.seasons
    ]
    columns = (
        Column("quarter", t("reports.column.quarter")),
        Column("mean", t("reports.column.mean"), "number"),
        Column("years", t("reports.column.years")),
        Column("now", year, "number", now=True),
    )
    caption = _caption("seasons", answer, what=what_words(answer.ask.what), where=answer.where.name)
    return Sheet("anmeldelser-saeson", caption, columns, tuple(rows), csv_rows=season_rows(answer))


def printed_rows(answer: ReportAnswer) -> tuple[list[str], list[list[str]]]:
    """Heads and rows of the table beside the map on paper, in short words: cells, or places."""
    if answer.ask.cells:
        limit = answer.limit
        heads = [t("reports.column.cell"), period_words(limit.period) if limit else "", t("reports.column.side")]
        words = {True: "over", False: "within", None: "open"}
        sides = [t(f"reports.cell.short_{words[cell.over]}") for cell in answer.cells]
        rows = zip(answer.cells, sides, strict=True)
        return heads, [[cell.cell_id, count_words(cell.count), side] for cell, side in rows]
    heads = [column.label for column in _columns(answer, "place now rate moved")]
    found = []
    for place in answer.places:
        compared = answer.comparison(answer.ask.what, place.place_id)
        rate = answer.rates.get(place.place_id)
        moved = t("hidden.short") if compared.movement is Movement.HIDDEN else movement_words(compared)
        found.append([place.name, count_words(compared.after), rate_words(rate) if rate else "", moved])
    return heads, found
