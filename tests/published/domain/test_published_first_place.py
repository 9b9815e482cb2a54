"""How far the first place of 2026 may move: by the score of today, and by the earlier one, worked out apart from it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

import numpy as np
import pytest
from scipy.stats import norm

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.figures.certainty import answers_under
from sikkerby_geo.domain.figures.observations import Figure
from sikkerby_geo.domain.priority.evidence import Basis, basis
from sikkerby_geo.domain.priority.ranking import ranking
from sikkerby_geo.facts.priority import FAMILY, PRESETS
from sikkerby_geo.facts.thresholds import CLEAR_UNDER, Assumption

FIRST = "christianshavn"
DRAWS = 10_000


@pytest.fixture(scope="module")
def found(atlas: Atlas) -> Basis:
    return basis(atlas, FAMILY["safe"], 2026)


def earlier_range(found: Basis, assumption: Assumption, not_counted: Collection[str] = ()) -> tuple[int, int]:
    """Ranks of Christianshavn, who has 231 answers of an equal split and 61 if they follow the residents, in
    the central nine of ten draws, by the score as it was at first, balanced weights.

    Neighbourhood, evening and the year before drawn apart; a fall of an area counts whole where its own test of two
    proportions, at the least favourable rounding, gives p < .05, else not at all. Those of ``not_counted`` never do.
    """
    generator = np.random.default_rng(2026)

    def drawn(figure: Figure) -> tuple[np.ndarray, int]:
        answers = round(answers_under(figure, assumption))
        return 100 * generator.binomial(answers, figure.value / 100, DRAWS) / answers, answers

    scores = []
    for item in found.evidence:
        (now, n_now), (then, n_then), (night, _) = map(drawn, (item.level, item.before, item.evening))
        fall = then - now
        pooled = (now * n_now + then * n_then) / (n_now + n_then)
        error = np.sqrt(np.clip(pooled * (100 - pooled), 1e-5, None) * (1 / n_now + 1 / n_then))
        clear = (fall - item.before.slack - item.level.slack) / error > norm.ppf(0.975)
        counted = np.where(clear & (item.place_id not in not_counted), fall, 0)
        needs = [(95 - now) / 25, (90 - night) / 30, counted / 15, np.full(DRAWS, (item.crime.value - 35) / 95)]
        scores.append(np.array([40, 20, 20, 20]) @ np.clip(needs, 0, 1))
    table = np.stack(scores, axis=1)
    own = table[:, [item.place_id for item in found.evidence].index(FIRST)]
    ranks = 1 + np.sum(table > own[:, None], axis=1)
    low, high = np.quantile(ranks, [0.05, 0.95], method="inverted_cdf")
    return int(low), int(high)


@pytest.mark.parametrize(
    ("assumption", "ends"),
    [(Assumption.EQUAL_SPLIT, (1, 1)), (Assumption.BY_POPULATION, (1, 4)), (Assumption.DESIGN_EFFECT, (1, 2))],
)
def test_with_the_fall_of_a_possible_misprint_the_first_score_gave_one_to_four(
    found: Basis, assumption: Assumption, ends: tuple[int, int]
) -> None:
    assert earlier_range(found, assumption) == ends


def test_without_valbys_possible_misprint_the_same_score_gives_one_to_three(found: Basis) -> None:
    assert earlier_range(found, Assumption.BY_POPULATION, ["valby"]) == (1, 3)


@pytest.mark.parametrize(
    ("under", "ends"),
    [("usual", (1, 2)), ("equal_split", (1, 1)), ("by_population", (1, 3)), ("design_effect", (1, 2))],
)
def test_the_first_place_of_2026_by_what_is_assumed_of_the_answers(
    found: Basis, under: str, ends: tuple[int, int]
) -> None:
    rows = ranking(replace(found, assumed=CLEAR_UNDER[under]), PRESETS[0].weights)
    assert (rows[0].place_id, rows[0].noise) == (FIRST, ends)


def test_were_valbys_figure_believed_the_range_would_be_a_place_wider(found: Basis) -> None:
    believed = tuple(
        replace(item, level=replace(item.level, doubted=False)) if item.place_id == "valby" else item
        for item in found.evidence
    )
    rows = ranking(replace(found, evidence=believed), PRESETS[0].weights)
    assert (rows[0].place_id, rows[0].noise) == (FIRST, (1, 3))
