"""What the literature note says of a kind of effort, in words: class, findings, countries, limits and sources."""

from __future__ import annotations

from collections.abc import Iterator

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.facts.evidence import NOTED, EvidenceClass, EvidenceNote, Finding, note_on
from sikkerby_geo.text import first_upper, names, period, t
from sikkerby_geo.views.base import figures

HOME = "dk"
"""The country whose studies stand nearest to the city's own efforts."""


def class_words(kind_id: str) -> str:
    """The evidence class on each outcome, or that the kind is not assessed."""
    note = note_on(kind_id)
    if note.not_assessed is not None:
        return t("evidence.not_assessed")
    return "; ".join(
        t("evidence.on", outcome=_outcome(finding), words=t(f"evidence.class.{finding.evidence_class}"))
        for finding in note.findings
    )


def finding_lines(kind_id: str) -> list[str]:
    """A sentence on each outcome with the countries of the studies, and what that does not say; or the reason why the
    kind is not assessed."""
    note = note_on(kind_id)
    if note.not_assessed is not None:
        return [t(f"evidence.reason.{note.not_assessed}")]
    return [*_findings(note), t("evidence.limit.danish" if HOME in note.countries else "evidence.limit.abroad")]


def _findings(note: EvidenceNote) -> Iterator[str]:
    for finding in note.findings:
        outcome = first_upper(_outcome(finding))
        if finding.evidence_class is EvidenceClass.NO_REVIEW:
            yield t("evidence.finding_none", outcome=outcome, words=t(f"evidence.none.{finding.measured_on}"))
            continue
        countries = names(t(f"evidence.country.{one}") for one in finding.countries)
        yield t(
            "evidence.finding",
            outcome=outcome,
            countries=countries or t("evidence.countries_unread"),
            words=t(f"evidence.note.{note.kind_id}.{finding.measured_on}"),
        )


def _outcome(finding: Finding) -> str:
    return t(f"evidence.outcome.{finding.measured_on}")


def source_titles(atlas: Atlas, kind_id: str) -> str:
    """The sources of a kind's note with their publishers; that there are none where it is not assessed."""
    found = [atlas.sources[one] for one in note_on(kind_id).source_ids]
    return figures.titles(found) if found else t("method.none")


def source_authors(atlas: Atlas, kind_id: str) -> str:
    """The sources of a kind's note as briefly as they can be found by, author (or publisher) and year; nothing where it
    has none."""
    told = []
    for source_id in note_on(kind_id).source_ids:
        source = atlas.sources[source_id]
        author, colon, _ = source.title.partition(": ")
        told.append(" ".join(filter(None, (author if colon else source.publisher, period(source.published)[-4:]))))
    return names(dict.fromkeys(told))


def noted_words() -> str:
    """When the note was written, and how much was read."""
    return t("evidence.noted", day=day())


def day() -> str:
    """The day of the literature note."""
    return period(NOTED.isoformat())


def scale_words() -> str:
    """The classes and how each is read, in the order of the scale."""
    return "; ".join(f"»{t(f'evidence.class.{one}')}«: {t(f'evidence.class_reading.{one}')}" for one in EvidenceClass)
