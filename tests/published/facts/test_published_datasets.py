"""The files of the record are those of the registry, and every row in them names its source."""

from __future__ import annotations

import pytest

from sikkerby_geo.facts.datasets import LAYERS, TABLES
from sikkerby_geo.facts.snapshot import Snapshot
from sikkerby_geo.store.files import path_of
from tests.published.record import RECORD, data_files

SOURCE_COLUMNS = [
    (table, column)
    for table, contract in TABLES.items()
    for column in contract.columns
    if column.endswith("source_id") and table != "sources"
]

FACTS = [name for name in TABLES if name not in ("manifest", "sources", "gaps")]
"""Tables that say what someone said; the others list files, sources and what no source says."""


def test_the_files_on_disk_are_those_of_the_registry():
    expected = {path_of(name) for name in (*TABLES, *LAYERS)}
    found = {f"{path.parent.name}/{path.name}" for path in data_files(RECORD)}
    assert found == expected, f"Add these to facts/datasets.py, or their files: {sorted(found ^ expected)}"


@pytest.mark.parametrize(("table", "column"), SOURCE_COLUMNS)
def test_every_row_of_every_table_has_a_known_source(snapshot: Snapshot, table: str, column: str):
    known = set(snapshot.tables["sources"].source_id)
    named = snapshot.tables[table][column]
    strangers = sorted(set(named) - known - {""})
    assert strangers == [], f"Add to data/sources.csv: {', '.join(strangers)}"
    if column == "source_id" and table in FACTS:
        assert (named != "").all()


@pytest.mark.parametrize("name", LAYERS)
def test_every_shape_of_every_layer_has_a_known_source(snapshot: Snapshot, name: str):
    assert set(snapshot.layers[name].source_id) <= set(snapshot.tables["sources"].source_id)


@pytest.mark.parametrize(
    ("table", "layers"),
    [
        ("partnerships", ("partnerships_layer",)),
        ("housing_plans", ("housing_plans_layer",)),
        ("upgrades", ("upgrades_layer", "upgrades_osm_layer")),
    ],
)
def test_a_row_has_a_shape_exactly_when_it_says_so(snapshot: Snapshot, table: str, layers: tuple[str, ...]):
    rows = snapshot.tables[table]
    column = TABLES[table].key[0]
    drawn = [place_id for layer in layers for place_id in snapshot.layers[layer][column]]
    assert sorted(drawn) == sorted(rows[rows.geometry_basis != "none"][column])
    assert ((rows.geometry_basis == "none") == (rows.precision == "")).all()
