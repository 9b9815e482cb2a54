"""Copies of the code on the toy city, in which recipes are followed and checks are run."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Protocol

PROJECT = Path(__file__).resolve().parents[2]


class Step(Protocol):
    """One thing a recipe says to write."""

    def write(self, root: Path) -> None: ...


def follow(city: Path, root: Path, taken: Iterable[Step]) -> Path:
    """Copy the code and a city to ``root`` and take these steps there."""
    shutil.copytree(city, root)
    for folder in ("sikkerby_geo", "static", "pages", "docs", "tests"):
        ignored = shutil.ignore_patterns("__pycache__", "pictures", "*.png")
        shutil.copytree(PROJECT / folder, root / folder, ignore=ignored)
    for file in ("app.py", "pyproject.toml", "README.md"):
        shutil.copy(PROJECT / file, root / file)
    for step in taken:
        step.write(root)
    return root


def run(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Python on the code of a copy."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("SIKKERBY", "PYTEST"))}
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=root,
        env=environment | {"PYTHONPATH": str(root)},
        capture_output=True,
        text=True,
        check=False,
    )


def checks(root: Path) -> str:
    """What the checks of texts and glossary say of the registries of a copy."""
    chosen = ("tests/text/test_text_keys.py", "tests/architecture/test_docs.py", "-k", "registry or left_over")
    return run(root, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "no:xdist", "--tb=line", *chosen).stdout
