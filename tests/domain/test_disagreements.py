"""Where sources disagree: what counts as a disagreement, who wins, and the cases we know of."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from sikkerby_geo.domain.figures.disagreements import Disagreement, LostBy, Role, disagreements, lost_by
from tests.toytown import claim, observed, source

TOWN, PAPER, BLOG = source("kommunen", 1), source("avisen", 3, kind="press"), source("bloggen", 4, kind="press")


def found(*claims) -> tuple[Disagreement, ...]:
    return disagreements([observed(*claims)])


def test_sources_that_say_the_same_do_not_disagree():
    assert found(claim(12, by=TOWN), claim(12, by=PAPER)) == ()


def test_a_bound_that_leaves_room_for_the_figure_is_no_disagreement():
    assert found(claim(6, by=PAPER), claim(10, "<=", by=TOWN)) == ()
    assert found(claim(10, by=PAPER), claim(10, "<=", by=TOWN)) == ()


def test_a_strict_bound_at_the_figure_itself_is_a_disagreement():
    (one,) = found(claim(10, by=PAPER), claim(10, ">", by=TOWN))
    assert one.flag_apart
    assert [said.role for said in one.statements] == [Role.FIGURE, Role.FLAG]


def test_a_bound_of_less_trust_loses_to_the_figure():
    (one,) = found(claim(10, by=TOWN), claim(10, ">", by=PAPER))
    assert not one.flag_apart
    assert [(said.role, said.lost_by) for said in one.statements] == [
        (Role.FIGURE, None),
        (Role.LOST, LostBy.TRUST),
    ]


def test_the_shown_claim_comes_first_and_the_others_say_why_they_lost():
    newer = source("kommunen-2021", 1, "2021")
    (one,) = found(
        claim(12, by=BLOG), claim(13, by=TOWN), claim(14, by=newer), claim(13.4, by=source("z", 1, "2019"), decimals=1)
    )
    shown, *others = one.statements
    assert shown.value == 13.4
    assert {said.value: said.lost_by for said in others} == {
        14: LostBy.DECIMALS,
        13: LostBy.DECIMALS,
        12: LostBy.TRUST,
    }


def test_a_rounding_of_the_shown_figure_is_harmless_and_another_figure_is_not():
    fine = claim(6.6, by=TOWN, decimals=1)
    (rounded,) = found(fine, claim(7, by=PAPER))
    (wrong,) = found(fine, claim(6, by=PAPER))
    assert rounded.harmless
    assert not wrong.harmless


def test_a_rounded_figure_of_another_series_is_not_harmless():
    other = replace(claim(7, by=PAPER), series="tryghedsindeks")
    (one,) = found(claim(6.6, by=TOWN, decimals=1), other)
    assert not one.harmless


def test_a_whole_number_is_no_rounding_of_another_whole_number():
    (one,) = found(claim(12, by=TOWN), claim(13, by=PAPER))
    assert not one.harmless


def test_age_and_alphabet_decide_between_equals():
    older, newer = source("b", 2, "2018"), source("a", 2, "2020")
    assert lost_by(claim(12, by=older), claim(13, by=newer)) is LostBy.AGE
    assert lost_by(claim(12, by=source("b", 2)), claim(13, by=source("a", 2))) is LostBy.SOURCE_ID


def test_one_source_that_says_two_things_is_told_apart():
    assert lost_by(claim(12, by=TOWN), claim(13, by=TOWN)) is LostBy.SAME_SOURCE


@given(
    st.lists(
        st.builds(
            lambda percent, trust, bound: claim(percent, bound, by=source(f"s{trust}", trust)),
            st.integers(0, 30),
            st.integers(1, 4),
            st.sampled_from(("", "", "<=", ">", "<", ">=")),
        ),
        min_size=1,
        max_size=5,
    ),
    st.randoms(),
)
def test_the_order_of_the_claims_does_not_matter(claims, order):
    shuffled = list(claims)
    order.shuffle(shuffled)
    assert found(*claims) == found(*shuffled)


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(1, 4)), min_size=2, max_size=5))
def test_the_first_statement_is_always_the_figure_of_the_cell(said):
    cell = observed(*(claim(percent, by=source(f"s{trust}", trust)) for percent, trust in said))
    for one in disagreements([cell]):
        assert one.statements[0].value == cell.figure.value
        assert one.statements[0].role is Role.FIGURE
        assert all(other.value != cell.figure.value for other in one.statements[1:])
