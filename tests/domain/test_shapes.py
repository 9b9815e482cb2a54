"""Shapes as they are drawn: the sea goes on where its data end."""

from __future__ import annotations

import shapely

from sikkerby_geo.domain.geography.shapes import backdrop_of, open_sea
from sikkerby_geo.facts.geography import COPENHAGEN, SEA_EDGE, VIEW


def test_the_sea_has_no_edge_within_a_wide_frame(atlas):
    sea = shapely.box(12.5, 55.6, 12.7, 55.74)
    assert open_sea(sea).bounds == (12.5, 55.6, *SEA_EDGE.beyond)
    west = shapely.box(12.5, 55.6, 12.6, 55.73)
    assert open_sea(west).equals(west)
    for one in backdrop_of(atlas):
        assert one.kind == "sea" or shapely.box(*COPENHAGEN).contains(one.shape)


def test_the_edge_of_the_sea_lies_off_the_view_and_is_moved_beyond_all_there_is():
    _west, _south, east, north = VIEW
    assert east < SEA_EDGE.east
    assert north > SEA_EDGE.north_in_the_east
    assert all(far > edge for far, edge in zip(SEA_EDGE.beyond, COPENHAGEN[2:], strict=True))
