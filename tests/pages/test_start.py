"""A server's start: what a fresh interpreter loads before its first page is there, and what waits until it is asked."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from sikkerby_geo.facts.versions import ROOT
from sikkerby_geo.store.checked import Checked
from sikkerby_geo.store.reading import read_snapshot

WAITING = {
    "files are checked, or brought": ("pandera", "python_calamine", "owslib", "lxml"),
    "figures are taken along": ("openpyxl", "docx", "docxtpl", "typst", "vl_convert", "altair"),
    "a meeting is prepared": ("segno",),
    "effects are studied": (
        "statsmodels",
        "scipy.stats",
        "scipy.optimize",
        "scipy.sparse",
        "scipy.ndimage",
        "scipy.linalg",
    ),
    "reports are counted": ("pyarrow.parquet", "duckdb", "dask"),
    "the store's tables are made": ("alembic",),
    "own records are read or written": ("sqlalchemy",),
    "the store is on a server": ("psycopg",),
    "somebody signs in": ("authlib",),
    "a command is given": ("sikkerby_geo.cli",),
}
"""Packages by what is waited for until they are loaded."""
FIRST_PAGE = """
import sys
import app as started
from streamlit.testing.v1 import AppTest
app = AppTest.from_file("app.py", default_timeout=120).run()
assert not app.exception, app.exception
assert any('<h1 class="sentence">' in part.proto.body for part in app.get("html"))
print(*sys.modules)
"""


def test_what_the_first_page_does_not_need_is_not_loaded_for_it(toy_root: Path, tmp_path: Path):
    read_snapshot(toy_root, checked=Checked(tmp_path))
    own = {"SIKKERBY_ROOT": str(toy_root), "SIKKERBY_DATA": str(tmp_path)}
    run = subprocess.run(
        [sys.executable, "-c", FIRST_PAGE], cwd=ROOT, capture_output=True, encoding="utf-8", env={**os.environ, **own}
    )
    assert run.returncode == 0, run.stderr
    loaded = set(run.stdout.split())
    assert {"folium", "streamlit_folium", "geopandas", "sikkerby_geo.ui.map_page.page"} <= loaded
    assert {name: why for why, names in WAITING.items() for name in names if name in loaded} == {}
