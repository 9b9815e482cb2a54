"""Pages run without a browser, on the toy city or on a changed copy of it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import streamlit as st

from sikkerby_geo.store.files import FILES
from tests.pages.shown_page import ShownPage, page_opener


@pytest.fixture(scope="module", autouse=True)
def cold() -> None:
    """The first page of each file of tests opens cold; the others find the same facts already worked out."""
    st.cache_resource.clear()


@pytest.fixture
def open_page(monkeypatch: pytest.MonkeyPatch, toy_root: Path) -> Callable[..., ShownPage]:
    """Opens a page of the toy city at an address (``open_page(aar="2017")``)."""
    return page_opener(monkeypatch, toy_root)


@pytest.fixture(scope="session")
def one_copy(toy_root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with copies of the toy city's ``data/`` and ``geodata/``."""
    return shutil.copytree(toy_root, tmp_path_factory.mktemp("pages") / "copy")


@pytest.fixture
def copy_data(toy_root: Path, one_copy: Path) -> Iterator[Callable[[], Path]]:
    """Gives a folder with copies of the toy city's ``data/`` and ``geodata/`` to change; afterwards all is as it was.

    It is the same folder for all tests, so that the app reads again only what is changed, as it does when it serves.
    """
    yield lambda: one_copy
    for file in FILES:
        whole = (toy_root / file).read_bytes()
        if not (one_copy / file).is_file() or (one_copy / file).read_bytes() != whole:
            (one_copy / file).write_bytes(whole)
