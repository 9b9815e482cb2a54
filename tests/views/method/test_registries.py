"""Nothing that moves a figure is left out: every registry entry is printed with its reason, and no reason is stale."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator

import pytest

import sikkerby_geo
from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.facts.areas import Level
from sikkerby_geo.facts.efforts import OVERLAYS, REGISTRY, Overlay
from sikkerby_geo.facts.indicators import INDICATORS, Indicator
from sikkerby_geo.facts.priority import FAMILIES, PART_IDS, PRESETS, Family, Preset
from sikkerby_geo.facts.rules import RULES, Rule
from sikkerby_geo.facts.thresholds import LIMITS, Limit, Threshold
from sikkerby_geo.text import has, keys, t
from sikkerby_geo.views.base.sheet import Sheet
from sikkerby_geo.views.method import registries


def modules() -> Iterator[object]:
    """Every module below the views: where numbers are chosen."""
    for info in pkgutil.walk_packages(sikkerby_geo.__path__, "sikkerby_geo."):
        if info.name.startswith(("sikkerby_geo.facts", "sikkerby_geo.domain")):
            yield importlib.import_module(info.name)


def instances(kind: type) -> set:
    """Every value of a kind that a module defines, alone or in a tuple."""
    found = set()
    for module in modules():
        for value in vars(module).values():
            for one in value if isinstance(value, tuple) else (value,):
                if isinstance(one, kind):
                    found.add(id(one))
    return found


REGISTRIES = [
    (Indicator, INDICATORS),
    (Rule, RULES),
    (Threshold, registries.all_thresholds()),
    (Limit, LIMITS),
    (Overlay, REGISTRY),
    (Family, FAMILIES),
    (Preset, PRESETS),
]


@pytest.mark.parametrize(("kind", "registry"), REGISTRIES, ids=lambda value: getattr(value, "__name__", ""))
def test_no_entry_is_defined_outside_its_registry(kind, registry):
    assert instances(kind) <= {id(entry) for entry in registry}, f"a {kind.__name__} is missing from Om tallene"


REASONS = [
    *(f"reason.indicator.{each.indicator_id}" for each in INDICATORS if each.surveyed),
    *(f"reason.counted.{each.indicator_id}" for each in INDICATORS if not each.surveyed),
    *(f"reason.rule.{rule.rule_id}" for rule in RULES),
    *(f"threshold.{threshold.threshold_id}.reason" for threshold in registries.all_thresholds()),
    *(f"threshold.{threshold.threshold_id}.name" for threshold in registries.all_thresholds()),
    *(f"reason.unit.{threshold.unit}" for threshold in registries.all_thresholds()),
    *(f"limit.{limit.limit_id}.reason" for limit in LIMITS),
    *(f"limit.{limit.limit_id}.name" for limit in LIMITS),
    *(f"reason.unit.{limit.unit}" for limit in LIMITS),
    *(f"reason.overlay.{overlay.overlay_id}" for overlay in OVERLAYS),
    *(f"reason.level.{level}" for level in Level),
    *(f"reason.part.{part_id}" for part_id in PART_IDS),
    *(f"reason.part_name.{part_id}" for part_id in PART_IDS),
    *(f"reason.unit.{part.unit}" for family in FAMILIES for part in family.parts),
    *(f"reason.family.{family.family_id}" for family in FAMILIES),
    *(f"reason.preset.{preset.preset_id}" for preset in PRESETS),
    *(f"reason.preset_name.{preset.preset_id}" for preset in PRESETS),
]


@pytest.mark.parametrize("key", dict.fromkeys(REASONS))
def test_every_entry_has_a_reason(key):
    assert has(key), f'add "{key}" to sikkerby_geo/text/da/om_tallene.toml'
    assert t(key, value="1").strip()


def test_no_reason_is_left_from_an_entry_that_is_gone():
    stale = [
        f"{section}.{name}"
        for section in (
            "indicator",
            "rule",
            "counted",
            "overlay",
            "level",
            "part",
            "part_name",
            "family",
            "preset",
            "unit",
        )
        for name in keys(f"reason.{section}")
        if f"reason.{section}.{name}" not in REASONS
    ]
    stale += [
        name for name in keys("threshold") if name not in {one.threshold_id for one in registries.all_thresholds()}
    ]
    stale += [name for name in keys("limit") if name not in {one.limit_id for one in LIMITS}]
    assert stale == []


def by_id(atlas: Atlas) -> dict[str, Sheet]:
    return {sheet.sheet_id: sheet for sheet in registries.registry_sheets(atlas)}


def test_every_entry_is_a_line_with_a_reason(atlas: Atlas):
    sheets = by_id(atlas)
    assert sum(len(sheet.rows) for sheet in sheets.values()) == registries.entries_printed()
    for sheet in sheets.values():
        for row in sheet.rows:
            assert row["reason"].text
            assert all(entry.text for entry in row.values()), f"a blank field in {sheet.sheet_id}: {row['name'].text}"


def test_every_name_is_told_once_in_its_table(atlas: Atlas):
    for sheet in by_id(atlas).values():
        names = [row["name"].text for row in sheet.rows]
        assert len(set(names)) == len(names)


def test_thresholds_are_printed_with_value_unit_and_source(atlas: Atlas):
    rows = {row["name"].text: row for row in by_id(atlas)["thresholds"].rows}
    confidence = rows[t("threshold.confidence.name")]
    assert confidence["value"].text == "95\u00a0%"
    assert confidence["source"].text == "Wilson 1927"
    assumed = rows[t("threshold.assumed_answers.name")]
    assert assumed["value"].text == "2.999 svar"
    assert "Kilden kk-tryghed-2016" in assumed["source"].text
    assert rows[t("threshold.weight_days.name")]["source"].text == t("method.choice")


def test_a_measure_is_printed_with_its_limit_and_years(atlas: Atlas):
    rows = {row["name"].text: row for row in by_id(atlas)["measures"].rows}
    insecure = rows["Utrygge i nabolaget"]
    assert insecure["limit"].text == "10\u00a0%"
    assert insecure["years"].text == "2013–2021"
    assert insecure["classes"].text.count("·") == 4
    assert rows["Utrygge aften og nat"]["limit"].text == t("method.none")


@pytest.mark.parametrize(
    ("unit", "value", "words"),
    [
        ("share", 0.05, "5\u00a0%"),
        ("percent", 95, "95\u00a0%"),
        ("percent_of_land", 90, "90\u00a0% af arealet"),
        ("number", 2031, "2031"),
        ("draws", 2000, "2.000 gentagelser"),
        ("per_1000", 35, "35 pr. 1.000"),
    ],
)
def test_values_are_written_with_their_unit(unit, value, words):
    assert registries.valued(unit, value) == words
