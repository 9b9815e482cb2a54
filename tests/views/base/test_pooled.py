"""The fold-out on pooled shares: the expected number stands there, with its interval, and never beside the flags."""

from __future__ import annotations

from dataclasses import replace

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.facts.areas import Level, Place
from sikkerby_geo.text import t
from sikkerby_geo.views.base.choice import opening
from sikkerby_geo.views.base.headline import headline
from sikkerby_geo.views.base.pooled import chance_words, pooled_blocks
from sikkerby_geo.views.base.sheet import Prose, Sheet
from sikkerby_geo.views.charts.sparks import interval_chart
from sikkerby_geo.views.district.files import place_rows
from sikkerby_geo.views.map.table import facts_rows
from tests.views.asking import UNDER_85, choose


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


def an_area(atlas: Atlas) -> Place:
    return atlas.places.at(Level.SURVEY_AREA)[0]
