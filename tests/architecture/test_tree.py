"""The annotated tree in the README is true: every line names what is there and says what it says of itself."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
README = ROOT / "README.md"
STEP = 2
"""Spaces a level of the tree is set in."""


def tree_block() -> list[str]:
    section = README.read_text(encoding="utf-8").split("## The tree", 1)[1]
    return re.search(r"```text\n(.*?)```", section, re.DOTALL).group(1).splitlines()


def entries() -> dict[str, str]:
    """Path by path (folders end in ``/``), what the tree says of it."""
    found: dict[str, str] = {}
    folders: list[str] = []
    for line in filter(None, map(str.rstrip, tree_block())):
        indent, name, words = re.fullmatch(r"( *)(\S+)(?:\s{2,}(\S.*))?", line).groups()
        depth = len(indent) // STEP
        assert depth <= len(folders), f"the tree jumps at {line!r}"
        folders = folders[:depth]
        path = "".join(folders) + name
        assert path not in found, f"{path} stands twice in the tree"
        found[path] = words or ""
        if name.endswith("/"):
            folders.append(name)
    return found


def first_line(path: Path) -> str:
    return (ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or "").split("\n")[0]


def module_of(path: str) -> Path | None:
    """The Python file that speaks for an entry: the module itself, or a package's ``__init__``."""
    full = ROOT / path
    if full.suffix == ".py":
        return full
    package = full / "__init__.py"
    return package if package.is_file() else None


def test_there_is_a_tree() -> None:
    assert len(entries()) > 40


@pytest.mark.parametrize("path", entries())
def test_every_line_names_what_is_there(path: str) -> None:
    assert (ROOT / path).is_dir() if path.endswith("/") else (ROOT / path).is_file()


@pytest.mark.parametrize(("path", "words"), entries().items(), ids=entries())
def test_every_line_says_what_the_module_says_of_itself(path: str, words: str) -> None:
    module = module_of(path)
    if module is None:
        assert words, f"{path} is not explained"
    else:
        assert words == first_line(module)


def test_every_module_and_page_is_in_the_tree() -> None:
    pages = [ROOT / "app.py", *sorted((ROOT / "pages").glob("*.py"))]
    modules = [path for path in sorted((ROOT / "sikkerby_geo").rglob("*.py")) if path.name != "__init__.py"]
    packages = [path.parent for path in sorted((ROOT / "sikkerby_geo").rglob("__init__.py"))]
    known = entries()
    missing = [path for path in (*pages, *modules) if str(path.relative_to(ROOT)) not in known]
    missing_packages = [path for path in packages if f"{path.relative_to(ROOT)}/" not in known]
    lines = [f"{'  ' * (len(path.relative_to(ROOT).parts) - 1)}{path.name}  {first_line(path)}" for path in missing]
    assert not missing_packages
    assert not lines, "add to the tree in README.md:\n" + "\n".join(lines)


def test_every_folder_of_the_project_is_in_the_tree() -> None:
    """Folders that hold nothing but what tools make for themselves are left out."""
    kept = (ROOT / ".gitignore").read_text(encoding="utf-8").split()
    folders = {
        f"{path.name}/"
        for path in ROOT.iterdir()
        if path.is_dir() and not path.name.startswith((".git", ".venv")) and f"{path.name}/" not in kept
    }
    assert folders - set(entries()) == set()
