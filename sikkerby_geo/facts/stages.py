"""Stages: how far an effort had come when its source was written."""

from __future__ import annotations

from enum import StrEnum


class Stage(StrEnum):
    """How far an effort had come when its source was written; ``RUNNING`` is what the programme of 2010 calls so."""

    COMPLETED = "completed"
    DECIDED = "decided"
    RECOMMENDED = "recommended"
    PROPOSED = "proposed"
    WISH = "wish"
    DROPPED = "dropped"
    UNDERWAY = "underway"
    RUNNING = "running"
    ENDED = "ended"
    DOCUMENTED = "documented"
    ANNOUNCED = "announced"
    UNKNOWN = "unknown"


PROPOSALS = (Stage.RECOMMENDED, Stage.PROPOSED, Stage.WISH, Stage.ANNOUNCED)
"""Stages of what nobody is known to have decided."""

NEVER_BEGUN = (*PROPOSALS, Stage.DROPPED)
"""Stages of what is no known effort."""

KEPT_STAGES = tuple(stage for stage in Stage if stage is not Stage.RUNNING)
"""What whoever keeps the register may choose anew."""
