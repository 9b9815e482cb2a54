"""Effect × evidence to take along: every effort as a flat row, and a workbook with the note on the kinds."""

from __future__ import annotations

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.facts.evidence import NOTED
from sikkerby_geo.text import t
from sikkerby_geo.views.base.kind_evidence import class_words, finding_lines, source_titles
from sikkerby_geo.views.base.sheet import Sheet
from sikkerby_geo.views.base.workbook import Value, book_of
from sikkerby_geo.views.effect.ask import outcome_words
from sikkerby_geo.views.effect.effect_words import DECIMALS
from sikkerby_geo.views.effect.evidence import (
    Evidence,
    Line,
    evidence_headline,
    evidence_notes,
    kinds_sheet,
    known_words,
    notes_sheet,
    result_words,
    row_of,
    why_words,
)


def records(atlas: Atlas, found: Evidence) -> list[dict[str, Value]]:
    """Every effort as a flat row of plain numbers and words for a spreadsheet."""
    return [_record(atlas, found, line) for line in found.lines]


def _record(atlas: Atlas, found: Evidence, line: Line) -> dict[str, Value]:
    told, estimate, kind_id = row_of(atlas, line), line.estimate, line.effort.kind.kind_id
    question = line.study.question if line.study else None
    unit = "" if question is None else t("effect.file.unit_points" if question.of_shares else "effect.file.unit_rate")
    return {
        **{t(f"effect.evidence.{name}"): told[name].text for name in ("effort", "kind", "area", "period")},
        t("effect.evidence.rank"): line.rank,
        t("effect.question.outcome"): outcome_words(found.outcome),
        t("effect.file.verdict"): result_words(line),
        t("effect.file.effect"): round(estimate.value, DECIMALS) if estimate else None,
        t("effect.file.effect_low"): round(estimate.interval.low, DECIMALS) if estimate else None,
        t("effect.file.effect_high"): round(estimate.interval.high, DECIMALS) if estimate else None,
        t("effect.file.unit"): unit if estimate else "",
        t("effect.evidence.why"): why_words(atlas, line),
        **note_record(atlas, kind_id),
        t("effect.evidence.known"): " ".join(known_words(line)),
        t("effect.evidence.cost_dkk"): line.effort.amount.total if line.effort.amount is not None else None,
    }


def note_record(atlas: Atlas, kind_id: str) -> dict[str, Value]:
    """The literature note on a kind as fields of a row: class, findings with their limits, sources, day."""
    return {
        t("effect.evidence.class"): class_words(kind_id),
        t("effect.evidence.found"): " ".join(finding_lines(kind_id)),
        t("effect.evidence.found_sources"): source_titles(atlas, kind_id),
        t("effect.evidence.noted"): NOTED.isoformat(),
    }


def evidence_xlsx(atlas: Atlas, found: Evidence) -> bytes:
    """A workbook: every effort, the kinds, the literature note on them, and how to read it."""
    headline = evidence_headline(found)
    notes = [headline.title, headline.certainty, *evidence_notes(found), t("effect.not_cause"), version_note(atlas)]
    sheets = [
        (t("effect.file.sheet_evidence"), records(atlas, found)),
        (t("effect.evidence.kind"), _plain(kinds_sheet(found))),
        (t("effect.file.sheet_notes"), _plain(notes_sheet(atlas, found))),
    ]
    return book_of(sheets, notes)


def _plain(sheet: Sheet) -> list[dict[str, Value]]:
    heads = {column.key: column.label for column in sheet.columns}
    return [{label: row[key].plain for key, label in heads.items()} for row in sheet.rows]


def version_note(atlas: Atlas) -> str:
    """Which facts a file was made of."""
    return f"{t('effect.file.version')}: {atlas.version}"
