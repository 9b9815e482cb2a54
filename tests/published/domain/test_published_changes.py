"""Changes of the record: the verdicts the city published, and what our own test says of the same years."""

from __future__ import annotations

import pytest

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.figures.changes import CLEAR, Verdict, p_values, q_values
from sikkerby_geo.facts.areas import CITY_ID, Level
from sikkerby_geo.facts.indicators import SURVEY_INDICATORS
from sikkerby_geo.facts.thresholds import Assumption

PUBLISHED = {
    ("indre-by", "insecure_evening", 2017): "no",
    ("indre-by", "insecure_neighbourhood", 2017): "no",
    ("indre-noerrebro", "insecure_neighbourhood", 2018): "no",
    ("ydre-noerrebro", "insecure_neighbourhood", 2018): "yes",
    ("koebenhavn", "insecure_evening", 2018): "no",
    ("koebenhavn", "insecure_neighbourhood", 2018): "yes",
    ("koebenhavn", "insecure_evening", 2020): "yes",
    ("koebenhavn", "insecure_neighbourhood", 2020): "no",
    ("oesterbro", "insecure_neighbourhood", 2020): "no",
    ("koebenhavn", "insecure_evening", 2021): "no",
    ("koebenhavn", "insecure_neighbourhood", 2021): "no",
    ("koebenhavn", "insecure_evening", 2022): "no",
}


def test_these_are_all_the_verdicts_published_to_2026(atlas: Atlas):
    survey = atlas.snapshot.table("survey")
    said = survey[(survey.change_significant != "") & (survey.year <= 2026)]
    assert {(row.area_id, row.measure, int(row.year)): row.change_significant for row in said.itertuples()} == PUBLISHED


@pytest.mark.parametrize(("place_id", "measure", "year"), PUBLISHED)
def test_the_test_alone_gives_the_published_verdict(atlas: Atlas, place_id: str, measure: str, year: int):
    tested = p_values(atlas.observation(measure, place_id, year - 1), atlas.observation(measure, place_id, year))
    assert (tested[Assumption.EQUAL_SPLIT] < 0.05) is (PUBLISHED[place_id, measure, year] == "yes")


OF_2026 = {
    # place: p with an equal split, by population, with the design effect; q over the 13 areas; verdict
    "christianshavn": ((0.0001, 0.047, 0.0016), 0.0014, Verdict.FELL),
    "valby": ((0.0206, 0.0085, 0.0588), 0.0897, Verdict.NOT_TESTABLE),  # may be a misprint
    "kgs-enghave": ((0.0207, 0.0558, 0.0589), 0.0897, Verdict.MAY_HAVE_FALLEN),
    "broenshoej-husum": ((0.2957, 0.3281, 0.3932), 0.9610, Verdict.NOT_CLEAR),
}


def test_of_the_falls_to_2026_only_christianshavns_is_clear(atlas: Atlas):
    found = atlas.changes_between("safe_neighbourhood", Level.SURVEY_AREA, 2025, 2026)
    q = dict(zip(found, q_values([(moved.before, moved.after) for moved in found.values()]), strict=True))
    for place_id, (p, expected, verdict) in OF_2026.items():
        moved = found[place_id]
        assert tuple(p_values(moved.before, moved.after).values()) == pytest.approx(p, abs=0.00006)
        assert q[place_id] == pytest.approx(expected, abs=0.00006)
        assert moved.verdict is verdict
    assert {moved.verdict for place_id, moved in found.items() if place_id not in OF_2026} == {Verdict.NOT_CLEAR}


CLEAR_AREAS = {
    ("insecure_neighbourhood", "bispebjerg", 2017, 2018),
    ("insecure_neighbourhood", "bispebjerg", 2018, 2019),
    ("insecure_neighbourhood", "ydre-noerrebro", 2017, 2018),
    ("insecure_evening", "broenshoej-husum", 2020, 2022),
    ("safe_neighbourhood", "christianshavn", 2025, 2026),
}
POSSIBLE_AREAS = {
    ("insecure_neighbourhood", "amager-vest", 2017, 2021),
    ("insecure_evening", "oesterbro", 2017, 2018),
    ("safe_neighbourhood", "kgs-enghave", 2025, 2026),
}


def test_these_are_all_the_clear_and_the_possible_changes_of_areas_to_2026(atlas: Atlas):
    found: dict[Verdict, set] = {verdict: set() for verdict in Verdict}
    for measure, place_id, year in atlas.observations:
        place = atlas.places.get(place_id)
        moved = atlas.latest_change(measure, place_id, year) if place and year <= 2026 else None
        if moved and place.level is Level.SURVEY_AREA and moved.after.indicator in SURVEY_INDICATORS:
            found[moved.verdict].add((measure, place_id, moved.before.year, year))
    assert set().union(*(found[verdict] for verdict in CLEAR)) == CLEAR_AREAS
    assert found[Verdict.MAY_HAVE_RISEN] | found[Verdict.MAY_HAVE_FALLEN] == POSSIBLE_AREAS
    assert found[Verdict.UNCHANGED] == set(), "an area has too few answers ever to be called unchanged"


def test_an_area_has_the_same_word_at_every_level(atlas: Atlas):
    for measure, place_id, year in atlas.observations:
        place = atlas.places.get(place_id)
        moved = atlas.latest_change(measure, place_id, year)
        area = atlas.latest_change(measure, place.members[0], year) if place else None
        if moved and area and len(place.members) == 1:
            assert area.verdict is moved.verdict


def test_the_city_is_unchanged_where_its_many_answers_show_it(atlas: Atlas):
    moved = atlas.change_between("safe_neighbourhood", CITY_ID, 2025, 2026)
    assert (moved.before.known.value, moved.after.known.value, moved.verdict) == (88, 86, Verdict.UNCHANGED)
    evening = atlas.change_between("safe_evening", CITY_ID, 2023, 2024)
    assert (evening.before.known.value, evening.after.known.value) == (77, 80)
    assert evening.verdict is Verdict.MAY_HAVE_RISEN


def test_ydre_noerrebro_rose_clearly_in_2018(atlas: Atlas):
    found = atlas.latest_change("insecure_neighbourhood", "ydre-noerrebro", 2018)
    assert (found.before.figure.value, found.after.figure.value) == (8, 23)
    assert (found.verdict, found.published) == (Verdict.ROSE, True)


def test_of_indre_noerrebro_no_clear_change_was_published_in_2018(atlas: Atlas):
    found = atlas.latest_change("insecure_neighbourhood", "indre-noerrebro", 2018)
    assert (found.before.figure.value, found.after.figure.value) == (11, 13)
    assert (found.verdict, found.published) == (Verdict.NOT_CLEAR, True)
    assert found.visible_points == 9


def test_bispebjergs_fall_of_2019_is_tested_since_none_published_a_verdict(atlas: Atlas):
    found = atlas.latest_change("insecure_neighbourhood", "bispebjerg", 2019)
    assert (found.before.figure.value, found.after.figure.value) == (28, 17)
    assert (found.verdict, found.published) == (Verdict.FELL, False)


def test_nothing_is_compared_across_2015(atlas: Atlas):
    assert atlas.observation("insecure_neighbourhood", "koebenhavn", 2014).figure
    assert atlas.latest_change("insecure_neighbourhood", "koebenhavn", 2015) is None
    for (measure, place_id, year), cell in atlas.observations.items():
        if not cell.indicator.surveyed:
            continue
        found = atlas.latest_change(measure, place_id, year)
        assert found is None or (found.before.year >= 2015) == (year >= 2015)


def test_the_change_is_from_the_nearest_earlier_year_with_a_figure(atlas: Atlas):
    found = atlas.latest_change("insecure_neighbourhood", "valby", 2020)
    assert (found.before.year, found.before.figure.value) == (2017, 13)
    assert atlas.latest_change("insecure_neighbourhood", "valby", 2018) is None
