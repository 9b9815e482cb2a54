"""Where the sources of the record disagree: the cases we know of."""

from __future__ import annotations

import pytest

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.figures.disagreements import Disagreement, disagreements
from sikkerby_geo.facts.indicators import INDICATOR


def of_the_city(atlas: Atlas) -> dict[tuple[str, str, int], Disagreement]:
    return {(one.indicator_id, one.place_id, one.year): one for one in disagreements(atlas.observations.values())}


KNOWN = {
    ("insecure_neighbourhood", "broenshoej-husum", 2015): (10, {10}),
    ("safe_neighbourhood", "bispebjerg", 2026): (80, {76}),
    ("safe_evening", "bispebjerg", 2026): (70, {64}),
    ("safe_neighbourhood", "vanloese", 2025): (89, {91}),
    ("insecure_evening", "koebenhavn", 2019): (18, {17}),
    ("insecure_neighbourhood", "koebenhavn", 2015): (6.6, {6, 7}),
    ("insecure_evening", "koebenhavn", 2009): (24, {22}),
    ("borgervendt", "koebenhavn", 2021): (34.5, {35}),
}


@pytest.mark.parametrize(("key", "said"), KNOWN.items(), ids=lambda value: "-".join(map(str, value)))
def test_the_disagreements_we_know_of_are_found(atlas: Atlas, key, said):
    shown, others = said
    one = of_the_city(atlas)[key]
    assert one.statements[0].value == shown
    assert {other.value for other in one.statements[1:]} == others


def test_to_2026_only_broenshoej_husum_2015_has_figure_and_flag_apart(atlas: Atlas):
    apart = [key for key, one in of_the_city(atlas).items() if one.flag_apart and one.year <= 2026]
    assert apart == [("insecure_neighbourhood", "broenshoej-husum", 2015)]


def test_to_2026_every_cell_with_differing_exact_claims_is_listed(atlas: Atlas):
    survey = atlas.snapshot.table("survey")
    exact = survey[(survey.bound == "") & survey.percent.notna() & (survey.year <= 2026)]
    differing = exact.groupby(["measure", "area_id", "year"]).percent.nunique()
    expected = {(measure, area, int(year)) for (measure, area, year), count in differing.items() if count > 1}
    listed = {key for key, one in of_the_city(atlas).items() if INDICATOR[key[0]].surveyed and key[2] <= 2026}
    assert listed == expected | {("insecure_neighbourhood", "broenshoej-husum", 2015)}
