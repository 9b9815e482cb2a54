"""The fold-out on pooled shares: the expected number stands there, with its interval, and never beside the flags."""

from __future__ import annotations

from dataclasses import replace

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.figures.pooling import pooled_shares
from sikkerby_geo.facts.areas import Level, Place
from sikkerby_geo.text import t
from sikkerby_geo.views.base.choice import opening
from sikkerby_geo.views.base.headline import headline
from sikkerby_geo.views.base.pooled import chance_words, pooled_blocks
from sikkerby_geo.views.base.sheet import Prose, Sheet
from sikkerby_geo.views.charts.sparks import interval_chart, trend_chart
from sikkerby_geo.views.charts.trend import trend_card
from sikkerby_geo.views.charts.trend_picture import SLIDE
from sikkerby_geo.views.district.files import place_rows
from sikkerby_geo.views.map.table import facts_rows
from tests.views.asking import UNDER_85, choose
from tests.views.chart_layers import rows_of


def test_the_expected_number_and_every_place_with_its_chance(atlas: Atlas) -> None:
    choice = choose(2025, UNDER_85)
    told, _, sheet = pooled_blocks(atlas, choice)
    assert isinstance(told, Prose)
    assert isinstance(sheet, Sheet)
    assert told.paragraphs[0].startswith("Ventet antal under 85 % trygge: ca. ".replace(" %", "\u00a0%"))
    assert len(sheet.rows) == 13
    assert [column.key for column in sheet.columns] == ["place", "figure", "value", "chance"]
    assert "Ventet" not in headline(atlas, choice).certainty


def test_without_a_rule_there_is_no_number_and_without_figures_nothing(atlas: Atlas) -> None:
    choice = replace(choose(2025, UNDER_85), rule_id=None)
    assert [type(block) for block in pooled_blocks(atlas, choice)] == [Prose, Sheet]
    assert pooled_blocks(atlas, replace(opening(atlas), year=2013)) == ()


def test_a_chance_is_never_none_or_all() -> None:
    assert [chance_words(each).replace("\u00a0", " ") for each in (0.001, 0.5, 0.999)] == [
        "under 1 %",
        "50 %",
        "over 99 %",
    ]


def test_files_have_it_in_columns_of_their_own_beside_the_published_figure(atlas: Atlas) -> None:
    choice = choose(2025, UNDER_85)
    row = facts_rows(atlas, choice)[0]
    low, value, high = (row[t(f"pooled.csv_{name}")] for name in ("low", "value", "high"))
    assert low < value < high
    assert row[t("csv.percent")] == atlas.observation(choice.indicator_id, row[t("csv.place_id")], 2025).known.value
    assert all(
        t("pooled.csv_value") in row or t("profile.csv_count") in row for row in place_rows(atlas, an_area(atlas))
    )


def test_the_picture_has_a_lighter_mark_and_says_what_it_is(atlas: Atlas) -> None:
    drawn = interval_chart(atlas, choose(2025, UNDER_85), an_area(atlas))
    assert drawn.count("<circle") == 2
    assert t("pooled.mark") in drawn
    assert "udjævnet" in drawn.split("aria-label")[1][:300]


def test_a_trend_of_one_place_has_the_lighter_marks_its_legend_and_columns(atlas: Atlas) -> None:
    place, measure = an_area(atlas), "safe_neighbourhood"
    wanted = {
        year: found[place.place_id].value
        for year in atlas.years
        if place.place_id in (found := pooled_shares(atlas, measure, Level.SURVEY_AREA, year))
    }
    assert wanted
    card = trend_card(atlas, measure, [place])
    assert t("pooled.mark") in card.subtitle
    for spec in (card.spec, card.narrow):
        assert [row["y"] for row in rows_of(spec, "pooled-rings")] == list(wanted.values())
        dots = [row["x"] for row in rows_of(spec, "place-0-dots")]
        assert all(any(0 < row["x"] - x < 0.5 for x in dots) for row in rows_of(spec, "pooled-rings"))
    table = card.table[card.table[t("twin.place")] == place.name].set_index(t("twin.year"))
    told = table[t("pooled.csv_value")].dropna().to_dict()
    assert told == {year: round(value, 1) for year, value in wanted.items()}
    assert trend_chart(atlas, choose(2025, UNDER_85), place).count('class="pooled"') == len(wanted)


def test_several_places_have_it_in_the_table_and_a_slide_has_it_not(atlas: Atlas) -> None:
    places, measure = atlas.places.at(Level.SURVEY_AREA)[:2], "safe_neighbourhood"
    card = trend_card(atlas, measure, places)
    assert rows_of(card.spec, "pooled-rings") == []
    assert t("pooled.in_table") in card.notes
    assert card.table[t("pooled.csv_value")].notna().any()
    slide = trend_card(atlas, measure, places[:1], size=SLIDE)
    assert rows_of(slide.spec, "pooled-rings") == rows_of(slide.narrow, "pooled-rings") == []
    assert t("pooled.mark") not in slide.subtitle


def test_a_trend_without_pooled_figures_has_no_columns_for_them(atlas: Atlas) -> None:
    card = trend_card(atlas, "straffelov", [an_area(atlas)])
    assert t("pooled.csv_value") not in card.table
    assert t("pooled.mark") not in card.subtitle


def an_area(atlas: Atlas) -> Place:
    return atlas.places.at(Level.SURVEY_AREA)[0]
