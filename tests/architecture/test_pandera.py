"""pandera checks files and does nothing else: one module knows it, and it is loaded when the first file is checked."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from test_floors import CODE, MODULES, PACKAGE, ROOT, imports, module_name

CHECKING = PACKAGE / "facts" / "checking.py"
BY_ALEMBIC = PACKAGE / "store" / "migrations" / "env.py"
"""Alembic runs it, and nobody else can."""


def test_only_the_check_of_tables_knows_pandera() -> None:
    knowing = {path for path in CODE for _, name in imports(path) if name.split(".")[0] == "pandera"}
    assert knowing == {CHECKING}


def test_pandera_is_loaded_when_a_file_is_checked_and_not_before(toy_root: Path) -> None:
    """In a process of its own: everything is imported, then a folder without files is read, then one with files."""
    tell = "print('pandera' in sys.modules)"
    steps = [
        "import sys",
        *(f"import {module_name(path)}" for path in MODULES if path not in (CHECKING, BY_ALEMBIC)),
        tell,
        "from pathlib import Path",
        "from sikkerby_geo.store.reading import read_snapshot",
        "read_snapshot(Path('no such folder'))",
        tell,
        f"read_snapshot(Path({str(toy_root)!r}))",
        tell,
    ]
    run = subprocess.run([sys.executable, "-c", "\n".join(steps)], cwd=ROOT, capture_output=True, encoding="utf-8")
    assert run.stdout.split() == ["False", "False", "True"], run.stderr
