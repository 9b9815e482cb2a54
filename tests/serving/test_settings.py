"""The settings of several processes: nginx and the supervisor take them, and what cannot be served is refused."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from sikkerby_geo.cli.serving import settings
from sikkerby_geo.cli.serving.watching import MISSES, Watch, answers
from sikkerby_geo.facts.problems import SikkerByError
from sikkerby_geo.facts.versions import ROOT
from sikkerby_geo.text import t
from tests.browser.served_app import free_port


@pytest.fixture
def nobody_behind(tmp_path: Path) -> Iterator[str]:
    """The address of nginx before two processes of which neither runs."""
    port, first = free_port(), free_port()
    settings.written(tmp_path, 2, f"127.0.0.1:{port}", first, "sikkerby")
    process = subprocess.Popen(["/usr/sbin/nginx", "-e", "stderr", "-c", str(tmp_path / "nginx.conf")])
    try:
        while process.poll() is None:
            with socket.socket() as door:
                if door.connect_ex(("127.0.0.1", port)) == 0:
                    break
        yield f"http://127.0.0.1:{port}/sikkerby"
    finally:
        process.terminate()
        process.wait(20)


def test_while_nothing_runs_the_page_says_so_and_asks_again(nobody_behind: str) -> None:
    with pytest.raises(urllib.error.HTTPError) as answer:
        urllib.request.urlopen(f"{nobody_behind}/bydel")
    said = answer.value.read().decode()
    assert (answer.value.code, answer.value.headers["Retry-After"]) == (503, "3")
    assert t("serving.starting") in said
    assert 'http-equiv="refresh"' in said
    assert "Set-Cookie" not in answer.value.headers


@pytest.mark.parametrize("processes", [1, 3])
def test_each_process_has_its_place_and_the_others_behind_it(processes: int) -> None:
    site = settings.site(processes, "80", 8501)
    for place in range(1, processes + 1):
        own = site.split(f"upstream sikkerby_{place} {{")[1].split("}")[0]
        assert f"server 127.0.0.1:{8500 + place} max_fails" in own
        assert own.count("backup;") == processes - 1
    assert f"upstream sikkerby_{processes + 1}" not in site


@pytest.mark.parametrize(
    ("given", "key"),
    [
        ({"processes": 0}, "serving.how_many"),
        ({"processes": 65}, "serving.how_many"),
        ({"first_port": 80}, "serving.no_port"),
        ({"processes": 2, "first_port": 65_535}, "serving.no_port"),
        ({"listen": "80; include /etc/passwd"}, "serving.no_address"),
        ({"listen": "example.org:80"}, "serving.no_address"),
        ({"listen": "127.0.0.1:0"}, "serving.no_address"),
        ({"listen": "127.0.0.1:８０"}, "serving.no_address"),
        ({"base": "/sikkerby"}, "serving.no_base"),
        ({"base": "a b"}, "serving.no_base"),
        ({"base": "a;}"}, "serving.no_base"),
        ({"base": "a\n"}, "serving.no_base"),
    ],
)
def test_what_cannot_be_served_is_refused(given: dict[str, object], key: str) -> None:
    with pytest.raises(SikkerByError) as refused:
        settings.site(**{"processes": 1, "listen": "80", "first_port": 8501, "base": "", **given})
    assert refused.value.key == key


def test_a_folder_others_can_read_or_put_there_is_not_taken(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(settings.tempfile, "gettempdir", lambda: str(tmp_path))
    folder = settings.folder_of("80")
    assert folder.stat().st_mode & 0o077 == 0
    folder.chmod(0o755)
    with pytest.raises(SikkerByError, match="foreign_folder"):
        settings.folder_of("80")
    folder.rmdir()
    folder.symlink_to(tmp_path)
    with pytest.raises(SikkerByError, match="foreign_folder"):
        settings.folder_of("80")


def test_one_that_stops_answering_is_started_anew_and_one_that_is_starting_is_not() -> None:
    well, anew = {1}, []
    watch = Watch(lambda port: port in well, anew.append)
    for _ in range(MISSES):
        watch.look([1, 2])
    assert anew == []
    well.clear()
    for _ in range(MISSES - 1):
        watch.look([1, 2])
    assert anew == []
    watch.look([1, 2])
    assert anew == [1]
    for _ in range(MISSES):
        watch.look([1, 2])
    assert anew == [1]


def test_a_door_that_is_open_and_says_nothing_is_no_answer() -> None:
    with socket.socket() as mute:
        mute.bind(("127.0.0.1", 0))
        mute.listen()
        assert not answers(mute.getsockname()[1], patience=0.05)
    assert not answers(free_port())


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="no systemd: apt-get install systemd")
def test_systemd_understands_the_units(tmp_path: Path) -> None:
    """The units as they are, but for the places of the program and of the user, which this machine has not."""
    here = {"/opt/sikkerby/.venv/bin/python": "/bin/true", "/opt/sikkerby": str(tmp_path), "User=sikkerby": "User=root"}
    units = []
    for unit in sorted((ROOT / "docs" / "systemd").iterdir()):
        text = unit.read_text(encoding="utf-8")
        for theirs, ours in here.items():
            text = text.replace(theirs, ours)
        units.append(tmp_path / unit.name.replace("@.", "@8501."))
        units[-1].write_text(text, encoding="utf-8")
    done = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", *map(str, units)],
        capture_output=True,
        text=True,
        env={**os.environ, "SYSTEMD_UNIT_PATH": f"{tmp_path}:"},
        check=False,
    )
    ours = [line for line in done.stderr.splitlines() if str(tmp_path) in line or "sikkerby" in line]
    assert ours == []
