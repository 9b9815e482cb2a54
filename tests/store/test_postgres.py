"""PostgreSQL as the engine: what its server, its rights and its address are to blame for, told; killed, waited for."""

from __future__ import annotations

import logging
from collections.abc import Callable
from itertools import count

import pytest

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.facts.revisions import StoreError
from sikkerby_geo.store import database, postgres
from sikkerby_geo.store.engines import database_at, own_database
from sikkerby_geo.store.history import Store
from sikkerby_geo.store.joining import join, read_own
from sikkerby_geo.store.map_views import READ, READER, VIEWS
from sikkerby_geo.store.postgres import PostgresDatabase
from sikkerby_geo.store.sqlite import SqliteDatabase
from sikkerby_geo.text import has, t
from sikkerby_geo.views.base.notices import fault_words
from tests.store.own_city import DELIVERED, change
from tests.store.places import PostgresPlace
from tests.store.postgres_server import ASKED, BLANK, EMPTY, PASSWORD, PostgresServer
from tests.store.writing import killed_while_writing, says, write

POORLY_WRITTEN = "problem.store_address"
NewPostgres = Callable[..., PostgresPlace]


@pytest.fixture
def place(postgres_place: NewPostgres) -> PostgresPlace:
    return postgres_place(True)


def test_every_trouble_of_a_server_has_its_sentence_on_the_pages_too() -> None:
    keys = {
        *postgres._TROUBLES.values(),
        *postgres._REFUSALS.values(),
        "problem.store_foreign",
        "problem.store_address",
    }
    silent = {key for key in keys if not has(key) or not has(f"fault.{key.removeprefix('problem.')}")}
    assert silent == set()


def trouble(act: Callable[[], object]) -> str:
    """The key of the trouble somebody is told of; its sentence and what leads to it never hold the password."""
    with pytest.raises(StoreError) as refused:
        act()
    error: BaseException | None = refused.value
    said = [t(refused.value.key, **refused.value.params)]
    while error is not None:
        said += [str(error), repr(error)]
        error = error.__cause__ or error.__context__
    assert not [words for words in said if PASSWORD in words or "aldrig" in words]
    return refused.value.key


def test_the_engine_is_the_one_that_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path) -> None:
    monkeypatch.setenv("SIKKERBY_DATA", str(tmp_path))
    assert own_database().place == str(tmp_path / "sikkerby.sqlite")
    monkeypatch.setenv("SIKKERBY_DATABASE", "postgresql+psycopg://anna:hemmelig@db.example.dk:5433/sikkerby")
    assert own_database().place == "postgresql://anna@db.example.dk:5433/sikkerby"
    monkeypatch.setenv("SIKKERBY_DATABASE", "")
    assert isinstance(own_database(), SqliteDatabase)
    assert isinstance(database_at("postgresql://db/x"), PostgresDatabase)


@pytest.mark.parametrize(
    ("with_tables", "stride", "least"), [(True, 2, 14), (False, 29, 60)], ids=["a database that is there", "the first"]
)
def test_killed_at_any_step_leaves_what_was_before_or_what_was_to_be(
    postgres_place: NewPostgres, with_tables: bool, stride: int, least: int
) -> None:
    """The first write makes the tables, in the same transaction."""
    place = postgres_place(with_tables)
    for step in count(1, stride):
        if not killed_while_writing(place, step):
            break
        with place.store().database.reading() as connection:
            assert (connection is not None) == with_tables
        assert says(place.store()) == {}
    assert step > least
    assert says(place.store()) == {"a": {"value": 1}, "b": {"value": 1}}
    assert place.store().database.faults() == []


def test_whoever_waits_too_long_for_another_writer_is_told(
    place: PostgresPlace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "WAIT_SECONDS", 0.05)
    store = place.store()
    with place.store().database.writing():
        assert trouble(lambda: write(store, {"a": 1})) == "problem.store_busy"
        assert store.newest() == (0, None)
    assert write(store, {"a": 1}) == 1


def test_a_writer_that_stops_in_the_middle_does_not_keep_the_others_waiting(
    place: PostgresPlace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(postgres, "FROZEN_SECONDS", 0.2)

    def stopped() -> None:
        with place.store().database.writing() as connection:
            assert write(place.store(), {"a": 1}) == 1  # which waits until the server has taken the right back
            connection.exec_driver_sql("SELECT 1")

    assert trouble(stopped) in ("problem.store_busy", "problem.store_no_server")
    assert says(place.store()) == {"a": {"value": 1}}


def test_reading_sees_one_moment_and_waits_for_nobody(place: PostgresPlace) -> None:
    store = place.store()
    write(store, {"a": 1})
    with store.database.reading() as one:
        assert one is not None
        before = one.exec_driver_sql("SELECT count(*) FROM version").scalar()
        write(place.store(), {"b": 1})
        assert one.exec_driver_sql("SELECT count(*) FROM version").scalar() == before
    assert store.newest()[0] == 2


def test_a_full_disk_of_the_server_leaves_what_was_before(place: PostgresPlace) -> None:
    write(place.store(), {"a": 1})
    place.tamper(
        "CREATE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        "RAISE EXCEPTION 'could not extend file' USING ERRCODE = 'disk_full'; END $$; "
        "CREATE TRIGGER full_disk BEFORE INSERT ON version FOR EACH STATEMENT EXECUTE FUNCTION full_disk()"
    )
    assert trouble(lambda: write(place.store(), {"a": 2})) == "problem.store_full"
    assert says(place.store()) == {"a": {"value": 1}}
    place.tamper("DROP TRIGGER full_disk ON version")
    assert write(place.store(), {"a": 2}) == 2


def test_a_connection_the_server_ends_is_told_and_the_next_one_is_new(place: PostgresPlace) -> None:
    store = place.store()
    write(store, {"a": 1})
    assert store.newest()[0] == 1
    ended = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> {}"
    place.tamper(ended.format("pg_backend_pid()"))
    assert store.newest()[0] == 1

    def cut_off() -> None:
        with store.database.writing() as connection:
            place.tamper(ended.format("pg_backend_pid()"))
            connection.exec_driver_sql("SELECT 1")

    assert trouble(cut_off) == "problem.store_no_server"
    assert write(store, {"a": 2}) == 2


def test_what_a_user_may_not_do_is_told(place: PostgresPlace) -> None:
    write(place.store(), {"a": 1})
    maria = Store(PostgresDatabase(place.server.address(place.name, "maria")))
    assert trouble(maria.newest) == "problem.store_no_right"
    assert trouble(lambda: write(maria, {"a": 2})) == "problem.store_no_right"
    place.tamper("GRANT SELECT ON revision, version, alembic_version TO maria")
    assert says(maria) == {"a": {"value": 1}}
    assert [finding.well for finding in maria.database.examined()] == [False, True]
    assert trouble(lambda: maria.write([change("b", {"value": 1})], DELIVERED)) == "problem.store_no_right"
    place.tamper("REVOKE SELECT ON revision, version, alembic_version FROM maria")
    place.tamper("ALTER ROLE maria SET search_path = nowhere")
    try:
        assert trouble(Store(PostgresDatabase(place.server.address(place.name, "maria"))).newest)
    finally:
        place.tamper("ALTER ROLE maria RESET search_path")


def test_a_user_who_may_only_add_can_write_and_cannot_take_the_guards_away(postgres_place: NewPostgres) -> None:
    place = postgres_place(template=BLANK)
    user = PostgresDatabase(place.server.address(place.name, ASKED, PASSWORD))
    place.tamper(f"GRANT SELECT, INSERT ON revision, version TO {ASKED}; GRANT SELECT ON alembic_version TO {ASKED}")
    assert [finding.well for finding in user.examined()] == [True, True]
    assert write(Store(user), {"a": 1}) == 1
    for statement in ("DROP TRIGGER version_no_update ON version", "DROP TABLE version CASCADE", "TRUNCATE version"):
        with pytest.raises(StoreError, match="no_right"), user.writing() as connection:
            connection.exec_driver_sql(statement)


def test_a_role_of_readers_made_later_is_let_in_when_the_database_is_prepared(postgres_place: NewPostgres) -> None:
    place = postgres_place(template=BLANK)
    place.tamper(f"REVOKE ALL ON {', '.join(READ)} FROM {READER}")
    may_read = f"SELECT has_table_privilege('{READER}', 'effort_points', 'SELECT')"
    with place.server.connect(place.name) as asked:
        assert asked.execute(may_read).fetchone() == (False,)
        place.store().database.prepare()
        assert asked.execute(may_read).fetchone() == (True,)


def test_without_postgis_nothing_is_made_and_the_line_to_run_is_told(postgres_place: NewPostgres) -> None:
    place = postgres_place(template=EMPTY)
    assert trouble(lambda: write(place.store(), {"a": 1})) == "problem.store_no_postgis"
    assert place.store().newest() == (0, None)
    assert [finding.well for finding in place.store().database.examined()] == [True, False]
    place.tamper("CREATE EXTENSION postgis")
    assert write(place.store(), {"a": 1}) == 1


def test_the_tables_of_another_program_are_left_alone(postgres_place: NewPostgres) -> None:
    place = postgres_place()
    place.tamper("CREATE TABLE something (else_ text)")
    assert trouble(lambda: write(place.store(), {"a": 1})) == "problem.store_foreign"
    place.tamper("CREATE SCHEMA own AUTHORIZATION sikkerby; ALTER ROLE sikkerby IN DATABASE " + place.name +
                 " SET search_path = own, public")  # fmt: skip
    assert write(place.store(), {"a": 1}) == 1
    assert place.store().database.faults() == []


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("ALTER TABLE version DISABLE TRIGGER version_no_delete", ["version_no_delete"]),
        (f"DROP VIEW {VIEWS[-1]}", [VIEWS[-1]]),
        (
            "DROP INDEX ix_version_revision; DROP TRIGGER revision_no_truncate ON revision",
            ["ix_version_revision", "revision_no_truncate"],
        ),
        ("SET session_replication_role = replica; DELETE FROM revision WHERE number = 1", ["revision 1-2: 1"]),
        (
            "SET session_replication_role = replica; UPDATE version SET payload = '[1]' WHERE revision = 2",
            ["note a: 2"],
        ),
    ],
)
def test_the_doctor_sees_what_somebody_did_behind_our_back(
    postgres_place: NewPostgres, statement: str, said: list[str]
) -> None:
    place = postgres_place(template=BLANK)
    write(place.store(), {"a": 1})
    write(place.store(), {"a": 2})
    database_ = place.store().database
    assert database_.faults() == database_.lacking() == []
    place.tamper(statement)
    assert [*database_.faults(), *database_.lacking()] == said


def test_nothing_is_emptied_at_a_stroke_either(place: PostgresPlace) -> None:
    write(place.store(), {"a": 1})
    with pytest.raises(Exception, match="only appended: TRUNCATE"):
        place.tamper("TRUNCATE revision CASCADE")


def test_a_wrong_password_a_missing_database_and_a_server_that_is_not_there_are_told(
    postgres_server: PostgresServer, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    right = postgres_server.address("blank", ASKED, PASSWORD)
    found = {
        right: "problem.store_no_right",
        postgres_server.address("blank", ASKED, PASSWORD + "!"): "problem.store_no_entry",
        postgres_server.address("blank", ASKED): "problem.store_no_entry",
        postgres_server.address("blank", "nobody"): "problem.store_no_entry",
        postgres_server.address("nothing", ASKED, PASSWORD): "problem.store_no_database",
        right.partition("?")[0] + "?host=/nowhere": "problem.store_no_server",
    }
    for address, key in found.items():
        store = Store(PostgresDatabase(address))
        assert trouble(store.newest) == key
        assert trouble(lambda store=store: write(store, {"a": 1})) == key
        assert "aldrig" not in f"{store.database!r} {store.database.place}"
    assert caplog.messages
    assert "aldrig" not in caplog.text


def test_a_page_names_neither_the_server_nor_the_user(postgres_server: PostgresServer, atlas: Atlas) -> None:
    own = read_own(Store(PostgresDatabase(postgres_server.address("nothing"))))
    told = join(atlas.snapshot, own).troubles[-1]
    assert (told.faults[0].file, told.faults[0].kind) == ("SIKKERBY_DATABASE", "store_no_database")
    assert "sikkerby@" not in f"{told.params} {[fault_words(fault) for fault in told.faults]}"


@pytest.mark.parametrize(
    "address",
    [
        "postgresql://bo:aldrig@at@db/sikkerby",
        "postgresql://bo:aldrig/sikkerby",
        "postgresql://bo:aldrig@db",
        "postgresql://bo:aldrig@db:x/sikkerby",
        "postgresql+asyncpg://bo:aldrig@db/sikkerby",
        "mysql://bo:aldrig@db/sikkerby",
        "aldrig",
        "://aldrig",
    ],
)
def test_an_address_that_cannot_be_used_is_told_without_a_word_of_it(address: str) -> None:
    store = Store(PostgresDatabase(address))
    assert trouble(store.newest) == POORLY_WRITTEN
    assert trouble(lambda: write(store, {"a": 1})) == POORLY_WRITTEN
    assert store.database.place == "SIKKERBY_DATABASE"
