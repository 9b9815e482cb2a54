"""Every file of the record can be read, and is written as the readers want it."""

from __future__ import annotations

import json

import pytest

from sikkerby_geo.facts.datasets import LAYERS, TABLES
from sikkerby_geo.facts.snapshot import Snapshot
from sikkerby_geo.store.files import path_of
from tests.published.record import RECORD

DATASETS = (*TABLES, *LAYERS)


@pytest.mark.parametrize("name", DATASETS)
def test_every_dataset_is_readable(snapshot: Snapshot, name: str):
    assert [trouble.faults for trouble in snapshot.troubles if trouble.dataset == name] == []
    assert snapshot.readable(name)
    assert len(snapshot.tables[name] if name in TABLES else snapshot.layers[name]) > 0


def test_layers_are_written_without_a_crs_member():
    for name in LAYERS:
        content = json.loads((RECORD / path_of(name)).read_text(encoding="utf-8"))
        assert "crs" not in content, path_of(name)
