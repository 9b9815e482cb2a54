"""Laws of the priority score, on toy evidence and on the figures of the toy city."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.figures.intervals import Answers, AnswersBasis, Interval
from sikkerby_geo.domain.figures.observations import Figure
from sikkerby_geo.domain.priority.evidence import Basis, Evidence, basis, worsening_if
from sikkerby_geo.domain.priority.ranking import Ranked, ranking, swap
from sikkerby_geo.facts.priority import FAMILY, PART_IDS, PRESETS
from sikkerby_geo.facts.problems import SikkerByError

SAFE = FAMILY["safe"]
WEIGHTS = dict(PRESETS[0].weights)
FIGURE = Figure(85, "percent", 0, 0.5, "s", (), Interval(80, 89), Answers(230, AnswersBasis.ASSUMED))

raws = st.fixed_dictionaries(
    {
        "level": st.floats(60, 100),
        "evening": st.floats(50, 100),
        "worsening": st.floats(0, 20),
        "crime": st.floats(20, 200),
        "uncovered": st.floats(80, 100),
        "known": st.floats(0, 12),
    }
)


def toy(rows: list[dict[str, float | None]]) -> Basis:
    """Areas a, b, c … with these raw values and 230 answers each."""
    evidence = []
    for name, raw in zip("abcdefghijklm", rows, strict=False):
        level = replace(FIGURE, value=raw["level"])
        evening = replace(FIGURE, value=raw["evening"]) if raw["evening"] is not None else None
        evidence.append(Evidence(name, raw, level, evening, FIGURE))
    return Basis(SAFE, 2025, dict.fromkeys(PART_IDS, 2025), tuple(evidence), PART_IDS)


def ranks(found: Basis, weights: dict[str, float]) -> dict[str, int]:
    return {row.place_id: row.rank for row in ranking(found, weights)}


@settings(max_examples=25, deadline=None)
@given(st.lists(raws, min_size=2, max_size=6), st.randoms(use_true_random=False))
def test_the_order_of_the_input_does_not_matter(rows: list[dict], random) -> None:
    found = toy(rows)
    shuffled = list(found.evidence)
    random.shuffle(shuffled)
    assert ranking(found, WEIGHTS) == ranking(replace(found, evidence=tuple(shuffled)), WEIGHTS)


@settings(max_examples=25, deadline=None)
@given(st.lists(raws, min_size=2, max_size=6), st.sampled_from(PART_IDS[1:]), st.floats(0, 100))
def test_a_weight_of_0_removes_a_part(rows: list[dict], part: str, value: float) -> None:
    without = {**WEIGHTS, part: 0}
    changed = [{**row, part: value} if index == 0 else row for index, row in enumerate(rows)]
    assert ranks(toy(rows), without) == ranks(toy(changed), without)


@settings(max_examples=40, deadline=None)
@given(raws, st.fixed_dictionaries({part: st.floats(0.5, 10) for part in PART_IDS}))
def test_worse_on_every_part_is_never_ranked_behind(better: dict, steps: dict) -> None:
    towards_need = {part: 1 if SAFE.part(part).full > SAFE.part(part).zero else -1 for part in PART_IDS}
    worse = {part: better[part] + towards_need[part] * steps[part] for part in PART_IDS}
    worse |= {part: min(max(worse[part], 0), 100) for part in ("level", "evening")}
    found = ranks(toy([better, worse]), WEIGHTS)
    assert found["b"] <= found["a"]


def test_the_same_seed_gives_the_same_ranges_and_another_seed_may_not(atlas: Atlas) -> None:
    found = basis(atlas, SAFE, 2025)
    first, again = ranking(found, WEIGHTS, seed=7), ranking(found, WEIGHTS, seed=7)
    assert [row.noise for row in first] == [row.noise for row in again]
    assert [row.weights for row in first] == [row.weights for row in again]


def test_a_quarter_of_the_answers_widens_the_ranges(atlas: Atlas) -> None:
    found = basis(atlas, SAFE, 2025)

    def width(answers: float) -> int:
        return sum(row.noise[1] - row.noise[0] for row in ranking(found, WEIGHTS, answers=answers))

    assert width(0.25) > width(1)


def test_all_weights_0_is_a_message(atlas: Atlas) -> None:
    with pytest.raises(SikkerByError) as caught:
        ranking(basis(atlas, SAFE, 2025), dict.fromkeys(PART_IDS, 0))
    assert caught.value.key == "problem.no_weights"


def test_a_missing_part_is_neither_0_nor_average() -> None:
    row = {"level": 80.0, "evening": 70.0, "worsening": 0.0, "crime": 60.0, "uncovered": 100.0, "known": 2.0}
    found = toy([{**row, "crime": None}, row, {**row, "crime": 200.0}])
    lacking = next(item for item in ranking(found, WEIGHTS) if item.place_id == "a")
    full = next(item for item in ranking(found, WEIGHTS) if item.place_id == "c")
    assert lacking.missing == ("crime",)
    assert lacking.low < lacking.score < lacking.high
    assert lacking.high == pytest.approx(full.score)


def test_a_gap_widens_the_range_to_what_the_part_may_be() -> None:
    sure = replace(FIGURE, answers=Answers(1e6, AnswersBasis.KNOWN))
    row = {"level": 85.0, "evening": 80.0, "worsening": 0.0, "uncovered": 95.0, "known": 2.0}
    crimes = (40.0, 60.0, 82.5, 105.0, 125.0)
    found = toy([{**row, "crime": crime} for crime in crimes])
    found = replace(
        found, evidence=tuple(replace(item, level=sure, evening=sure, before=sure) for item in found.evidence)
    )
    middle = next(item for item in ranking(found, WEIGHTS) if item.place_id == "c")
    assert middle.noise == (3, 3)
    gap = tuple(
        replace(item, raw={**item.raw, "crime": None}) if item.place_id == "c" else item for item in found.evidence
    )
    lacking = next(item for item in ranking(replace(found, evidence=gap), WEIGHTS) if item.place_id == "c")
    assert lacking.noise == (1, 5)


@settings(max_examples=40, deadline=None)
@given(st.lists(raws, min_size=2, max_size=6), st.integers(0, 2**32 - 1))
def test_a_range_holds_the_areas_own_rank_and_score(rows: list[dict], seed: int) -> None:
    for row in ranking(toy(rows), WEIGHTS, seed=seed):
        assert row.noise[0] <= row.rank <= row.noise[1]
        assert row.weights[0] <= row.rank <= row.weights[1]
        assert row.score_noise[0] <= row.score <= row.score_noise[1]


@settings(max_examples=25, deadline=None)
@given(st.lists(raws, min_size=2, max_size=6), st.sampled_from(PART_IDS[1:]))
def test_the_parts_add_up_to_the_score(rows: list[dict], lacking: str) -> None:
    rows = [{**rows[0], lacking: None}, *rows[1:]]
    for row in ranking(toy(rows), WEIGHTS):
        assert sum(row.points.values()) == pytest.approx(row.score)
        assert set(row.points).isdisjoint(row.missing)


def test_moving_the_main_share_as_far_as_a_swap_says_draws_level_and_no_less_does(atlas: Atlas) -> None:
    found = basis(atlas, SAFE, 2025)
    rows = ranking(found, WEIGHTS)
    for index, row in enumerate(rows[:-1]):
        told = swap(rows, index, found, WEIGHTS)
        after = rows[index + 1]
        assert told.next_id == after.place_id
        assert told.points > 0
        scores = [moved_score(found, row, told.points - less) for less in (0, 1)]
        assert scores[0] <= after.score + 1e-6
        assert scores[1] > after.score or told.points == 1
    assert swap(rows, len(rows) - 1, found, WEIGHTS) is None


def moved_score(found: Basis, row: Ranked, points: int) -> float:
    """The score of an area whose share of safe residents is so many points higher, all else as it is."""
    level = row.evidence.level.value + points
    raw = {**row.evidence.raw, "level": level, "worsening": worsening_if(found, row.place_id, level)}
    moved = replace(row.evidence, raw=raw)
    others = tuple(moved if item.place_id == row.place_id else item for item in found.evidence)
    return next(
        item.score for item in ranking(replace(found, evidence=others), WEIGHTS) if item.place_id == row.place_id
    )


def test_a_share_without_weight_swaps_nothing(atlas: Atlas) -> None:
    found = basis(atlas, SAFE, 2025)
    weights = {"crime": 100}
    rows = ranking(found, weights)
    assert swap(rows, 0, found, weights).points is None


def test_equal_scores_need_no_move() -> None:
    row = {"level": 80.0, "evening": 70.0, "worsening": 0.0, "crime": 60.0, "uncovered": 100.0, "known": 2.0}
    found = toy([row, row])
    assert swap(ranking(found, WEIGHTS), 0, found, WEIGHTS).points == 0
