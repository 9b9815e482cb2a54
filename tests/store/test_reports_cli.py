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


def quarter(many: int = 12) -> str:
    """Reports of one type in January to March 2024, in two places of the toy city."""
    places = (ROWS[0][3:], ROWS[2][3:])
    rows = [(f"b-{at}", f"0{1 + at % 9}-0{1 + at % 3}-2024", "vold", *places[at % 2]) for at in range(many)]
    return text(rows)


def test_counts_are_put_in_with_the_small_ones_hidden_and_undone(store: Store, tmp_path: Path) -> None:
    (tmp_path / "politi.csv").write_text(quarter(), encoding="utf-8")
    code, said = run("reports", "politi.csv", "--add", "--from", "2024-01", "--to", "2024-03")
    assert code == 0, said
    delivery = store.revisions()[0]
    assert f"Lagt ind som revision {delivery.number}:" in said
    assert "skjult af hensyn til personer" in said
    (kept,) = store.current("report_delivery")
    assert (kept.payload["files"][0]["name"], kept.payload["months"]) == ("politi.csv", [2024 * 12, 2024 * 12 + 2])
    assert store.current("report_counts")
    assert "b-1" not in str([version.payload for version in store.current()])
    assert run("undo", str(delivery.number))[0] == 0
    assert store.current("report_counts") == []


@pytest.mark.parametrize(
    ("first", "last", "told"),
    [
        ("", "2024-03", "skriv, hvilke måneder filerne dækker"),
        ("2024-13", "2024-03", "er ikke et tidsrum"),
        ("2024-03", "2024-01", "er ikke et tidsrum"),
        ("2024-01", "2099-12", "er ikke slut endnu"),
        ("2024-01", "2024-02", "mere end de nævnte måneder"),
        ("2024-01", "2024-03-01", "er ikke et tidsrum"),
    ],
)
def test_counts_are_put_in_for_the_months_they_cover_alone(
    store: Store, tmp_path: Path, first: str, last: str, told: str
) -> None:
    (tmp_path / "politi.csv").write_text(quarter(), encoding="utf-8")
    code, said = run("reports", "politi.csv", "--add", "--from", first, "--to", last)
    assert code == 1
    assert told in said
    assert store.current("report_counts") == []
