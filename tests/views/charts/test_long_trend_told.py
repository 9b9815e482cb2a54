"""The trend over all years in the fold-out: sentence, picture, table and file, of all places or of one."""

from __future__ import annotations

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.facts.areas import Level
from sikkerby_geo.facts.thresholds import CLEAR_UNDER
from sikkerby_geo.text import t
from sikkerby_geo.views.base.sheet import Prose, Sheet
from sikkerby_geo.views.charts.card import ChartCard
from sikkerby_geo.views.charts.long_trend import long_trend_blocks
from tests.views.asking import choose
from tests.views.chart_layers import rows_of


def test_a_sentence_a_picture_and_a_table_that_is_a_file(atlas: Atlas) -> None:
    told, picture, table, *_ = long_trend_blocks(atlas, choose(2020))
    assert isinstance(told, Prose)
    assert "klar" in told.paragraphs[0]
    assert isinstance(table, Sheet)
    assert isinstance(picture, ChartCard)
    beside = [row for row in table.rows if "prøves" not in row["beside"].text]
    for spec in (picture.spec, picture.narrow):
        assert len(rows_of(spec, "intervals")) == len(beside)
        clear = [row for row in beside if row["beside_clear"].text != t("long_trend.open")]
        assert (len(rows_of(spec, "clear")), len(rows_of(spec, "open"))) == (len(clear), len(beside) - len(clear))
    assert table.csv.decode("utf-8-sig").count("\n") == len(table.rows) + 1


def test_the_picture_is_a_file_with_its_sentence_source_and_condition(atlas: Atlas) -> None:
    usual = next(block for block in long_trend_blocks(atlas, choose(2020)) if isinstance(block, ChartCard))
    assert usual.png().startswith(b"\x89PNG")
    assert usual.source.startswith("Kilde")
    assert not any("»Klart« er her" in note for note in usual.notes)
    doubled = atlas.under(CLEAR_UNDER["large_design_effect"])
    card = next(block for block in long_trend_blocks(doubled, choose(2020)) if isinstance(block, ChartCard))
    assert card.notes[-1] == t("clear.condition.large_design_effect")


def test_one_place_alone_is_judged_as_one_of_all(atlas: Atlas) -> None:
    every = next(block for block in long_trend_blocks(atlas, choose(2020)) if isinstance(block, Sheet))
    for row in every.rows:
        place = next(one for one in atlas.places.at(Level.SURVEY_AREA) if one.name == row["place"].text)
        alone = next(block for block in long_trend_blocks(atlas, choose(2020), [place]) if isinstance(block, Sheet))
        assert alone.rows == (row,)


def test_reports_have_none(atlas: Atlas) -> None:
    assert long_trend_blocks(atlas, choose(2020, "straffelov")) == ()
