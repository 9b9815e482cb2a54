"""What is hidden stays hidden: whatever is added, subtracted or remembered of everything published."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sikkerby_geo.domain.disclosure.audit import audit
from sikkerby_geo.domain.disclosure.programme import SolverError
from sikkerby_geo.domain.disclosure.protecting import UnprotectableError
from sikkerby_geo.domain.disclosure.publishing import PartOfYearError, publication_of
from sikkerby_geo.domain.disclosure.true_counts import quarters_within, with_rows
from sikkerby_geo.domain.disclosure.whole_numbers import not_proven_whole
from sikkerby_geo.facts.published_counts import ALL, BY_AREA, CountKey, PublishedCount, of_type
from sikkerby_geo.facts.report_groups import OTHER_TYPE
from tests.domain.small_city import CITY, GROUPS, JANUARY, TYPES, Monthly, published, quarters, ranges

PLACES = len(TYPES) * len(CITY.zones)
few = st.lists(st.one_of(st.integers(0, 4), st.integers(0, 30)), min_size=PLACES, max_size=PLACES)
HIDDEN = PublishedCount(None, 0, 4)


def whole(found: dict) -> bool:
    """Whether no number that may be small can be narrowed."""
    return all((low <= 1e-5 and high >= 4 - 1e-5) or low >= 5 - 1e-5 for low, high in found.values())


@settings(max_examples=5, deadline=None)
@given(few)
def test_a_hidden_number_keeps_its_whole_range(numbers: list[int]) -> None:
    counts = quarters(numbers)
    found = published(counts)
    assert whole(ranges(found))
    assert audit(found, CITY, 5, groups=GROUPS) == ()
    true = {key: one.value for key, one in published_as_it_is(counts).items()}
    assert all(one.may_be(true[key]) and (one.hidden or true[key] >= 5) for key, one in found.items())


def published_as_it_is(counts: Monthly) -> dict[CountKey, PublishedCount]:
    """The numbers without a limit, so that none is small."""
    return publication_of(counts, (JANUARY, JANUARY + 2), CITY, 0, (), GROUPS)


@settings(max_examples=1, deadline=None)
@given(few, few)
def test_nor_does_a_year_of_groups_give_quarters_away(first: list[int], second: list[int]) -> None:
    found = published(quarters(first, second, first, second), quarters=4)
    assert audit(found, CITY, 5, groups=GROUPS) == ()
    assert len({key.table for key in found}) == 3


@settings(max_examples=3, deadline=None)
@given(few, few, st.sets(st.integers(0, PLACES - 1), max_size=3))
def test_three_deliveries_give_nothing_away_together(numbers: list[int], other: list[int], changed: set[int]) -> None:
    corrected = [other[at] if at in changed else many for at, many in enumerate(numbers)]
    seen = [published(quarters(numbers))]
    for later in (corrected, numbers):
        try:
            new = published(quarters(later), *seen)
        except UnprotectableError:
            continue
        assert audit(new, CITY, 5, seen, groups=GROUPS) == ()
        assert whole(ranges(new))
        assert not [key for key, one in new.items() if not one.hidden and all(before[key].hidden for before in seen)]
        seen.append(new)


def test_a_range_that_a_correction_has_made_untrue_narrows_nothing() -> None:
    """Who takes the ranges of the first delivery for true would, without more being hidden, work out wrong numbers."""
    first = published(quarters([3, 28, 3, 4, 0, 3, 2, 6, 10, 4, 26, 12]))
    corrected = [3, 0, 0, 4, 5, 3, 2, 6, 10, 4, 26, 12]
    true = true_of(corrected)
    assert [key for key, one in first.items() if one.hidden and not one.may_be(true[key])]
    assert audit(published(quarters(corrected), first), CITY, 5, [first], groups=GROUPS) == ()


def test_a_correction_that_cannot_be_made_safe_is_refused_as_such() -> None:
    first = published(quarters([6, 18, 4, 3, 1, 2, 13, 6, 4, 27, 0, 2]))
    with pytest.raises(UnprotectableError):
        published(quarters([6, 18, 4, 3, 1, 2, 13, 0, 4, 27, 0, 2]), first)


@settings(max_examples=3, deadline=None)
@given(few)
def test_nor_is_it_narrower_for_who_knows_that_numbers_are_whole(numbers: list[int]) -> None:
    assert not_proven_whole(published(quarters(numbers)), CITY, 5, GROUPS) == ()


def test_the_same_again_is_published_the_same() -> None:
    counts = quarters([3, 9, 12, 7, 1, 20, 8, 0, 30, 6, 11, 2])
    first = published(counts)
    again = published(counts, first)
    assert again == first
    assert whole(ranges(first, again))


def test_the_difference_of_two_deliveries_gives_nothing_away() -> None:
    """Had the second delivery been hidden by itself, it could show what the first hid beside a small number."""
    numbers = [3, 9, 12, 7, 1, 20, 8, 0, 30, 6, 11, 2]
    first = published(quarters(numbers))
    beside = [key for key, one in first.items() if one.low == 5]
    assert beside
    attacked = {**first, **{key: PublishedCount(true) for key, true in true_of(numbers).items() if key in beside}}
    assert not whole(ranges(attacked)), "else the attack would be none"
    assert audit(attacked, CITY, 5, [first], groups=GROUPS)
    for more in (1, 4, 40):
        second = published(quarters([numbers[0], numbers[1] + more, *numbers[2:]]), first)
        assert not [key for key in beside if not second[key].hidden]


def true_of(numbers: list[int]) -> dict[CountKey, int]:
    return {key: one.value or 0 for key, one in published_as_it_is(quarters(numbers)).items()}


def test_neither_order_nor_partition_matters() -> None:
    counts = quarters([3, 9, 12, 7, 1, 20, 8, 0, 30, 6, 11, 2])
    parts = [(month, *place, 1) for month, *place, many in counts.rows() for _ in range(many)]
    random.Random(4).shuffle(parts)
    assert published(Monthly(parts)) == published(counts)


def test_nothing_is_hidden_where_nothing_is_small() -> None:
    assert not [one for one in published(quarters([9] * PLACES)).values() if one.hidden]


def test_a_part_of_a_quarter_is_not_published() -> None:
    rows = [(JANUARY, "vold", "aaby", "c1", 9), (JANUARY + 3, "vold", "aaby", "c1", 9)]
    assert {*quarters_within(rows, JANUARY, JANUARY + 4)} == {"2024-K1"}
    assert not quarters_within(rows, JANUARY + 1, JANUARY + 3)


def test_a_year_that_was_published_whole_is_told_again_whole() -> None:
    numbers = [9] * PLACES
    year = published(quarters(*[numbers] * 4), quarters=4)
    with pytest.raises(PartOfYearError):
        published(quarters(numbers), year)


def test_a_rare_word_has_no_row_that_would_tell_of_it() -> None:
    (reports,) = quarters_within(
        [(JANUARY, "rævejagt", "aaby", "c1", 4), (JANUARY, "hittegods", "aaby", "c1", 5)], JANUARY, JANUARY + 2
    ).values()
    types = with_rows(reports, 5)
    assert types["oevrigt"] == ("hittegods", OTHER_TYPE)
    assert "rævejagt" not in {one for listed in types.values() for one in listed}


def test_what_is_published_is_told_from_what_is_hidden_and_what_was_not_delivered() -> None:
    found = published(quarters([0] * PLACES))
    assert set(found.values()) == {HIDDEN}
    assert CountKey(BY_AREA.table_id, "2023-K4", ALL, "aaby") not in found


def test_the_audit_finds_a_lone_hidden_number() -> None:
    key = CountKey(BY_AREA.table_id, "2024-K1", of_type("trusler"), "aaby")
    bare = {one: PublishedCount(true) for one, true in true_of([9] * PLACES).items()} | {key: PublishedCount(None)}
    assert not audit({**bare, key: PublishedCount(18)}, CITY, 5, groups=GROUPS)
    assert ranges(bare)[key] == (pytest.approx(18), pytest.approx(18))
    few = {one: PublishedCount(true) for one, true in true_of([1] * PLACES).items()} | {key: PublishedCount(None)}
    (exposed,) = audit(few, CITY, 5, groups=GROUPS)
    assert (exposed.key, round(exposed.low), round(exposed.high)) == (key, 2, 2)


def test_what_contradicts_itself_is_not_proven_safe() -> None:
    wrong = {key: PublishedCount(true + (key.what == ALL)) for key, true in true_of([9] * PLACES).items()}
    with pytest.raises(SolverError):
        audit(wrong, CITY, 5, groups=GROUPS)
