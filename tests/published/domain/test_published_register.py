"""The register of the record: every row once, and the sums its own documents give."""

from __future__ import annotations

import pytest

from sikkerby_geo.domain.efforts import query as query
from sikkerby_geo.domain.efforts.effort import Remark, Stage
from sikkerby_geo.domain.efforts.query import Filter, matching, summed_by, sums_of
from sikkerby_geo.domain.efforts.register import register_from
from sikkerby_geo.facts.administrations import ADMINISTRATION
from sikkerby_geo.facts.areas import CITY_ID, Level
from sikkerby_geo.facts.datasets import TABLES as CONTRACTS
from sikkerby_geo.facts.efforts import KIND, REGISTER_TABLES


@pytest.fixture(scope="module")
def register(atlas):
    return register_from(atlas, str)


# The rows of the real tables


def test_every_row_of_every_table_is_one_entry_but_offers_that_repeat_one(snapshot, register):
    expected = [
        (table, row_id)
        for table in REGISTER_TABLES
        for row_id, repeated in zip(
            snapshot.table(table)[CONTRACTS[table].key[0]],
            snapshot.table(table).get("same_as", [""] * len(snapshot.table(table))),
            strict=True,
        )
        if not repeated
    ]
    assert sorted((found.overlay.table, found.effort_id) for found in register) == sorted(expected)
    assert len({found.effort_id for found in register}) == len(register)


def test_the_budgets_of_2010_are_the_programmes_own_total(register):
    initiatives = [found for found in register if found.kind is KIND["initiative_2010"]]
    sums = sums_of(initiatives)
    assert (sums.count, sums.stated, sums.not_stated) == (85, 85, 0)
    assert sums.total == sums.undivided == 210_528_000


def test_the_proposals_keep_capital_and_operating_apart_and_leave_out_what_the_programme_leaves_out(register):
    proposals = [found for found in register if found.kind is KIND["proposal_2010"]]
    sums = sums_of(proposals)
    assert (sums.capital, sums.operating, sums.undivided) == (31_160_000, 33_440_000, 0)
    assert (sums.count, sums.stated, sums.outside, sums.not_stated) == (32, 28, 1, 3)
    outside = [found for found in proposals if found.amount is not None and not found.amount.counted]
    assert [(found.name, found.amount.total) for found in outside] == [("Fra Sport til job", 500_000)]
    assert {found.remarks for found in proposals if found.amount is None} == {
        (Remark.UNDECIDED,),
        (Remark.EXAMPLE,),
        (Remark.NO_NEW_MONEY,),
    }


def test_the_budgets_say_which_budget_year_they_are_taken_from(register):
    by_year = {
        year: sums_of(found for found in register if found.amount is not None and found.amount.budget_of == year)
        for year in (2009, 2010)
    }
    assert {year: (sums.count, sums.total) for year, sums in by_year.items()} == {
        2009: (11, 56_434_000),
        2010: (74, 154_094_000),
    }


@pytest.mark.parametrize("level", Level)
def test_places_of_every_level_add_up_on_the_real_register(atlas, register, level):
    summary = summed_by(register, query.by_place(atlas.places, level))
    assert sum(row.sums.total - row.shared.total for row in summary.rows) + summary.shared.total == summary.total.total
    assert {row.key for row in summary.rows} <= {place.place_id for place in atlas.places.at(level)} | {"", CITY_ID}


def test_in_sources_to_2026_only_what_they_leave_open_has_no_stage(register):
    known_then = [found for found in register if found.source.published_year <= 2026]
    unknown = {found.effort_id for found in known_then if found.stage is Stage.UNKNOWN}
    assert unknown == {"p-forum-norrebro", "p-forum-tingbjerg", "h-hothers", "h-norrebro-3b"}


def test_an_entry_is_found_by_the_name_its_partnership_and_its_administration_have(register):
    def found(*words: str) -> set[str]:
        return {each.effort_id for each in matching(register, Filter(words=words))}

    assert "a5" in found("mjoelnerparken", "beskaeftigelsesindsats")
    assert found("for", "et", "trygt", "noerrebro", "partnership") >= {"p-norrebro-2017"}
    assert "p-hot-sjaelor" in found("bif", "hotspot")
    assert found("nordvestpassagen") == {"u-2020-nordvestpassagen"}


def test_every_administration_of_the_initiatives_is_registered_under_the_same_names(snapshot):
    rows = snapshot.table("initiatives_2010")
    assert len(rows)
    for row in rows.itertuples():
        office = ADMINISTRATION[row.administration]
        assert (office.short, office.name) == (row.administration_da, row.administration_name)
