"""Colours that still read in grey, and classes that keep the limit on its own side."""

from __future__ import annotations

import itertools
import re

import pytest

from sikkerby_geo.domain.figures.flags import FlagState
from sikkerby_geo.facts.indicators import INDICATOR, SURVEY_INDICATORS
from sikkerby_geo.facts.rules import RULES, Range
from sikkerby_geo.facts.versions import ROOT
from sikkerby_geo.views.base.palette import (
    ACCENT,
    BOUND,
    CLASS_COLOURS,
    INK,
    MISSING,
    MUTED,
    Look,
    class_index,
    classes,
    look_of,
    scale_of,
)

YELLOWS = (0, 1)
"""The classes on the good side of the limit."""


def luminance(colour: str) -> float:
    """Relative luminance of WCAG 2."""
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels]
    return sum(weight * value for weight, value in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one: str, two: str) -> float:
    """Contrast ratio of WCAG 2."""
    light, dark = sorted((luminance(one), luminance(two)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def lightness(colour: str) -> float:
    """CIE L*, 0 black to 100 white."""
    y = luminance(colour)
    return 116 * y ** (1 / 3) - 16 if y > 216 / 24389 else y * 24389 / 27


@pytest.mark.parametrize(
    ("measure", "percent", "index"),
    [
        ("insecure_neighbourhood", 0, 0),
        ("insecure_neighbourhood", 5, 0),
        ("insecure_neighbourhood", 10, 1),
        ("insecure_neighbourhood", 10.1, 2),
        ("insecure_neighbourhood", 20, 3),
        ("insecure_neighbourhood", 28, 4),
        ("safe_neighbourhood", 100, 0),
        ("safe_neighbourhood", 90, 0),
        ("safe_neighbourhood", 85, 1),
        ("safe_neighbourhood", 84.9, 2),
        ("safe_neighbourhood", 75, 3),
        ("safe_neighbourhood", 74, 4),
        ("safe_evening", 75, 1),
        ("safe_evening", 74, 2),
        ("insecure_evening", 15, 0),
        ("insecure_evening", 34, 4),
    ],
)
def test_a_class_is_closed_on_the_side_of_less_need(measure: str, percent: float, index: int) -> None:
    assert class_index(scale_of(INDICATOR[measure]), percent) == index


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.rule_id)
def test_a_share_is_purple_exactly_if_the_rule_flags_it(rule) -> None:
    """The colour turns where the rule does, to the tenth of a per cent."""
    for tenths in range(1001):
        flagged = rule.flags(Range.exactly(tenths / 10))
        assert (class_index(scale_of(rule.indicator, rule), tenths / 10) not in YELLOWS) is flagged


@pytest.mark.parametrize("measure", SURVEY_INDICATORS, ids=lambda measure: measure.indicator_id)
def test_need_never_falls_from_class_to_class(measure) -> None:
    by_need = range(101) if measure.worse_high else range(100, -1, -1)
    indexes = [class_index(scale_of(measure), percent) for percent in by_need]
    assert indexes == sorted(indexes)
    assert set(indexes) == set(range(5))


@pytest.mark.parametrize("measure", SURVEY_INDICATORS, ids=lambda measure: measure.indicator_id)
def test_the_words_of_a_class_hold_its_shares(measure) -> None:
    """Each label's own limits, read back as numbers, fall into the class or just outside its open end."""
    for value in classes(scale_of(measure)):
        limits = [int(found) for found in re.findall(r"\d+", value.label)]
        inside = {class_index(scale_of(measure), limit) for limit in limits}
        assert value.index in {*inside, *(index + 1 for index in inside)}
        step = 0.5 if measure.worse_high else -0.5
        assert class_index(scale_of(measure), (limits[0] if len(limits) == 1 else sum(limits) / 2) + step) in {
            value.index,
            value.index + 1 if len(limits) == 1 else value.index,
        }


def test_lightness_falls_and_neighbours_differ_enough_in_grey() -> None:
    tones = [lightness(colour) for colour in CLASS_COLOURS]
    assert all(light - dark > 10 for light, dark in itertools.pairwise(tones))
    steps = [round(contrast(one, two), 2) for one, two in itertools.pairwise(CLASS_COLOURS)]
    assert steps == [1.46, 1.44, 2.15, 2.43]


@pytest.mark.parametrize("colour", [INK, MUTED, ACCENT])
def test_text_on_white_has_enough_contrast(colour: str) -> None:
    assert contrast(colour, "#FFFFFF") >= 4.5


@pytest.mark.parametrize("index", range(5))
def test_the_hatch_is_seen_on_every_class(index: int) -> None:
    look = look_of(index, FlagState.FLAGGED_SURE, False)
    hatch = {"ink": INK, "white": "#FFFFFF"}[look.hatch_ink]
    other = "#FFFFFF" if hatch == INK else INK
    assert contrast(hatch, look.fill) >= 4.5
    assert contrast(hatch, look.fill) > contrast(other, look.fill)


def test_each_state_is_told_by_two_marks_that_survive_print_in_grey() -> None:
    looks = {state: look_of(2, state, False) for state in FlagState}
    marks = {state: (look.hatch, look.outline) for state, look in looks.items()}
    assert marks[FlagState.FLAGGED_SURE] == ("dense", "over_sure")
    assert marks[FlagState.FLAGGED_UNSURE] == ("sparse", "over_unsure")
    assert marks[FlagState.CLEAR_UNSURE] == ("", "under_unsure")
    assert marks[FlagState.CLEAR_SURE] == ("", "plain")
    assert look_of(None, FlagState.FLAGGED_BOUND, True) == Look(BOUND, "dense", "ink", "over_sure")
    assert look_of(None, FlagState.CLEAR_BOUND, True) == Look(BOUND)
    assert look_of(None, FlagState.NO_FIGURE, False) == Look(MISSING)


def test_the_colour_belongs_to_the_value_and_never_to_the_flag() -> None:
    for index, state in itertools.product(range(5), FlagState):
        assert look_of(index, state, False).fill == CLASS_COLOURS[index]


def test_only_bounds_and_no_figure_are_two_pictures() -> None:
    assert look_of(None, FlagState.NO_FIGURE, True).fill != look_of(None, FlagState.NO_FIGURE, False).fill


def test_the_style_sheets_use_the_same_ink_and_accent() -> None:
    css = (ROOT / "static" / "css" / "base.css").read_text(encoding="utf-8").upper()
    for colour in (INK, MUTED, ACCENT):
        assert colour.upper() in css
