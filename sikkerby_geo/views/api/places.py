"""Places of a level as rows, and the terms their shapes stand under."""

from __future__ import annotations

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.catalogue import data_set
from sikkerby_geo.facts.areas import LEVEL_ADDRESS, LEVEL_LAYER, Level
from sikkerby_geo.text import t
from sikkerby_geo.views.api import codes
from sikkerby_geo.views.api.rows import Row

COLUMNS = (
    *("id", "navn", "kort_navn", "eget_navn", "niveau", "omraader"),
    *("geometri_licens", "geometri_kreditering", "dataversion"),
)
"""Columns of a place. Part of ``data/v1``."""


def terms_of(atlas: Atlas, layer: str) -> tuple[str, str]:
    """Licence and attribution of a layer; that they are not stated where the manifest has no line for it."""
    found = data_set(atlas, layer)
    unknown = t("register.files.licence_unknown")
    return (found.licence, found.attribution) if found else (unknown, unknown)


def place_rows(atlas: Atlas, level: Level) -> list[Row]:
    """The places of a level in Danish alphabetical order, each with the survey areas it is made of."""
    licence, attribution = terms_of(atlas, LEVEL_LAYER[level])
    return [
        {
            "id": place.place_id,
            "navn": place.name,
            "kort_navn": place.short_name,
            "eget_navn": place.official_name,
            "niveau": LEVEL_ADDRESS[level],
            "omraader": codes.SEPARATOR.join(place.members),
            "geometri_licens": licence,
            "geometri_kreditering": attribution,
            "dataversion": atlas.version,
        }
        for place in atlas.places.at(level)
    ]
