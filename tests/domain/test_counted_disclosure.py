"""Counted tables: no small number can be narrowed by what is shown, sums that others print included."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sikkerby_geo.domain.disclosure.counted import Cell, CountedTable, HiddenEarlierError, Protected, protected
from sikkerby_geo.facts.areas import CITY_ID
from sikkerby_geo.facts.counted import CHARGES_BY_AGE, CHARGES_UNDER_18, CLOSURES, SSP_CASES, UNREST, CountedSeries
from sikkerby_geo.facts.published_counts import Publication, PublishedCount
from tests.toytown.city_record import city_atlas

PLACES = city_atlas().places
QUARTER = "2025-K1"
AREAS = ("havnen", "oeen")
"""The two areas of one bydel."""
BYDEL = "bydel-7"


def shown(series: CountedSeries, counts: dict[Cell, int], *earlier: Publication, unknown: tuple[Cell, ...] = ()):
    return protected(CountedTable(series, QUARTER, counts, frozenset(unknown)), PLACES, 5, earlier)


def in_city(**counts: int) -> dict[Cell, int]:
    names = {"total": "", "young": "0-14", "teens": "15-17", "grown": "18-25"}
    return {Cell(names.get(name, name), CITY_ID): count for name, count in counts.items()}


def words(found: Protected) -> dict[str, str]:
    """What is told of each row of the city."""
    return {cell.category: told(count) for cell, count in found.told.items() if cell.where == CITY_ID}


def told(count: PublishedCount) -> str:
    if count.value is not None:
        return str(count.value)
    return f"{count.low}-{'' if count.high is None else count.high}"


def test_a_small_number_is_hidden_and_one_beside_it_though_another_table_prints_their_sum() -> None:
    """Of 3, 40 and 200 the sum of the first two stands under charges below 18: 200 hidden instead would give 3 away."""
    found = shown(CHARGES_BY_AGE, in_city(young=3, teens=40, grown=200, total=243))
    assert words(found) == {"0-14": "0-4", "15-17": "5-", "18-25": "200", "": "243"}


def test_a_table_without_small_numbers_is_shown_whole() -> None:
    counts = in_city(young=30, teens=40, grown=200, total=270)
    assert words(shown(CHARGES_BY_AGE, counts)) == {"0-14": "30", "15-17": "40", "18-25": "200", "": "270"}


def test_nought_is_small_and_a_row_of_small_numbers_alone_is_left_out_by_name() -> None:
    found = shown(CHARGES_UNDER_18, in_city(Vold=30, Brand=2, Våben=0, Indbrud=20, total=52))
    assert found.left_out == 2
    assert sorted(words(found).values()) == ["30", "5-", "52"]
    assert not {"Brand", "Våben"} & words(found).keys()


def test_an_area_is_not_given_away_by_its_bydel_and_the_city() -> None:
    counts = {Cell("", place.place_id): 20 for place in PLACES.places if place.place_id in city_atlas().places.by_id}
    counts = {cell: count for cell, count in counts.items() if cell.where.startswith("bydel-") is False}
    counts |= {Cell("", AREAS[0]): 2, Cell("", AREAS[1]): 30, Cell("", BYDEL): 32}
    found = shown(UNREST, counts)
    assert [told(found.told[Cell("", one)]) for one in AREAS] == ["0-4", "5-"]
    assert found.told[Cell("", BYDEL)].value == 32


def test_sums_of_what_the_source_hides_are_hidden_too() -> None:
    found = shown(UNREST, {Cell("", AREAS[1]): 30, Cell("", BYDEL): 32}, unknown=(Cell("", AREAS[0]),))
    assert found.told == {Cell("", AREAS[1]): PublishedCount(30), Cell("", BYDEL): PublishedCount(None)}


def test_beside_what_the_source_hides_another_is_hidden_where_others_print_their_sum() -> None:
    ages = shown(CHARGES_BY_AGE, in_city(teens=40, grown=200), unknown=(Cell("0-14", CITY_ID),))
    assert words(ages) == {"15-17": "0-", "18-25": "200"}
    types = shown(CHARGES_UNDER_18, in_city(Vold=30, Indbrud=20), unknown=(Cell("Brand", CITY_ID),))
    assert words(types) == {"Vold": "0-", "Indbrud": "20"}


def test_closures_of_the_whole_city_are_told_as_they_are() -> None:
    assert shown(CLOSURES, in_city(total=0)).told == {Cell("", CITY_ID): PublishedCount(0)}


def test_what_was_hidden_stays_hidden_and_must_come_again() -> None:
    first = shown(CHARGES_BY_AGE, in_city(young=3, teens=40, grown=200))
    table = CountedTable(CHARGES_BY_AGE, QUARTER, {})
    before = {table.key(cell): count for cell, count in first.told.items()}
    corrected = shown(CHARGES_BY_AGE, in_city(young=7, teens=40, grown=200), before)
    assert words(corrected)["0-14"] == "5-"
    with pytest.raises(HiddenEarlierError) as lacking:
        shown(CHARGES_BY_AGE, in_city(teens=41, grown=200), before)
    assert lacking.value.count == 1


def possible(found: Protected, sums: dict[tuple[Cell, ...], Cell | int], cell: Cell, most: int) -> set[int]:
    """Every value a hidden number can have in whole numbers up to ``most``; parts add up to a cell, or to a number."""
    hidden = [one for one, count in found.told.items() if count.hidden]
    tops = {one: most if found.told[one].high is None else int(found.told[one].high or 0) for one in hidden}
    ranges = [range(found.told[one].low, tops[one] + 1) for one in hidden]
    fixed = {one: count.value for one, count in found.told.items() if count.value is not None}
    values = set()
    for guess in product(*ranges):
        every = fixed | dict(zip(hidden, guess, strict=True))
        holds = (
            sum(every[part] for part in parts) == (total if isinstance(total, int) else every[total])
            for parts, total in sums.items()
        )
        if all(holds):
            values.add(every[cell])
    return values


TOTAL = Cell("", CITY_ID)


def check(series: CountedSeries, numbers: list[int], known: tuple[int, ...] = ()) -> None:
    """No small number can be narrowed below 0 to 4; whoever tries knows the sum of the first ``known`` rows."""
    cells = [Cell(one.category_id, CITY_ID) for one in series.categories]
    counts = {**dict(zip(cells, numbers, strict=True)), TOTAL: sum(numbers)}
    found = shown(series, counts)
    sums: dict[tuple[Cell, ...], Cell | int] = {tuple(cells): TOTAL}
    if known and sum(numbers[at] for at in known) >= 5:
        sums[tuple(cells[at] for at in known)] = sum(numbers[at] for at in known)
    for cell, count in found.told.items():
        if count.hidden and count.low == 0:
            assert possible(found, sums, cell, sum(numbers) + 5) >= set(range(5)), (counts, cell)


@given(st.lists(st.integers(0, 12), min_size=4, max_size=4))
@settings(max_examples=20, deadline=None)
def test_whoever_tries_every_number_cannot_narrow_a_small_one(numbers: list[int]) -> None:
    check(SSP_CASES, numbers)


@given(st.lists(st.integers(0, 9), min_size=3, max_size=3))
@settings(max_examples=15, deadline=None)
def test_nor_does_the_sum_in_another_table_help(numbers: list[int]) -> None:
    check(CHARGES_BY_AGE, numbers, known=(0, 1))
