"""What the literature says of each kind of effort: a note, or the reason why there is none.

Nothing here is known from memory: every finding was read in the sources it names, mostly in their summaries, on the
day of the note. The sentences stand in ``text/da/evidens.toml``, the sources in ``data/sources.csv``. A class orders
nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sikkerby_geo.facts.efforts import REGISTRY


class MeasuredOn(StrEnum):
    """What a finding was measured on; crime is not perceived safety."""

    CRIME = "crime"
    SAFETY = "safety"
    TRAFFIC = "traffic"


class EvidenceClass(StrEnum):
    """How much is known of a kind on one outcome. A scale of what was found, not of how good an effort is."""

    REVIEW_EFFECT = "review_effect"
    REVIEW_UNCLEAR = "review_unclear"
    REVIEW_LITTLE = "review_little"
    STUDIES = "studies"
    NO_REVIEW = "no_review"


class NotAssessed(StrEnum):
    """Why a kind has no note."""

    MANY_THINGS = "many_things"
    NOT_READ = "not_read"


@dataclass(frozen=True)
class Finding:
    """What was found on one outcome. ``countries`` are those of the studies as far as we have read (ISO 3166-1, small
    letters); none where the text we read does not say."""

    measured_on: MeasuredOn
    evidence_class: EvidenceClass
    source_ids: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()


@dataclass(frozen=True)
class EvidenceNote:
    """The note on one kind of effort: a finding on each outcome, crime and safety always among them, or the reason."""

    kind_id: str
    findings: tuple[Finding, ...] = ()
    not_assessed: NotAssessed | None = None

    @property
    def source_ids(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(one for finding in self.findings for one in finding.source_ids))

    @property
    def countries(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(one for finding in self.findings for one in finding.countries))


NOTED = date(2026, 11, 27)
"""The day the sources were read."""

_CRIME, _SAFETY, _TRAFFIC = MeasuredOn
_EFFECT, _UNCLEAR, _LITTLE, _STUDIES, _NONE = EvidenceClass
_FEAR = "lorenc-2013"
_FEAR_IN = ("gb", "us", "nl")

EVIDENCE_NOTES = (
    EvidenceNote("safety_partnership", (Finding(_CRIME, _UNCLEAR, ("berry-2011",), ("gb",)), Finding(_SAFETY, _NONE))),
    EvidenceNote(
        "police_partnership",
        (
            Finding(_CRIME, _LITTLE, ("gill-2014",), ("us",)),
            Finding(_SAFETY, _LITTLE, ("gill-2014",), ("us",)),
        ),
    ),
    EvidenceNote(
        "hotspot",
        (
            Finding(_CRIME, _STUDIES, ("cfbu-hotspot-2015", "jm-hotspot-2017"), ("dk",)),
            Finding(_SAFETY, _NONE),
        ),
    ),
    EvidenceNote("cooperation", not_assessed=NotAssessed.MANY_THINGS),
    EvidenceNote("activity", not_assessed=NotAssessed.MANY_THINGS),
    EvidenceNote(
        "housing_plan",
        (
            Finding(_CRIME, _STUDIES, ("cfbu-helhedsplaner-2015",), ("dk",)),
            Finding(_SAFETY, _STUDIES, ("lbf-2022",), ("dk",)),
        ),
    ),
    EvidenceNote(
        "lighting",
        (
            Finding(_CRIME, _EFFECT, ("cop-lighting", "welsh-farrington-2008", "welsh-farrington-2007"), ("us", "gb")),
            Finding(_SAFETY, _LITTLE, (_FEAR,), _FEAR_IN),
        ),
    ),
    EvidenceNote(
        "video_surveillance",
        (
            Finding(_CRIME, _EFFECT, ("piza-2019", "dkr-tv")),
            Finding(_SAFETY, _LITTLE, (_FEAR,), _FEAR_IN),
        ),
    ),
    EvidenceNote(
        "public_space",
        (
            Finding(_CRIME, _NONE),
            Finding(_SAFETY, _UNCLEAR, (_FEAR, "build-2021"), (*_FEAR_IN, "dk")),
        ),
    ),
    EvidenceNote(
        "traffic_calming",
        (
            Finding(_CRIME, _NONE),
            Finding(_SAFETY, _NONE),
            Finding(_TRAFFIC, _UNCLEAR, ("bunn-cochrane",), ("de", "gb", "au", "nl", "dk", "jp", "es")),
        ),
    ),
    EvidenceNote(
        "planting",
        (
            Finding(_CRIME, _UNCLEAR, ("shepley-2019",), ("us",)),
            Finding(_SAFETY, _UNCLEAR, ("jansson-2013",)),
        ),
    ),
    EvidenceNote("other_upgrade", not_assessed=NotAssessed.MANY_THINGS),
    EvidenceNote(
        "area_renewal",
        (
            Finding(_CRIME, _STUDIES, ("kramer-2015",), ("nl",)),
            Finding(_SAFETY, _LITTLE, (_FEAR, "kramer-2015"), _FEAR_IN),
        ),
    ),
    EvidenceNote("prevention", not_assessed=NotAssessed.NOT_READ),
    EvidenceNote("initiative_2010", not_assessed=NotAssessed.MANY_THINGS),
    EvidenceNote("proposal_2010", not_assessed=NotAssessed.MANY_THINGS),
)
"""A note on every kind of effort."""

EVIDENCE_NOTE = {note.kind_id: note for note in EVIDENCE_NOTES}


NOTED_KINDS = tuple(kind for one in REGISTRY if one.in_register and not one.offers for kind in one.kinds)
"""The kinds of effort that a note is due on: what is there for people to use is never asked whether it helped."""


def note_on(kind_id: str) -> EvidenceNote:
    """The note on a kind; where none has been written yet, that we have not read anything of it."""
    return EVIDENCE_NOTE.get(kind_id, EvidenceNote(kind_id, not_assessed=NotAssessed.NOT_READ))
