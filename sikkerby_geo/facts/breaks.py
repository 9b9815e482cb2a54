"""Registry of breaks: the years from which figures can no longer be compared with those before, and why."""

from __future__ import annotations

from dataclasses import dataclass

from sikkerby_geo.facts.indicators import SURVEY_FROM


@dataclass(frozen=True)
class Break:
    """A break; ``break_id`` names its Danish texts, ``year`` is the first year after it.

    ``parts`` says whether figures on its two sides are kept apart (no change, no line across it); where it does
    not, the break is only something a reader must know.
    """

    break_id: str
    year: int
    parts: bool
    source_ids: tuple[str, ...]


BREAKS = (
    Break("survey", SURVEY_FROM, True, ("ou-2014-06-17-13", "kk-tryghed-2016")),
    Break("fieldwork", 2020, False, ("kk-tryghed-2020",)),
    Break("headline", 2023, True, ("ou-2023-06-13-17",)),
    Break("crime", 2024, True, ("orestad-avis-2024", "tryghed-2025-transcription")),
)
