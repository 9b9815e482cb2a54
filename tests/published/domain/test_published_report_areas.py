"""The real areas and the real grid: every point has the area and the cell the layers say."""

from __future__ import annotations

import numpy as np
import shapely

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.reports.areas import report_areas
from sikkerby_geo.domain.reports.label_index import LabelIndex
from tests.domain.test_label_index import areas_of, cells_of, expected, near_borders


def test_points_beside_every_border_and_anywhere_lie_where_the_layers_say(atlas: Atlas) -> None:
    areas = report_areas(atlas)
    assert list(areas) == sorted(areas)
    assert len(areas) == 13
    assert shapely.coverage_is_valid([*areas.values()])
    index = LabelIndex(areas)
    x, y = near_borders(areas, np.random.default_rng(7))
    assert areas_of(index, x, y) == expected(areas, x, y)
    grid = atlas.layer("grid_1km_layer")
    assert grid is not None
    west, south, east, north = shapely.total_bounds([*areas.values()])
    chance = np.random.default_rng(8)
    met = set(cells_of(index, chance.uniform(west, east, 100_000), chance.uniform(south, north, 100_000))) - {""}
    assert met <= set(grid.cell_id)
    assert len(met) > 100
