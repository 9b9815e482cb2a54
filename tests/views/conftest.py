"""Views of the toy city."""

from __future__ import annotations

import pytest

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.facts.library import Library


@pytest.fixture(scope="session")
def library(toy_library: Library) -> Library:
    return toy_library


@pytest.fixture(scope="session")
def atlas(toy_atlas: Atlas) -> Atlas:
    return toy_atlas
