"""The registry of overlays: every line is whole, every kind has its overlay, and what a line lacks is said."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sikkerby_geo.facts.datasets import LAYERS, TABLES
from sikkerby_geo.facts.efforts import (
    KINDS,
    OVERLAY,
    OVERLAYS,
    REGISTRY,
    Columns,
    EffortKind,
    Overlay,
    Role,
    check_registry,
    lacking,
    roles_of,
)
from sikkerby_geo.facts.problems import RegistryError

LAMPS = OVERLAY["belysning"]


def test_ids_are_ascii_and_unique():
    ids = [overlay.overlay_id for overlay in OVERLAYS]
    assert len(set(ids)) == len(ids) == len(OVERLAY)
    assert all(overlay_id.isascii() and overlay_id.isalpha() and overlay_id.islower() for overlay_id in ids)


@pytest.mark.parametrize("overlay", REGISTRY, ids=lambda overlay: overlay.overlay_id)
def test_every_line_is_whole(overlay: Overlay):
    assert list(lacking(overlay)) == []
    assert overlay.own or TABLES[overlay.table].key == (overlay.columns.effort_id,)


@pytest.mark.parametrize("table", sorted({overlay.table for overlay in REGISTRY if not overlay.own}))
def test_every_row_of_a_table_belongs_to_exactly_one_overlay(table: str):
    overlays = [overlay for overlay in REGISTRY if overlay.table == table]
    column = TABLES[table].columns.get(overlays[0].columns.kind)
    if column is None:
        assert len(overlays) == 1
    for word in column.choices if column else ():
        assert len([overlay for overlay in overlays if overlay.kind_of(word)]) == 1, word


def test_no_overlay_both_persists_from_a_year_and_has_none():
    assert not any(overlay.persists and overlay.timeless for overlay in OVERLAYS)


def test_only_areas_cover():
    assert all(overlay.pickable for overlay in OVERLAYS if overlay.covers)


def test_a_layer_is_drawn_as_its_overlay_says():
    assert roles_of("upgrades_osm_layer") == (Role.SYMBOL,)
    assert roles_of("survey_areas_layer") == ()


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"table": "toy_paths"}, 'add the contract "toy_paths" to TABLES in facts/datasets.py'),
        ({"columns": Columns("upgrade_id", ("title",))}, 'add the column "title" to the contract "upgrades"'),
        ({"table": "gaps"}, 'add the column "geometry_basis" to the contract "gaps" in facts/datasets.py'),
        ({"kinds": ()}, "add its kinds"),
        ({"kinds": (EffortKind("toy_path", "stier"),)}, 'give the kind "toy_path" a shape and a glyph'),
        ({"kinds": (replace(LAMPS.kinds[0], address=""),)}, 'give the kind "lighting" the word links call it by'),
        ({"layers": ()}, "name the layers of its geometry"),
        (
            {"layers": ("paths_layer",)},
            'add the layer "paths_layer": LayerContract("upgrade_id", "upgrades") to',
        ),
        ({"layers": ("grid_1km_layer",)}, 'let the layer "grid_1km_layer" name "upgrade_id" and "upgrades"'),
    ],
)
def test_what_a_line_lacks_is_said_with_where_it_goes(changes: dict, said: str):
    with pytest.raises(RegistryError, match=r"facts/efforts\.py is not whole") as raised:
        check_registry((replace(LAMPS, **changes),))
    assert any(said in fault for fault in raised.value.faults), raised.value.faults


def test_a_name_given_twice_is_told():
    with pytest.raises(RegistryError, match='"lighting" is the kind_id of two lines'):
        check_registry((LAMPS, replace(LAMPS, overlay_id="lygter")))


def test_every_table_a_layer_or_a_column_refers_to_is_there():
    named = {column.refers_to for contract in TABLES.values() for column in contract.columns.values()}
    named |= {layer.known_in for layer in LAYERS.values()}
    assert named - {"", "places", "survey_areas"} <= set(TABLES)


def test_kinds_that_share_a_symbol_are_of_one_overlay():
    owners = {kind.symbol: overlay.overlay_id for overlay in REGISTRY for kind in overlay.kinds}
    assert all(owners[kind.symbol] == overlay.overlay_id for overlay in REGISTRY for kind in overlay.kinds)
    assert len({kind.kind_id for kind in KINDS}) == len(KINDS)
