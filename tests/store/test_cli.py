"""The command line in Danish: what it does, what it refuses and with which code."""

from __future__ import annotations

import csv
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner

from sikkerby_geo.build import register
from sikkerby_geo.build.register import Edit
from sikkerby_geo.cli import app
from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.facts.versions import ROOT
from sikkerby_geo.store.deliveries import deliver
from sikkerby_geo.store.history import Store
from sikkerby_geo.text import t
from tests.register_rows import LAMPS
from tests.store.own_city import DELIVERED, change, row, survey


@pytest.fixture
def store(tmp_path: Path, toy_root: Path, monkeypatch: pytest.MonkeyPatch) -> Store:
    """The store the command line works on."""
    monkeypatch.setenv("SIKKERBY_DATA", str(tmp_path / "own"))
    monkeypatch.setenv("SIKKERBY_ROOT", str(toy_root))
    monkeypatch.setenv("COLUMNS", "200")
    return Store(tmp_path / "own")


@pytest.fixture
def delivered(store: Store, atlas: Atlas) -> Store:
    for percent in ("12.4", "13"):
        seen = store.newest()[0]
        deliver(store, atlas.snapshot.embedded, survey(row(percent)), who="anna", why="[måling]", seen=seen)
    return store


def run(*words: str) -> tuple[int, str]:
    """The exit code of a command, and all it says, line ends undone."""
    result = CliRunner().invoke(app, [*words])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.exit_code, " ".join(result.output.split())


def test_the_help_teaches_each_command_in_danish() -> None:
    code, said = run("--help")
    assert code == 0
    for words in ("Fortryder en revision", "Tager en sikkerhedskopi", "Svarkoder: 0 gjort"):
        assert words in said
    kept = ("log", "undo", "publish", "export", "backup", "restore", "move", "prepare", "doctor")
    for command in (*kept, "fetch", "fetch boundaries", "roles", "roles give"):
        code, said = run(*command.split(), "--help")
        assert code == 0
        assert not {"Options", "Arguments", "Show this message", "[required]"} & {*said.split(), said}


def test_the_log_says_who_when_what_and_why(delivered: Store) -> None:
    code, said = run("log")
    assert code == 0
    assert "levering 1 anna [måling] Egen måling · maaling.csv" in said
    assert said.index(" 2 20") < said.index(" 1 20")
    assert run("log", "--most", "1")[1].endswith("… og 1 ældre. Vis flere med --most.")


def test_typed_words_do_not_steer_the_terminal(store: Store) -> None:
    store.write([change("a", {"value": 1})], replace(DELIVERED, why="\x1b[2J[red]væk"))
    assert "[U+001B][2J[red]væk" in run("log")[1]


def test_undoing_says_what_is_in_the_way_and_how_to_go_on(delivered: Store) -> None:
    code, said = run("undo", "1")
    assert code == 1
    assert "i revision 2." in said
    assert said.endswith("sikkerby undo 1 --later")
    assert run("undo", "1", "--later", "--why", "fejl")[1] == "Revision 1 er fortrudt. Det er revision 3."
    assert delivered.current("survey") == []
    assert run("undo", "9") == (1, "Der er ingen revision 9.")
    assert run("undo", "x")[0] == 2


def test_figures_can_be_marked_as_published(delivered: Store) -> None:
    assert run("publish", "2", "2028-03-12")[0] == 0
    (version,) = delivered.current("survey")
    assert version.payload is not None
    assert version.payload["published"] == "2028-03-12"
    assert run("publish", "2", "12/3")[0] == 2


def test_an_export_is_files_a_danish_spreadsheet_reads(delivered: Store, tmp_path: Path) -> None:
    run("undo", "2")
    assert run("export", str(tmp_path / "ud"))[0] == 0
    assert {path.name for path in (tmp_path / "ud").iterdir()} == {"egne-tal-survey.csv", "kilder.csv", "historik.csv"}
    with (tmp_path / "ud" / "egne-tal-survey.csv").open(encoding="utf-8-sig", newline="") as file:
        (line,) = csv.DictReader(file, delimiter=";")
    assert (line["percent"], line["respondents"], line["area_id"]) == ("12,4", "321", "aaby")
    code, said = run("export", str(tmp_path / "ud"))
    assert (code, "overskrives" in said or "overskrevet" in said) == (1, True)


def test_a_backup_comes_back_in_another_folder(
    delivered: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = str(tmp_path / "kopi.sqlite")
    assert run("backup", copy)[0] == 0
    assert run("restore", copy)[0] == 1
    monkeypatch.setenv("SIKKERBY_DATA", str(tmp_path / "new"))
    assert run("log") == (0, "Der er ingen egne tal endnu.")
    assert run("restore", copy)[0] == 0
    assert Store(tmp_path / "new").newest() == delivered.newest()


def test_the_database_can_be_made_ready_before_anything_is_put_in(store: Store) -> None:
    assert run("prepare") == (0, f"Databasen er klar: {store.database.place}")
    assert run("prepare")[0] == 0
    assert store.newest() == (0, None)
    with store.database.reading() as connection:
        assert connection is not None


def test_the_doctor_says_what_is_well_and_what_is_not(store: Store) -> None:
    code, said = run("doctor")
    assert code == 0
    assert "GALT" not in said
    store.database.folder.mkdir()
    store.database.file.write_bytes(b"no database" * 500)
    code, said = run("doctor")
    assert code == 1
    assert "GALT Databasen med de egne tal er beskadiget" in said


def test_the_entry_point_runs_from_anywhere_and_leaves_nothing_behind(tmp_path: Path) -> None:
    environment = {**os.environ, "SIKKERBY_DATA": str(tmp_path / "own"), "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-m", "sikkerby_geo.cli", "undo", "1"], cwd=tmp_path, env=environment, capture_output=True
    )
    assert (done.returncode, done.stderr.decode("utf-8").strip()) == (1, "Der er ingen revision 1.")
    assert [*tmp_path.iterdir()] == []


GOOD = ("--issuer", "https://login.example")


def test_the_first_administrator_is_made_on_the_machine_and_roles_have_a_history(store: Store) -> None:
    assert run("roles", "list") == (0, "Ingen har fået en rolle endnu.")
    assert run("roles", "give", "karen", "administrator") == (1, "Skriv loginudbyderens adresse med --issuer.")
    assert run("roles", "give", "karen", "chef", *GOOD)[0] == 1
    assert run("roles", "give", " ", "editor", *GOOD)[0] == 1
    said = run("roles", "give", "karen", "administrator", *GOOD, "--name", "Karen", "--why", "den første")
    assert said == (0, "Karen (karen): administrator. Det er revision 1.")
    assert run("roles", "give", "karen", "administrator")[1] == "Det står der allerede, så der er intet at gemme."
    assert run("roles", "give", "ole", "editor")[0] == 0
    assert run("roles", "take", "karen", "--why", "stoppet")[0] == 0
    code, said = run("roles", "list")
    assert (code, "Karen ingen rolle karen https://login.example 3" in said) == (0, True)
    assert "uden navn redaktør ole" in said
    code, said = run("log")
    assert "rolle 1" in said
    assert "stoppet" in said
    assert run("undo", "3")[0] == 0
    assert "Karen administrator" in run("roles", "list")[1]


def test_an_export_has_the_efforts_too_and_they_are_read_back(store: Store, atlas: Atlas, tmp_path: Path) -> None:
    camera = replace(atlas.register["u-havnen-kamera"].entry, withdrawn="taget ned")
    edits = [Edit("egen-1", replace(LAMPS, note="=1+1")), Edit("u-havnen-kamera", camera)]
    register.save(store, atlas, edits, who="anna", why="")
    assert run("export", str(tmp_path / "ud"))[0] == 0
    file = tmp_path / "ud" / "indsatser.csv"
    with file.open(encoding="utf-8-sig", newline="") as opened:
        told = {line["Id"]: line for line in csv.DictReader(opened, delimiter=";")}
    assert set(told) == {"egen-1", "u-havnen-kamera"}
    assert (told["egen-1"]["Note"], told["u-havnen-kamera"]["Udgået, fordi"]) == ("'=1+1", "taget ned")
    code, said = run("check", str(file), "--kind", "register")
    assert (code, t("exchange.cli.nothing") in said) == (0, True), said


def test_roles_are_no_part_of_an_export(store: Store, tmp_path: Path) -> None:
    run("roles", "give", "karen", "administrator", *GOOD, "--name", "Karen")
    assert run("export", str(tmp_path / "ud"))[0] == 0
    assert {file.name for file in (tmp_path / "ud").iterdir()} == {"kilder.csv", "historik.csv"}
