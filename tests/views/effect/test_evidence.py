"""Effect × evidence: only what is clear has a place, what is not known says so, and no evidence is made up."""

from __future__ import annotations

import io
from dataclasses import replace

import openpyxl
import pytest

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.effect.answer import Estimate, Verdict
from sikkerby_geo.domain.effect.results import EffortResult, NoQuestion, effort_results
from sikkerby_geo.domain.figures.intervals import Interval
from sikkerby_geo.facts.register_entry import Entry, OwnVersion
from sikkerby_geo.views.effect.evidence import (
    Evidence,
    evidence_headline,
    evidence_notes,
    evidence_of,
    evidence_sheet,
    evidence_xlsx,
    kinds_sheet,
    measured_lines,
    other_lines,
    records,
)
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


def test_every_effort_has_a_result_or_the_reason_and_evidence_is_not_assessed(atlas: Atlas, found: Evidence) -> None:
    measured, others = measured_lines(found), other_lines(found)
    assert len(measured) + len(others) == len(found.lines) == 25
    rows = evidence_sheet(atlas, found, found.lines).rows
    assert {row["rank"].text for row in rows} == {"vides ikke"}
    assert {row["class"].text for row in rows} == {"ikke vurderet"}
    assert {row["class"].quiet for row in rows} == {"ingen litteraturnote om slagsen"}
    assert all(row["why"].text for row in rows)
    assert "litteraturnote" in " ".join(evidence_notes(found))


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
    assert row["class"].text == "ikke vurderet"
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
    assert "litteraturnote" in " ".join(str(row[0].value) for row in book.worksheets[-1].iter_rows())
