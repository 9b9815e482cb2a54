"""The annotated tree in the README is what ``make tree`` writes."""

from __future__ import annotations

from pathlib import Path

import pytest

from docs.tree import ROOT, TreeError, tree, with_tree

WORDS = {"data/": "the tables", "Makefile": "the commands"}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project of a package with one module, a folder of data, a Makefile, and what tools leave behind."""
    files = {
        ".gitignore": ".venv/\n__pycache__/\n",
        "Makefile": "test:",
        "data/areas.csv": "id",
        "house/__init__.py": '"""The house."""',
        "house/room.py": '"""A room.\n\nWith a window.\n"""',
        "house/__pycache__/room.pyc": "",
        "gone/__pycache__/old.pyc": "",
        ".venv/bin/python.py": "",
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def test_the_tree_in_the_readme_is_current() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert readme == with_tree(readme), "run `make tree`"


def test_folders_have_their_words_and_modules_their_first_line(project: Path) -> None:
    assert tree(project, WORDS) == (
        "data/      the tables\nMakefile   the commands\nhouse/     The house.\n  room.py  A room.\n"
    )


def test_what_has_no_words_is_named(project: Path) -> None:
    (project / "house" / "mute.py").write_text("", encoding="utf-8")
    (project / "maps").mkdir()
    (project / "maps" / "city.geojson").write_text("{}", encoding="utf-8")
    with pytest.raises(TreeError, match=r"house/mute\.py: add its words.*\nmaps/: add its words"):
        tree(project, WORDS)


def test_words_of_what_is_gone_are_named(project: Path) -> None:
    with pytest.raises(TreeError, match=r"pages/: is not there"):
        tree(project, {**WORDS, "pages/": "the pages"})


def test_lines_of_a_merge_gone_wrong_are_written_over() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    torn = readme.replace("app.py  ", "<<<<<<< ours\napp.py  ", 1)
    assert torn != readme
    assert with_tree(torn) == with_tree(readme)
