"""From one engine to another and back nothing is lost; a backup is the same file whichever engine it was taken from."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from typer.testing import CliRunner

from sikkerby_geo.cli import app
from sikkerby_geo.facts.revisions import StoreError
from sikkerby_geo.store import copying
from sikkerby_geo.store.backup import back_up, move, restore
from sikkerby_geo.store.history import Store
from sikkerby_geo.store.schema import MIGRATIONS, SCHEMAS
from sikkerby_geo.store.sqlite import SqliteDatabase
from tests.store.conftest import ENGINES
from tests.store.own_city import DELIVERED, change
from tests.store.places import Place, PostgresPlace, SqlitePlace

ODD = {
    "words": "Ærø\u2028\"'\\ {{x}} 👩‍👩‍👧 \u0301",
    "numbers": [0, -1, 0.1, 1e22, 2.5e-9, 2**62, 12.40],
    "nested": {"none": None, "yes": True, "no": [], "æ": {}},
    "geometry": "0101000000CDCCCCCCCC2C2940E17A14AE47D14B40",
}
IDS = ("a", "B", "å", "Aa", "_", "Æ", "ø/1", "a b", "10", "9")
"""Ids that no two languages put in the same order."""

Everything = tuple[list, list, list]


def everything(store: Store) -> Everything:
    """All that a store can tell."""
    return store.revisions(), store.standing(), [store.history("note", record_id) for record_id in IDS]


@pytest.fixture
def places(request: pytest.FixtureRequest) -> Callable[[str], Place]:
    """A new place on an engine, with nothing in it."""
    return lambda engine: request.getfixturevalue(f"{engine}_place")()


def fill(store: Store) -> Store:
    moments = iter(datetime(2024, 3, 29, 0, 59, 59, microsecond, UTC) for microsecond in (0, 1, 999_999))
    store._clock = lambda: next(moments)
    store.write([change(record_id, ODD) for record_id in IDS], replace(DELIVERED, who="Bo »Ø« \U0001f600"))
    store.write([change("a", {"words": ""}, 1), change("B", None, 1)], DELIVERED)
    store.undo(2, "anna", "fejl")
    return store


@pytest.mark.parametrize(("one", "other"), [("sqlite", "postgres"), ("postgres", "sqlite"), ("sqlite", "sqlite")])
def test_all_that_is_moved_there_and_back_is_as_it_was(
    places: Callable[[str], Place], tmp_path: Path, one: str, other: str
) -> None:
    first = fill(places(one).store())
    told = everything(first)
    there = places(other).store()
    assert move(first, there.database) == 3
    assert everything(there) == told
    assert [version.record_id for version in there.standing()] == sorted(IDS)
    back = places(one).store()
    assert move(there, back.database) == 3
    assert everything(back) == told == everything(first)
    assert back.database.faults() == there.database.faults() == []
    assert back.write([change("a", {"words": "new"}, 3)], DELIVERED) == 4


@pytest.mark.parametrize("of", ENGINES)
@pytest.mark.parametrize("to", ENGINES)
def test_a_backup_of_either_engine_comes_back_into_either(
    places: Callable[[str], Place], tmp_path: Path, of: str, to: str
) -> None:
    first = fill(places(of).store())
    file, told = tmp_path / "kopi.sqlite", everything(first)
    with first.database.writing() as half:
        half.exec_driver_sql("INSERT INTO version VALUES ('note', 'half', 1, '{}', false)")
        assert back_up(first, file) == 3
    assert [path for path in tmp_path.iterdir() if path.name.startswith("kopi")] == [file]
    with pytest.raises(StoreError, match="backup_exists"):
        back_up(first, file)
    again = places(to).store()
    assert restore(file, again) == 3
    assert everything(again) == told
    with pytest.raises(StoreError, match="restore_not_empty"):
        restore(file, again)
    with pytest.raises(StoreError, match="restore_not_empty"):
        move(first, again.database)


def test_what_is_not_there_is_not_moved(places: Callable[[str], Place], tmp_path: Path) -> None:
    for engine in ENGINES:
        with pytest.raises(StoreError, match="backup_nothing"):
            move(places(engine).store(), SqliteDatabase(tmp_path / "to"))
    assert not (tmp_path / "to").exists()


@pytest.mark.parametrize("to", ENGINES)
def test_a_move_that_breaks_off_leaves_nothing(
    places: Callable[[str], Place], monkeypatch: pytest.MonkeyPatch, to: str
) -> None:
    """In the middle of the second portion of versions, from the engine that is read row by row."""
    first, target = fill(places("postgres").store()), places(to).store()
    portions = iter([1])
    monkeypatch.setattr(copying, "AT_ONCE", 8)

    def insert(table: object) -> object:
        if table is copying.VERSION:
            next(portions)
        return copying_insert(table)

    copying_insert = copying.insert
    monkeypatch.setattr(copying, "insert", insert)
    with pytest.raises((StopIteration, RuntimeError)):
        move(first, target.database)
    assert target.newest() == (0, None)
    with target.database.reading() as connection:
        assert connection is None
    monkeypatch.undo()
    assert move(first, target.database) == 3


def test_what_is_not_read_back_as_it_was_written_is_not_kept(
    sqlite_place: Callable[..., SqlitePlace], postgres_place: Callable[..., PostgresPlace]
) -> None:
    first, place = fill(sqlite_place().store()), postgres_place(True)
    place.tamper(
        "CREATE FUNCTION spoil() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        "IF NEW.record_id = '9' THEN NEW.payload = '{}'; END IF; RETURN NEW; END $$; "
        "CREATE TRIGGER spoil BEFORE INSERT ON version FOR EACH ROW EXECUTE FUNCTION spoil()"
    )
    try:
        with pytest.raises(StoreError, match="move_differs"):
            move(first, place.store().database)
        assert place.store().newest() == (0, None)
    finally:
        place.tamper("DROP FUNCTION spoil CASCADE")


def test_a_backup_in_an_older_schema_comes_back_in_todays(
    postgres_place: Callable[..., PostgresPlace], tmp_path: Path
) -> None:
    old = SqliteDatabase(tmp_path)
    with old._writer.begin() as connection:
        config = Config(attributes={"connection": connection})
        config.set_main_option("script_location", str(MIGRATIONS))
        command.upgrade(config, SCHEMAS[0])
        connection.exec_driver_sql(
            "INSERT INTO revision VALUES (1, '2024-01-01 00:00:00.000000', 'a', '', 'edit', '', '', '', '[]')"
        )
    before = old.file.read_bytes()
    again = postgres_place().store()
    assert restore(old.file, again) == 1
    assert again.revisions() == Store(tmp_path).revisions()
    assert again.database.faults() == []
    assert old.file.read_bytes() == before


def run(*words: str) -> tuple[int, str]:
    result = CliRunner().invoke(app, [*words])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.exit_code, " ".join(result.output.split())


def test_the_command_moves_and_says_what_to_set(
    sqlite_place: Callable[..., SqlitePlace],
    postgres_place: Callable[..., PostgresPlace],
    toy_root: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    here, there = sqlite_place(), postgres_place()
    monkeypatch.setenv("SIKKERBY_DATA", str(here.folder))
    monkeypatch.setenv("SIKKERBY_ROOT", str(toy_root))
    monkeypatch.setenv("COLUMNS", "200")
    told = everything(fill(here.store()))
    assert run("move", "postgresql://db:x/y")[0] == 1
    code, said = run("move", there.address)
    assert code == 0
    assert f"står nu i postgresql://sikkerby@/{there.name} og er sammenlignet. Sæt SIKKERBY_DATABASE" in said
    assert run("move", there.address)[0] == 1
    monkeypatch.setenv("SIKKERBY_DATABASE", there.address)
    code, said = run("doctor")
    assert (code, "GALT" in said) == (0, False), said
    assert "Serveren er PostgreSQL" in said
    assert run("backup", str(tmp_path / "kopi.sqlite"))[0] == 0
    assert run("log")[1].count("Egen måling") == 2
    code, said = run("move", str(tmp_path / "back"))
    assert (code, "fjern SIKKERBY_DATABASE" in said) == (0, True)
    assert everything(Store(tmp_path / "back")) == told
    monkeypatch.setenv("SIKKERBY_DATABASE", there.address.replace(there.name, "nothing"))
    code, said = run("doctor")
    assert (code, "GALT Databasen findes ikke på serveren" in said) == (1, True)
