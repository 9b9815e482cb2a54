"""Laws of the trend: a line never crosses a gap or the break, whiskers hold the figure, a bound is never a point."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sikkerby_geo.domain.atlas import CITY, Atlas
from sikkerby_geo.facts.areas import Level, Place
from sikkerby_geo.facts.indicators import INDICATOR, SURVEY_FROM, SURVEY_INDICATORS
from sikkerby_geo.facts.snapshot import Snapshot
from sikkerby_geo.text import t
from sikkerby_geo.views.base import palette
from sikkerby_geo.views.charts.courses import course_of, gaps, known_from
from sikkerby_geo.views.charts.trend import MOST_PLACES, trend_card
from sikkerby_geo.views.charts.trend_picture import SLIDE, SLIDE_ACROSS, SLIDE_ALONE, WIDE, Format
from sikkerby_geo.views.charts.trend_words import bound_words
from tests.views.asking import surveyed
from tests.views.chart_layers import rows_of, words_of

BREAK = SURVEY_FROM - 0.5
SHOWN = range(2015, 2025)
"""Years of an axis that begins after the break."""


def every_place(atlas: Atlas) -> list[Place]:
    """Each area, and each larger place of several areas, once."""
    return list({place.members: place for level in Level for place in atlas.places.at(level)}.values())


@pytest.fixture(scope="module", params=[measure.indicator_id for measure in SURVEY_INDICATORS])
def indicator_id(request: pytest.FixtureRequest) -> str:
    return request.param


@pytest.fixture(scope="module")
def specs(atlas: Atlas, indicator_id: str) -> dict[Place, dict]:
    """The picture of one measure in every place, drawn once."""
    return {place: drawn(atlas, indicator_id, place) for place in every_place(atlas)}


def drawn(atlas: Atlas, indicator_id: str, place: Place) -> dict:
    return trend_card(atlas, indicator_id, [place], atlas.years).spec


def scale_of(spec: dict) -> tuple[float, float]:
    low, high = spec["layer"][0]["encoding"]["y"]["scale"]["domain"]
    return low, high


def test_lines_join_neighbouring_years_with_figures_on_one_side_of_the_break(
    atlas: Atlas, indicator_id: str, specs: dict[Place, dict]
) -> None:
    for place, spec in specs.items():
        for name, owner in (("place-0-line", place), ("city-line", CITY)):
            for row in rows_of(spec, name):
                a, b = (
                    atlas.observation(indicator_id, owner.place_id, int(year)).figure for year in (row["x"], row["x2"])
                )
                assert row["x2"] - row["x"] == 1
                assert not row["x"] < BREAK < row["x2"]
                assert (a.value, b.value) == (row["y"], row["y2"])
                assert a.series == b.series


def test_every_figure_is_a_dot_with_whiskers_that_hold_it(
    atlas: Atlas, indicator_id: str, specs: dict[Place, dict]
) -> None:
    for place, spec in specs.items():
        cells = [atlas.observation(indicator_id, place.place_id, year) for year in atlas.years]
        known = {cell.year: cell.figure for cell in cells if cell.figure}
        assert {row["x"]: row["y"] for row in rows_of(spec, "place-0-dots")} == {
            year: figure.value for year, figure in known.items()
        }
        whiskers = {row["x"]: (row["y"], row["y2"]) for row in rows_of(spec, "place-0-whiskers")}
        assert whiskers.keys() == known.keys()
        for year, (low, high) in whiskers.items():
            assert scale_of(spec)[0] <= low <= known[year].value <= high <= scale_of(spec)[1]
            assert (low, high) == (known[year].interval.low, known[year].interval.high)


def test_a_bound_is_an_arrow_from_its_limit_to_the_known_side(
    atlas: Atlas, indicator_id: str, specs: dict[Place, dict]
) -> None:
    for place, spec in specs.items():
        dots = {row["x"] for row in rows_of(spec, "place-0-dots")}
        arrows = {row["x"]: row for row in rows_of(spec, "place-0-bounds")}
        ranges = {row["x"]: row for row in rows_of(spec, "place-0-ranges")}
        for year in atlas.years:
            cell = atlas.observation(indicator_id, place.place_id, year)
            share = cell.flag_range
            if cell.figure is not None or share is None:
                assert year not in arrows
                assert year not in ranges
                continue
            assert year not in dots
            assert bound_words(share).split(" ")[0] in " ".join(words_of(spec))
            if share.low > 0 and share.high < 100:
                low, high = scale_of(spec)
                assert ranges[year]["y"] == pytest.approx(max(share.low, low))
                assert ranges[year]["y2"] == pytest.approx(min(share.high, high))
            elif share.high >= 100:
                assert arrows[year]["y"] == share.low < arrows[year]["y2"] <= scale_of(spec)[1]
            else:
                assert arrows[year]["y"] == share.high > arrows[year]["y2"] >= scale_of(spec)[0]


def test_grey_fields_cover_the_years_without_figure_or_bound_and_no_other(
    atlas: Atlas, indicator_id: str, specs: dict[Place, dict]
) -> None:
    for place, spec in specs.items():
        grey = {year for row in rows_of(spec, "gaps") for year in atlas.years if row["x"] < year < row["x2"]}
        empty = {
            year
            for year in atlas.years
            if (cell := atlas.observation(indicator_id, place.place_id, year)).figure is None
            and cell.flag_range is None
        }
        assert grey == empty
        for year in empty:
            reason = t(f"missing_short.{atlas.observation(indicator_id, place.place_id, year).missing}")
            assert any(reason.split(" ")[0] in words for words in words_of(spec))


def test_a_gap_ends_at_the_break(atlas: Atlas) -> None:
    course = course_of(atlas, "insecure_evening", atlas.places["oeen"], atlas.years)
    assert gaps([course], atlas.years)
    assert all(not first < BREAK < last for first, last, _ in gaps([course], atlas.years))


def test_the_break_is_drawn_with_its_reason_and_only_where_the_axis_reaches_it(atlas: Atlas) -> None:
    place = atlas.places["moellehoej"]
    long = trend_card(atlas, "insecure_neighbourhood", [place], atlas.years).spec
    short = trend_card(atlas, "insecure_neighbourhood", [place], SHOWN).spec
    assert [row["x"] for row in rows_of(long, "break")] == [BREAK]
    assert t("chart.break", year=SURVEY_FROM) in words_of(long)
    assert rows_of(short, "break") == []


def test_the_limit_is_a_line_with_its_figure_and_name_where_there_is_one(atlas: Atlas, indicator_id: str) -> None:
    spec = drawn(atlas, indicator_id, atlas.places["moellehoej"])
    limit = palette.scale_of(INDICATOR[indicator_id]).limit
    assert [row["y"] for row in rows_of(spec, "limit")] == ([limit] if limit else [])
    assert any("grænsen" in words for words in words_of(spec)) is bool(limit)
    assert t("chart.city") in words_of(spec)


def test_the_twin_holds_every_figure_interval_and_reason(atlas: Atlas) -> None:
    place = atlas.places["moellehoej"]
    twin = trend_card(atlas, "insecure_neighbourhood", [place]).table
    mine = twin[twin[t("twin.place")] == place.name].set_index(t("twin.year"))
    assert list(mine.index) == list(atlas.years)
    for year, row in mine.iterrows():
        cell = atlas.observation("insecure_neighbourhood", place.place_id, year)
        if cell.figure:
            assert row[t("twin.percent")] == cell.figure.value
            assert row[t("twin.low")] == round(cell.figure.interval.low, 1)
            assert row[t("twin.high")] == round(cell.figure.interval.high, 1)
            assert row[t("twin.source")]
        else:
            assert row[t("twin.percent")] != row[t("twin.percent")]
            assert row[t("twin.note")] or row[t("twin.bound")]
    assert set(twin[t("twin.place")]) == {place.name, CITY.name}


def test_courses_side_by_side_are_shifted_by_less_than_half_a_year_and_named(atlas: Atlas) -> None:
    places = atlas.places.at(Level.SURVEY_AREA)[:MOST_PLACES]
    card = trend_card(atlas, "safe_neighbourhood", places, atlas.years)
    for spec in (card.spec, card.narrow):
        for index in range(len(places)):
            for row in rows_of(spec, f"place-{index}-dots"):
                assert abs(row["x"] - round(row["x"])) < 0.5
                cell = atlas.observation("safe_neighbourhood", places[index].place_id, round(row["x"]))
                assert cell.figure.value == row["y"]
    for place in places:
        assert any(words.startswith(place.name) for words in words_of(card.spec))
        assert any(words.startswith(place.short_name) for words in words_of(card.narrow))


def test_the_first_place_is_a_filled_dot_and_the_second_an_open_square(atlas: Atlas) -> None:
    spec = trend_card(atlas, "safe_neighbourhood", atlas.places.at(Level.SURVEY_AREA)[:2]).spec
    marks = {layer["name"]: layer["mark"] for layer in spec["layer"]}
    assert (marks["place-0-dots"]["shape"], marks["place-0-dots"]["fill"]) == ("circle", "#8E5AA0")
    assert (marks["place-1-dots"]["shape"], marks["place-1-dots"]["fill"]) == ("square", "#FFFFFF")
    assert marks["place-1-dots"]["stroke"] == "#9A7B2B"


def test_years_that_one_of_several_lacks_are_told_in_words(atlas: Atlas) -> None:
    places = [atlas.places["moellehoej"], atlas.places["dalum"]]
    notes = " ".join(trend_card(atlas, "insecure_neighbourhood", places).notes)
    assert "Dalum 2018–2019" in notes


def test_the_axis_begins_at_the_first_known_year_and_never_before_what_is_asked(atlas: Atlas) -> None:
    course = course_of(atlas, "safe_neighbourhood", atlas.places["bakken"], atlas.years)
    assert known_from([course])[-1] == atlas.years[-1]
    assert len(known_from([course])) >= 5
    everything = trend_card(atlas, "safe_neighbourhood", [course.place], atlas.years).spec
    assert rows_of(everything, "limit")[0]["x"] == atlas.years[0] - 0.5


def test_a_single_figure_is_drawn_without_a_line(snapshot: Snapshot) -> None:
    atlas = surveyed(snapshot, {"dalum": "18"})
    spec = drawn(atlas, "insecure_neighbourhood", atlas.places["dalum"])
    assert [row["y"] for row in rows_of(spec, "place-0-dots")] == [18]
    assert rows_of(spec, "place-0-line") == []


def test_figures_of_two_series_are_never_joined(atlas: Atlas) -> None:
    course = course_of(atlas, "insecure_neighbourhood", atlas.places["moellehoej"], atlas.years)
    assert any(b == 2018 for _, b in course.steps())
    other = {
        year: replace(cell, figure=replace(cell.figure, series="anden")) if year == 2018 else cell
        for year, cell in course.cells.items()
    }
    assert all(2018 not in step for step in replace(course, cells=other).steps())


def test_a_slide_sets_its_type_so_that_across_the_slide_it_is_40_pixels(atlas: Atlas) -> None:
    places = [atlas.places["indre-lund"], atlas.places["ydre-lund"]]
    card = trend_card(atlas, "insecure_neighbourhood", places, SHOWN, size=SLIDE)
    sizes = [layer["mark"]["fontSize"] for layer in card.spec["layer"] if layer["mark"]["type"] == "text"]
    across = 1808  # pixels between the margins of a slide
    assert min(sizes) * across / card.width >= 40
    alone = trend_card(atlas, "insecure_neighbourhood", places[:1], SHOWN, size=SLIDE_ALONE)
    assert alone.width == card.width == SLIDE_ACROSS.left + SLIDE_ACROSS.width + SLIDE_ACROSS.right
    page = trend_card(atlas, "insecure_neighbourhood", places, SHOWN)
    assert card.title == page.title
    assert card.table.equals(page.table)


def test_on_a_slide_every_figure_of_several_places_is_written(atlas: Atlas) -> None:
    places = [atlas.places["indre-lund"], atlas.places["ydre-lund"]]

    def written(size: Format) -> list[str]:
        card = trend_card(atlas, "insecure_neighbourhood", places, SHOWN, size=size)
        texts = [layer for layer in card.spec["layer"] if layer["mark"]["type"] == "text"]
        return [
            row["text"] for layer in texts for row in layer["data"]["values"] if not layer["name"].endswith("-halo")
        ]

    assert {"16", "11", "Ydre Lund 13", "Indre Lund 9"} <= set(written(SLIDE))
    assert "16" not in written(WIDE)


def test_the_years_read_in_a_transcription_are_named(atlas: Atlas) -> None:
    read = trend_card(atlas, "safe_neighbourhood", [atlas.places["dalum"]])
    printed = trend_card(atlas, "insecure_neighbourhood", [atlas.places["dalum"]])
    assert t("chart.transcript", years="2025") in read.notes
    assert "afskrift" not in " ".join(printed.notes)


def test_the_table_gives_the_interval_of_each_difference_of_shares(atlas: Atlas) -> None:
    havnen = trend_card(atlas, "insecure_neighbourhood", [atlas.places["havnen"]]).table
    rows = havnen[havnen[t("twin.place")] == "Havnen"].set_index(t("twin.year"))
    moved = atlas.change_between("insecure_neighbourhood", "havnen", 2018, 2019)
    assert rows.loc[2019, t("twin.change")] == "klart flere utrygge siden 2018"
    assert rows.loc[2019, t("twin.difference_low")] == round(moved.difference.low, 1) > 0
    assert rows.loc[2019, t("twin.difference_high")] == round(moved.difference.high, 1)
    assert t("twin.difference_low") not in trend_card(atlas, "straffelov", [atlas.places["havnen"]]).table
