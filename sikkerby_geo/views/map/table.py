"""The same facts as the map, as a table: one row a place, for the page and for the CSV."""

from __future__ import annotations

import pandas as pd

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.figures.flags import FlagState
from sikkerby_geo.domain.figures.observations import Observation
from sikkerby_geo.facts.areas import Place
from sikkerby_geo.facts.indicators import SURVEY_FROM
from sikkerby_geo.text import t
from sikkerby_geo.views.base import figures
from sikkerby_geo.views.base.change_words import since_words
from sikkerby_geo.views.base.choice import Choice
from sikkerby_geo.views.base.clear_words import clear_column
from sikkerby_geo.views.base.crime_words import main_crime
from sikkerby_geo.views.base.headline import headline
from sikkerby_geo.views.base.measured import Cell, bound_words, measured, remarks
from sikkerby_geo.views.base.pooled import pooled_columns, pooled_of
from sikkerby_geo.views.base.spreadsheet import csv_bytes
from sikkerby_geo.views.base.state_words import long_rule_words, state_words
from sikkerby_geo.views.base.workbook import book_of
from sikkerby_geo.views.map.source_lines import source_lines

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
    notes = remarks(cell)
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
    return since_words(atlas.latest_change(choice.indicator_id, place.place_id, choice.year))


def _rate(crime: Observation) -> str:
    return f"{figures.short(crime)} ({t(f'crime.series.{crime.indicator_id}')})"


def facts_rows(atlas: Atlas, choice: Choice) -> list[dict[str, Cell]]:
    """The facts for a spreadsheet, columns in Danish: plain numbers beside the words.

    A missing number is None and its reason stands in the last column.
    """
    rows: list[dict[str, Cell]] = []
    pooled = pooled_of(atlas, choice)
    for place, words in zip(atlas.places.at(choice.level), facts_table(atlas, choice).to_dict("records"), strict=True):
        cell = atlas.observation(choice.indicator_id, place.place_id, choice.year)
        said = measured(cell)
        rows.append(
            {
                t("csv.year"): said.pop(t("csv.year")),
                t("csv.level"): t(f"level.{choice.level}.one"),
                t("csv.place_id"): place.place_id,
                t("csv.place"): place.name,
                t("csv.measure"): t(f"indicator.{choice.indicator_id}.name"),
                t(f"csv.{cell.indicator.unit}"): said.pop(t("csv.value")),
                t("csv.bound"): bound_words(cell),
                **said,
                **(pooled_columns(pooled.get(place.place_id)) if pooled else {}),
                t("csv.state"): words["state"],
                t("csv.long"): words["long"],
                t("csv.change"): words["change"],
                t("csv.crime", year=choice.year - 1): words["crime"],
                t("csv.source"): words["source"],
                t("csv.note"): words["note"],
                **clear_column(atlas),
            }
        )
    return rows


def facts_csv(atlas: Atlas, choice: Choice) -> bytes:
    """The facts as CSV for a spreadsheet: UTF-8 with BOM, semicolons, decimal comma."""
    return csv_bytes(facts_rows(atlas, choice))


def facts_xlsx(atlas: Atlas, choice: Choice) -> bytes:
    """The facts as a workbook, numbers as numbers, with a sheet of the sentence, how sure, and the sources."""
    says = headline(atlas, choice)
    notes = [says.title, says.certainty, t("workbook.missing"), *source_lines(atlas, choice)]
    notes.append(t("workbook.data", version=atlas.version[:12]))
    return book_of(((t("table.sheet"), facts_rows(atlas, choice)),), filter(None, notes))
