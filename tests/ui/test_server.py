"""The web server around the pages: what every answer says, which doors are closed, and geometry out of memory."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
import streamlit as st

from sikkerby_geo.ui.frame import cache, server, static_files
from tests.ui.answers import Answer

PATHS = ("/", "/bydel?sted=valby", "/component/streamlit_folium.st_folium/index.html", "/app/static/map/map.js")


@pytest.mark.parametrize("path", [*PATHS, "/app/static/no/such.js", "/_stcore/metrics"])
def test_every_answer_says_what_a_browser_may_do(ask: Callable[..., Answer], path: str) -> None:
    answer = ask(path)
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["referrer-policy"] == "same-origin"
    assert answer.headers["x-frame-options"] == "SAMEORIGIN"
    assert answer.allowed("default-src") == ["'none'"]
    assert answer.allowed("frame-ancestors") == ["'self'"]
    assert answer.allowed("connect-src") == ["'self'"]
    assert "*" not in answer.headers["content-security-policy"]
    assert "access-control-allow-origin" not in answer.headers


def test_a_page_runs_the_scripts_we_know_and_no_other(ask: Callable[..., Answer]) -> None:
    scripts = ask("/").allowed("script-src")
    assert scripts[0] == "'self'"
    assert all(re.fullmatch(r"'sha256-[\w+/]{43}='", known) for known in scripts[1:])
    assert len(scripts) == 1 + len(server.inline_scripts()) >= 3


@pytest.mark.parametrize("base", ["", "/sikkerby"])
def test_only_the_frame_of_the_map_may_run_text(ask: Callable[..., Answer], base: str) -> None:
    paths = [base + path for path in (*PATHS, "/bydel/component/x", "/app/static/component/x", "//component/x")]
    assert {path for path in paths if "'unsafe-eval'" in ask(path, base).allowed("script-src")} == {paths[2]}


def test_the_hosts_an_installation_names_may_embed_it_and_nobody_else(ask: Callable[..., Answer]) -> None:
    hosts = server.embedding_hosts(" https://www.kk.dk  http://intranet.kk.dk:8080 ")
    answer = ask("/", hosts=hosts)
    assert answer.allowed("frame-ancestors") == ["'self'", "https://www.kk.dk", "http://intranet.kk.dk:8080"]
    assert "x-frame-options" not in answer.headers


@pytest.mark.parametrize("written", ["*", "https://*", "kk.dk", "https://kk.dk/side", "https://kk.dk; script-src *"])
def test_what_is_no_host_stops_the_start_with_the_word_it_is_about(written: str) -> None:
    with pytest.raises(ValueError, match="SIKKERBY_INDLEJRES_AF"):
        server.embedding_hosts(f"https://www.kk.dk {written}")


@pytest.mark.parametrize("path", ["/_stcore/metrics", "/_stcore/metrics/", "/_stcore/agent/mcp"])
@pytest.mark.parametrize("base", ["", "/sikkerby", "/a/b"])
def test_doors_nobody_needs_are_closed(ask: Callable[..., Answer], base: str, path: str) -> None:
    assert ask(base + path, base).status == 404
    assert ask(f"{base}/_stcore/health", base).status == 200


@pytest.mark.parametrize("base", ["", "sikkerby", "/sikkerby/", "a/b"])
def test_our_files_lie_under_the_base_path_and_stay_with_the_browser(ask: Callable[..., Answer], base: str) -> None:
    root = f"/{base.strip('/')}".rstrip("/")
    known = ask(f"{root}/{static_files.asset('map/map.js')}", base)
    assert known.body == static_files.asset_file("map/map.js").read_bytes()
    assert "immutable" in known.headers["cache-control"]
    for name in static_files.SCRIPTS:
        scripts = ask(f"{root}/{static_files.script(name)}", base)
        assert scripts.body.decode() == static_files.script_text(name)
        assert scripts.headers["content-type"].startswith("text/javascript")
        assert "immutable" in scripts.headers["cache-control"]
        assert "immutable" not in ask(f"{root}/app/static/scripts/{name}.js", base).headers["cache-control"]
    unmarked = ask(f"{root}/app/static/fonts/LICENSE", base)
    assert unmarked.status == 200
    assert "immutable" not in unmarked.headers["cache-control"]


@pytest.mark.parametrize("path", ["../app.py", "%2e%2e/app.py", "..%2fapp.py", "fonts/../../app.py", "/etc/passwd"])
def test_nothing_outside_the_folder_is_served(ask: Callable[..., Answer], path: str) -> None:
    assert ask(f"/app/static/{path}").status == 404


def test_geometry_is_served_by_a_process_that_has_not_made_it_yet(
    ask: Callable[..., Answer], toy_root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two processes behind one address, or a server restarted under an open page."""
    monkeypatch.setenv("SIKKERBY_ROOT", str(toy_root))
    atlas = cache.atlas()
    addresses = cache.geometry_urls(atlas.version, atlas)
    monkeypatch.setattr(static_files, "_published", {})
    st.cache_resource.clear()
    for address in addresses.values():
        answer = ask(f"/sikkerby/{address}", "sikkerby")
        assert answer.status == 200
        assert json.loads(answer.body)
        assert "immutable" in answer.headers["cache-control"]
    assert ask("/app/static/geometry/areas-0123456789ab.json").status == 404


def test_geometry_that_made_way_for_that_of_other_days_is_there_again(
    ask: Callable[..., Answer], toy_root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A reader who looks through the register day by day takes no map from the others."""
    monkeypatch.setenv("SIKKERBY_ROOT", str(toy_root))
    atlas = cache.atlas()
    before = cache.geometry_urls(atlas.version, atlas)
    for number in range(static_files.MOST):
        static_files.publish("efforts.json", str(number))
    addresses = cache.geometry_urls(atlas.version, atlas)
    assert addresses == before
    for number in range(static_files.MOST - len(addresses)):
        static_files.publish("efforts.json", f"later {number}")
    assert [ask(f"/{address}").status for address in addresses.values()] == [200] * 4
