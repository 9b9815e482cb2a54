"""A PostgreSQL server for one run of the tests: on a socket in a folder of its own, without TCP, gone with the run."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections import deque
from contextlib import suppress
from pathlib import Path
from threading import Thread

import psycopg
from psycopg import sql
from sqlalchemy import URL

from sikkerby_geo.store.map_views import READER
from sikkerby_geo.store.postgres import PostgresDatabase

HOW = "make postgresql, or: sudo apt-get install postgresql-15 postgresql-15-postgis-3"
BLANK, BARE, EMPTY = "blank", "bare", "empty"
"""Databases to copy: with our tables and no revision; with PostGIS alone; with nothing."""
OWNER = "sikkerby"
"""The user the tests work as, no superuser; on the socket in our own folder it is believed."""
ASKED, PASSWORD = "anna", "aldrig-at-se/@:%"
"""A user who owns nothing and is asked for a password, one that has to be written with care."""

MOST_STARTS = 20
UNHURRIED = {
    "listen_addresses": "",
    "fsync": "off",
    "full_page_writes": "off",
    "autovacuum": "off",
    "shared_buffers": "16MB",
    "max_wal_size": "64MB",
}
"""What waits for the disk is not asked here."""


class NoServerError(Exception):
    """The machine has no PostgreSQL with PostGIS."""


def programs() -> Path:
    """The folder of the server's programs, the newest if there are several."""
    found = [*Path("/usr/lib/postgresql").glob("*/bin/initdb")]
    if not found and (initdb := shutil.which("initdb")):
        found = [Path(initdb).resolve()]
    if not found:
        raise NoServerError(HOW)
    return max(found, key=lambda path: int(path.parts[-3]) if path.parts[-3].isdigit() else 0).parent


class PostgresServer:
    """Runs until ``stop``, or until the run of the tests ends in whatever way."""

    def __init__(self, **settings: str) -> None:
        self.programs = programs()
        self.folder = Path(tempfile.mkdtemp(prefix="sikkerby-pg-"))
        self._made = 0
        self._user: list[str] = []
        self.superuser = "postgres"
        if os.geteuid() == 0:
            shutil.chown(self.folder, "postgres")
            self._user = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups", "--pdeathsig=QUIT"]
        elif shutil.which("setpriv"):
            self._user = ["setpriv", "--pdeathsig=QUIT"]
        data = self.folder / "data"
        made = [*self._user, self.programs / "initdb", "-D", data, "-U", self.superuser, "--no-sync", "-A", "trust"]
        danish = ["--locale=C", "--locale-provider=icu", "--icu-locale=da"]  # English words, sorted as in Danish
        subprocess.run([*made, "-E", "UTF8", *danish, "--no-instructions"], check=True, capture_output=True)
        rules = f"local all {ASKED} scram-sha-256\nlocal all all trust\n"
        (data / "pg_hba.conf").write_text(rules, encoding="utf-8")
        self.settings = {**UNHURRIED, "unix_socket_directories": str(self.folder), **settings}
        self._data = data
        self.start()

    def start(self) -> None:
        """Start, or start again after ``kill``; comes back when a connection can be made.

        What the killed one held is given back a moment after it: until then a new one ends at once, and is begun anew.
        """
        told = [word for name, value in self.settings.items() for word in ("-c", f"{name}={value}")]
        said: deque[str] = deque(maxlen=30)
        for _ in range(MOST_STARTS):
            self._process = subprocess.Popen(
                [*self._user, self.programs / "postgres", "-D", self._data, *told],
                stderr=subprocess.PIPE,
                encoding="utf-8",
                errors="replace",
            )
            assert self._process.stderr is not None
            for line in self._process.stderr:
                said.append(line)
                if "ready to accept connections" in line:
                    Thread(target=said.extend, args=[self._process.stderr], daemon=True).start()
                    return
            self._process.wait(30)
        raise NoServerError(f"{HOW}\n{''.join(said)}")

    def kill(self) -> None:
        """End the server as a loss of power would: nothing is written any more."""
        children = subprocess.run(
            ["ps", "-o", "pid=", "--ppid", str(self._process.pid)], capture_output=True, encoding="utf-8", check=True
        ).stdout.split()
        self._process.kill()
        for child in map(int, children):
            with suppress(ProcessLookupError):
                os.kill(child, 9)
        self._process.wait(30)

    def stop(self) -> None:
        self.kill()
        shutil.rmtree(self.folder, ignore_errors=True)

    def connect(self, name: str) -> psycopg.Connection:
        """A connection of the superuser, each statement for itself."""
        return psycopg.connect(host=str(self.folder), user=self.superuser, dbname=name, autocommit=True)

    def prepare(self) -> None:
        """Make the user and the databases that tests get copies of."""
        with self.connect("postgres") as server:
            server.execute(f"CREATE ROLE {OWNER} LOGIN")
            server.execute(sql.SQL("CREATE ROLE {} LOGIN PASSWORD {}").format(sql.Identifier(ASKED), PASSWORD))
            server.execute(f"CREATE ROLE {READER}")
            server.execute(f"CREATE ROLE maria LOGIN IN ROLE {READER}")
            for name, template in ((EMPTY, "template0"), (BARE, EMPTY), (BLANK, BARE)):
                server.execute(f"CREATE DATABASE {name} OWNER {OWNER} TEMPLATE {template}")
                with self.connect(name) as made:
                    if name == BARE:
                        try:
                            made.execute("CREATE EXTENSION postgis")
                        except psycopg.errors.FeatureNotSupported as error:
                            raise NoServerError(HOW) from error
                        made.execute("DELETE FROM spatial_ref_sys WHERE srid NOT IN (4326, 25832)")
                        made.execute("VACUUM FULL spatial_ref_sys")  # half of what each test would copy
                if name == BLANK:
                    with PostgresDatabase(self.address(name)).writing():
                        pass

    def copy(self, template: str) -> str:
        """A new database like one of those prepared; gives its name."""
        self._made += 1
        name = f"test_{self._made}"
        with self.connect("postgres") as server:
            server.execute(f"CREATE DATABASE {name} OWNER {OWNER} TEMPLATE {template}")
        return name

    def drop(self, name: str) -> None:
        with self.connect("postgres") as server:
            server.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")

    def address(self, name: str, user: str = OWNER, password: str | None = None) -> str:
        """The address of a database, as SIKKERBY_DATABASE names it."""
        url = URL.create("postgresql+psycopg", user, password, database=name, query={"host": str(self.folder)})
        return url.render_as_string(hide_password=False)
