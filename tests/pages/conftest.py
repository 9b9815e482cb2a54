"""Pages run without a browser, on the toy city or on a changed copy of it."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.pages.shown_page import ShownPage, page_opener


@pytest.fixture
def open_page(monkeypatch: pytest.MonkeyPatch, toy_root: Path) -> Callable[..., ShownPage]:
    """Opens a page of the toy city at an address (``open_page(aar="2017")``)."""
    return page_opener(monkeypatch, toy_root)


@pytest.fixture
def copy_data(toy_root: Path, tmp_path: Path) -> Callable[[], Path]:
    """Makes a folder with copies of the toy city's ``data/`` and ``geodata/`` to change."""
    return lambda: shutil.copytree(toy_root, tmp_path / "copy")
