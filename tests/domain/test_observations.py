"""Claims become one cell: who is believed, what is kept, and why there may be no figure."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sikkerby_geo.domain.atlas import Atlas, build_atlas
from sikkerby_geo.domain.figures.claims import claims_from
from sikkerby_geo.domain.figures.intervals import AnswersBasis
from sikkerby_geo.domain.figures.observations import MissingReason, answers_in, totals_by_year
from sikkerby_geo.facts import thresholds
from sikkerby_geo.facts.areas import CITY_ID
from sikkerby_geo.facts.indicators import INDICATOR, SURVEY_INDICATORS
from sikkerby_geo.facts.rules import Range
from sikkerby_geo.facts.snapshot import Snapshot
from sikkerby_geo.facts.sources import TRANSCRIPT
from tests.toytown import claim, observed, snapshot, source, table

TRUSTED = source("kommunen", trust=1, published="2016")
PRESS = source("avisen", trust=3, published="2019")
ASSUMED = thresholds.ASSUMED_ANSWERS.value

SOURCES = st.builds(
    source,
    st.sampled_from(["a", "b", "c"]),
    trust=st.integers(1, 3),
    published=st.sampled_from(["", "2016", "2016-05", "2019"]),
)
CLAIMS = st.builds(
    claim,
    st.integers(0, 100).map(float) | st.just(12.5),
    st.sampled_from(["", "", "<=", ">", "<", ">="]),
    by=SOURCES,
    decimals=st.sampled_from([0, 1]),
    verdict=st.sampled_from(["", "yes", "no"]),
    respondents=st.none() | st.integers(100, 900),
) | st.builds(
    lambda by, why: claim(None, by=by, missing_reason=why), SOURCES, st.sampled_from(["suppressed", "not_asked"])
)


def percent_of(*claims) -> float:
    return observed(*claims).figure.value


@given(st.data(), st.lists(CLAIMS, min_size=1, max_size=5, unique_by=lambda c: (c.source.source_id, c.stated, c.bound)))
def test_the_order_of_the_claims_does_not_matter(data, claims: list):
    shuffled = data.draw(st.permutations(claims))
    assert observed(*shuffled) == observed(*claims)


@given(st.lists(CLAIMS, min_size=1, max_size=5))
def test_no_claim_is_lost(claims: list):
    kept = observed(*claims).claims
    assert len(kept) == len(claims)
    assert all(said in kept for said in claims)


@given(st.lists(CLAIMS, min_size=1, max_size=5))
def test_a_figure_is_an_exact_claim_and_a_missing_one_has_its_reason(claims: list):
    cell = observed(*claims)
    exact = {said.value for said in claims if said.exact}
    assert (cell.figure is None) == (not exact)
    assert (cell.figure is None) == (cell.missing is not None)
    if cell.figure:
        assert cell.figure.value in exact
    assert (cell.flag_range is None) == all(said.stated is None for said in claims)


def test_best_trust_comes_first():
    detailed = claim(11.4, by=source("avisen", trust=2, published="2020"), decimals=1)
    assert percent_of(detailed, claim(12, by=source("rygtet", trust=1, published=""))) == 12


def test_then_more_decimals():
    assert (
        percent_of(claim(11, by=source("b", published="2020")), claim(11.4, by=source("c", published=""), decimals=1))
        == 11.4
    )


def test_then_the_newest_year():
    assert percent_of(claim(11, by=source("a", published="2019")), claim(12, by=source("b", published="2020"))) == 12


def test_a_blank_year_is_the_oldest():
    assert percent_of(claim(11, by=source("a", published="")), claim(12, by=source("b", published="1999"))) == 12


def test_months_and_days_do_not_count():
    assert (
        percent_of(claim(11, by=source("b", published="2020-12-31")), claim(12, by=source("a", published="2020-01")))
        == 12
    )


def test_then_the_source_id_in_alphabetical_order():
    assert percent_of(claim(11, by=source("b")), claim(12, by=source("a"))) == 12


def test_a_bound_never_becomes_a_figure():
    cell = observed(claim(10, "<=", by=TRUSTED))
    assert cell.figure is None
    assert cell.missing is MissingReason.ONLY_BOUND
    assert cell.flag_range == Range(0, 10)
    assert cell.flag_sources == (TRUSTED,)


def test_the_better_source_decides_the_flag_though_it_only_knows_a_bound():
    cell = observed(claim(10, by=PRESS), claim(10, ">", by=TRUSTED))
    assert cell.figure.value == 10
    assert cell.figure.sources == (PRESS,)
    assert cell.flag_range == Range(10, 100, low_open=True)
    assert cell.sources == (PRESS, TRUSTED)


def test_a_better_exact_claim_decides_before_a_bound():
    cell = observed(claim(9, by=TRUSTED), claim(10, ">", by=PRESS))
    assert cell.flag_range == Range.exactly(9)


def test_a_source_that_gives_both_decides_by_its_bound():
    both = [claim(10, by=TRUSTED), claim(10, ">", by=TRUSTED)]
    assert observed(*both) == observed(*both[::-1])
    assert observed(*both).flag_range == Range.bounded(">", 10)


@pytest.mark.parametrize(
    ("why", "reason"), [("suppressed", MissingReason.SUPPRESSED), ("not_asked", MissingReason.NOT_ASKED)]
)
def test_withheld_and_not_asked_are_told_apart(why: str, reason: MissingReason):
    cell = observed(claim(None, missing_reason=why))
    assert (cell.figure, cell.flag_range, cell.missing) == (None, None, reason)


def test_a_withheld_figure_whose_limit_is_known_is_only_a_bound():
    cell = observed(claim(None, by=TRUSTED, missing_reason="suppressed"), claim(10, "<=", by=PRESS))
    assert cell.missing is MissingReason.ONLY_BOUND


def test_every_reason_for_a_missing_figure_is_a_state_of_its_own():
    said = {
        "measure": "insecure_neighbourhood",
        "series": "tryghedsundersoegelse",
        "source_id": "kommunen",
        "year": 2020,
    }
    survey = table(
        "survey",
        [
            said | {"area_id": "nord", "missing_reason": "suppressed"},
            said | {"area_id": "oest", "missing_reason": "not_asked"},
            said | {"area_id": "vest", "percent": 10, "bound": "<="},
            said | {"area_id": "koebenhavn", "percent": 8},
        ],
    )
    town = snapshot()
    atlas = build_atlas(replace(town, tables=dict(town.tables) | {"survey": survey}), "toy")
    reasons = {
        place: atlas.observation("insecure_neighbourhood", place, 2020).missing
        for place in ("nord", "oest", "vest", "syd", "koebenhavn", "bydel-b")
    }
    assert reasons == {
        "nord": MissingReason.SUPPRESSED,
        "oest": MissingReason.NOT_ASKED,
        "vest": MissingReason.ONLY_BOUND,
        "syd": MissingReason.NOT_FOUND,
        "koebenhavn": None,
        "bydel-b": MissingReason.PARTS_MISSING,
    }


def test_a_survey_that_cannot_be_read_is_not_the_same_as_a_figure_not_found():
    town = snapshot()
    unread = Snapshot({name: rows for name, rows in town.tables.items() if name != "survey"}, town.layers)
    atlas = build_atlas(unread, "toy")
    reasons = {atlas.observation("insecure_neighbourhood", "nord", year).missing for year in (2015, 2020, *atlas.years)}
    assert reasons == {MissingReason.UNREADABLE}


@pytest.mark.parametrize(
    ("place_id", "year", "count", "basis"),
    [
        ("nord", 2017, 3000 / 13, AnswersBasis.ESTIMATED),
        ("nord", 2013, 6000 / 12, AnswersBasis.ESTIMATED),
        ("nord", 2016, ASSUMED / 13, AnswersBasis.ASSUMED),
        ("nord", 2009, ASSUMED / 12, AnswersBasis.ASSUMED),
        (CITY_ID, 2017, 3000, AnswersBasis.KNOWN),
        (CITY_ID, 2016, ASSUMED, AnswersBasis.ASSUMED),
    ],
)
def test_a_total_is_shared_by_as_many_areas_as_the_year_had(
    place_id: str, year: int, count: float, basis: AnswersBasis
):
    found = answers_in(place_id, year, {2013: 6000, 2017: 3000})
    assert (found.count, found.basis) == (pytest.approx(count), basis)


@pytest.mark.parametrize(("printed", "decimals", "slack"), [("7", 0, 0.5), ("6.6", 1, 0.05)])
def test_decimals_are_those_printed(printed: str, decimals: int, slack: float):
    said = {"year": 2020, "area_id": "nord", "measure": "insecure_neighbourhood", "percent": printed}
    survey = table("survey", [said | {"series": "tryghedsundersoegelse", "source_id": "kommunen"}])
    found = observed(*claims_from(survey, INDICATOR["insecure_neighbourhood"], {"kommunen": source()})).figure
    assert (found.decimals, found.slack) == (decimals, pytest.approx(slack))


def test_a_figure_read_in_a_transcript_is_marked():
    assert observed(claim(12, by=source(kind=TRANSCRIPT))).figure.read_in_transcript
    assert not observed(claim(12)).figure.read_in_transcript


def test_every_row_of_the_survey_is_a_claim_of_some_cell(atlas: Atlas):
    survey = atlas.snapshot.table("survey")
    said = [one for each in SURVEY_INDICATORS for one in claims_from(survey, each, atlas.sources)]
    kept = [
        one
        for cell in atlas.observations.values()
        if cell.indicator.surveyed
        for one in cell.claims
        if one.area_id == cell.place_id
    ]
    assert len(said) == len(kept) == len(survey)


def test_safe_is_never_100_less_insecure(atlas: Atlas):
    assert atlas.observation("safe_neighbourhood", "dalum", 2025).figure
    assert atlas.observation("insecure_neighbourhood", "dalum", 2025).missing is MissingReason.NOT_FOUND


def test_the_answers_of_the_cell_itself_count_before_a_share_of_the_total():
    cell = observed(claim(12, respondents=612), count=234)
    assert cell.figure.answers.count == 612
    assert cell.figure.answers.basis is AnswersBasis.KNOWN
    assert cell.figure.interval.high < observed(claim(12), count=234).figure.interval.high


def test_of_two_totals_of_a_survey_the_larger_counts_and_only_the_citys_do():
    said = {"measure": "safe_evening", "percent": 80, "series": "tryghedsundersoegelse", "source_id": "kommunen"}
    city = said | {"area_id": "koebenhavn", "year": 2020}
    rows = [city | {"respondents": 3041}, city | {"respondents": 2987, "source_id": "avisen"}]
    rows += [said | {"area_id": "nord", "year": 2019, "respondents": 240}]
    assert totals_by_year(table("survey", rows)) == {2020: 3041}
