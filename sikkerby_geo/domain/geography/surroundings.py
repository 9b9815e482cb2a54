"""What a delivery of own figures is held against: the places, sources, areas and key figures of an atlas."""

from __future__ import annotations

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.facts.areas import LEVEL_LAYER, Level
from sikkerby_geo.facts.datasets import LAYERS
from sikkerby_geo.facts.intake import Surroundings


def surroundings_of(atlas: Atlas) -> Surroundings:
    """The places, the titles of the sources by id, the survey areas in EPSG:4326 if they can be read, key figures."""
    name = LEVEL_LAYER[Level.SURVEY_AREA]
    layer = atlas.layer(name)
    outlines = {} if layer is None else dict(zip(layer[LAYERS[name].id_column], layer.geometry, strict=True))
    table = atlas.snapshot.table("key_figures")
    known = dict(zip(table.key_figure_id, table.indicator_da, strict=True))
    return Surroundings(atlas.places, {key: one.title for key, one in atlas.sources.items()}, outlines, known)
