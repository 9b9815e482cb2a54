"""Rankings of the toy city with a year before each of its years, and a way to leave a part out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

import pandas as pd
import pytest

from sikkerby_geo.domain.atlas import Atlas, build_atlas
from sikkerby_geo.domain.priority.ranking import ranking
from sikkerby_geo.facts.snapshot import Snapshot
from sikkerby_geo.views.priority.ask import Answer, Ask, answered
from tests.toytown import table
from tests.toytown.city import AREAS

BEFORE = dict(zip(AREAS, (86, 92, 88, 82, 91, 87, 83, 91, 94, 88, 84, 76, 88), strict=True))
"""Safe in the neighbourhood in 2024: Øen fell from 94 to 83 % (11 points), Dalum from 88 to 79 (9, as published)."""


def with_safe(snapshot: Snapshot, year: int, shares: Mapping[str, float]) -> Snapshot:
    """A snapshot with these shares of safe in the neighbourhood as all that the survey says of them in a year."""
    survey = snapshot.table("survey")
    said = {"year": year, "measure": "safe_neighbourhood", "series": "tryghedsundersoegelse", "source_id": "afskrift"}
    rows = [said | {"area_id": area, "percent": share} for area, share in shares.items()]
    told = (survey.year == year) & (survey.measure == "safe_neighbourhood") & survey.area_id.isin(shares)
    found = pd.concat([survey[~told], table("survey", rows)], ignore_index=True)
    return replace(snapshot, tables={**snapshot.tables, "survey": found})


@pytest.fixture(scope="session")
def snapshot(snapshot: Snapshot) -> Snapshot:
    """The toy city with a figure of 2024 for every area, so that falls to 2025 can be told."""
    return with_safe(snapshot, 2024, BEFORE)


@pytest.fixture(scope="session")
def atlas(snapshot: Snapshot) -> Atlas:
    return build_atlas(snapshot, "toy-with-a-year-before")


@pytest.fixture(scope="session")
def answer(atlas: Atlas) -> Answer:
    """The ranking of 2025 with the usual weights: every part is known for every area."""
    return answered(atlas, Ask("safe", 2025))


@pytest.fixture(scope="session")
def answer_2020(atlas: Atlas) -> Answer:
    """The ranking of the insecure of 2020, whose evenings and reports are not known for enough areas."""
    return answered(atlas, Ask("insecure", 2020))


@pytest.fixture(scope="session")
def without(answer: Answer) -> Callable[[str, str], Answer]:
    """The ranking of 2025 as it would be had one area no value for one part."""

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
