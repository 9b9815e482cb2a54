"""Versions of the app and its libraries, read where they are written."""

from __future__ import annotations

import tomllib
from importlib.metadata import version

from sikkerby_geo.facts import versions
from sikkerby_geo.facts.versions import ROOT


def test_the_app_version_is_the_one_in_pyproject():
    written = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert versions.app_version() == written["project"]["version"]


def test_every_pinned_library_is_listed_with_the_version_that_runs():
    lines = (ROOT / "requirements.txt").read_text(encoding="utf-8").splitlines()
    pinned = dict(line.split("==") for line in lines if "==" in line and not line.startswith("#"))
    found = versions.library_versions()
    assert list(found) == list(pinned)
    assert found["streamlit"] == version("streamlit")


def test_a_library_that_is_not_installed_has_no_version(tmp_path, monkeypatch):
    (tmp_path / "requirements.txt").write_text("# comment\nno-such-library==1.0\n\n", encoding="utf-8")
    monkeypatch.setattr(versions, "ROOT", tmp_path)
    assert versions.library_versions() == {"no-such-library": ""}
