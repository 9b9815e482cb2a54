"""The toy city, read once, for every test of code; the public record has fixtures of its own in `published`."""

from __future__ import annotations

import gc
import os
import tempfile
from pathlib import Path

import pytest
from hypothesis import settings

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.facts.snapshot import Snapshot
from tests.toytown.city_record import city_atlas, write_city

# No test looks into the folder of whoever runs it: what it names is made by none, and a test that writes names its own.
os.environ["SIKKERBY_DATA"] = str(Path(tempfile.gettempdir()) / f"sikkerby-of-no-test-{os.getpid()}")
os.environ.pop("SIKKERBY_DATABASE", None)

pytest_plugins = ["tests.browsing"]

# Until all tests are collected next to nothing becomes garbage: looking for it took a third of the time.
gc.disable()

# The same examples in every run, and no clock: a slow machine is no fault.
settings.register_profile("sikkerby", derandomize=True, deadline=None)
settings.load_profile("sikkerby")


@pytest.fixture(scope="session")
def toy_root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the toy city as ``data/`` and ``geodata/``, to be read and not to be changed."""
    return write_city(tmp_path_factory.mktemp("toy") / "city")


@pytest.fixture(scope="session")
def snapshot() -> Snapshot:
    """The toy city, as read at the door."""
    return city_atlas().snapshot


@pytest.fixture(scope="session")
def atlas() -> Atlas:
    """Everything that follows from the toy city."""
    return city_atlas()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What is slow goes first, so that no worker is left alone with a browser when the others are done."""
    items.sort(key=lambda item: "browser" not in item.path.parts and item.path.name != "test_growth.py")


def pytest_collection_finish() -> None:
    """What was collected lives till the end: no search for garbage need go through thousands of tests again."""
    gc.freeze()
    gc.enable()
