"""The public record, read once: every check in this folder speaks of it, bounded to the years it names."""

from __future__ import annotations

import pytest

from sikkerby_geo.domain.atlas import Atlas, build_atlas
from sikkerby_geo.facts.snapshot import Snapshot
from tests.published.record import RECORD, read_whole


@pytest.fixture(scope="session")
def snapshot() -> Snapshot:
    """The record, as read at the door."""
    return read_whole(RECORD)


@pytest.fixture(scope="session")
def atlas(snapshot: Snapshot) -> Atlas:
    """Everything that follows from the record."""
    return build_atlas(snapshot, "test")
