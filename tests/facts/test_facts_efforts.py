"""The registry of overlays: every overlay reads a table and layers that exist, every kind has its overlay."""

from __future__ import annotations

import pytest

from sikkerby_geo.facts.datasets import LAYERS, TABLES
from sikkerby_geo.facts.efforts import OVERLAY, OVERLAYS, Overlay


def test_ids_are_ascii_and_unique():
    ids = [overlay.overlay_id for overlay in OVERLAYS]
    assert len(set(ids)) == len(ids) == len(OVERLAY)
    assert all(overlay_id.isascii() and overlay_id.isalpha() and overlay_id.islower() for overlay_id in ids)


@pytest.mark.parametrize("overlay", OVERLAYS, ids=list(OVERLAY))
def test_the_table_and_layers_of_an_overlay_are_known(overlay: Overlay):
    assert overlay.table in TABLES
    assert TABLES[overlay.table].key == (overlay.id_column,)
    assert overlay.layers
    for layer in overlay.layers:
        assert LAYERS[layer].id_column == overlay.id_column
        assert LAYERS[layer].known_in == overlay.table


@pytest.mark.parametrize("table", sorted({overlay.table for overlay in OVERLAYS}))
def test_every_row_of_a_table_belongs_to_exactly_one_overlay(table: str):
    overlays = [overlay for overlay in OVERLAYS if overlay.table == table]
    if len(overlays) == 1:
        assert overlays[0].kinds == ()
    else:
        kinds = [kind for overlay in overlays for kind in overlay.kinds]
        assert sorted(kinds) == sorted(TABLES[table].columns["kind"].choices)


def test_no_overlay_both_persists_from_a_year_and_has_none():
    assert not any(overlay.persists and overlay.timeless for overlay in OVERLAYS)
