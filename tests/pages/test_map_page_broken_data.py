"""The map page with each data file broken in turn: it opens, says which file, and shows the rest."""

from __future__ import annotations

from pathlib import Path

import pytest

from sikkerby_geo.facts.datasets import LAYERS, TABLES
from sikkerby_geo.store.reading import path_of

DATASETS = (*TABLES, *LAYERS)


def conflicted(path: Path) -> None:
    path.write_text("<<<<<<< HEAD\n" + path.read_text(encoding="utf-8"), encoding="utf-8")


def emptied(path: Path) -> None:
    path.write_text("")


def missing(path: Path) -> None:
    path.unlink()


def saved_as_utf16(path: Path) -> None:
    path.write_bytes(path.read_text(encoding="utf-8").encode("utf-16"))


def assert_told(page, file: str) -> None:
    page.assert_calm()
    told = [notice for notice in page.notices if file in notice]
    assert len(told) == 1
    assert "kan ikke bruges" in told[0]
    assert "Ret filen" in told[0]


def assert_rest_shown(page, dataset: str) -> None:
    assert page.headline
    assert page.app.selectbox(key="control-year").value == 2017
    if dataset != "areas":
        assert len(page.table_rows) == 13
        assert "Møllehøj" in page.table_rows
    if dataset not in ("areas", "survey", "sources"):
        assert page.headline.startswith("I 2017 lå 5 af 13 områder over 10")


@pytest.mark.parametrize("dataset", DATASETS)
def test_the_page_opens_with_a_file_that_cannot_be_read(open_page, copy_data, dataset):
    root = copy_data()
    conflicted(root / path_of(dataset))
    page = open_page(root=root, aar="2017", sted="moellehoej")
    assert_told(page, path_of(dataset))
    assert_rest_shown(page, dataset)
    page.app.button(key="control-next").click().run()
    page.assert_calm()


@pytest.mark.parametrize(
    ("dataset", "spoil"),
    [
        ("areas", missing),
        ("survey", emptied),
        ("sources", saved_as_utf16),
        ("population", missing),
        ("upgrades", saved_as_utf16),
        ("survey_areas_layer", emptied),
    ],
)
def test_the_page_opens_whatever_is_wrong_with_a_file(open_page, copy_data, dataset, spoil):
    """That every table and layer is told so is tested in ``tests/facts/test_library.py``."""
    root = copy_data()
    spoil(root / path_of(dataset))
    page = open_page(root=root, aar="2017")
    assert_told(page, path_of(dataset))
    assert_rest_shown(page, dataset)


def test_the_page_opens_with_every_file_broken(open_page, copy_data):
    root = copy_data()
    for dataset in DATASETS:
        conflicted(root / path_of(dataset))
    page = open_page(root=root)
    page.assert_calm()
    assert len(page.notices) == len(DATASETS)


def test_the_page_opens_without_any_file(open_page, tmp_path):
    page = open_page(root=tmp_path / "empty")
    page.assert_calm()
    assert len(page.notices) == len(DATASETS)


def test_a_repaired_file_is_read_at_the_next_run(open_page, copy_data):
    root = copy_data()
    path = root / path_of("survey")
    whole = path.read_text(encoding="utf-8")
    emptied(path)
    page = open_page(root=root, aar="2017")
    assert page.notices
    path.write_text(whole, encoding="utf-8")
    page.app.query_params["aar"] = "2017"
    page.app.run()
    page.assert_calm()
    assert page.notices == []
    assert page.headline.startswith("I 2017 lå 5 af 13 områder over 10")
