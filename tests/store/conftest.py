"""The databases of the store's tests: SQLite always, PostgreSQL where the machine has it, one server for a worker."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from sikkerby_geo.store.sqlite import SqliteDatabase
from tests.store.places import Place, PostgresPlace, SqlitePlace
from tests.store.postgres_server import BARE, BLANK, NoServerError, PostgresServer

ENGINES = ("sqlite", "postgres")
NewPlace = Callable[..., Place]


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[PostgresServer]:
    """The server of this worker; where it cannot be had, the test says what to run, and does not pass."""
    if not hasattr(os, "geteuid"):
        pytest.skip("the server is started as Unix does")
    try:
        server = PostgresServer()
    except NoServerError as error:
        pytest.skip(f"PostgreSQL with PostGIS is needed: {error}")
    try:
        server.prepare()
        yield server
    except NoServerError as error:
        pytest.skip(f"PostgreSQL with PostGIS is needed: {error}")
    finally:
        server.stop()


@pytest.fixture(scope="session")
def blank(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder whose database has its tables and no revision, so that not every test has to make them."""
    folder = tmp_path_factory.mktemp("blank")
    with SqliteDatabase(folder).writing():
        pass
    return folder


@pytest.fixture
def sqlite_place(tmp_path: Path, blank: Path) -> Callable[[bool], SqlitePlace]:
    """Makes places in folders; with tables where it is asked for."""
    made: list[Path] = []

    def new(with_tables: bool = False) -> SqlitePlace:
        folder = tmp_path / ("own" if not made else f"own-{len(made)}")
        made.append(folder)
        if with_tables:
            shutil.copytree(blank, folder)
        return SqlitePlace(folder, blank)

    return new


@pytest.fixture(scope="session")
def lent(postgres_server: PostgresServer) -> PostgresPlace:
    """A database with tables, lent to one test after the other: emptying one takes less than making one."""
    return PostgresPlace(postgres_server, postgres_server.copy(BLANK))


@pytest.fixture
def postgres_place(postgres_server: PostgresServer, lent: PostgresPlace) -> Iterator[Callable[..., PostgresPlace]]:
    """Makes places on the server, and drops them after the test; the first one with tables is lent.

    A test that changes tables or views asks for a ``template`` of its own.
    """
    made: list[str] = []
    lending = [lent]

    def new(with_tables: bool = False, template: str = "") -> PostgresPlace:
        if with_tables and not template and lending:
            place = lending.pop()
            place.emptied()
            return place
        made.append(postgres_server.copy(template or (BLANK if with_tables else BARE)))
        return PostgresPlace(postgres_server, made[-1])

    yield new
    for name in made:
        postgres_server.drop(name)


@pytest.fixture(params=ENGINES)
def engine(request: pytest.FixtureRequest) -> str:
    return request.param


@pytest.fixture
def new_place(engine: str, request: pytest.FixtureRequest) -> NewPlace:
    """Makes places on one engine after the other: ``new_place()`` without tables, ``new_place(True)`` with them."""
    return request.getfixturevalue(f"{engine}_place")


@pytest.fixture
def place(new_place: NewPlace) -> Place:
    """A place where nothing has been written yet, not even tables."""
    return new_place()


@pytest.fixture
def place_with_tables(new_place: NewPlace) -> Place:
    """A place with tables and no revision."""
    return new_place(True)
