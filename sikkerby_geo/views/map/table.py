"""The same facts as the map, as a table: one row a place, for the page and for the CSV."""

from __future__ import annotations

import pandas as pd

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.figures.changes import Verdict
from sikkerby_geo.domain.figures.flags import FlagState
from sikkerby_geo.domain.figures.observations import Caveat, Observation
from sikkerby_geo.facts.areas import Place
from sikkerby_geo.facts.indicators import SURVEY_FROM
from sikkerby_geo.text import t
from sikkerby_geo.views.base import figures
from sikkerby_geo.views.base.choice import Choice
from sikkerby_geo.views.base.crime_words import main_crime
from sikkerby_geo.views.base.spreadsheet import csv_bytes
from sikkerby_geo.views.base.state_words import long_rule_words, state_words

COLUMNS = ("place", "figure", "interval", "answers", "state", "long", "change", "crime", "source", "note")
"""What a reader sees of the table, in order."""


def heading(name: str, choice: Choice) -> str:
    """What stands over a column for a reader: a share is called one, anything else a figure."""
    shown = "value" if name == "figure" and choice.indicator.unit != "percent" else name
    return t(f"table.{shown}", Level=t(f"level.{choice.level}.label"), year=choice.year - 1)


def facts_table(atlas: Atlas, choice: Choice) -> pd.DataFrame:
    """One row a place of the chosen level, as texts for a reader.

    Columns: place_id, place, figure, interval, answers, state, long, change, crime, source, note. ``figure`` is the
    share, its bound, or the reason in short why there is none; nothing is ever 0 for lack of a figure.
    """
    return pd.DataFrame([_row(atlas, choice, place) for place in atlas.places.at(choice.level)])


def _row(atlas: Atlas, choice: Choice, place: Place) -> dict[str, str]:
    cell = atlas.observation(choice.indicator_id, place.place_id, choice.year)
    figure = cell.figure
    notes = figures.marks(cell)
    if figure is not None and figure.computed:
        notes.append(t("answers.computed"))
    if figure is not None and figure.note:
        notes.append(figure.note)
    if Caveat.VISITORS in cell.caveats:
        notes.append(t("crime.visitors"))
    if figure is None:
        notes.append(figures.missing(cell, atlas))
    crime = main_crime(atlas, place, choice.year - 1)
    return {
        "place_id": place.place_id,
        "place": place.name,
        "figure": figures.short(cell) or t(f"missing_short.{cell.missing}"),
        "interval": figures.interval(figure) if figure is not None else "",
        "answers": figures.answers(figure) if figure is not None else "",
        "state": _state(atlas, choice, place),
        "long": long_rule_words(atlas, place),
        "change": _change(atlas, choice, place),
        "crime": _rate(crime) if crime is not None else t("missing_short.not_found"),
        "source": figures.titles((*cell.sources, *(crime.sources if crime else ()))),
        "note": "; ".join(notes),
    }


def _state(atlas: Atlas, choice: Choice, place: Place) -> str:
    if choice.rule is None or choice.year < SURVEY_FROM:
        return ""
    flag = atlas.flag(choice.rule, place.place_id, choice.year)
    return t("state.panel.no_figure") if flag.state is FlagState.NO_FIGURE else state_words(choice.rule, flag)


def _change(atlas: Atlas, choice: Choice, place: Place) -> str:
    found = atlas.latest_change(choice.indicator_id, place.place_id, choice.year)
    if found is None or found.verdict is Verdict.NOT_TESTABLE:
        return t("change.short_not_testable")
    return t(f"change.short_{found.verdict}", year=found.before.year)


def _rate(crime: Observation) -> str:
    return f"{figures.short(crime)} ({t(f'crime.series.{crime.indicator_id}')})"


def facts_csv(atlas: Atlas, choice: Choice) -> bytes:
    """The facts as CSV for a spreadsheet: UTF-8 with BOM, semicolons, plain numbers beside the words.

    Columns in Danish; a missing number is blank and its reason stands in the last column.
    """
    rows = []
    for place, words in zip(atlas.places.at(choice.level), facts_table(atlas, choice).to_dict("records"), strict=True):
        cell = atlas.observation(choice.indicator_id, place.place_id, choice.year)
        said = figures.numbers(cell.figure)
        rows.append(
            {
                t("csv.year"): choice.year,
                t("csv.level"): t(f"level.{choice.level}.one"),
                t("csv.place_id"): place.place_id,
                t("csv.place"): place.name,
                t("csv.measure"): t(f"indicator.{choice.indicator_id}.name"),
                t(f"csv.{cell.indicator.unit}"): _decimal(said.value, cell.figure.decimals) if cell.figure else "",
                t("csv.bound"): figures.short(cell) if cell.figure is None else "",
                t("csv.low"): _decimal(said.low, 1),
                t("csv.high"): _decimal(said.high, 1),
                t("csv.answers"): _decimal(said.answers, 0),
                t("csv.basis"): said.basis,
                t("csv.state"): words["state"],
                t("csv.long"): words["long"],
                t("csv.change"): words["change"],
                t("csv.crime", year=choice.year - 1): words["crime"],
                t("csv.source"): words["source"],
                t("csv.note"): words["note"],
            }
        )
    return csv_bytes(rows)


def _decimal(value: float | None, decimals: int) -> str:
    return "" if value is None else f"{value:.{decimals}f}".replace(".", ",")
