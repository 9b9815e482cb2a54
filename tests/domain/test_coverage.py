"""Coverage: shares of land that can be counted on squared paper, and what never counts."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.efforts.coverage import counts_as_coverage, coverage, last_documented_year
from sikkerby_geo.domain.efforts.effort import Stage
from sikkerby_geo.facts.efforts import KIND
from tests.toytown import partnership

LAST = 2024


@pytest.mark.parametrize(
    ("year", "share"),
    [(2015, 0), (2016, 0.3 * 0.3), (2018, 0.3 * 0.3 + 0.5 * 0.3 - 0.3 * 0.05), (2021, 0.5 * 0.3), (2023, 0)],
)
def test_the_land_of_a_partnership_and_a_plan_counts_once_where_they_overlap(atlas: Atlas, year: int, share: float):
    assert coverage(atlas, year)["moellehoej"] == pytest.approx(share, abs=1e-4)


def test_an_effort_covers_its_own_area_and_no_other(atlas: Atlas) -> None:
    assert {area for area, share in coverage(atlas, 2015).items() if share > 1e-6} == {"dalum", "vestmark"}
    assert len(coverage(atlas, 2015)) == 13


def test_after_the_record_ends_coverage_is_not_known(atlas: Atlas) -> None:
    assert last_documented_year(atlas) == LAST
    assert coverage(atlas, LAST) is not None
    assert coverage(atlas, LAST + 1) is None
    assert coverage(replace(atlas, documented_to={}), LAST) is None


def test_proxies_whole_districts_drafts_and_loose_cooperation_never_count(atlas: Atlas) -> None:
    left_out = [
        effort
        for effort in atlas.efforts
        if effort.precision == "proxy" or effort.whole_area or effort.kind.loose or effort.overlay.persists
    ]
    assert {"p-lund-2017", "p-engvang-udkast", "u-moellehoej-lys"} <= {effort.effort_id for effort in left_out}
    for effort in left_out:
        assert not any(counts_as_coverage(effort, year, LAST) for year in range(2005, LAST + 3))


@pytest.mark.parametrize(
    "changes",
    [
        {"precision": "proxy"},
        {"basis": "whole_district"},
        {"basis": "none"},
        {"kind": KIND["cooperation"]},
        {"stage": Stage.ANNOUNCED},
        {"start_year": 2017},
    ],
)
def test_each_reason_alone_keeps_an_area_from_counting(changes: dict) -> None:
    assert counts_as_coverage(partnership(), 2016, LAST)
    assert not counts_as_coverage(partnership(**changes), 2016, LAST)
