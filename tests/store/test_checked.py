"""What was checked before is read without the check, as long as it is the same and nobody else can say so."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from sikkerby_geo.facts import checking
from sikkerby_geo.store import checked as kept
from sikkerby_geo.store.checked import FILE_NAME, Checked
from sikkerby_geo.store.reading import read_snapshot


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The files that are checked from here on."""
    files: list[str] = []
    whole = checking.faults_in

    def noted(frame, contract, file, known):
        files.append(file)
        return whole(frame, contract, file, known)

    monkeypatch.setattr(checking, "faults_in", noted)
    return files


def test_a_second_start_reads_the_same_figures_and_checks_nothing(toy_root: Path, tmp_path: Path, asked: list[str]):
    first = read_snapshot(toy_root, checked=Checked(tmp_path / "own"))
    assert asked
    asked.clear()
    second = read_snapshot(toy_root, checked=Checked(tmp_path / "own"))
    assert asked == []
    assert second.snapshot_id == first.snapshot_id
    for name, table in first.tables.items():
        assert table.equals(second.tables[name]), name
    for name, layer in first.layers.items():
        assert layer.equals(second.layers[name]), name


def test_what_has_changed_is_checked_and_so_is_what_refers_to_it(toy_root: Path, tmp_path: Path, asked: list[str]):
    root = Path(shutil.copytree(toy_root, tmp_path / "city"))
    read_snapshot(root, checked=Checked(tmp_path / "own"))
    asked.clear()
    survey = root / "data" / "survey.csv"
    survey.write_text(survey.read_text(encoding="utf-8").replace("\n", "\n\n", 1), encoding="utf-8")
    read_snapshot(root, checked=Checked(tmp_path / "own"))
    assert "data/survey.csv" in asked
    assert "data/areas.csv" not in asked
    asked.clear()
    areas = root / "data" / "areas.csv"
    areas.write_text(areas.read_text(encoding="utf-8") + "broken\n", encoding="utf-8")
    told = read_snapshot(root, checked=Checked(tmp_path / "own")).troubles
    assert "data/survey.csv" in asked, "its places are others now"
    assert [trouble.dataset for trouble in told].count("areas") == 1


def test_a_file_with_a_fault_is_checked_every_time(toy_root: Path, tmp_path: Path, asked: list[str]):
    root = Path(shutil.copytree(toy_root, tmp_path / "city"))
    sources = root / "data" / "survey.csv"
    sources.write_text(sources.read_text(encoding="utf-8") + "broken,row\n", encoding="utf-8")
    for _ in range(2):
        asked.clear()
        assert read_snapshot(root, checked=Checked(tmp_path / "own")).troubles
        assert "data/survey.csv" in asked


def test_other_code_checks_anew(toy_root: Path, tmp_path: Path, asked: list[str], monkeypatch: pytest.MonkeyPatch):
    read_snapshot(toy_root, checked=Checked(tmp_path / "own"))
    asked.clear()
    monkeypatch.setattr(kept, "_code", lambda: "another version")
    read_snapshot(toy_root, checked=Checked(tmp_path / "own"))
    assert asked


MARK = "a" * 64


@pytest.mark.skipif(os.name != "posix", reason="rights of files are another matter there")
def test_a_file_that_others_can_write_counts_for_nothing(tmp_path: Path):
    Checked(tmp_path / "own").keep([MARK])
    assert MARK in Checked(tmp_path / "own")
    file = tmp_path / "own" / FILE_NAME
    assert file.stat().st_mode & 0o777 == 0o600
    for path, mode in ((file, 0o620), (file, 0o602), (file.parent, 0o777)):
        before = path.stat().st_mode
        path.chmod(mode)
        assert MARK not in Checked(tmp_path / "own"), (path, oct(mode))
        path.chmod(before)
    elsewhere = tmp_path / "elsewhere.txt"
    file.rename(elsewhere)
    elsewhere.chmod(0o666)
    file.symlink_to(elsewhere)
    assert MARK not in Checked(tmp_path / "own"), "a link's own rights say nothing of what it leads to"


@pytest.mark.parametrize("written", ["", "{}", "short\n", "é", "b" * 64, "\0" * 300_000])
def test_a_file_we_have_not_written_counts_for_nothing(tmp_path: Path, written: str):
    folder = tmp_path / "own"
    folder.mkdir(mode=0o700)
    (folder / FILE_NAME).write_text(written, encoding="utf-8")
    found = Checked(folder)
    assert MARK not in found
    found.keep([MARK])
    assert MARK in Checked(folder)


def test_a_folder_that_cannot_be_written_is_no_trouble(tmp_path: Path):
    (tmp_path / "file").write_text("")
    found = Checked(tmp_path / "file" / "own")
    found.keep([MARK])
    assert MARK in found
