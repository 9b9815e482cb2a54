"""What a measurement keeps in the docs, and the pages it measures beside ours."""

from __future__ import annotations

import importlib
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from types import ModuleType

import pytest
from streamlit.testing.v1 import AppTest

from sikkerby_geo.facts.versions import ROOT

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def recorded() -> Iterator[ModuleType]:
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(ROOT / "benchmarks")
        yield importlib.import_module("recorded")


def test_a_section_takes_the_place_of_the_last_and_touches_nothing_else(recorded: ModuleType) -> None:
    text = "before\n<!-- load -->\nold\n<!-- /load -->\nbetween\n<!-- bench -->\n<!-- /bench -->\nafter\n"
    once = recorded.with_section(text, "load", "| new |\n")
    assert once == text.replace("old", "| new |")
    assert recorded.with_section(once, "load", "| new |") == once


@pytest.mark.parametrize(
    "text", ["", "<!-- load -->", "<!-- /load --><!-- load -->", "<!-- load --><!-- load --><!-- /load -->"]
)
def test_where_the_marks_do_not_stand_once_nothing_is_written(recorded: ModuleType, text: str) -> None:
    with pytest.raises(ValueError, match="load"):
        recorded.with_section(text, "load", "new")


def test_the_docs_have_a_place_for_every_table(recorded: ModuleType) -> None:
    text = recorded.MEASUREMENTS.read_text(encoding="utf-8")
    for name in ("bench", "load"):
        assert "new" in recorded.with_section(text, name, "new")


def test_a_picture_has_a_point_for_every_value_and_escapes_its_words(recorded: ModuleType) -> None:
    drawn = ET.fromstring(recorded.lines_svg("a < b", [1, 10, 100], {"ours & theirs": [20.0, None, 2_000.0]}))
    points = drawn.findall(f"{SVG}circle")
    assert len(points) == 2
    assert float(points[0].get("cy")) > float(points[1].get("cy"))
    assert "ours & theirs" in [text.text for text in drawn.findall(f"{SVG}text")]


@pytest.mark.parametrize("page", ["plain_page", "v2_page", "pydeck_page", "bare_page"])
def test_a_page_to_compare_with_runs(page: str) -> None:
    shown = AppTest.from_file(str(ROOT / "benchmarks" / page / "app.py"), default_timeout=300).run()
    assert not shown.exception, shown.exception
    shown.selectbox[0].select(2017).run()
    assert not shown.exception, shown.exception
