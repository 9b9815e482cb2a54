"""The scripts of the map: small, each with one name and no state of its own, and without a fact of the city."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from test_floors import ROOT, ids

from sikkerby_geo.facts.geography import COPENHAGEN
from sikkerby_geo.text import keys, t
from sikkerby_geo.ui.frame.static_files import SCRIPTS, STATIC
from sikkerby_geo.views.map.state import map_setup

FOLDER = STATIC / "map"
FILES = sorted(FOLDER.glob("*.js"))
ALL = [name for scripts in SCRIPTS.values() for name in scripts]
MOST_LINES = 200
SAID = {"map": "window.sikkerby", "draw": "window.sikkerbyDraw"}
"""What the page calls; every other script adds one member to ``modules``, named after its file."""
PURE = ("geometry", "arranging", "looks", "drawn_shapes")


def code(path: Path) -> str:
    """A script without its comments."""
    return re.sub(r"/\*.*?\*/|//[^\n]*", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)


def needs(path: Path) -> set[str]:
    return set(re.findall(r"= modules\.(\w+);", code(path)))


def test_every_script_is_sent_once() -> None:
    assert sorted(ALL) == [path.stem for path in FILES]


@pytest.mark.parametrize("path", FILES, ids=ids)
def test_a_script_fits_in_the_head(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= MOST_LINES, "ask whether it is two"


@pytest.mark.parametrize("path", FILES, ids=ids)
def test_a_script_comes_after_those_it_needs_and_gives_its_own_name_alone(path: Path) -> None:
    assert needs(path) <= set(ALL[: ALL.index(path.stem)])
    given = re.findall(r"(?:modules\.\w+|(?:window|globalThis)\.sikkerby\w*) (?==[^=])", code(path))
    assert [name.strip() for name in given] == [SAID.get(path.stem, f"modules.{path.stem}")]


@pytest.mark.parametrize("path", FILES, ids=ids)
def test_no_script_has_a_variable_of_its_own(path: Path) -> None:
    """What changes belongs to an object that was made for one map; a script itself stands in two spaces."""
    assert re.findall(r"(?m)^(?:  )?(?:let|var) .*", code(path)) == []


@pytest.mark.parametrize("name", PURE)
def test_what_is_pure_is_tested_without_a_browser(name: str) -> None:
    assert re.findall(r"\b(?:document|window|L)\.\w+", code(FOLDER / f"{name}.js")) == []
    tests = (ROOT / "tests" / "scripts").glob("*.test.js")
    assert any(f"static/map/{name}.js" in test.read_text(encoding="utf-8") for test in tests)


@pytest.mark.parametrize("path", FILES, ids=ids)
def test_no_script_knows_a_place_or_a_word_of_the_screen(path: Path) -> None:
    text = code(path)
    west, south, east, north = COPENHAGEN
    numbers = map(float, re.findall(r"\b\d+\.\d+\b", text))
    assert [number for number in numbers if west <= number <= east or south <= number <= north] == []
    setup = map_setup({"areas": "", "backdrop": "", "efforts": "", "grid": ""})
    words = {
        *setup["texts"].values(),
        *(one["name"] for one in setup["names"]),
        *(t(f"draw.{key}") for key in keys("draw")),
    }
    strings = ["".join(found) for found in re.findall(r"'([^'\n]*)'|\"([^\"\n]*)\"|`([^`]*)`", text)]
    assert [string for string in strings if re.search("[æøåÆØÅ]", string) or words & {string}] == []
