"""The pictures of a study: nothing is joined across a gap, no placebo hides another, and each has its table."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.effect.answer import CheckState, Phase, Placebo, YearPoint
from sikkerby_geo.text import t
from sikkerby_geo.views.charts.card import ChartCard
from sikkerby_geo.views.effect.course_chart import course_card, expected_after
from sikkerby_geo.views.effect.placebo_chart import placebo_card
from tests.views.effect.conftest import Told


def layer(card: ChartCard, name: str) -> list[dict]:
    return next((one["data"]["values"] for one in card.spec["layer"] if one["name"] == name), [])


@pytest.fixture(scope="module")
def course(atlas: Atlas, told: Told) -> ChartCard:
    """The course over 2016–2020 with a hole in 2018."""
    points = (
        YearPoint(2016, Phase.BEFORE, 12.0, 9.5),
        YearPoint(2017, Phase.BEFORE, 18.0, 10.0),
        YearPoint(2018, Phase.BETWEEN, None, None),
        YearPoint(2019, Phase.BETWEEN, 17.0, None),
        YearPoint(2020, Phase.AFTER, 17.0, 10.5),
    )
    card = course_card(atlas, replace(told.answer, measured=replace(told.answer.measured, course=points)))
    assert card is not None
    return card


def test_lines_join_neighbouring_years_alone(course: ChartCard) -> None:
    assert [(row["x"], row["x2"]) for row in layer(course, "treated-line")] == [(2016, 2017), (2019, 2020)]
    assert [(row["x"], row["x2"]) for row in layer(course, "comparison-line")] == [(2016, 2017)]
    assert [row["x"] for row in layer(course, "comparison-dots")] == [2016, 2017, 2020]


def test_the_means_stand_over_their_years_and_the_expected_beside(course: ChartCard, told: Told) -> None:
    measured = told.answer.measured
    before, after = layer(course, "mean-treated")
    assert (before["y"], after["y"]) == (measured.treated.before, measured.treated.after)
    (expected,) = layer(course, "expected")
    assert expected["y"] == pytest.approx(measured.treated.after - measured.effect.value, abs=0.01)


def test_the_table_has_every_point_of_the_picture_or_why_there_is_none(course: ChartCard) -> None:
    rows = course.table.to_dict("records")
    assert len(rows) == 2 * 5 + 5
    missing = [row for row in rows if row[t("effect.course.note")] == t("effect.course.missing")]
    assert len(missing) == 3
    assert b"12,0" in course.csv()
    assert "Kilder:" in course.source


def test_a_rate_moves_by_its_share(told: Told) -> None:
    measured = told.answer.measured
    falls = replace(measured, comparison=replace(measured.comparison, change=-10.0))
    rate = replace(told.found.question, outcome="straffelov")
    assert expected_after(falls, rate) == pytest.approx(measured.treated.before * 0.9)


def test_equal_placebos_stand_over_each_other_and_are_named(atlas: Atlas, told: Told) -> None:
    areas = Placebo(CheckState.PASSED, 3, 0.5, 0.25, (("bakken", 1.2), ("aaby", 1.2), ("bakken;aaby", -3.0)))
    answer = replace(told.answer, measured=replace(told.answer.measured, placebo_areas=areas))
    card = placebo_card(atlas, answer)
    assert card is not None
    dots = layer(card, "placebo-1")
    assert len({(row["x"], row["y"]) for row in dots}) == 3
    names = list(card.table[t("effect.placebo.column_who")])
    assert names[:4] == ["Møllehøj", "Bakken", "Åby", "Bakken og Åby"]


def test_without_a_measured_difference_there_is_no_picture(atlas: Atlas, told: Told) -> None:
    bare = replace(told.answer, measured=None)
    assert course_card(atlas, bare) is None
    assert placebo_card(atlas, bare) is None
