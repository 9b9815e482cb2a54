"""The store stands apart: it alone knows databases and where they lie, and changes nothing that is written."""

from __future__ import annotations

import re

import pytest
from test_floors import CODE, PACKAGE, floor_of, ids, imports

DATABASES = {"sqlalchemy", "sqlite3", "alembic", "psycopg", "geoalchemy2", "platformdirs"}
NETWORK = ("requests", "urllib3", "urllib.request", "owslib", "http.client", "httpx", "aiohttp", "socket")
TOKENS = ("authlib", "joserfc")
PROVIDER = PACKAGE / "store" / "provider.py"
WATCHING = PACKAGE / "cli" / "serving" / "watching.py"
"""Asks the processes beside it on this machine how they are; no page and no other command loads it to ask others."""
MENDED = re.compile(r"\b(update|delete)\(|\bUPDATE \w+ SET\b|\bDELETE FROM\b")


def test_only_the_store_knows_databases() -> None:
    others = [
        f"{ids(path)}:{line} imports {name}"
        for path in CODE
        if floor_of(path) != "store"
        for line, name in imports(path)
        if name.split(".")[0] in DATABASES
    ]
    assert others == []


def test_only_the_readers_of_the_municipal_service_and_of_the_provider_ask_another_server() -> None:
    """No page does but where sign-in is configured, and nothing a page waits for without it loads what could."""
    asking = [
        f"{ids(path)}:{line} imports {name}"
        for path in CODE
        if PACKAGE / "store" / "wfs" not in path.parents and path not in (PROVIDER, WATCHING)
        for line, name in imports(path)
        if name.startswith(NETWORK)
    ]
    assert asking == []


def test_no_code_of_the_store_changes_or_deletes_what_is_written() -> None:
    store = [path for path in CODE if floor_of(path) == "store"]
    assert [ids(path) for path in store if MENDED.search(path.read_text(encoding="utf-8"))] == []


@pytest.mark.parametrize(("variable", "module"), [("SIKKERBY_DATA", "database"), ("SIKKERBY_DATABASE", "engines")])
def test_only_the_store_knows_where_it_lies(variable: str, module: str) -> None:
    asking = re.compile(rf"environ\S*\(?\[?[\"']{variable}[\"']")
    naming = [path for path in CODE if asking.search(path.read_text(encoding="utf-8"))]
    assert naming == [PACKAGE / "store" / f"{module}.py"]


def test_a_servers_driver_is_loaded_only_where_a_server_is_named() -> None:
    knowing = {path.stem for path in CODE for _, name in imports(path) if name.split(".")[0] == "psycopg"}
    naming = {path.stem for path in CODE for _, name in imports(path) if ".store.postgres" in name}
    assert (knowing, naming) == ({"postgres"}, {"engines"})


def test_only_one_module_reads_tokens() -> None:
    assert {path for path in CODE for _, name in imports(path) if name.startswith(TOKENS)} == {PROVIDER}
