"""Laws of the priority score, on toy evidence and on the figures of 2026."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.cells import Figure
from sikkerby_geo.domain.intervals import Answers, AnswersBasis, Interval
from sikkerby_geo.domain.priority import Basis, Evidence, basis, offered, points_to_swap, ranking
from sikkerby_geo.facts.measures import MEASURE
from sikkerby_geo.facts.priority import FAMILIES, FAMILY, PART_IDS, PRESETS
from sikkerby_geo.facts.problems import SikkerByError

SAFE = FAMILY["safe"]
WEIGHTS = dict(PRESETS[0].weights)
FIGURE = Figure(85, 0, 0.5, Answers(230, AnswersBasis.ASSUMED), Interval(80, 89), "s", ())

raws = st.fixed_dictionaries(
    {
        "level": st.floats(60, 100),
        "evening": st.floats(50, 100),
        "worsening": st.floats(0, 20),
        "crime": st.floats(20, 200),
        "uncovered": st.floats(80, 100),
    }
)


def toy(rows: list[dict[str, float | None]]) -> Basis:
    """Areas a, b, c … with these raw values and 230 answers each."""
    evidence = []
    for name, raw in zip("abcdefghijklm", rows, strict=False):
        level = replace(FIGURE, percent=raw["level"])
        evening = replace(FIGURE, percent=raw["evening"]) if raw["evening"] is not None else None
        evidence.append(Evidence(name, raw, level, evening, FIGURE))
    return Basis(SAFE, 2026, dict.fromkeys(PART_IDS, 2026), tuple(evidence), PART_IDS)


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
    found = basis(atlas, SAFE, 2026)
    first, again = ranking(found, WEIGHTS, seed=7), ranking(found, WEIGHTS, seed=7)
    assert [row.noise for row in first] == [row.noise for row in again]
    assert [row.weights for row in first] == [row.weights for row in again]


def test_a_quarter_of_the_answers_widens_the_ranges(atlas: Atlas) -> None:
    found = basis(atlas, SAFE, 2026)

    def width(answers: float) -> int:
        return sum(row.noise[1] - row.noise[0] for row in ranking(found, WEIGHTS, answers=answers))

    assert width(0.25) > width(1)


def test_all_weights_0_is_a_message(atlas: Atlas) -> None:
    with pytest.raises(SikkerByError) as caught:
        ranking(basis(atlas, SAFE, 2026), dict.fromkeys(PART_IDS, 0))
    assert caught.value.key == "problem.no_weights"


def test_insecure_and_safe_are_never_mixed() -> None:
    for family in FAMILIES:
        assert MEASURE[family.main_id].worse_high == MEASURE[family.evening_id].worse_high


def test_offered_where_ten_areas_have_the_main_figure(atlas: Atlas) -> None:
    assert [(family.family_id, year) for family, year in offered(atlas)] == [("safe", 2026), ("safe", 2025)]


def test_a_part_few_areas_have_is_left_out_for_all(atlas: Atlas) -> None:
    found = basis(atlas, SAFE, 2025)
    assert "worsening" not in found.used
    assert sum(item.raw["worsening"] is not None for item in found.evidence) == 2


def test_a_missing_part_is_neither_0_nor_average() -> None:
    row = {"level": 80.0, "evening": 70.0, "worsening": 0.0, "crime": 60.0, "uncovered": 100.0}
    found = toy([{**row, "crime": None}, row, {**row, "crime": 200.0}])
    lacking = next(item for item in ranking(found, WEIGHTS) if item.place_id == "a")
    full = next(item for item in ranking(found, WEIGHTS) if item.place_id == "c")
    assert lacking.missing == ("crime",)
    assert lacking.low < lacking.score < lacking.high
    assert lacking.high == pytest.approx(full.score)


def test_the_evening_is_taken_from_the_newest_year_that_has_it(atlas: Atlas) -> None:
    assert basis(atlas, SAFE, 2026).years["evening"] == 2025


def test_only_sure_falls_count_as_worsening(atlas: Atlas) -> None:
    raw = {item.place_id: item.raw["worsening"] for item in basis(atlas, SAFE, 2026).evidence}
    assert {place: points for place, points in raw.items() if points} == {
        "christianshavn": 15,
        "valby": 9,
        "kgs-enghave": 8,
    }


def test_the_list_of_2026_begins_with_christianshavn_alone(atlas: Atlas) -> None:
    rows = ranking(basis(atlas, SAFE, 2026), WEIGHTS)
    assert rows[0].place_id == "christianshavn"
    assert rows[0].noise == (1, 1)
    assert all(row.noise[0] <= row.rank <= row.noise[1] for row in rows)
    assert len(rows) == 13


def test_moving_the_main_share_by_the_points_to_swap_draws_level(atlas: Atlas) -> None:
    found = basis(atlas, SAFE, 2026)
    rows = ranking(found, WEIGHTS)
    points = points_to_swap(rows, 1, found, WEIGHTS)
    raised = rows[1].evidence.raw["level"] + points
    moved = replace(rows[1].evidence, raw={**rows[1].evidence.raw, "level": raised})
    others = tuple(moved if item.place_id == moved.place_id else item for item in found.evidence)
    scores = {row.place_id: row.score for row in ranking(replace(found, evidence=others), WEIGHTS)}
    assert scores[rows[1].place_id] == pytest.approx(scores[rows[2].place_id])
    assert points_to_swap(rows, len(rows) - 1, found, WEIGHTS) is None
