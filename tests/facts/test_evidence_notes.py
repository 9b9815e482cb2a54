"""The literature note: every kind of effort has a note or a reason, every finding its sources."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sikkerby_geo.facts.efforts import OVERLAY_OF, REGISTER_KINDS
from sikkerby_geo.facts.evidence import (
    EVIDENCE_NOTE,
    EVIDENCE_NOTES,
    EvidenceClass,
    EvidenceNote,
    Finding,
    MeasuredOn,
    NotAssessed,
    check_notes,
    faults_of,
)
from sikkerby_geo.facts.problems import RegistryError

LIGHTING = EVIDENCE_NOTE["lighting"]
NOTHING = Finding(MeasuredOn.SAFETY, EvidenceClass.NO_REVIEW)


def test_every_kind_of_effort_has_one_note_or_a_reason() -> None:
    asked = [kind for kind in REGISTER_KINDS if not OVERLAY_OF[kind].offers]
    assert list(EVIDENCE_NOTE) == [kind.kind_id for kind in asked]
    assert list(faults_of(EVIDENCE_NOTES)) == []


@pytest.mark.parametrize(
    ("note", "fault"),
    [
        (replace(LIGHTING, kind_id="unknown"), '"unknown" is no kind'),
        (replace(LIGHTING, findings=()), "either findings or the reason"),
        (replace(LIGHTING, not_assessed=NotAssessed.NOT_READ), "either findings or the reason"),
        (replace(LIGHTING, findings=LIGHTING.findings[:1]), "say crime and safety"),
        (replace(LIGHTING, findings=(*LIGHTING.findings, NOTHING)), "say crime and safety, each once"),
        (replace(LIGHTING, findings=(LIGHTING.findings[0], replace(NOTHING, source_ids=("a",)))), "has sources"),
        (replace(LIGHTING, findings=(replace(LIGHTING.findings[0], source_ids=()), NOTHING)), "has sources"),
    ],
)
def test_what_a_note_lacks_is_said(note: EvidenceNote, fault: str) -> None:
    others = tuple(one for one in EVIDENCE_NOTES if one.kind_id != "lighting")
    with pytest.raises(RegistryError, match=r"facts/evidence\.py"):
        check_notes((*others, note))
    assert fault in "\n".join(faults_of((*others, note)))
