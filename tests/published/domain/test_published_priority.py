"""The priority score on the figures of 2025 and 2026."""

from __future__ import annotations

import pytest

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.priority.evidence import basis
from sikkerby_geo.domain.priority.ranking import leaders, ranking
from sikkerby_geo.facts.priority import FAMILY, PRESETS

SAFE = FAMILY["safe"]
WEIGHTS = dict(PRESETS[0].weights)


@pytest.mark.parametrize("year", [2025, 2026])
def test_another_seed_moves_the_end_of_a_range_by_one_place_at_most(atlas: Atlas, year: int) -> None:
    found = basis(atlas, SAFE, year)
    first = {row.place_id: row for row in ranking(found, WEIGHTS)}
    for seed in range(5):
        for row in ranking(found, WEIGHTS, seed=seed):
            same = first[row.place_id]
            for mine, other in ((row.noise, same.noise), (row.weights, same.weights)):
                assert max(abs(a - b) for a, b in zip(mine, other, strict=True)) <= 1


def test_the_list_of_2026_begins_with_christianshavn_but_not_alone(atlas: Atlas) -> None:
    rows = ranking(basis(atlas, SAFE, 2026), WEIGHTS)
    assert rows[0].place_id == "christianshavn"
    assert rows[0].noise == (1, 2)
    assert all(row.noise[0] <= row.rank <= row.noise[1] for row in rows)
    assert len(rows) == 13


def test_a_place_several_may_hold_belongs_to_none_of_them_alone(atlas: Atlas) -> None:
    two = leaders(ranking(basis(atlas, SAFE, 2026), WEIGHTS))
    assert [row.place_id for row in two.first] == ["christianshavn"]
    assert [row.place_id for row in two.rivals] == ["broenshoej-husum"]
    assert {"bispebjerg", "valby", "kgs-enghave"} <= {row.place_id for row in two.candidates}
    shared = leaders(ranking(basis(atlas, SAFE, 2025), WEIGHTS))
    assert [row.place_id for row in shared.first] == ["bispebjerg"]
    assert "broenshoej-husum" in {row.place_id for row in shared.rivals}
    rivals = {row.place_id for row in shared.rivals}
    assert not rivals & {row.place_id for row in shared.candidates}
