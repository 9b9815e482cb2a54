"""What Udvikling compares: the places of an address, the other year, one legend for two maps, the real changes."""

from __future__ import annotations

import csv
import io

import openpyxl
import pytest

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.figures.changes import CLEAR, Verdict
from sikkerby_geo.facts.areas import Level
from sikkerby_geo.facts.indicators import SURVEY_INDICATORS
from sikkerby_geo.text import t
from sikkerby_geo.views.base.choice import Choice, rule_of
from sikkerby_geo.views.trends import comparison
from tests.views.asking import UNDER_85, choose

IDS = [measure.indicator_id for measure in SURVEY_INDICATORS]


def ids(places) -> list[str]:
    return [place.place_id for place in places]


def test_places_keep_the_order_of_the_address(atlas: Atlas) -> None:
    found = comparison.places_named(atlas, Level.SURVEY_AREA, "dalum,moellehoej")
    assert ids(found.found) == ["dalum", "moellehoej"]
    assert found.unknown == ()


def test_an_unknown_place_is_set_aside_and_named(atlas: Atlas) -> None:
    found = comparison.places_named(atlas, Level.SURVEY_AREA, "atlantis,dalum")
    assert (ids(found.found), found.unknown) == (["dalum"], ("atlantis",))


def test_a_place_of_another_level_stands_for_its_counterpart_once(atlas: Atlas) -> None:
    found = comparison.places_named(atlas, Level.LOKALUDVALG, "indre-lund,ydre-lund,lu-dalum")
    assert ids(found.found) == ["lu-lund", "lu-dalum"]


def test_more_places_than_can_be_told_apart_are_cut(atlas: Atlas) -> None:
    found = comparison.places_named(atlas, Level.SURVEY_AREA, ",".join(ids(atlas.places.at(Level.SURVEY_AREA))))
    assert len(found.found) == comparison.MOST_PLACES
    assert found.surplus


def test_nobody_is_nobody(atlas: Atlas) -> None:
    assert comparison.places_named(atlas, Level.SURVEY_AREA, comparison.NOBODY) == comparison.Places(())


def test_the_default_is_the_chosen_place_alone_else_those_of_highest_need(atlas: Atlas) -> None:
    assert ids(comparison.default_places(atlas, choose(2018, place_id="dalum"))) == ["dalum"]
    assert ids(comparison.default_places(atlas, choose(2020))) == ["moellehoej", "ydre-lund"]
    assert ids(comparison.default_places(atlas, choose(2025, UNDER_85))) == ["moellehoej", "dalum"]


def test_neighbours_are_offered_until_they_are_shown_or_the_scale_is_full(atlas: Atlas) -> None:
    choice, places = choose(2018, place_id="oeen"), atlas.places
    offered = comparison.neighbours_to_add(atlas, choice, [places["oeen"]])
    assert ids(offered) == ["fjordby", "havnen", "skovby-hede", "ydre-lund"]
    assert "havnen" not in ids(comparison.neighbours_to_add(atlas, choice, [places["oeen"], places["havnen"]]))
    assert comparison.neighbours_to_add(atlas, choice, places.at(Level.SURVEY_AREA)[: comparison.MOST_PLACES]) == ()
    assert comparison.neighbours_to_add(atlas, choose(2018), []) == ()


@pytest.mark.parametrize(
    ("year", "other", "places"),
    [(2017, 2016, 3), (2019, 2018, 3), (2016, 2017, 3), (2022, 2021, 0), (2015, 2016, 0), (2014, 2013, 0)],
)
def test_the_other_year_is_the_nearest_earlier_that_can_be_compared(
    atlas: Atlas, year: int, other: int, places: int
) -> None:
    assert comparison.default_other_year(atlas, choose(year)) == other
    assert comparison.testable(atlas, choose(year), year, other) == places


@pytest.mark.parametrize("indicator_id", IDS)
def test_there_is_always_another_year(atlas: Atlas, indicator_id: str) -> None:
    rule = rule_of(indicator_id)
    for level in Level:
        for year in atlas.years:
            choice = Choice(year, indicator_id, rule.rule_id if rule else None, level)
            other = comparison.default_other_year(atlas, choice)
            assert other in atlas.years
            assert other != year
            assert comparison.says(atlas, choice, other).title


def test_years_across_the_break_are_said_not_to_be_comparable(atlas: Atlas) -> None:
    says = comparison.says(atlas, choose(2016), 2013)
    assert says.title == "Ændringen fra 2013 til 2016 kan ikke prøves noget sted"
    assert "anden undersøgelse" in says.certainty
    assert comparison.testable(atlas, choose(2016), 2016, 2013) == 0


@pytest.mark.parametrize(
    ("indicator_id", "pair"),
    [
        ("insecure_neighbourhood", (2020, 2021)),
        ("insecure_evening", (2020, 2022)),
        ("safe_neighbourhood", (2024, 2025)),
        ("safe_evening", None),
    ],
)
def test_the_newest_pair_is_the_newest_that_can_be_compared(atlas: Atlas, indicator_id: str, pair) -> None:
    rule = rule_of(indicator_id)
    choice = Choice(2013, indicator_id, rule.rule_id if rule else None, Level.SURVEY_AREA)
    assert comparison.newest_pair(atlas, choice) == pair


def test_one_legend_counts_both_years(atlas: Atlas) -> None:
    legend = comparison.twin_legend(atlas, choose(2017), (2016, 2017))
    assert sum(first for _, first, _ in legend.values) == sum(second for _, _, second in legend.values) == 13
    states = {label: (first, second) for _, label, first, second in legend.states}
    assert (states["klart over"], states["over, ikke klart"]) == ((1, 2), (1, 3))


def test_the_legend_of_an_early_and_a_late_year_has_the_states_of_the_late_one(atlas: Atlas) -> None:
    legend = comparison.twin_legend(atlas, choose(2017), (2014, 2017))
    assert all(first == 0 for _, _, first, _ in legend.states)
    assert any(second for _, _, _, second in legend.states)


def test_the_maps_name_the_sources_of_both_years_and_their_own(atlas: Atlas) -> None:
    lines = comparison.map_lines(atlas, choose(2018), (2017, 2018))
    assert lines[0].startswith("2017. Kilder:")
    assert lines[1].startswith("2018. Kilder:")
    assert "OpenStreetMap" in lines[-1]
    assert comparison.map_lines(atlas, choose(2022), (2022, 2023)) == lines[-1:]


@pytest.mark.parametrize("indicator_id", IDS)
def test_sure_and_unsure_changes_are_kept_apart_and_none_is_lost(atlas: Atlas, indicator_id: str) -> None:
    rule = rule_of(indicator_id)
    for level in Level:
        choice = Choice(2018, indicator_id, rule.rule_id if rule else None, level)
        pairs = comparison.all_changes(atlas, choice)
        found = comparison.real_changes(atlas, choice)
        sure = [change for _, change in pairs if change.verdict in CLEAR]
        assert len(found.sure.rows if found.sure else ()) == len(sure)
        assert len(found.rest.rows if found.rest else ()) == len(pairs) - len(sure)
        assert all(change.verdict is not Verdict.NOT_TESTABLE or change.before.figure for _, change in pairs)
        assert len(found.csv.decode("utf-8-sig").splitlines()) == (len(pairs) + 1 if pairs else 0)


def test_the_files_of_changes_hold_every_number_in_a_column_of_its_own(atlas: Atlas) -> None:
    found = comparison.real_changes(atlas, choose(2017))
    rows = list(csv.DictReader(io.StringIO(found.csv.decode("utf-8-sig")), delimiter=";"))
    row = next(row for row in rows if (row["Område-id"], row["Til: År"]) == ("moellehoej", "2017"))
    numbers = [row[f"{side}: {name}"] for side in ("Fra", "Til") for name in ("År", "Tal", t("csv.low"), t("csv.high"))]
    before, after = (atlas.observation("insecure_neighbourhood", "moellehoej", year) for year in (2016, 2017))
    expected = [
        value
        for cell in (before, after)
        for value in (cell.year, round(cell.known.value), cell.known.interval.low, cell.known.interval.high)
    ]
    assert [float(number.replace(",", ".")) for number in numbers] == pytest.approx(expected, abs=0.05)
    assert row["Til: Svar"] == "246"
    moved = atlas.change_between("insecure_neighbourhood", "moellehoej", 2016, 2017)
    ends = [float(row[t(f"twin.difference_{end}")].replace(",", ".")) for end in ("low", "high")]
    assert ends == [round(moved.difference.low, 1), round(moved.difference.high, 1)]
    book = openpyxl.load_workbook(io.BytesIO(found.xlsx))
    head, *lines = book.worksheets[0].iter_rows(values_only=True)
    assert len(lines) == len(rows)
    assert {type(line[head.index("Til: Tal")]) for line in lines} <= {int, float, type(None)}


@pytest.mark.parametrize(
    ("indicator_id", "level", "title"),
    [
        (
            "insecure_neighbourhood",
            Level.SURVEY_AREA,
            "2 af 17 ændringer fra tal til tal i utrygge i nabolaget er klare",
        ),
        (
            "insecure_neighbourhood",
            Level.BYDEL,
            "Ingen klare blandt 13 ændringer fra tal til tal i utrygge i nabolaget",
        ),
        (
            "safe_evening",
            Level.BYDEL,
            "Der er ikke to tal i trygge om aftenen og natten, der kan holdes op mod hinanden",
        ),
    ],
)
def test_the_changes_are_told_in_a_sentence(atlas: Atlas, indicator_id: str, level: Level, title: str) -> None:
    rule = rule_of(indicator_id)
    choice = Choice(2018, indicator_id, rule.rule_id if rule else None, level)
    assert comparison.real_changes(atlas, choice).title == title
