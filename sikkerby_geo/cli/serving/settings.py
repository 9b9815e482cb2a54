"""The settings of nginx and of the supervisor, from templates beside this module; the site's serves any nginx."""

from __future__ import annotations

import ipaddress
import os
import re
import shutil
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from sikkerby_geo.cli.serving import watching
from sikkerby_geo.facts.problems import SikkerByError
from sikkerby_geo.facts.versions import ROOT
from sikkerby_geo.text import t

FIRST_PORT, MOST_PROCESSES = 8501, 64
"""The processes listen on this port of the machine itself and the following ones."""
SBIN = "/usr/sbin"
"""Where Debian puts nginx; not among the places of a user without rights."""
BASE = re.compile(r"[A-Za-z0-9_-]+(/[A-Za-z0-9_-]+)*")


def site(processes: int, listen: str, first_port: int = FIRST_PORT, base: str = "") -> str:
    """The server block of nginx before ``processes`` on the ports from ``first_port`` on, under the path ``base``.

    ``listen`` is an address and a port, or a port alone. Raises SikkerByError for what is neither, and for a base path
    of other signs.
    """
    return _filled(
        "site.conf",
        ports=ports(processes, first_port),
        listen=_address(listen),
        root=f"/{_base(base)}" if base else "",
        starting=t("serving.starting"),
    )


def ports(processes: int, first_port: int) -> Sequence[int]:
    """The port of each process. Raises SikkerByError where there are none or too many, or a port cannot be."""
    if not 1 <= processes <= MOST_PROCESSES:
        raise SikkerByError("serving.how_many", most=MOST_PROCESSES)
    if not 1024 <= first_port <= 65_536 - processes:
        raise SikkerByError("serving.no_port", port=first_port)
    return range(first_port, first_port + processes)


def written(folder: Path, processes: int, listen: str, first_port: int = FIRST_PORT, base: str = "") -> Path:
    """All settings written into ``folder``; the path of the supervisor's. Raises SikkerByError as ``site``, and where
    there is no nginx."""
    nginx = shutil.which("nginx", path=os.pathsep.join((os.environ.get("PATH", ""), SBIN)))
    if nginx is None:
        raise SikkerByError("serving.no_nginx")
    own = {
        "folder": folder,
        "nginx": nginx,
        "python": sys.executable,
        "program": ROOT,
        "watching": Path(watching.__file__),
        "ports": ports(processes, first_port),
        "base": _base(base),
    }
    (folder / "site.conf").write_text(site(processes, listen, first_port, base), encoding="utf-8")
    for name in ("nginx.conf", "supervisord.conf"):
        (folder / name).write_text(_filled(name, **own), encoding="utf-8")
    return folder / "supervisord.conf"


def folder_of(listen: str) -> Path:
    """Where the settings, logs and the control socket of what is served at ``listen`` lie: a folder of this user alone.

    Raises SikkerByError where somebody else has such a folder.
    """
    name = re.sub(r"\W", "-", _address(listen))
    folder = Path(tempfile.gettempdir()) / f"sikkerby-{os.getuid()}-{name}"
    folder.mkdir(mode=0o700, exist_ok=True)
    there = folder.lstat()
    if folder.is_symlink() or there.st_uid != os.getuid() or there.st_mode & 0o077:
        raise SikkerByError("serving.foreign_folder", folder=str(folder))
    return folder


def _filled(name: str, **values: object) -> str:
    templates = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        autoescape=False,  # no markup; all that is filled in is checked or our own
    )
    return templates.get_template(name).render(**values)


def _address(listen: str) -> str:
    """``listen`` as nginx wants it; an address of this machine and a port, or a port alone for all of its addresses."""
    host, _, port = listen.rpartition(":")
    try:
        if host:
            ipaddress.ip_address(host.strip("[]"))
        if not 0 < int(port) < 65_536 or not port.isascii() or not port.isdigit():
            raise ValueError
    except ValueError:
        raise SikkerByError("serving.no_address", listen=listen) from None
    return listen


def _base(base: str) -> str:
    if base and not BASE.fullmatch(base):
        raise SikkerByError("serving.no_base", base=base)
    return base
