"""Rankings of the two years that have one, and a way to leave a part out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.priority import ranking
from sikkerby_geo.views.priority.ask import Answer, Ask, answered


@pytest.fixture(scope="session")
def answer(atlas: Atlas) -> Answer:
    """The ranking of 2026 with the usual weights."""
    return answered(atlas, Ask("safe", 2026))


@pytest.fixture(scope="session")
def answer_2025(atlas: Atlas) -> Answer:
    return answered(atlas, Ask("safe", 2025))


@pytest.fixture(scope="session")
def without(answer: Answer) -> Callable[[str, str], Answer]:
    """The ranking of 2026 as it would be had one area no value for one part."""

    def lacking(place_id: str, part_id: str) -> Answer:
        evidence = tuple(
            replace(
                item, raw={**item.raw, part_id: None}, **({part_id: None} if part_id in ("evening", "crime") else {})
            )
            if item.place_id == place_id
            else item
            for item in answer.found.evidence
        )
        found = replace(answer.found, evidence=evidence)
        return Answer(answer.ask, found, tuple(ranking(found, answer.ask.by_part)))

    return lacking
