"""The light map of the published record stays small, whatever is known of its areas."""

from __future__ import annotations

import gzip
from dataclasses import replace

import pytest

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.facts.areas import Level
from sikkerby_geo.views.base.choice import opening
from sikkerby_geo.views.base.palette import Look
from sikkerby_geo.views.map.printed import light

MOST_BYTES = 25_000
LONGEST = [Look("bound", "sparse", "white", outline) for outline in ("over_unsure", "under_unsure")]
"""The looks that take most to write; no choice of a year, a measure or a rule can give more."""


@pytest.mark.parametrize("look", LONGEST, ids=lambda look: look.outline)
@pytest.mark.parametrize("level", list(Level))
def test_it_fits_into_25_kb_whatever_its_areas_look_like(
    atlas: Atlas, level: Level, look: Look, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(light, "look_in", lambda _: look)
    places = atlas.places.at(level)
    drawn = light.light_map(atlas, replace(opening(atlas), level=level, place_id=places[0].place_id))
    assert drawn.count("clipPath id") == len(places)
    assert len(gzip.compress(drawn.encode(), 6)) <= MOST_BYTES
