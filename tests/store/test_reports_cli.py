"""``sikkerby reports``: what it says, asks, remembers and refuses; no point is in any of it."""

from __future__ import annotations

from pathlib import Path

import pyarrow.parquet as pq
import pytest

from sikkerby_geo.store.history import Store
from tests.store.report_files import HEADS, ROWS, text
from tests.store.test_cli import run


@pytest.fixture
def store(tmp_path: Path, toy_root: Path, monkeypatch: pytest.MonkeyPatch) -> Store:
    monkeypatch.setenv("SIKKERBY_DATA", str(tmp_path / "own"))
    monkeypatch.setenv("SIKKERBY_ROOT", str(toy_root))
    monkeypatch.setenv("COLUMNS", "200")
    monkeypatch.chdir(tmp_path)
    return Store(tmp_path / "own")


def test_files_are_counted_and_what_is_not_placed_is_told(store: Store, tmp_path: Path) -> None:
    rows = [*ROWS, ("a-3", "02-02-2024", "vold", 719_400.0, 6_171_400.0), ("a-9", "", "Løs hund", 1.0, 2.0)]
    rows += [("a-7", "01-01-2024", "Løs hund", 721_400.0, 6_173_400.0), ("a-8", "01-01-2024", "vold", 0.0, 0.0)]
    (tmp_path / "politi.csv").write_text(text(rows), encoding="utf-8")
    code, said = run("reports", "politi.csv", "--counts", "tal.csv")
    assert code == 0, said
    assert "I alt 7 rækker: 4 placeret, 3 ikke placeret." in said
    assert "1 række har ingen dato. Fx i politi.csv, række 6." in said
    assert "1 række ligger uden for kommunens områder. Fx i politi.csv, række 8." in said
    assert "1 række har et id, der står før i filen" in said
    assert "Typer, vi ikke kender, er talt, som de står (1): Løs hund" in said
    assert "721400" not in said
    written = (tmp_path / "tal.csv").read_text(encoding="utf-8-sig").splitlines()
    assert written[0] == "Måned;Type;Område;Lokaludvalg;Bydel;Celle;Anmeldelser"
    assert written[1] == "2024-01;Løs hund;Havnen;Havnen;Havnen inkl. Øen;1km_6173_721;1"
    assert run("reports", "politi.csv", "--counts", "tal.csv")[0] == 1
    assert store.current("report") == []


def test_what_is_asked_is_remembered(store: Store, tmp_path: Path) -> None:
    said = text([(i, f"0{at + 1}/02/2024", *more) for at, (i, _, *more) in enumerate(ROWS)])
    said = said.replace(HEADS[1], "Hvornår")
    (tmp_path / "politi.csv").write_text(said, encoding="utf-8")
    code, asked = run("reports", "politi.csv")
    assert code == 2
    assert "--answer 'column:date=Hvornår'" in asked
    code, asked = run("reports", "politi.csv", "--answer", "column:date=Hvornår")
    assert code == 2
    assert "--answer 'day_first:Hvornår=day'" in asked
    answers = ["--answer", "column:date=Hvornår", "--answer", "day_first:Hvornår=day"]
    assert run("reports", "politi.csv", *answers)[0] == 0
    code, again = run("reports", "politi.csv")
    assert code == 0
    assert "kolonnen »Hvornår« er læst som Dato" in again
    assert len(store.current("recipe")) == 1


def test_a_wrong_file_is_refused_before_anything_is_counted(store: Store, tmp_path: Path) -> None:
    (tmp_path / "politi.csv").write_text(text(), encoding="utf-8")
    (tmp_path / "andet.csv").write_text("a;b\n1;2\n", encoding="utf-8")
    code, said = run("reports", "politi.csv", "andet.csv")
    assert code == 1
    assert "andet.csv: Række 1: vi kan ikke finde en række med overskrifter" in said
    assert run("reports", "mangler.csv")[0] == 1


def test_made_up_reports_are_told_and_marked(store: Store, tmp_path: Path) -> None:
    (tmp_path / "syntetisk.csv").write_text(text(), encoding="utf-8")
    code, said = run("reports", str(tmp_path), "--counts", "tal.csv")
    assert code == 0
    assert "SYNTETISKE anmeldelser" in said
    assert all(line.endswith(";syntetiske") for line in (tmp_path / "tal.csv").read_text("utf-8").splitlines()[1:])
    assert run("reports", "syntetisk.csv", "--counts", "tal.parquet")[0] == 0
    notes = pq.read_schema(tmp_path / "tal.parquet").metadata
    assert b"Syntetiske" in notes[b"note"]
