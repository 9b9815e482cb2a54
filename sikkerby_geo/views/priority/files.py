"""A ranking to take along: every part of every area with its interval, year and weight, as CSV and XLSX."""

from __future__ import annotations

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.figures.flags import FlagState
from sikkerby_geo.domain.figures.observations import Figure
from sikkerby_geo.domain.priority.ranking import Ranked
from sikkerby_geo.facts import priority as registry
from sikkerby_geo.text import number, t
from sikkerby_geo.views.base import figures
from sikkerby_geo.views.base.clear_words import clear_notes
from sikkerby_geo.views.base.spreadsheet import csv_bytes
from sikkerby_geo.views.base.state_words import state_words
from sikkerby_geo.views.base.workbook import Value, add, as_bytes, column_letter, headed, new_book
from sikkerby_geo.views.priority.ask import Answer
from sikkerby_geo.views.priority.listing import flag_of
from sikkerby_geo.views.priority.priority_words import kind_word, reason, source_lines, swap_words

WIDE_COLUMNS = ("place", "state", "missing", "reason", "swap", "source")
"""Columns of words; the others hold numbers."""


def _head(name: str, part_id: str = "") -> str:
    part = t(f"reason.part_name.{part_id}") if part_id else ""
    return t(f"priority.files.{name}", part=part)


def record(atlas: Atlas, answer: Answer, index: int) -> dict[str, Value]:
    """One area as a flat row by Danish heading; what is not known is None, and the column *Mangler* names it."""
    row = answer.rows[index]
    rule, flag = answer.ask.rule, flag_of(atlas, answer, row.place_id)
    flat: dict[str, Value] = {
        _head("place"): atlas.places[row.place_id].name,
        _head("rank"): row.rank,
        _head("rank_low"): row.noise[0],
        _head("rank_high"): row.noise[1],
        _head("weights_low"): row.weights[0],
        _head("weights_high"): row.weights[1],
        _head("earlier"): answer.earlier.ranks.get(row.place_id) if answer.earlier else None,
        _head("earlier_year"): answer.earlier.year if answer.earlier else None,
        _head("score"): round(row.score, 1),
        _head("first"): round(100 * row.first, 1),
        _head("first_few"): round(100 * row.first_few, 1),
        _head("score_low"): round(row.score_noise[0], 1),
        _head("score_high"): round(row.score_noise[1], 1),
        _head("state"): state_words(rule, flag) if rule and flag.state is not FlagState.NO_FIGURE else "",
    }
    for part_id in answer.parts:
        flat |= _part(answer, row, part_id)
    lacking = [t(f"reason.part_name.{part}") for part in answer.parts if row.evidence.raw[part] is None]
    evidence = row.evidence
    shown = [figure for figure in (evidence.level, evidence.evening, evidence.before) if figure is not None]
    sources = {source for figure in shown for source in figure.sources}
    sources |= set(evidence.crime.sources) if evidence.crime else set()
    return flat | {
        _head("missing"): ", ".join(lacking),
        _head("reason"): reason(answer, row),
        _head("swap"): swap_words(atlas, answer, index),
        _head("source"): figures.titles(sorted(sources, key=lambda source: source.source_id)),
    }


def _part(answer: Answer, row: Ranked, part_id: str) -> dict[str, Value]:
    raw, need, share = row.evidence.raw[part_id], row.needs[part_id], answer.shares.get(part_id, 0.0)
    flat: dict[str, Value] = {
        _head("raw", part_id): None if raw is None else round(raw, 1),
        _head("unit", part_id): t(f"priority.unit.{answer.found.family.part(part_id).unit}"),
        _head("year", part_id): answer.found.years[part_id],
    }
    if part_id in ("level", "evening"):
        figure: Figure | None = row.evidence.level if part_id == "level" else row.evidence.evening
        flat |= {
            _head("interval_low", part_id): figures.numbers(figure).low,
            _head("interval_high", part_id): figures.numbers(figure).high,
            _head("answers", part_id): figures.numbers(figure).answers,
            _head("basis", part_id): figures.numbers(figure).basis,
        }
    return flat | {
        _head("need", part_id): None if need is None else round(need, 1),
        _head("weight", part_id): round(100 * share, 1),
        _head("points", part_id): round(row.points[part_id], 1) if part_id in row.points else None,
    }


def records(atlas: Atlas, answer: Answer) -> list[dict[str, Value]]:
    """Every area of the ranking, in order."""
    return [record(atlas, answer, index) for index in range(len(answer.rows))]


def reading_notes(atlas: Atlas, answer: Answer) -> list[str]:
    """What must be known to read the file: signal, weights, seed, data version and sources."""
    kind = answer.ask.kind
    return [
        f"{t('priority.signal')} {t('priority.signal_long')}",
        *([t("priority.known.caveat", kind=kind_word(kind))] if kind else []),
        t("priority.files.weighted", weights=answer.weight_words),
        t("priority.files.data", version=atlas.version, seed=seed(), draws=number(registry.DRAWS.value)),
        *clear_notes(atlas),
        *source_lines(atlas, answer),
    ]


def seed() -> str:
    """The seed of the simulation, as text: it is a label, not a quantity."""
    return str(int(registry.SEED.value))


def as_csv(atlas: Atlas, answer: Answer) -> bytes:
    """CSV for a Danish spreadsheet: UTF-8 with BOM, semicolons, decimal comma; the notes are its last lines."""
    rows = [{name: _danish(value) for name, value in row.items()} for row in records(atlas, answer)]
    notes = [{_head("place"): note} for note in ("", *reading_notes(atlas, answer))]
    return csv_bytes([*rows, *notes])


def _danish(value: Value) -> str:
    """A number with a decimal comma and no thousands dot; a missing one blank."""
    if value is None or isinstance(value, str):
        return value or ""
    return f"{value:g}".replace(".", ",")


def as_xlsx(atlas: Atlas, answer: Answer) -> bytes:
    """A workbook: the ranking with numbers as numbers, and a sheet on how to read it."""
    rows = records(atlas, answer)
    book = new_book()
    sheet = book.active
    sheet.title = t("priority.files.sheet")
    add(sheet, *rows[0])
    for row in rows:
        add(sheet, *row.values())
    wide = {_head(name) for name in WIDE_COLUMNS}
    for index, name in enumerate(rows[0], start=1):
        sheet.column_dimensions[column_letter(index)].width = 34 if name in wide else 13
    sheet.freeze_panes = "B2"
    sheet.auto_filter.ref = sheet.dimensions
    headed(sheet, 1)
    notes = book.create_sheet(t("priority.files.sheet_notes"))
    notes.column_dimensions["A"].width = 110
    for note in reading_notes(atlas, answer):
        add(notes, note)
    return as_bytes(book)
