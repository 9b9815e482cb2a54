"""Effect × evidence: only what is clear has a place, what is not known says so, and the note stands beside."""

from __future__ import annotations

import io
from dataclasses import replace

import openpyxl
import pytest

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.effect.answer import Estimate, Verdict
from sikkerby_geo.domain.effect.results import EffortResult, NoQuestion, effort_results
from sikkerby_geo.domain.figures.intervals import Interval
from sikkerby_geo.facts.evidence import EVIDENCE_NOTE, EVIDENCE_NOTES, NOTED
from sikkerby_geo.facts.register_entry import Entry, OwnVersion
from sikkerby_geo.text import t
from sikkerby_geo.views.base.kind_evidence import class_words, day, finding_lines
from sikkerby_geo.views.effect.evidence import (
    Evidence,
    evidence_headline,
    evidence_notes,
    evidence_of,
    evidence_sheet,
    kinds_sheet,
    measured_lines,
    notes_sheet,
    other_lines,
)
from sikkerby_geo.views.effect.evidence_files import evidence_xlsx, records
from tests.views.effect.conftest import Told

OUTCOME = "insecure_neighbourhood"


@pytest.fixture(scope="module")
def found(atlas: Atlas) -> Evidence:
    return evidence_of(atlas, OUTCOME, effort_results(atlas, OUTCOME))


def test_without_a_clear_effect_there_is_no_order_and_that_is_said(found: Evidence) -> None:
    said = evidence_headline(found)
    assert found.clear == ()
    assert said.title == "Ingen af 25 indsatser har en klar, målt effekt på utrygge i nabolaget."
    assert "for lille til at måle 2" in said.certainty
    assert evidence_notes(found)[0].startswith("Derfor er der ingen rækkefølge")


def test_every_effort_has_a_result_or_the_reason_and_the_class_of_its_kind(atlas: Atlas, found: Evidence) -> None:
    measured, others = measured_lines(found), other_lines(found)
    assert len(measured) + len(others) == len(found.lines) == 25
    rows = evidence_sheet(atlas, found, found.lines).rows
    assert {row["rank"].text for row in rows} == {"vides ikke"}
    classes = {row["kind"].text: row["class"].text for row in rows}
    assert classes["belysning"] == "kriminalitet: gennemgang med effekt; tryghed: gennemgang, få tegn på effekt"
    assert classes["partnerskabsaktivitet"] == "ikke vurderet"
    assert {row["class"].quiet for row in rows} == {""}
    assert all(row["why"].text for row in rows)
    said = " ".join(evidence_notes(found))
    assert f"Litteraturnoten er fra {day()}" in said
    assert "giver ingen plads" in said
    assert "partnerskabsaktivitet" in said.casefold()
    assert "belysning" not in said


def test_the_class_of_a_kind_moves_no_effort(atlas: Atlas, found: Evidence, monkeypatch: pytest.MonkeyPatch) -> None:
    order = [line.effort.effort_id for line in found.lines]
    for note in EVIDENCE_NOTES:
        monkeypatch.setitem(EVIDENCE_NOTE, note.kind_id, EVIDENCE_NOTE["lighting"])
    again = evidence_of(atlas, OUTCOME, {line.effort.effort_id: line.result for line in found.lines})
    assert [line.effort.effort_id for line in again.lines] == order
    assert again.clear == ()


def test_the_findings_of_a_kind_stand_in_the_table_the_rows_and_the_workbook(atlas: Atlas, found: Evidence) -> None:
    kinds = {line.effort.kind.kind_id for line in found.lines}
    told = {row["kind"].text: row for row in notes_sheet(atlas, found).rows}
    assert len(told) == len(kinds)
    of_rows = {row["Slags"]: row for row in records(atlas, found)}
    book = openpyxl.load_workbook(io.BytesIO(evidence_xlsx(atlas, found)))
    in_book = " ".join(str(cell.value) for row in book["Litteraturnoten"].iter_rows() for cell in row)
    for kind in kinds:
        name = t(f"effort_kind.{kind}")
        for line in finding_lines(kind):
            assert line in told[name]["found"].plain
            assert line in of_rows[name][t("effect.evidence.found")]
            assert line in in_book
        for source_id in EVIDENCE_NOTE[kind].source_ids:
            assert f"Kilden {source_id}" in told[name]["found_sources"].text
            assert f"Kilden {source_id}" in of_rows[name]["Kilder til litteraturnoten"]
    assert {row["Litteraturnotens dato"] for row in of_rows.values()} == {NOTED.isoformat()}


def test_clear_effects_stand_first_the_most_improved_before_the_others(atlas: Atlas, told: Told) -> None:
    def clear(verdict: Verdict, value: float) -> EffortResult:
        effect = Estimate(value, Interval(value - 1, value + 1))
        measured = replace(told.answer.measured, effect=effect)
        return EffortResult("", replace(told.answer, verdict=verdict, measured=measured))

    results = {
        "akt-1": EffortResult("akt-1", no_question=NoQuestion.NO_PLACE),
        "akt-2": clear(Verdict.WORSE, 6.0),
        "h-moellehoej": clear(Verdict.BETTER, -4.0),
        "u-moellehoej-lys": clear(Verdict.BETTER, -8.0),
        "p-lund-2017": clear(Verdict.MAYBE_BETTER, -20.0),
    }
    order = evidence_of(atlas, OUTCOME, results)
    assert [(one.effort.effort_id, one.rank) for one in order.lines] == [
        ("u-moellehoej-lys", 1),
        ("h-moellehoej", 2),
        ("p-lund-2017", None),
        ("akt-2", 3),
        ("akt-1", None),
    ]
    assert "3 af 5 indsatser har en klar" in evidence_headline(order).title
    assert "deres plads ikke vides" in evidence_notes(order)[0]


def test_what_the_register_says_of_an_effort_stands_beside_and_gives_no_class(atlas: Atlas, told: Told) -> None:
    entry = atlas.register["h-moellehoej"].entry
    noted = replace(entry, evidence_note="Set i Malmö 2012", effectiveness_mark="most")
    assert isinstance(noted, Entry)
    own = {"h-moellehoej": OwnVersion("h-moellehoej", 1, noted)}
    kept = replace(atlas, snapshot=replace(atlas.snapshot, register=own), _otherwise={})
    order = evidence_of(kept, OUTCOME, {"h-moellehoej": EffortResult("h-moellehoej", told.answer)})
    (row,) = evidence_sheet(kept, order, order.lines).rows
    assert row["class"].text == class_words("housing_plan")
    assert row["class"].quiet.startswith("note i registret: Set i Malmö 2012 forvaltningen nævner den")
    assert kinds_sheet(order).rows[0]["class"].quiet == "1 note i registret"


def test_money_that_is_not_stated_is_not_nought(atlas: Atlas, found: Evidence) -> None:
    rows = {row["kind"].text: row["kind_cost"].text for row in kinds_sheet(found).rows}
    assert "ikke oplyst for nogen" in rows.values()
    assert any(" for " in cost and "kr." in cost for cost in rows.values())
    told = records(atlas, found)
    assert any(row["Oplyst beløb, kr."] is None for row in told)
    assert 0 not in [row["Oplyst beløb, kr."] for row in told]


def test_the_workbook_has_every_effort_and_what_must_be_known(atlas: Atlas, found: Evidence) -> None:
    book = openpyxl.load_workbook(io.BytesIO(evidence_xlsx(atlas, found)))
    assert book.worksheets[0].max_row == 26
    assert "Litteraturnoten er fra" in " ".join(str(row[0].value) for row in book.worksheets[-1].iter_rows())
