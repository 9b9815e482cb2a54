"""Which version of the app and of its libraries made the figures on screen."""

from __future__ import annotations

import hashlib
import re
import tomllib
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
"""The program's own folder."""


def app_version() -> str:
    """The version of the app as written in ``pyproject.toml``."""
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]


@cache
def program_digest() -> str:
    """A hash of the program's own code and texts, in hexadecimal; read once."""
    said = hashlib.sha256()
    for path in sorted((ROOT / "sikkerby_geo").rglob("*")):
        if path.suffix in (".py", ".toml", ".html"):
            said.update(path.read_bytes())
    return said.hexdigest()


def library_versions() -> dict[str, str]:
    """Installed version of each library named in ``requirements.txt``, by name; empty text where it is missing."""
    found = {}
    for line in (ROOT / "requirements.txt").read_text(encoding="utf-8").splitlines():
        name = re.match(r"[A-Za-z0-9._-]+", line)
        if name:
            found[name.group()] = _installed(name.group())
    return found


def _installed(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""
