"""The literature note in words: every finding has its sentence, cautious, with countries and what it does not say."""

from __future__ import annotations

import re

import pytest

from sikkerby_geo.facts.evidence import EVIDENCE_NOTES, EvidenceClass, EvidenceNote, MeasuredOn, NotAssessed
from sikkerby_geo.text import has, keys, t
from sikkerby_geo.views.base.kind_evidence import class_words, finding_lines, scale_words

TOO_STRONG = re.compile(r"(?i)\b(sikker|sikkert|usikker|usikkert|signifikant\w*|beviser|bevist|garanter\w*|altid)\b")
"""Words that say more than a summary of studies elsewhere can, or mean something else in everyday Danish."""


@pytest.mark.parametrize("note", EVIDENCE_NOTES, ids=lambda note: note.kind_id)
def test_a_kind_is_told_in_cautious_sentences_with_what_they_do_not_say(note: EvidenceNote) -> None:
    lines = finding_lines(note.kind_id)
    assert all(line.endswith(".") for line in lines)
    assert not TOO_STRONG.search(" ".join(lines))
    if note.not_assessed is not None:
        assert class_words(note.kind_id) == "ikke vurderet"
        assert lines == [t(f"evidence.reason.{note.not_assessed}")]
        return
    assert len(lines) == len(note.findings) + 1
    assert ("København" in lines[-1]) != ("undersøgt i Danmark" in lines[-1])
    assert ("dk" in note.countries) == ("undersøgt i Danmark" in lines[-1])
    for finding, line in zip(note.findings, lines, strict=False):
        assert line.casefold().startswith(t(f"evidence.outcome.{finding.measured_on}"))
        assert all(t(f"evidence.country.{one}") in line for one in finding.countries)
        if finding.source_ids and not finding.countries:
            assert "fremgår ikke af det, vi har læst" in line


def test_no_word_is_missing_and_none_is_left_over() -> None:
    told = {f"{note.kind_id}.{one.measured_on}" for note in EVIDENCE_NOTES for one in note.findings if one.source_ids}
    written = {f"{kind}.{on}" for kind in keys("evidence.note") for on in keys(f"evidence.note.{kind}")}
    assert written == told
    for section, enum in (("outcome", MeasuredOn), ("class", EvidenceClass), ("class_reading", EvidenceClass)):
        assert set(keys(f"evidence.{section}")) == set(enum)
    assert set(keys("evidence.reason")) == set(NotAssessed)
    assert set(keys("evidence.country")) == {one for note in EVIDENCE_NOTES for one in note.countries}
    nothing = {one.measured_on for note in EVIDENCE_NOTES for one in note.findings if not one.source_ids}
    assert all(has(f"evidence.none.{on}") for on in nothing)


def test_the_scale_reads_nothing_found_as_our_own_reading() -> None:
    assert "»ingen gennemgang fundet af os«: vi har ikke fundet og læst en gennemgang" in scale_words()
    assert "det betyder ikke, at der ingen er" in scale_words()
