"""Every Python from 3.11 on that this machine has runs the tests of facts, domain and views; the others are named.

The one that runs these tests is left out: ``make test`` is run with it anyway.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import warnings
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LOCK = ROOT / "requirements-dev.lock"
CACHE = Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache")) / "sikkerby"
"""Where the environments are kept from one soak to the next, one for each Python and lock file."""
OLDEST, NEWEST = 11, 15
VERSIONS = [f"3.{minor}" for minor in range(OLDEST, NEWEST + 1) if (3, minor) != sys.version_info[:2]]
FLOORS = ("tests/facts", "tests/domain", "tests/views")


def interpreter(version: str) -> str | None:
    """A Python of this version: on the path, or kept by pyenv."""
    kept = sorted(Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv")).glob(f"versions/{version}*/bin/python"))
    for found in (*map(str, kept), shutil.which(f"python{version}")):
        if (
            found
            and subprocess.run([found, "-c", "import ssl, venv"], check=False, capture_output=True).returncode == 0
        ):
            return found
    return None


def environment(python: str, version: str) -> Path:
    """The Python of an environment with the locked packages; made at the first soak, found at the next."""
    folder = CACHE / f"python{version}-{hashlib.sha256(LOCK.read_bytes()).hexdigest()[:12]}"
    inside = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    if not (folder / "complete").exists():
        subprocess.run([python, "-m", "venv", "--clear", str(folder)], check=True)
        install = [str(inside), "-m", "pip", "install", "--quiet", "--require-hashes", "-r", str(LOCK)]
        subprocess.run(install, check=True)
        (folder / "complete").touch()
    return inside


@pytest.mark.parametrize("version", VERSIONS)
def test_an_interpreter_runs_the_three_lower_floors(version: str) -> None:
    python = interpreter(version)
    if python is None:
        warnings.warn(f"Python {version} is not on this machine: not tried", stacklevel=1)
        return
    command = [str(environment(python, version)), "-m", "pytest", "-q", "-p", "no:cacheprovider", *FLOORS]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
    assert ran.returncode == 0, ran.stdout[-5000:] + ran.stderr[-2000:]
