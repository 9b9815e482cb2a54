"""Every registry printed as a table with its reasons: what can be chosen, and each number that moves a figure."""

from __future__ import annotations

from collections.abc import Iterable

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.figures.gaps import known_areas
from sikkerby_geo.facts.areas import Level
from sikkerby_geo.facts.efforts import OVERLAYS, Overlay
from sikkerby_geo.facts.evidence import EVIDENCE_NOTES
from sikkerby_geo.facts.indicators import INDICATORS, SURVEY_INDICATORS, Indicator
from sikkerby_geo.facts.priority import FAMILIES, PRESETS, PRIORITY_THRESHOLDS
from sikkerby_geo.facts.rules import RULES
from sikkerby_geo.facts.thresholds import LIMITS, THRESHOLDS, Threshold
from sikkerby_geo.text import names, number, percent, t
from sikkerby_geo.views.base import figures
from sikkerby_geo.views.base.kind_evidence import class_words, finding_lines, source_titles
from sikkerby_geo.views.base.palette import classes, scale_of
from sikkerby_geo.views.base.sheet import Column, Entry, Sheet

CHOICE = "choice"
"""The source of a threshold that is our own choice."""


def all_thresholds() -> tuple[Threshold, ...]:
    """Every threshold of every registry, in order."""
    return (*THRESHOLDS, *PRIORITY_THRESHOLDS)


def registry_sheets(atlas: Atlas) -> tuple[Sheet, ...]:
    """A sheet for each registry, in the order a reader meets them."""
    return (
        measures_sheet(atlas),
        rules_sheet(atlas),
        thresholds_sheet(atlas),
        limits_sheet(),
        counted_sheet(atlas),
        overlays_sheet(atlas),
        levels_sheet(atlas),
        parts_sheet(),
        presets_sheet(),
        evidence_sheet(atlas),
    )


def entries_printed() -> int:
    """How many lines the registry sheets have in all."""
    parts = sum(len(family.parts) for family in FAMILIES)
    registries = (INDICATORS, RULES, all_thresholds(), LIMITS, OVERLAYS, tuple(Level), PRESETS, EVIDENCE_NOTES)
    return parts + sum(len(registry) for registry in registries)


def _columns(*keys: str) -> tuple[Column, ...]:
    form = {
        "reason": "wide",
        "source": "note",
        "evidence": "note",
        "limit": "number",
        "years": "number",
        "valid": "number",
        "value": "number",
    }
    return tuple(Column(key, t(f"reason.columns.{key}"), form.get(key, "text")) for key in keys)


def _sheet(sheet_id: str, keys: str, rows: Iterable[dict[str, str]]) -> Sheet:
    entries = tuple({key: Entry(text) for key, text in row.items()} for row in rows)
    return Sheet(sheet_id, t(f"reason.caption.{sheet_id}"), _columns(*keys.split()), entries)


def measures_sheet(atlas: Atlas) -> Sheet:
    """The survey measures."""
    rows = [
        {
            "name": t(f"indicator.{measure.indicator_id}.name"),
            "unit": t("reason.word.unit_survey"),
            "direction": t("reason.word.worse_high" if measure.worse_high else "reason.word.worse_low"),
            "classes": " · ".join(value.label for value in classes(scale_of(measure))),
            "limit": percent(limit) if (limit := scale_of(measure).limit) is not None else t("method.none"),
            "years": _measure_years(atlas, measure),
            "reason": t(f"reason.indicator.{measure.indicator_id}"),
        }
        for measure in SURVEY_INDICATORS
    ]
    return _sheet("measures", "name unit direction classes limit years reason", rows)


def _measure_years(atlas: Atlas, measure: Indicator) -> str:
    known = [year for year in atlas.years if known_areas(atlas, measure.indicator_id, year).figures]
    return _span(known)


def _span(years: list[int]) -> str:
    if not years:
        return t("reason.word.no_years")
    return t("method.years", first=years[0], last=years[-1]) if len(years) > 1 else str(years[0])


def rules_sheet(atlas: Atlas) -> Sheet:
    """The rules, with whose goal each was."""
    rows = [
        {
            "name": t(f"rule.{rule.rule_id}.name"),
            "measure": t(f"indicator.{rule.indicator_id}.name"),
            "limit": t(f"reason.word.{rule.comparison}", limit=percent(rule.limit)),
            "valid": t("reason.word.valid", first=rule.valid_from, last=rule.valid_to),
            "programme": t(f"rule.{rule.rule_id}.programme"),
            "reason": t(f"reason.rule.{rule.rule_id}"),
            "source": figures.titles(atlas.sources[source_id] for source_id in rule.source_ids),
        }
        for rule in RULES
    ]
    return _sheet("rules", "name measure limit valid programme reason source", rows)


def thresholds_sheet(atlas: Atlas) -> Sheet:
    """Every threshold and assumption."""
    rows = [
        {
            "name": t(f"threshold.{threshold.threshold_id}.name"),
            "value": valued(threshold.unit, threshold.value),
            "reason": t(f"threshold.{threshold.threshold_id}.reason"),
            "source": _threshold_source(atlas, threshold),
        }
        for threshold in all_thresholds()
    ]
    return _sheet("thresholds", "name value reason source", rows)


def limits_sheet() -> Sheet:
    """The most that is taken in of a file, a field or a drawing."""
    rows = [
        {
            "name": t(f"limit.{limit.limit_id}.name"),
            "value": valued(limit.unit, limit.value),
            "reason": t(f"limit.{limit.limit_id}.reason"),
        }
        for limit in LIMITS
    ]
    return _sheet("limits", "name value reason", rows)


def _threshold_source(atlas: Atlas, threshold: Threshold) -> str:
    if threshold.source == CHOICE:
        return t("method.choice")
    return figures.titles([atlas.sources[threshold.source]])


def valued(unit: str, value: float) -> str:
    """A value of a registry with its unit in words: 95 %, 2.999 svar, 366 dage."""
    if unit == "share":
        return t("reason.unit.share", value=percent(100 * value))
    if unit in ("percent", "percent_of_land"):
        return t(f"reason.unit.{unit}", value=percent(value))
    return t(f"reason.unit.{unit}", value=str(int(value)) if unit == "number" else number(value))


def counted_sheet(atlas: Atlas) -> Sheet:
    """The indicators that nobody was asked about: reported crime, and what only stands beside the assessment."""
    rows = [
        {
            "name": t(f"indicator.{each.indicator_id}.name"),
            "role": t(f"reason.word.{each.use}"),
            "classes": " · ".join(value.label for value in classes(scale_of(each))),
            "level": t(f"level.{each.native_level}.many"),
            "upwards": t(f"reason.upwards.{each.aggregation}"),
            "years": _span(list(atlas.known_years(each.indicator_id))),
            "reason": t(f"reason.counted.{each.indicator_id}"),
        }
        for each in INDICATORS
        if not each.surveyed
    ]
    return _sheet("counted", "name role classes level upwards years reason", rows)


def overlays_sheet(atlas: Atlas) -> Sheet:
    """The overlays of the map."""
    rows = [
        {
            "name": t(f"overlay.{overlay.overlay_id}"),
            "draws": _when_drawn(overlay),
            "record": str(atlas.documented_to.get(overlay.table, t("method.dash"))),
            "shown_first": t("reason.word.yes" if overlay.default_on else "reason.word.no"),
            "reason": t(f"reason.overlay.{overlay.overlay_id}"),
        }
        for overlay in OVERLAYS
    ]
    return _sheet("overlays", "name draws record shown_first reason", rows)


def _when_drawn(overlay: Overlay) -> str:
    if overlay.timeless:
        return t("reason.word.timeless")
    return t("reason.word.persists" if overlay.persists else "reason.word.period")


def levels_sheet(atlas: Atlas) -> Sheet:
    """The three nested levels."""
    rows = [
        {
            "name": t(f"level.{level}.label"),
            "places": number(len(atlas.places.at(level))),
            "reason": t(f"reason.level.{level}"),
        }
        for level in Level
    ]
    return _sheet("levels", "name places reason", rows)


def parts_sheet() -> Sheet:
    """The parts of the priority score with their scales, for each family of measures."""
    rows = [
        {
            "name": f"{t(f'reason.part_name.{part.part_id}')} ({t(f'reason.family.{family.family_id}')})",
            "scale": t("reason.word.scale", zero=valued(part.unit, part.zero), full=valued(part.unit, part.full)),
            "reason": t(f"reason.part.{part.part_id}"),
        }
        for family in FAMILIES
        for part in family.parts
    ]
    return _sheet("parts", "name scale reason", rows)


def presets_sheet() -> Sheet:
    """The presets of weights."""
    rows = [
        {
            "name": t(f"reason.preset_name.{preset.preset_id}"),
            "weights": names(
                t("reason.word.weight", part=t(f"reason.part_name.{part_id}").lower(), weight=number(weight))
                for part_id, weight in preset.weights.items()
                if weight
            ),
            "reason": t(f"reason.preset.{preset.preset_id}"),
        }
        for preset in PRESETS
    ]
    return _sheet("presets", "name weights reason", rows)


def evidence_sheet(atlas: Atlas) -> Sheet:
    """The literature note on each kind of effort."""
    rows = [
        {
            "name": t(f"effort_kind.{note.kind_id}"),
            "evidence": class_words(note.kind_id),
            "reason": " ".join(finding_lines(note.kind_id)),
            "source": source_titles(atlas, note.kind_id),
        }
        for note in EVIDENCE_NOTES
    ]
    return _sheet("evidence", "name evidence reason source", rows)
