"""PostgreSQL with PostGIS: the own records in a database of a server, for many at once and for QGIS."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property

import psycopg
from sqlalchemy import URL, Connection, Engine, NullPool, create_engine, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from sikkerby_geo.facts.revisions import StoreError
from sikkerby_geo.store import database
from sikkerby_geo.store.database import Database, Finding, as_json
from sikkerby_geo.store.map_views import VIEWS, let_read
from sikkerby_geo.store.schema import BESIDE_THE_TABLES, bring_up_to_date, schema_of
from sikkerby_geo.store.tables import GUARDED

ADDRESSES = ("postgresql", "postgresql+psycopg")
CONNECT_SECONDS = 3
"""How long a page waits for a server that does not answer; every run of it asks anew."""
FROZEN_SECONDS = 60
"""How long a writer may do nothing in the middle of its transaction before the server takes it back."""
RIGHT_TO_WRITE = 0x51CC
"""The advisory lock that whoever writes holds until the end of the transaction; with the schema beside it."""

_TROUBLES = {
    "08": "problem.store_no_server",
    "57P": "problem.store_no_server",
    "28": "problem.store_no_entry",
    "3D000": "problem.store_no_database",
    "3F000": "problem.store_no_right",
    "42501": "problem.store_no_right",
    "25006": "problem.store_no_right",
    "53100": "problem.store_full",
    "53": "problem.store_crowded",
    "55P03": "problem.store_busy",
    "40": "problem.store_busy",
    "57014": "problem.store_busy",
    "25P03": "problem.store_busy",
    "58": "problem.store_unreadable",
    "XX001": "problem.store_broken",
    "XX002": "problem.store_broken",
}
"""What the server or the network can be to blame for, by the beginning of its SQLSTATE; anything else is ours."""

_REFUSALS = {
    "authentication failed": "problem.store_no_entry",
    "no password supplied": "problem.store_no_entry",
    "no pg_hba.conf entry": "problem.store_no_entry",
    'role "': "problem.store_no_entry",
    "permission denied": "problem.store_no_right",
    'database "': "problem.store_no_database",
    "too many": "problem.store_crowded",
    "remaining connection slots": "problem.store_crowded",
}
"""The same for a connection that was never made, of which the driver gives no SQLSTATE, only the server's words."""

_ALONE = (
    "SET LOCAL lock_timeout = {wait:.0f}; SET LOCAL idle_in_transaction_session_timeout = {frozen:.0f}; "
    "SELECT pg_advisory_xact_lock({right}, hashtext(current_schema()))"
)

_MAY_WRITE = """
SELECT NOT pg_is_in_recovery() AND current_setting('transaction_read_only') = 'off' AND CASE
    WHEN to_regclass('revision') IS NULL THEN coalesce(has_schema_privilege(current_schema(), 'CREATE'), false)
    ELSE has_table_privilege('revision', 'INSERT') AND has_table_privilege('version', 'INSERT') END
"""
_BESIDE_THE_TABLES = """
SELECT tgname::text FROM pg_trigger
WHERE tgrelid IN (to_regclass('revision'), to_regclass('version')) AND NOT tgisinternal AND tgenabled IN ('O', 'A')
UNION ALL SELECT viewname::text FROM pg_views WHERE schemaname = current_schema()
UNION ALL SELECT indexname::text FROM pg_indexes WHERE schemaname = current_schema()
"""
_NUMBERS = "SELECT count(*), coalesce(min(number), 1), coalesce(max(number), 0) FROM revision"
_LOOSE = "SELECT conrelid::regclass || '.' || conname FROM pg_constraint WHERE NOT convalidated"
_NO_OBJECTS = """
SELECT record_kind, record_id, revision FROM version WHERE payload IS NOT NULL AND jsonb_typeof(payload) <> 'object'
"""
_VERSIONS = """
SELECT current_setting('server_version'), (SELECT extversion FROM pg_extension WHERE extname = 'postgis')
"""

_LOG = logging.getLogger(__name__)


class PostgresDatabase(Database):
    """The database an address names: ``postgresql+psycopg://user:password@host:port/database``.

    What the address leaves out the driver takes where PostgreSQL's own tools do (PGPASSWORD, the password file, a
    service). The password stays in the address, and comes into no sentence, log or text of this object.
    """

    def __init__(self, address: str) -> None:
        self._address = address

    def __repr__(self) -> str:
        return f"PostgresDatabase({self.place!r})"

    @property
    def place(self) -> str:
        try:
            url = self._url
        except StoreError:
            return self.name
        shown = URL.create("postgresql", url.username, None, url.host, url.port, url.database)
        return shown.render_as_string()

    @property
    def name(self) -> str:
        return "SIKKERBY_DATABASE"

    @contextmanager
    def reading(self) -> Iterator[Connection | None]:
        with self._told(), self._reader.connect() as connection:
            if schema_of(connection):
                try:
                    yield connection
                except ValueError as error:  # a payload that is no object, a revision of no kind
                    raise StoreError("problem.store_broken", file=self.place) from error
                return
            if connection.exec_driver_sql("SELECT current_schema()").scalar() is None:
                raise StoreError("problem.store_no_right", file=self.place)
            yield None

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        wait, frozen = database.WAIT_SECONDS * 1000, FROZEN_SECONDS * 1000
        alone = _ALONE.format(wait=wait, frozen=frozen, right=RIGHT_TO_WRITE)
        with self._told(), self._writer.begin() as connection:
            connection.exec_driver_sql(alone)
            bring_up_to_date(connection)
            yield connection

    def prepare(self) -> None:
        """Also let the role of readers read the views, where it has been made since."""
        with self.writing() as connection:
            let_read(connection)

    def faults(self) -> list[str]:
        """What no longer holds of what the tables promise: numbers without a gap, keys, payloads that are objects."""
        with self.reading() as connection:
            if connection is None:
                return []
            count, first, last = connection.exec_driver_sql(_NUMBERS).one()
            loose = connection.exec_driver_sql(_LOOSE).scalars().all()
            strange = connection.exec_driver_sql(_NO_OBJECTS).all()
        gaps = [f"revision 1-{last}: {count}"] if (first, last) != (1, count) else []
        return [*gaps, *loose, *(f"{row[0]} {row[1]}: {row[2]}" for row in strange)]

    def lacking(self) -> list[str]:
        with self.reading() as connection:
            if connection is None:
                return []
            there = set(connection.exec_driver_sql(_BESIDE_THE_TABLES).scalars())
        emptying = tuple(f"{table}_no_truncate" for table in GUARDED)
        return [name for name in (*BESIDE_THE_TABLES, *emptying, *VIEWS) if name not in there]

    def examined(self) -> list[Finding]:
        """Whether this user may write, and what the server is."""
        with self._told(), self._writer.connect() as connection:
            may_write = bool(connection.exec_driver_sql(_MAY_WRITE).scalar())
            postgres, postgis = connection.exec_driver_sql(_VERSIONS).one()
        return [
            Finding("server", may_write, {"place": self.place}),
            Finding("postgis", postgis is not None, {"postgres": postgres, "postgis": postgis}),
        ]

    @contextmanager
    def _told(self) -> Iterator[None]:
        """What the server, the network or the rights are to blame for, as trouble we foresaw."""
        try:
            yield
        except DBAPIError as error:
            key = _trouble(error.orig)
            if key is None:
                raise
            _LOG.warning("%s: %s", self.place, str(error.orig).partition("\n")[0])
            raise StoreError(key, file=self.place) from error
        except PoolTimeoutError as error:
            raise StoreError("problem.store_crowded", file=self.place) from error

    @cached_property
    def _url(self) -> URL:
        """The address, understood. A ``@`` too many would make a part of the password pass for the server's name."""
        url = _understood(self._address)
        usable = url is not None and url.drivername in ADDRESSES and url.database and "@" not in (url.host or "")
        if url is None or not usable:
            raise StoreError("problem.store_address")
        return url.set(drivername="postgresql+psycopg")

    @cached_property
    def _reader(self) -> Engine:
        """Every run of a page asks for the newest revision, so connections are kept; each is asked whether it lives."""
        return create_engine(
            self._url,
            pool_size=2,
            max_overflow=20,
            pool_timeout=CONNECT_SECONDS,
            pool_recycle=1800,
            pool_pre_ping=True,
            isolation_level="REPEATABLE READ",
            execution_options={"postgresql_readonly": True},
            hide_parameters=True,
            connect_args=_connection("sikkerby"),
        )

    @cached_property
    def _writer(self) -> Engine:
        return create_engine(
            self._url,
            poolclass=NullPool,
            json_serializer=as_json,
            hide_parameters=True,  # what people wrote is in no log
            connect_args=_connection("sikkerby writes"),
        )


def _understood(address: str) -> URL | None:
    """None for what is no address: what the parser says of it holds words of it, and must not live on in an error."""
    try:
        return make_url(address)
    except (ArgumentError, ValueError):
        return None


def _connection(name: str) -> dict[str, object]:
    """How a connection is made: nothing that a pooler between (PgBouncer) would not let through, and a server that is
    gone is noticed within a minute."""
    return {
        "connect_timeout": CONNECT_SECONDS,
        "application_name": name,
        "prepare_threshold": None,
        "keepalives_idle": 20,
        "keepalives_interval": 10,
        "keepalives_count": 3,
        "tcp_user_timeout": 50_000,
    }


def _trouble(error: BaseException | None) -> str | None:
    """The key of the sentence for what the driver met; None for what is a bug of ours."""
    if not isinstance(error, psycopg.Error):
        return None
    if error.sqlstate:
        return next((key for start, key in _TROUBLES.items() if error.sqlstate.startswith(start)), None)
    if not isinstance(error, psycopg.OperationalError):
        return None
    said = str(error)
    return next((key for words, key in _REFUSALS.items() if words in said), "problem.store_no_server")
