"""The trend over all years in the fold-out: sentence, picture, table and file, of all places or of one."""

from __future__ import annotations

from markupsafe import Markup

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.facts.areas import Level
from sikkerby_geo.views.base.sheet import Prose, Sheet
from sikkerby_geo.views.charts.long_trend import long_trend_blocks
from tests.views.asking import choose


def test_a_sentence_a_picture_and_a_table_that_is_a_file(atlas: Atlas) -> None:
    told, picture, table, *_ = long_trend_blocks(atlas, choose(2020))
    assert isinstance(told, Prose)
    assert "klar" in told.paragraphs[0]
    assert isinstance(picture, Markup)
    assert picture.count("<circle") == sum("prøves" not in row["beside"].text for row in table.rows)
    assert isinstance(table, Sheet)
    assert table.csv.decode("utf-8-sig").count("\n") == len(table.rows) + 1


def test_one_place_alone_is_judged_as_one_of_all(atlas: Atlas) -> None:
    every = next(block for block in long_trend_blocks(atlas, choose(2020)) if isinstance(block, Sheet))
    for row in every.rows:
        place = next(one for one in atlas.places.at(Level.SURVEY_AREA) if one.name == row["place"].text)
        alone = next(block for block in long_trend_blocks(atlas, choose(2020), [place]) if isinstance(block, Sheet))
        assert alone.rows == (row,)


def test_reports_have_none(atlas: Atlas) -> None:
    assert long_trend_blocks(atlas, choose(2020, "straffelov")) == ()
