"""Several processes restarted one after the other while readers ask all the time, and a change seen at all of them."""

from __future__ import annotations

import subprocess
import sys
import threading
import urllib.error
import urllib.request
from pathlib import Path

from tests.browser.served_app import ROOT
from tests.browser.test_many_processes import Many, many  # noqa: F401


def asked(address: str) -> str:
    """The status of an answer, or what came in its place."""
    try:
        with urllib.request.urlopen(address, timeout=30) as answer:
            return str(answer.status)
    except urllib.error.HTTPError as error:
        return str(error.code)
    except OSError as error:
        return repr(error)


def test_a_restart_of_all_is_noticed_by_nobody(many: Many) -> None:  # noqa: F811
    seen: list[str] = []
    over = threading.Event()

    def ask() -> None:
        while not over.wait(0.05):
            seen.append(asked(f"{many.address}/bydel"))

    asking = threading.Thread(target=ask)
    asking.start()
    before = [many.pid(number) for number in (1, 2)]
    command = [sys.executable, "-m", "sikkerby_geo.cli", "restart", "--listen", many.address.removeprefix("http://")]
    done = subprocess.run(command, cwd=ROOT, env=many.environment, capture_output=True, text=True, check=False)
    over.set()
    asking.join()
    assert done.returncode == 0, done.stderr
    assert set(before).isdisjoint(many.pid(number) for number in (1, 2))
    assert len(seen) > 50
    assert set(seen) == {"200"}


def test_what_is_put_in_is_seen_at_every_process(many: Many, tmp_path: Path) -> None:  # noqa: F811
    def tags() -> set[str]:
        answers = [urllib.request.urlopen(f"http://127.0.0.1:{port}/data/v1/flag.csv") for port in many.ports]
        return {answer.headers["ETag"] for answer in answers}

    before = tags()
    (tmp_path / "tal.csv").write_text("omraade;aar;indbyggere\nMøllehøj;2026;7000\n", encoding="utf-8")
    command = [sys.executable, "-m", "sikkerby_geo.cli", "add", str(tmp_path / "tal.csv"), "--kind", "population"]
    command += ["--source", "En prøve", "--publisher", "Kommunen"]
    done = subprocess.run(command, cwd=ROOT, env=many.environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    after = tags()
    assert (len(before), len(after)) == (1, 1)
    assert before != after
