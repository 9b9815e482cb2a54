"""A study to take along: its answer as one flat row, and a workbook with course, placebos and areas."""

from __future__ import annotations

import pandas as pd

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.effect.answer import Study
from sikkerby_geo.text import t
from sikkerby_geo.views.base.spreadsheet import csv_bytes
from sikkerby_geo.views.base.workbook import Value, book_of
from sikkerby_geo.views.effect.ask import Asked
from sikkerby_geo.views.effect.course_chart import cautions, course_card, source_words
from sikkerby_geo.views.effect.effect_words import (
    DECIMALS,
    P_DECIMALS,
    alarm_words,
    headline,
    note_lines,
    reason_lines,
    verdict_words,
)
from sikkerby_geo.views.effect.evidence_files import note_record, version_note
from sikkerby_geo.views.effect.placebo_chart import placebo_card
from sikkerby_geo.views.effect.study_blocks import compared_sheet, question_terms, reading_prose


def answer_record(atlas: Atlas, found: Asked, answer: Study) -> dict[str, Value]:
    """The question and the answer by Danish name; numbers as numbers, None where there is none."""
    question, measured, seen = answer.question, answer.measured, answer.detectable
    flat: dict[str, Value] = dict(question_terms(atlas, found, answer))
    ends = measured.effect.interval if measured else None
    flat |= {
        t("effect.file.verdict"): verdict_words(answer),
        t("effect.file.effect"): round(measured.effect.value, DECIMALS) if measured else None,
        t("effect.file.effect_low"): round(ends.low, DECIMALS) if ends else None,
        t("effect.file.effect_high"): round(ends.high, DECIMALS) if ends else None,
        t("effect.file.unit"): t("effect.file.unit_points" if question.of_shares else "effect.file.unit_rate"),
    }
    for assumption, p in (measured.p_values if measured else {}).items():
        flat[t("effect.file.p", name=t(f"clear.choice.{assumption}"))] = round(p, P_DECIMALS)
    if measured:
        alarms = measured.false_alarms
        flat |= {
            t("effect.file.alarm_clear"): round(100 * alarms.clear, DECIMALS),
            t("effect.file.alarm_possible"): round(100 * alarms.possible, DECIMALS),
            t("effect.file.copies"): alarms.copies,
        }
    return flat | {
        t("effect.file.smallest"): round(seen.smallest, DECIMALS) if seen else None,
        t("effect.file.plausible"): round(seen.plausible, DECIMALS) if seen else None,
        t("effect.file.reasons"): " ".join(reason_lines(atlas, answer)),
        t("effect.file.notes"): " ".join([*note_lines(answer), *cautions(atlas, answer)]),
        **(note_record(atlas, found.efforts[0].kind.kind_id) if found.efforts else {}),
        t("twin.source"): source_words(atlas, answer),
        t("effect.file.version"): atlas.version,
    }


def study_csv(atlas: Atlas, found: Asked, answer: Study) -> bytes:
    """The answer as CSV, a line for each thing that is told: its name and what it is."""
    record = answer_record(atlas, found, answer)
    return csv_bytes([{t("effect.file.name"): name, t("effect.file.value"): value} for name, value in record.items()])


def study_xlsx(atlas: Atlas, found: Asked, answer: Study) -> bytes:
    """A workbook: the answer, the course, the placebos, the areas, and how it is read."""
    record = answer_record(atlas, found, answer)
    name, value = t("effect.file.name"), t("effect.file.value")
    sheets: list[tuple[str, list[dict[str, Value]]]] = [
        (t("effect.file.sheet_answer"), [{name: key, value: told} for key, told in record.items()])
    ]
    cards = (
        ("effect.file.sheet_course", course_card(atlas, answer)),
        ("effect.file.sheet_placebo", placebo_card(atlas, answer)),
    )
    sheets += [(t(key), _rows(card.table)) for key, card in cards if card is not None]
    areas = compared_sheet(atlas, answer)
    heads = {column.key: column.label for column in areas.columns}
    sheets.append(
        (t("effect.file.sheet_areas"), [{label: row[key].plain for key, label in heads.items()} for row in areas.rows])
    )
    head = headline(atlas, found, answer)
    notes = [head.title, head.certainty, alarm_words(answer), *reading_prose(atlas).paragraphs, version_note(atlas)]
    return book_of(sheets, notes)


def _rows(table: pd.DataFrame) -> list[dict[str, Value]]:
    return [
        {str(name): None if pd.isna(value) else value for name, value in row.items()}
        for row in table.to_dict("records")
    ]
