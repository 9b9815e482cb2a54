"""Data files: only those we name count; whatever lies beside them, and whatever cannot be read, is no surprise."""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest

from sikkerby_geo.facts.problems import Fault
from sikkerby_geo.store.files import FILES, altered_files, path_of, read_bytes, read_text, stamp_of, version_of

SURVEY = "data/survey.csv"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A folder in which every data file holds its own name, and a manifest that is true."""
    for file in FILES:
        (tmp_path / file).parent.mkdir(exist_ok=True)
        (tmp_path / file).write_text(f"{file}\n", encoding="utf-8")
    with (tmp_path / path_of("manifest")).open("w", encoding="utf-8", newline="") as text:
        lines = csv.writer(text)
        lines.writerow(["dataset", "path", "sha256"])
        for file in FILES:
            if file != path_of("manifest"):
                lines.writerow([Path(file).stem, file, hashlib.sha256((tmp_path / file).read_bytes()).hexdigest()])
    return tmp_path


def lock(folder: Path) -> None:
    (folder / ".#survey.csv").symlink_to("planner@desk.4711:1764147000")


def copy(folder: Path) -> None:
    (folder / "survey - kopi.csv").write_text("year\n2016\n", encoding="utf-8")


def thumbs(folder: Path) -> None:
    (folder / "Thumbs.db").write_bytes(b"\xd0\xcf\x11\xe0")


def subfolder(folder: Path) -> None:
    (folder / "gamle.tal").mkdir()


def dangling(folder: Path) -> None:
    (folder / "nyt.csv").symlink_to(folder / "gone.csv")


def secret(folder: Path) -> None:
    (folder / "egne.csv").write_text("x")
    (folder / "egne.csv").chmod(0)


@pytest.mark.parametrize("put", [lock, copy, thumbs, subfolder, dangling, secret])
def test_what_lies_beside_the_data_files_changes_nothing(root: Path, put: Callable[[Path], None]) -> None:
    before = version_of(root), stamp_of(root), altered_files(root)
    put(root / "data")
    put(root / "geodata")
    assert (version_of(root), stamp_of(root), altered_files(root)) == before


@pytest.mark.parametrize("file", FILES)
def test_version_and_stamp_follow_every_file_we_read(root: Path, file: str) -> None:
    version, stamp = version_of(root), stamp_of(root)
    (root / file).write_text("otherwise\n", encoding="utf-8")
    assert version_of(root) != version
    assert stamp_of(root) != stamp


def held_open(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As Windows has it while Excel has the file open: it is there, and nobody else may read it."""
    whole = Path.open

    def refused(self: Path, *arguments: object, **named: object) -> object:
        if self == path:
            raise PermissionError(13, "Permission denied", str(self))
        return whole(self, *arguments, **named)

    monkeypatch.setattr(Path, "open", refused)
    monkeypatch.setattr(Path, "read_bytes", lambda self: self.open("rb").read())


def as_folder(path: Path, _: pytest.MonkeyPatch) -> None:
    path.unlink()
    path.mkdir()


def as_dangling_link(path: Path, _: pytest.MonkeyPatch) -> None:
    path.unlink()
    path.symlink_to(path.with_name("gone"))


def as_circle(path: Path, _: pytest.MonkeyPatch) -> None:
    path.unlink()
    path.symlink_to(path)


@pytest.mark.parametrize(
    ("spoil", "kind"),
    [(held_open, "unreadable"), (as_folder, "not_a_file"), (as_dangling_link, "no_file"), (as_circle, "no_file")],
)
def test_a_file_that_cannot_be_read_is_a_fault_and_no_crash(
    root: Path, monkeypatch: pytest.MonkeyPatch, spoil: Callable, kind: str
) -> None:
    version, stamp = version_of(root), stamp_of(root)
    spoil(root / SURVEY, monkeypatch)
    for read in (read_bytes, read_text):
        fault = read(root, SURVEY)
        assert isinstance(fault, Fault)
        assert (fault.file, fault.kind) == (SURVEY, kind)
    assert stamp_of(root) != stamp
    assert version_of(root) != version
    assert altered_files(root) == ()


def test_a_file_that_is_let_go_of_is_seen_though_nothing_was_written(root: Path) -> None:
    stamp = stamp_of(root)
    with pytest.MonkeyPatch.context() as excel:
        held_open(root / SURVEY, excel)
        assert stamp_of(root) != stamp
    assert stamp_of(root) == stamp


def test_a_folder_nobody_may_enter_is_a_fault_for_each_of_its_files(tmp_path: Path) -> None:
    """A file in place of the folder fails as a folder without rights does for a user who is not root."""
    (tmp_path / "data").write_text("")
    assert isinstance(read_bytes(tmp_path, SURVEY), Fault)
    assert len(set(stamp_of(tmp_path))) == 1


def test_a_file_the_manifest_does_not_know_like_this_is_named(root: Path) -> None:
    assert altered_files(root) == ()
    (root / SURVEY).write_text("year\n1\n", encoding="utf-8")
    assert altered_files(root) == (SURVEY,)
    (root / path_of("manifest")).unlink()
    assert altered_files(root) == ()
