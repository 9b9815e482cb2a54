"""Sikker By in odd places: under a path, behind nginx, in a folder nobody may write, without a home."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pyogrio
import pytest
from playwright.sync_api import Browser, Page, expect

from sikkerby_geo.cli.serving.settings import written
from sikkerby_geo.text import t
from tests.browser.map_screen import MapScreen
from tests.browser.screens import menu_link
from tests.browser.served_app import ROOT, START_SECONDS, Place, free_port

OUR_FONT = "[...document.fonts].some(face => face.family.includes('Source Sans 3') && face.status === 'loaded')"
NGINX = shutil.which("nginx") or "/usr/sbin/nginx"
PROGRAM = ("app.py", "pages", "sikkerby_geo", "static", ".streamlit", "requirements.txt", "pyproject.toml")
NO_RIGHTS = ("setpriv", "--bounding-set=-all", "--inh-caps=-all", "--ambient-caps=-all")
"""Takes from root what lets it write where the mode of a file forbids it; others have no such right."""


@pytest.fixture(scope="module")
def under_a_path(serve: Callable[..., str], toy_root: Path) -> str:
    """The app on the toy city under the base path ``sikkerby``."""
    return serve(toy_root, Place(base="sikkerby"))


@pytest.fixture(scope="module")
def behind_nginx(under_a_path: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The same, seen through nginx with the settings that ``sikkerby proxy`` writes, on a port of its own."""
    folder = tmp_path_factory.mktemp("nginx")
    port = free_port()
    written(folder, 1, f"127.0.0.1:{port}", urlsplit(under_a_path).port, "sikkerby")
    process = subprocess.Popen([NGINX, "-e", str(folder / "errors"), "-c", str(folder / "nginx.conf")])
    try:
        _await_door(process, port)
        yield f"http://127.0.0.1:{port}/sikkerby"
    finally:
        process.terminate()
        process.wait(20)


def _await_door(process: subprocess.Popen, port: int) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        with socket.socket() as door:
            if door.connect_ex(("127.0.0.1", port)) == 0:
                return
    pytest.fail("nginx did not start")


def works(page: Page, base: str) -> None:
    """Map, typeface, a download, a link of the menu and the show, from wherever the page was reached."""
    screen = MapScreen(page)
    assert len(screen.districts()) == 13
    assert page.evaluate(OUR_FONT)
    assert screen.frame.evaluate(OUR_FONT)
    with page.expect_download() as started:
        page.get_by_role("button", name=t("table.download_csv")).click()
    assert Path(started.value.path()).stat().st_size > 100
    menu_link(page, "bydel").click()
    expect(page).to_have_url(re.compile(rf"{re.escape(base)}/bydel\b"))
    expect(page.get_by_role("heading").first).to_be_visible()
    page.goto(f"{base}/moede?udvalg=bakken&vis=1")
    expect(page.locator(".st-key-moede-show iframe[data-ready]")).to_be_attached()
    page.keyboard.press("PageDown")
    expect(page.frame_locator(".st-key-moede-show iframe").locator("#counter")).to_have_text(re.compile("^2 "))


def test_under_a_path_everything_works(visit: Callable[..., Page], under_a_path: str) -> None:
    works(visit("", at=under_a_path), under_a_path)


def test_behind_nginx_everything_works(visit: Callable[..., Page], behind_nginx: str) -> None:
    page = visit("/", at=behind_nginx)
    works(page, behind_nginx)
    page.goto(f"{behind_nginx}?aar=2017")
    assert len(MapScreen(page).districts()) == 13


def test_other_programs_read_the_figures_behind_nginx(behind_nginx: str) -> None:
    """As QGIS and Power Query do: by GDAL over HTTP, and by a request that knows what it has."""
    address = f"{behind_nginx}/data/v1/flag.geojson?regel=10pct&system=25832"
    layer = pyogrio.read_dataframe(f"/vsicurl/{address}")
    assert (len(layer), layer.crs.to_epsg()) == (13, 25832)
    assert set(layer.markeret) <= {"ja", "nej", ""}
    asked = urllib.request.Request(address, headers={"Accept-Encoding": "gzip"})
    with urllib.request.urlopen(asked) as answer:
        assert answer.headers["Content-Encoding"] == "gzip"
        assert answer.headers["Access-Control-Allow-Origin"] == "*"
        assert "Set-Cookie" not in answer.headers
        asked.add_header("If-None-Match", answer.headers["ETag"])
    with pytest.raises(urllib.error.HTTPError, match="304"):
        urllib.request.urlopen(asked)
    with urllib.request.urlopen(f"{behind_nginx}/data") as index:
        assert index.url == f"{behind_nginx}/data/v1/"
        assert t("api.title") in index.read().decode()


def test_a_script_that_gets_into_a_page_does_not_run(browser: Browser, behind_nginx: str) -> None:
    """That all pages run under their policy, every other test in a browser shows: its watch hears what is refused."""
    page = browser.new_page()
    heard = []
    page.on("console", lambda message: heard.append(message.text))
    page.goto(f"{behind_nginx}/maal")
    expect(page.locator("h1")).to_be_visible()
    page.evaluate(
        """() => {
            const script = document.createElement('script'); script.textContent = 'window.ran = 1';
            document.body.append(script);
            document.body.setAttribute('onclick', 'window.ran = 2'); document.body.click();
        }"""
    )
    assert page.evaluate("window.ran") is None
    assert len([text for text in heard if "Content Security Policy" in text]) == 2
    page.close()


@pytest.fixture(scope="module")
def nowhere_to_write(
    serve: Callable[..., str], toy_root: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[str, Path]]:
    """The app from a folder nobody may write, run without rights, home and language, from another folder, in UTC."""
    program = tmp_path_factory.mktemp("program")
    for name in PROGRAM:
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        copy(ROOT / name, program / name)
    _set_mode(program, 0o555, 0o444)
    path = os.environ["PATH"]
    place = Place(
        program=program,
        folder=Path("/"),
        before=NO_RIGHTS if os.geteuid() == 0 else (),
        environment={"PATH": path, "LANG": "C", "TZ": "UTC", "OMP_NUM_THREADS": "1"},
    )
    yield serve(toy_root, place), program
    _set_mode(program, 0o755, 0o644)


def _set_mode(folder: Path, of_folders: int, of_files: int) -> None:
    for path in (folder, *folder.rglob("*")):
        path.chmod(of_folders if path.is_dir() else of_files)


def test_a_folder_nobody_may_write_is_enough(visit: Callable[..., Page], nowhere_to_write: tuple[str, Path]) -> None:
    address, program = nowhere_to_write
    before = sorted(program.rglob("*"))
    page = visit("/?aar=2017", at=address)
    works(page, address)
    page.goto(f"{address}/?aar=2017")
    MapScreen(page)
    with page.expect_download() as started:
        page.get_by_role("button", name=t("table.download_pdf")).click()
    assert Path(started.value.path()).read_bytes().startswith(b"%PDF")
    assert sorted(program.rglob("*")) == before


LAUNCHER = """
from streamlit.starlette import App
from sikkerby_geo.ui.frame.server import around_the_pages
app = App("page.py", **around_the_pages())
"""
PAGE = """
import streamlit as st
def fail(): raise ZeroDivisionError
st.button("Tryk", on_click=fail)
if "selv" in st.query_params: fail()
"""


def test_a_bug_in_a_callback_or_outside_every_section_is_a_calm_apology(
    serve: Callable[..., str], visit: Callable[..., Page], tmp_path: Path
) -> None:
    (tmp_path / "app.py").write_text(LAUNCHER, encoding="utf-8")
    shutil.copytree(ROOT / ".streamlit", tmp_path / ".streamlit")
    (tmp_path / "page.py").write_text(PAGE, encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    address = serve(tmp_path, Place(program=tmp_path, folder=tmp_path, environment=environment, bugs=True))
    page = visit("/", at=address)
    page.get_by_role("button", name="Tryk").click()
    for _ in ("the callback", "the page itself"):
        expect(page.get_by_role("alert")).to_have_text(t("problem.crash"))
        expect(page.locator("[data-testid=stException]")).to_have_count(0)
        page.goto(f"{address}/?selv")
