"""The page Om tallene over the toy city; each of its sections is made once."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.views.method.sections import SECTIONS, Section, section


@pytest.fixture(scope="session")
def sections(atlas: Atlas) -> Mapping[str, Section]:
    """Every section by id."""
    return {section_id: section(atlas, section_id) for section_id in SECTIONS}
