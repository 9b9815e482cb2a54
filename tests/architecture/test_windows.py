"""Nothing that cannot work on Windows: encodings left to the machine, modules and paths of Unix, names it refuses."""

from __future__ import annotations

import ast
import re
import subprocess
from collections.abc import Iterator
from pathlib import PurePosixPath

import pytest
from test_floors import CODE, PACKAGE, ROOT, tree_of

SCRIPTS = [ROOT / "docs" / "tree.py", *sorted((ROOT / "docs" / "packages").glob("*.py"))]
"""What a maintainer runs on any machine."""
TEXT = {"open", "read_text", "write_text", "NamedTemporaryFile", "TemporaryFile", "fdopen"}
UNIX = {"fcntl", "grp", "pwd", "resource", "termios", "tty", "pty", "posix", "syslog", "crypt"}
UNIX_CALLS = {
    "os.fork", "os.getuid", "os.geteuid", "os.getpgid", "os.killpg", "os.mkfifo", "os.chown", "os.symlink",
    "os.uname", "time.tzset", "signal.alarm", "asyncio.add_signal_handler", "locale.setlocale",
}  # fmt: skip
RENAMED = "os.rename"
"""Fails on Windows where the target is there; os.replace and Path.replace do not."""
PLACES = re.compile(r"^/(tmp|dev|etc|proc|usr|var|home|opt)\b")
DAY_WITHOUT_ZERO = re.compile(r"%-[a-zA-Z]")
REFUSED = re.compile(r'[<>:"|?*\\\x00-\x1f]|[. ]$')
RESERVED = {"con", "prn", "aux", "nul", *(f"{port}{number}" for port in ("com", "lpt") for number in range(1, 10))}
LINKS = {"benchmarks/plain_page/static"}
"""Links, which Windows makes into files: the benchmark is for Linux and macOS."""


SERVING = PACKAGE / "cli" / "serving" / "settings.py"
"""Several processes behind nginx: the command is refused on Windows before it gets here."""


def named(call: ast.expr) -> str:
    """What is called, as ``module.name`` or ``name``."""
    if isinstance(call, ast.Attribute):
        return f"{call.value.id}.{call.attr}" if isinstance(call.value, ast.Name) else call.attr
    return getattr(call, "id", "")


def in_bytes(call: ast.Call) -> bool:
    modes = [*call.args[:2], *(word.value for word in call.keywords if word.arg == "mode")]
    return any(isinstance(mode, ast.Constant) and re.fullmatch(r"[rwxa+]*b[rwxa+]*", str(mode.value)) for mode in modes)


def of_the_machine(tree: ast.Module) -> Iterator[str]:
    """Texts that are read or written in whatever encoding the machine has."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        words = {word.arg for word in node.keywords}
        name = named(node.func)
        if name.split(".")[-1] in TEXT and name not in ("os.open", "Image.open", "webbrowser.open"):
            places = {"open": 3, "read_text": 1, "write_text": 2}.get(name.split(".")[-1], 99)
            if "encoding" not in words and not in_bytes(node) and len(node.args) < places:
                yield f"line {node.lineno}: {name} without encoding"
        if "text" in words and "encoding" not in words and name.startswith("subprocess."):
            yield f"line {node.lineno}: {name} with text and without encoding"


def of_unix(tree: ast.Module) -> Iterator[str]:
    """Modules, calls and places that Windows does not have."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import | ast.ImportFrom):
            modules = [alias.name for alias in node.names] if isinstance(node, ast.Import) else [node.module or ""]
            yield from (f"line {node.lineno}: import {name}" for name in modules if name.split(".")[0] in UNIX)
        elif isinstance(node, ast.Call) and named(node.func) in (*UNIX_CALLS, RENAMED):
            yield f"line {node.lineno}: {named(node.func)}"
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            if PLACES.search(node.value):
                yield f"line {node.lineno}: {node.value}"
            if DAY_WITHOUT_ZERO.search(node.value) and "{" not in node.value:
                yield f"line {node.lineno}: {node.value} is a form of date Windows does not know"


def test_no_text_is_read_or_written_in_the_encoding_of_the_machine() -> None:
    for path in (*CODE, *SCRIPTS):
        assert list(of_the_machine(tree_of(path))) == [], path


def test_the_program_asks_for_nothing_of_unix() -> None:
    for path in set(CODE) - {SERVING}:
        assert list(of_unix(tree_of(path))) == [], path


@pytest.mark.parametrize(
    ("code", "faults"),
    [
        ("open('a')", 1),
        ("open('a', 'rb'); path.open('wb'); open('a', encoding='utf-8'); Image.open(x)", 0),
        ("path.read_text(); path.write_text('x')", 2),
        ("subprocess.run(['x'], text=True)", 1),
        ("import fcntl; os.rename(a, b); Path('/tmp/x'); day.strftime('%-d. %B')", 4),
        ("from pwd import getpwnam; os.fork()", 2),
        ("import os; os.replace(a, b); Path('data') / 'x'", 0),
    ],
)
def test_these_tests_find_what_they_look_for(code: str, faults: int) -> None:
    tree = ast.parse(code)
    assert len([*of_the_machine(tree), *of_unix(tree)]) == faults


def kept() -> list[str]:
    """Every file git keeps."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout
    return listed.decode("utf-8").rstrip("\0").split("\0")


def test_every_file_has_a_name_that_windows_takes() -> None:
    files = kept()
    parts = {(file, part) for file in files for part in PurePosixPath(file).parts}
    assert [file for file, part in parts if REFUSED.search(part) or part.split(".")[0].lower() in RESERVED] == []
    assert [file for file in files if len(file) > 150] == []
    folded = [file.casefold() for file in files]
    assert [file for file in files if folded.count(file.casefold()) > 1] == []


def test_no_link_is_kept_that_the_program_needs() -> None:
    assert {file for file in kept() if (ROOT / file).is_symlink()} == LINKS


def test_git_leaves_the_bytes_of_data_alone() -> None:
    """With line ends made Windows' own, no file would be the one the manifest and the addresses name."""
    for file in ("data/survey.csv", "geodata/bydele.geojson", "static/map/map.js", "static/show/show.js"):
        told = subprocess.run(
            ["git", "check-attr", "text", "eol", "--", file], cwd=ROOT, capture_output=True, check=True
        )
        said = dict(line.split(": ")[1:] for line in told.stdout.decode("utf-8").splitlines())
        assert said["text"] == "unset" or said["eol"] == "lf", file
