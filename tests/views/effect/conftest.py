"""A study of the toy city that measures something, and what becomes of it under other verdicts."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.effect.answer import Study
from sikkerby_geo.domain.effect.study import study
from sikkerby_geo.views.effect.ask import Ask, Asked, asked

PLAN_OF_HOMES = "h-moellehoej"
"""A housing plan in Møllehøj, 2018–2022: the toy city has figures before and after."""


@dataclass(frozen=True)
class Told:
    """A question with its answer."""

    found: Asked
    answer: Study


@pytest.fixture(scope="session")
def told(atlas: Atlas) -> Told:
    """What can be said of the housing plan; it is too small to measure."""
    found = asked(atlas, Ask(effort_id=PLAN_OF_HOMES), None)
    assert isinstance(found, Asked)
    return Told(found, study(atlas, found.question))
