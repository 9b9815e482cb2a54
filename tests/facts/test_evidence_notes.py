"""The literature note: every kind of effort has a note or a reason, every finding its sources."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from sikkerby_geo.facts.evidence import (
    EVIDENCE_NOTE,
    EVIDENCE_NOTES,
    NOTED_KINDS,
    EvidenceClass,
    EvidenceNote,
    Finding,
    MeasuredOn,
    NotAssessed,
    note_on,
)

LIGHTING = EVIDENCE_NOTE["lighting"]
NOTHING = Finding(MeasuredOn.SAFETY, EvidenceClass.NO_REVIEW)


def faults_of(note: EvidenceNote) -> Iterator[str]:
    """What a note lacks."""
    if (note.not_assessed is None) != bool(note.findings):
        yield 'give either findings or the reason, as not_assessed="…"'
    told = [finding.measured_on for finding in note.findings]
    if told and (not {MeasuredOn.CRIME, MeasuredOn.SAFETY} <= set(told) or len(set(told)) < len(told)):
        yield "say crime and safety, each once, if only that no review was found"
    for finding in note.findings:
        if (finding.evidence_class is EvidenceClass.NO_REVIEW) == bool(finding.source_ids):
            yield f"{finding.measured_on}: a finding has sources, and nothing found has none"


def test_every_kind_of_effort_has_one_note_or_a_reason() -> None:
    noted = [note.kind_id for note in EVIDENCE_NOTES]
    due = {kind.kind_id for kind in NOTED_KINDS}
    forgotten = [f'EvidenceNote("{one}", not_assessed=NotAssessed.NOT_READ)' for one in sorted(due - set(noted))]
    assert forgotten == [], "add to EVIDENCE_NOTES in facts/evidence.py"
    assert sorted(noted) == sorted(due)
    assert "night_walkers" not in due  # an offer


@pytest.mark.parametrize("note", EVIDENCE_NOTES, ids=lambda note: note.kind_id)
def test_a_note_is_whole(note: EvidenceNote) -> None:
    assert list(faults_of(note)) == []


@pytest.mark.parametrize(
    ("note", "fault"),
    [
        (replace(LIGHTING, findings=()), "either findings or the reason"),
        (replace(LIGHTING, not_assessed=NotAssessed.NOT_READ), "either findings or the reason"),
        (replace(LIGHTING, findings=LIGHTING.findings[:1]), "say crime and safety"),
        (replace(LIGHTING, findings=(*LIGHTING.findings, NOTHING)), "say crime and safety, each once"),
        (replace(LIGHTING, findings=(LIGHTING.findings[0], replace(NOTHING, source_ids=("a",)))), "has sources"),
        (replace(LIGHTING, findings=(replace(LIGHTING.findings[0], source_ids=()), NOTHING)), "has sources"),
    ],
)
def test_what_a_note_lacks_is_seen(note: EvidenceNote, fault: str) -> None:
    assert fault in " ".join(faults_of(note))


def test_a_kind_nobody_has_written_of_is_not_read_of_and_stops_nothing() -> None:
    assert note_on("a_new_kind") == EvidenceNote("a_new_kind", not_assessed=NotAssessed.NOT_READ)
