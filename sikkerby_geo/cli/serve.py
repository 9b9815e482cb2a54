"""The commands ``sikkerby serve``, ``restart`` and ``proxy``: many readers, several processes, one address."""

from __future__ import annotations

import os
import secrets
import sys
import time
from pathlib import Path
from typing import Annotated, Any

import typer

from sikkerby_geo.cli.serving.settings import FIRST_PORT, folder_of, site, written
from sikkerby_geo.cli.serving.watching import answers
from sikkerby_geo.cli.terminal import SCREEN, refuse, told
from sikkerby_geo.text import t

COOKIE_SECRET = "STREAMLIT_SERVER_COOKIE_SECRET"
START_SECONDS = 120
ONE_THREAD = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS")

Processes = Annotated[int, typer.Option("--processes", "-p", help=t("serving.processes"), metavar="N")]
Listen = Annotated[str, typer.Option("--listen", help=t("serving.listen"), metavar=t("serving.address"))]
FirstPort = Annotated[int, typer.Option("--first-port", help=t("serving.first_port"), metavar="PORT")]
Base = Annotated[str, typer.Option("--base", help=t("serving.base"), metavar=t("serving.path"))]
LISTEN = "127.0.0.1:8080"


def serve(
    processes: Processes = 2, listen: Listen = LISTEN, first_port: FirstPort = FIRST_PORT, base: Base = ""
) -> None:
    _not_on_windows()
    with told():
        folder = folder_of(listen)
        settings = written(folder, processes, listen, first_port, base)
    if _control(folder) is not None:
        refuse("serving.runs", listen=listen)
    environment = {COOKIE_SECRET: secrets.token_hex(32)} | dict.fromkeys(ONE_THREAD, "1") | os.environ
    SCREEN.print(
        t("serving.serves", processes=processes, listen=listen, folder=str(folder)), markup=False, soft_wrap=True
    )
    supervisord = [sys.executable, "-m", "supervisor.supervisord", "-n", "-c", str(settings)]
    os.execve(sys.executable, supervisord, environment)


def restart(
    number: Annotated[int | None, typer.Argument(help=t("serving.number"), metavar="N", min=1)] = None,
    listen: Listen = LISTEN,
) -> None:
    _not_on_windows()
    with told():
        folder = folder_of(listen)
    control = _control(folder)
    if control is None:
        refuse("serving.runs_not", listen=listen)
    names = sorted(one["name"] for one in control.supervisor.getAllProcessInfo() if one["group"] == "sikkerby")
    if number is not None and number > len(names):
        refuse("serving.no_number", number=number, count=len(names))
    for position, name in enumerate(names, 1):
        if number in (None, position):
            control.supervisor.stopProcess(f"sikkerby:{name}")
            control.supervisor.startProcess(f"sikkerby:{name}")
            if not _comes_back(int(name)):
                refuse("serving.answers_not", number=position, seconds=START_SECONDS, log=str(folder / f"{name}.log"))
            SCREEN.print(t("serving.restarted", number=position, count=len(names)))


def proxy(processes: Processes = 1, listen: Listen = "80", first_port: FirstPort = FIRST_PORT, base: Base = "") -> None:
    with told():
        settings = site(processes, listen, first_port, base)
    SCREEN.print(settings, markup=False, soft_wrap=True, end="")


def _control(folder: Path) -> Any:
    """What steers the processes served from ``folder``; None where none run."""
    from supervisor.childutils import getRPCInterface

    control = getRPCInterface({"SUPERVISOR_SERVER_URL": f"unix://{folder / 'control'}"})
    try:
        control.supervisor.getState()
    except OSError:
        return None
    return control


def _comes_back(port: int) -> bool:
    """Whether a process answers within the time a start may take."""
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end:
        if answers(port):
            return True
        time.sleep(0.2)
    return False


def _not_on_windows() -> None:
    if sys.platform == "win32":
        refuse("serving.windows")
