"""The phases of the exit programme, as the programme of 2010 describes them."""

from __future__ import annotations

from dataclasses import dataclass

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.facts.sources import Source


@dataclass(frozen=True)
class ExitPhase:
    """A phase: what happens, who does it, what is done on each of the two tracks, and what it leads to."""

    number: int
    name: str
    what: str
    who: str
    general_track: str
    gang_track: str
    output: str
    duration: str
    note: str
    source: Source


def exit_phases(atlas: Atlas) -> tuple[ExitPhase, ...]:
    """The phases in their order."""
    rows = atlas.snapshot.table("exit_phases").sort_values("phase_no")
    return tuple(
        ExitPhase(
            number=int(row.phase_no),
            name=row.name_da,
            what=row.what_da,
            who=row.who_da,
            general_track=row.general_track_da,
            gang_track=row.gang_track_da,
            output=row.output_da,
            duration=row.duration_da,
            note=row.note_da,
            source=atlas.sources[row.source_id],
        )
        for row in rows.itertuples()
    )
