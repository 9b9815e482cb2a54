"""Level and evening are answered by the same people: drawn together in one year, apart in two."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from sikkerby_geo.domain.figures.intervals import Answers, AnswersBasis, Interval
from sikkerby_geo.domain.figures.observations import Figure
from sikkerby_geo.domain.priority.evidence import Basis, Evidence
from sikkerby_geo.domain.priority.rank_ranges import _drawn
from sikkerby_geo.domain.priority.ranking import ranking
from sikkerby_geo.facts.priority import FAMILY, PART_IDS, PRESETS, TOGETHER
from sikkerby_geo.facts.thresholds import Assumption

LEVEL = Figure(85, "percent", 0, 0.5, "s", (), Interval(80, 89), Answers(231, AnswersBasis.ASSUMED))
EVENING, BEFORE = replace(LEVEL, value=75), replace(LEVEL, value=88)
RAW = {"level": 85.0, "evening": 75.0, "worsening": 0.0, "crime": 60.0, "uncovered": 95.0, "known": 0.0}
ITEM = Evidence("a", RAW, LEVEL, EVENING, BEFORE)


def drawn(evening_year: int) -> dict[str, np.ndarray]:
    years = dict.fromkeys(PART_IDS, 2025) | {"evening": evening_year}
    found = Basis(FAMILY["safe"], 2025, years, (ITEM,), PART_IDS)
    shares = _drawn(found, Assumption.EQUAL_SPLIT, 1.0, 20_000, np.random.default_rng(3))
    return {name: share[:, 0] for name, share in shares.items()}


@pytest.mark.parametrize(("evening_year", "together"), [(2025, TOGETHER.value), (2024, 0.0), (2022, 0.0)])
def test_the_two_shares_of_one_year_go_together(evening_year: int, together: float) -> None:
    found = drawn(evening_year)
    assert np.corrcoef(found["level"], found["evening"])[0, 1] == pytest.approx(together, abs=0.02)


@pytest.mark.parametrize("evening_year", [2025, 2022])
def test_each_share_alone_is_drawn_as_before(evening_year: int) -> None:
    found = drawn(evening_year)
    for name, share in (("level", 85), ("evening", 75)):
        assert np.mean(found[name]) == pytest.approx(share, abs=0.1)
        assert np.std(found[name]) == pytest.approx(np.sqrt(share * (100 - share) / 231), rel=0.03)


def test_a_sum_of_the_two_is_as_unsure_as_the_same_people_make_it() -> None:
    """With ρ = .5 the standard error of a composite of the two is about a seventh larger than drawn apart."""
    together, apart = (np.std(2 * found["level"] + found["evening"]) for found in (drawn(2025), drawn(2022)))
    assert 1.12 < together / apart < 1.22


def test_none_of_all_can_still_be_otherwise() -> None:
    level = replace(LEVEL, value=100)
    found = Basis(FAMILY["safe"], 2025, dict.fromkeys(PART_IDS, 2025), (replace(ITEM, level=level),), PART_IDS)
    assert np.std(_drawn(found, Assumption.EQUAL_SPLIT, 1.0, 2000, np.random.default_rng(3))["level"]) > 0


def test_the_chances_of_the_first_place_are_one_in_all() -> None:
    items = tuple(
        replace(ITEM, place_id=name, raw={**RAW, "level": share}, level=replace(LEVEL, value=share))
        for name, share in (("a", 70.0), ("b", 80.0), ("c", 90.0), ("d", 91.0))
    )
    rows = ranking(Basis(FAMILY["safe"], 2025, dict.fromkeys(PART_IDS, 2025), items, PART_IDS), PRESETS[1].weights)
    assert sum(row.first for row in rows) == pytest.approx(1, abs=0.02)
    assert sum(row.first_few for row in rows) == pytest.approx(3, abs=0.05)
    assert rows[0].first > rows[1].first > rows[2].first
