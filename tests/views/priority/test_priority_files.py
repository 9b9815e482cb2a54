"""A ranking as files: every part of every area, numbers as numbers, and blank where nothing is known."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable

from openpyxl import load_workbook

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.facts.priority import SEED
from sikkerby_geo.text import t
from sikkerby_geo.views.priority.ask import Answer
from sikkerby_geo.views.priority.files import as_csv, as_xlsx, reading_notes, records


def lines(document: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(document.decode("utf-8-sig")), delimiter=";"))


def test_both_files_hold_the_same_rows(atlas: Atlas, answer: Answer) -> None:
    sheet = load_workbook(io.BytesIO(as_xlsx(atlas, answer))).active
    heads = [cell.value for cell in sheet[1]]
    table = [dict(zip(heads, (cell.value for cell in row), strict=True)) for row in sheet.iter_rows(min_row=2)]
    written = lines(as_csv(atlas, answer))[: len(table)]
    assert len(table) == len(answer.rows)
    for left, right in zip(table, written, strict=True):
        for name, value in left.items():
            shown = f"{value:g}".replace(".", ",") if isinstance(value, int | float) else value or ""
            assert right[name] == shown


def test_every_part_has_its_value_year_need_weight_and_share_of_the_score(atlas: Atlas, answer: Answer) -> None:
    for row, ranked in zip(records(atlas, answer), answer.rows, strict=True):
        total = 0.0
        for part in answer.parts:
            name = t(f"reason.part_name.{part}")
            assert {f"{name}, {field}" for field in ("værdi", "enhed", "år", "behov 0–100", "vægt i procent")} <= set(
                row
            )
            total += row[f"{name}, bidrag til scoren"] or 0
        assert abs(total - ranked.score) < 0.3
        assert row["Score"] == round(ranked.score, 1)
    assert sum(row for name, row in records(atlas, answer)[0].items() if name.endswith("vægt i procent")) == 100


def test_each_range_stands_in_its_own_two_columns(atlas: Atlas, answer: Answer) -> None:
    assert any(ranked.noise != ranked.weights for ranked in answer.rows)
    for row, ranked in zip(records(atlas, answer), answer.rows, strict=True):
        ends = {name: (f"{name}_low", f"{name}_high") for name in ("rank", "weights", "score")}
        said = {name: tuple(row[t(f"priority.files.{end}")] for end in pair) for name, pair in ends.items()}
        score = tuple(round(end, 1) for end in ranked.score_noise)
        assert said == {"rank": ranked.noise, "weights": ranked.weights, "score": score}


def test_survey_parts_bring_interval_answers_and_where_those_come_from(atlas: Atlas, answer: Answer) -> None:
    row = records(atlas, answer)[0]
    assert (row["Nabolaget, interval fra"], row["Nabolaget, interval til"]) == (64.8, 76.5)
    assert (row["Nabolaget, svar"], row["Nabolaget, svarene er"]) == (231, "skønnet")


def test_what_is_not_known_is_blank_and_named(atlas: Atlas, without: Callable[[str, str], Answer]) -> None:
    answer = without("dalum", "evening")
    row = records(atlas, answer)[answer.index("dalum")]
    assert row["Aften og nat, værdi"] is None
    assert row["Aften og nat, behov 0–100"] is None
    assert row["Aften og nat, bidrag til scoren"] is None
    assert row["Mangler"] == "Aften og nat"
    assert lines(as_csv(atlas, answer))[answer.index("dalum")]["Aften og nat, værdi"] == ""


def test_the_files_say_how_they_are_read(atlas: Atlas, answer: Answer) -> None:
    notes = reading_notes(atlas, answer)
    assert notes[0].startswith("Et signal, ikke en årsag.")
    assert any(atlas.version in note and f"startværdi {SEED.value}" in note for note in notes)
    assert as_csv(atlas, answer).decode("utf-8-sig").count(notes[0]) == 1
    book = load_workbook(io.BytesIO(as_xlsx(atlas, answer)))
    assert [row[0].value for row in book.worksheets[1].iter_rows()] == notes
