"""Pages with files that cannot be read, that are not what the manifest says, and with a bug in the middle."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from sikkerby_geo import build
from sikkerby_geo.text import t
from sikkerby_geo.ui.frame import shell
from sikkerby_geo.ui.frame.static_files import asset

SURVEY = "data/survey.csv"


def test_what_lies_beside_the_data_is_not_even_mentioned(open_page, city) -> None:
    beside = (".#survey.csv", "Thumbs.db", "survey - kopi.csv")
    for name in beside:
        (city / "data" / name).symlink_to(city / "gone")
    (city / "data" / "mappe.csv").mkdir()
    page = open_page(root=city)
    page.assert_calm()
    assert page.notices == []
    assert not [name for name in (*beside, "mappe.csv", "altered") if name in page.html]


def test_files_that_cannot_be_read_are_told_in_danish_each(open_page, city) -> None:
    for file in ("data/stations.csv", "data/goals.csv"):
        (city / file).unlink()
    (city / "data/stations.csv").mkdir()
    (city / "data/goals.csv").symlink_to(city / "gone")
    (city / "geodata/upgrades.geojson").write_text("[" * 200_000)
    page = open_page(root=city)
    page.assert_calm()
    told = dict(zip(("data/goals.csv", "data/stations.csv", "geodata/upgrades.geojson"), page.notices, strict=True))
    words = ("filen mangler", "mappe med filens navn", "inden i hinanden")
    for (file, notice), word in zip(told.items(), words, strict=True):
        assert file in notice
        assert word in notice
    assert page.headline


def test_a_faulty_row_of_a_list_of_names_is_told_and_the_rest_is_used(open_page, city) -> None:
    with (city / "data/streets.csv").open("a", encoding="utf-8") as text:
        text.write("Ny Gade,atlantis,100,kort\n")
    page = open_page(root=city)
    page.assert_calm()
    (notice,) = page.notices
    assert "Rækker udeladt af data/streets.csv: 1." in notice
    assert "»atlantis« er ikke et af undersøgelsens områder" in notice


def test_a_file_other_than_the_manifest_says_is_told_and_used(open_page, city) -> None:
    with (city / SURVEY).open("a", encoding="utf-8") as text:
        text.write("\n")
    page = open_page(root=city)
    page.assert_calm()
    assert page.notices == []
    assert re.search(rf'<section class="notice altered" role="status"><b>[^<]*{SURVEY}', page.html)
    assert "sha256" in page.html
    assert page.headline


@pytest.fixture
def city(toy_root: Path, tmp_path: Path) -> Path:
    """The toy city in a folder of its own, to be spoiled."""
    return shutil.copytree(toy_root, tmp_path / "city")


@pytest.mark.parametrize("step", ["atlas_of", "stamp_of"], ids=["building the atlas", "what is read before it"])
def test_a_bug_before_the_first_section_is_a_calm_apology(open_page, monkeypatch, caplog, city, step) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(build, step, fail)
    page = open_page(root=city)
    assert not page.app.exception
    assert [error.value for error in page.app.error] == [t("problem.crash")]
    assert "page failed" in caplog.text


def test_a_page_that_cannot_even_be_set_up_is_a_calm_apology(open_page, monkeypatch, city) -> None:
    monkeypatch.setattr(shell, "style_addresses", lambda page_id: asset(f"css/gone-{page_id}.css"))
    page = open_page(root=city)
    assert not page.app.exception
    assert [error.value for error in page.app.error] == [t("problem.crash")]
