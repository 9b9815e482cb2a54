"""The evidence behind a priority: which years are offered, which year each part is from, and what counts."""

from __future__ import annotations

from sikkerby_geo.facts.measures import MEASURE
from sikkerby_geo.facts.priority import FAMILIES, PRESETS


def test_insecure_and_safe_are_never_mixed() -> None:
    for family in FAMILIES:
        assert MEASURE[family.main_id].worse_high == MEASURE[family.evening_id].worse_high


def test_every_preset_gives_every_part_a_weight_in_steps_of_five_that_sum_to_100() -> None:
    for preset in PRESETS:
        assert sum(preset.weights.values()) == 100
        assert all(weight % 5 == 0 for weight in preset.weights.values())
