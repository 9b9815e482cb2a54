"""A coming year breaks nothing: with its rows, source, efforts and alias every published check still holds."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from sikkerby_geo.store.files import path_of
from tests.published.growth import SOURCE, append, grow, hash_of
from tests.published.record import RECORD, read_whole

HERE = Path(__file__).parent


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A folder with the record's ``data/`` and ``geodata/``, to be added to."""
    for folder in ("data", "geodata"):
        shutil.copytree(RECORD / folder, tmp_path / folder)
    return tmp_path


def published_checks(root: Path, *chosen: str) -> subprocess.CompletedProcess[str]:
    """The checks of this folder but these, run on the data under ``root``.

    Left out is what is long and bounded to its years anyway: a browser, and whether printed pages fit their paper.
    """
    checks = chosen or (
        f"--ignore={__file__}",
        f"--ignore={HERE / 'browser'}",
        "-k",
        "not (fits and (page or title))",
        str(HERE),
    )
    return subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "no:xdist", "--tb=short", *checks],
        cwd=HERE.parents[1],
        env={**os.environ, "SIKKERBY_ROOT": str(root), "PYTEST_ADDOPTS": ""},
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_coming_year_a_source_two_efforts_and_an_alias_break_no_published_check(copy: Path, atlas):
    grow(copy, atlas)
    grown = read_whole(copy)
    assert (grown.table("survey").source_id == SOURCE).sum() == 4 * 14
    run = published_checks(copy)
    assert run.returncode == 0, run.stdout[-6000:]


def test_a_file_that_changed_without_its_hash_is_told_with_the_hash_to_write(copy: Path):
    said = {"source_id": "ny-kilde", "title_da": "Ny", "publisher": "Ny", "kind": "official", "trust": 1}
    append(copy, "sources", [said])
    run = published_checks(copy, str(HERE / "facts" / "test_manifest.py"))
    assert run.returncode == 1
    assert (
        f"data/sources.csv has changed. Write in data/manifest.csv: {hash_of(copy / path_of('sources'))}" in run.stdout
    )


def test_a_row_whose_source_is_not_listed_is_told_with_its_line_and_where_to_add_it(copy: Path):
    row = {"year": 2020, "area_id": "valby", "measure": "safe_evening", "percent": 70}
    append(copy, "survey", [row | {"series": "tryghedsundersoegelse", "source_id": "ukendt-kilde"}])
    last = len((copy / path_of("survey")).read_text(encoding="utf-8").splitlines())
    with pytest.raises(AssertionError, match=f"data/survey.csv: linje {last}, .*ukendt-kilde.*data/sources.csv"):
        read_whole(copy)
