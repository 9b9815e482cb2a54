"""The register: every row once, filters that only narrow, and sums that neither lose nor double a krone."""

from __future__ import annotations

import itertools
from dataclasses import fields, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sikkerby_geo.domain.atlas import build_atlas
from sikkerby_geo.domain.efforts import query as query
from sikkerby_geo.domain.efforts.effort import Amount, Stage
from sikkerby_geo.domain.efforts.query import NOT_STATED, Filter, Sums, matching, summed_by, sums_of
from sikkerby_geo.domain.efforts.register import fold, register_from
from sikkerby_geo.facts.administrations import ADMINISTRATIONS
from sikkerby_geo.facts.areas import CITY_ID, Level, normalise
from sikkerby_geo.facts.datasets import TABLES as CONTRACTS
from sikkerby_geo.facts.efforts import KIND, REGISTER_TABLES
from tests import toytown
from tests.register_entries import AREAS, entry, registers

TOWN = toytown.gazetteer()
KEYS = {
    "administration": query.by_administration,
    "focus": query.by_focus,
    "kind": query.by_kind,
    "stage": query.by_stage,
    "year": query.by_first_year,
    **{f"place at {level}": query.by_place(TOWN, level) for level in Level},
}
PROGRAMME_OF_2010 = (KIND["initiative_2010"], KIND["proposal_2010"])
PARTS = [field.name for field in fields(Sums)]

demands = st.sampled_from(
    [
        Filter(words=("lygter",)),
        Filter(words=("norrebro", "kamera")),
        Filter(areas=frozenset({"nord", "oest"})),
        Filter(areas=frozenset({CITY_ID})),
        Filter(areas=frozenset({NOT_STATED})),
        Filter(administrations=frozenset({"SOF"})),
        Filter(administrations=frozenset({NOT_STATED})),
        Filter(focus=frozenset({"2", NOT_STATED})),
        Filter(kinds=frozenset({KIND["lighting"], KIND["hotspot"]})),
        Filter(stages=frozenset({Stage.WISH})),
        Filter(first=2015),
        Filter(last=2018),
        Filter(first=2012, last=2012),
        Filter(with_money=True),
        Filter(located=True),
    ]
)


# Sums


@given(entries=registers)
def test_the_groups_without_their_shared_part_and_the_shared_part_once_are_the_whole(entries):
    for name, keys in KEYS.items():
        summary = summed_by(entries, keys)
        for part in PARTS:
            alone = sum(getattr(row.sums, part) - getattr(row.shared, part) for row in summary.rows)
            assert alone + getattr(summary.shared, part) == getattr(summary.total, part), name
        assert summary.total == sums_of(entries), name


@given(entries=registers)
def test_no_group_holds_more_than_the_whole_and_none_is_empty(entries):
    for name, keys in KEYS.items():
        summary = summed_by(entries, keys)
        for row in summary.rows:
            assert 0 < row.sums.count <= summary.total.count, name
            assert row.sums.total <= summary.total.total, name
        assert len({row.key for row in summary.rows}) == len(summary.rows), name


@given(entries=registers)
def test_what_is_stated_outside_and_not_stated_is_everything(entries):
    sums = sums_of(entries)
    assert sums.stated + sums.outside + sums.not_stated == sums.count == len(entries)
    assert sums.not_stated == sum(found.amount is None for found in entries)
    counted = [found.amount for found in entries if found.amount is not None and found.amount.counted]
    assert sums.total == sum(amount.total for amount in counted)


@given(entries=registers, split=st.integers(0, 12))
def test_sums_of_two_parts_add_up(entries, split):
    first, second = sums_of(entries[:split]), sums_of(entries[split:])
    assert all(getattr(first, part) + getattr(second, part) == getattr(sums_of(entries), part) for part in PARTS)


def test_money_in_two_places_stands_in_both_and_counts_once():
    shared = entry(area_ids=("nord", "vest"), amount=Amount(undivided=1000))
    alone = entry("b", area_ids=("nord",), amount=Amount(capital=10, operating=5))
    summary = summed_by((shared, alone), query.by_place(TOWN, Level.SURVEY_AREA))
    by_key = {row.key: row for row in summary.rows}
    assert {key: row.sums.total for key, row in by_key.items()} == {"nord": 1015, "vest": 1000}
    assert {key: row.shared.total for key, row in by_key.items()} == {"nord": 1000, "vest": 1000}
    assert summary.total.total == 1015
    assert (summary.total.capital, summary.total.operating, summary.total.undivided) == (10, 5, 1000)


def test_two_areas_of_one_bydel_are_one_place_there():
    both = entry(area_ids=("nord", "oest"), amount=Amount(undivided=7))
    summary = summed_by((both,), query.by_place(TOWN, Level.BYDEL))
    assert [(row.key, row.shared.count) for row in summary.rows] == [("bydel-a", 0)]


def test_money_outside_the_documents_total_is_counted_but_not_added():
    outside = entry(amount=Amount(operating=500, counted=False))
    assert sums_of((outside,)) == Sums(count=1, stated=0, outside=1, capital=0, operating=0, undivided=0)


def test_an_amount_of_nothing_is_stated_and_a_missing_one_is_not():
    sums = sums_of((entry(amount=Amount(undivided=0)), entry("b")))
    assert (sums.stated, sums.not_stated, sums.total) == (1, 1, 0)


# Filters


@given(entries=registers, asked=st.lists(demands, max_size=4))
def test_demands_hold_in_any_order_and_once_is_enough(entries, asked):
    found = {tuple(matching_all(entries, order)) for order in itertools.permutations(asked)}
    assert len(found) == 1
    once = found.pop()
    assert matching_all(once, asked) == once
    assert matching_all(entries, [*asked, *asked]) == once


def matching_all(entries, asked):
    for demand in asked:
        entries = matching(entries, demand)
    return tuple(entries)


@given(entries=registers, one=demands, other=demands)
def test_one_filter_of_two_demands_is_the_two_filters_after_each_other(entries, one, other):
    blank = Filter()
    named = [field.name for field in fields(Filter)]
    if any(getattr(one, name) != getattr(blank, name) != getattr(other, name) for name in named):
        return
    both = replace(one, **{name: value for name in named if (value := getattr(other, name)) != getattr(blank, name)})
    assert matching(entries, both) == matching(matching(entries, one), other)


@given(entries=registers)
def test_asking_for_nothing_gives_everything(entries):
    assert matching(entries, Filter()) == entries


@given(entries=registers, first=st.integers(2007, 2025), last=st.integers(2007, 2025))
def test_an_entry_without_a_year_is_in_every_period(entries, first, last):
    undated = [found for found in entries if found.years is None]
    kept = matching(entries, Filter(first=first, last=last))
    assert [found for found in kept if found.years is None] == undated


@given(entries=registers)
def test_each_district_the_city_and_not_stated_together_find_everything(entries):
    found = set()
    for area in (*AREAS, CITY_ID, NOT_STATED):
        found |= {id(each) for each in matching(entries, Filter(areas=frozenset({area})))}
    assert found == {id(each) for each in entries}


@pytest.mark.parametrize(
    ("first", "last", "fits"),
    [(2017, 2019, True), (2019, 2019, True), (2020, None, False), (None, 2014, False), (None, 2015, True)],
)
def test_a_period_fits_where_it_touches_the_years_asked_for(first, last, fits):
    period = entry(start_year=2015, end_year=None, documented_year=2019)
    assert Filter(first=first, last=last).fits(period) is fits


@pytest.mark.parametrize("typed", ["NØRREBRO", "noerrebro", "norrebro", "kamera nørrebro", "Nørrebro  kameraer"])
def test_the_search_reads_past_case_and_the_spelling_of_danish_letters(typed):
    found = entry(name="Kameraer på Nørrebro")
    assert Filter(words=tuple(normalise(typed).split())).fits(found)
    assert not Filter(words=tuple(normalise(f"{typed} tunnel").split())).fits(found)


@given(st.text(alphabet="abcæøåÆØÅéü -/.", max_size=20))
def test_every_word_of_a_text_is_found_in_it_however_it_is_spelt(text):
    folded = fold(text)
    assert all(word in folded for word in normalise(text).split())
    assert all(word in folded for word in normalise(text.upper()).split())


# The rows of the toy city


@pytest.fixture(scope="module")
def register(atlas):
    return register_from(atlas, str)


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


def test_budgets_and_proposals_are_read_in_thousands_and_kept_apart(register):
    amounts = {found.effort_id: found.amount for found in register if found.kind in PROGRAMME_OF_2010}
    assert amounts == {
        "e10-1": Amount(undivided=2_500_000, budget_of=2010),
        "e10-2": None,
        "n10-1": Amount(capital=500_000, operating=1_000_000),
        "n10-2": Amount(capital=700_000, counted=False),
    }


@pytest.mark.parametrize("level", Level)
def test_places_of_every_level_add_up(atlas, register, level):
    summary = summed_by(register, query.by_place(atlas.places, level))
    assert sum(row.sums.total - row.shared.total for row in summary.rows) + summary.shared.total == summary.total.total
    assert {row.key for row in summary.rows} <= {place.place_id for place in atlas.places.at(level)} | {"", CITY_ID}


def test_only_what_the_source_leaves_open_has_no_stage(register):
    undated = {
        found.effort_id
        for found in register
        if found.years is None and found.overlay.table in ("partnerships", "housing_plans")
    }
    assert {found.effort_id for found in register if found.stage is Stage.UNKNOWN} == undated


def test_an_entry_is_found_by_the_name_its_partnership_and_its_administration_have(register):
    def found(*words: str) -> set[str]:
        return {each.effort_id for each in matching(register, Filter(words=words))}

    assert found("lund", "partnerskab", "samtaler") == {"akt-1"}
    assert "p-moellehoej-2016" in found("sof", "moellehaven")
    assert found("havnepladsen") == {"u-havnen-kamera"}


def test_only_entries_of_unreadable_tables_are_missing(snapshot):
    kept = {name: table for name, table in snapshot.tables.items() if name not in ("upgrades", "proposals_2010")}
    atlas = build_atlas(replace(snapshot, tables=kept), "without")
    assert {found.overlay.table for found in register_from(atlas, str)} == set(REGISTER_TABLES) - {
        "upgrades",
        "proposals_2010",
    }


# Administrations


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("SSP+ bag muren (SOF)", {"SOF"}),
        ("Udgående KFF-medarbejdere", {"KFF"}),
        ("BUF; SOF; TMF; ØKF (Team Sikker By)", {"BUF", "SOF", "TMF", "OEKF"}),
        ("Beskæftigelses- og Integrationsforvaltningen m.fl.", {"BIF"}),
        ("indstillet TMU 31.05.2021", set()),
        ("sofaer til BUFFEN", set()),
    ],
)
def test_an_administration_counts_only_where_it_is_named(text, codes):
    assert {office.code for office in ADMINISTRATIONS if office.named_in(text)} == codes
