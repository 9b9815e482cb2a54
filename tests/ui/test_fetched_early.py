"""What a page's document has fetched before its parts come."""

from __future__ import annotations

import re
import sys

import pytest
import streamlit_folium

from sikkerby_geo.ui.frame import fetched_early
from sikkerby_geo.ui.frame.entrance import opening
from sikkerby_geo.ui.frame.pages import PAGES
from sikkerby_geo.ui.frame.static_files import STATIC

NAMED = re.compile(r'<link rel="modulepreload" fetchpriority="low" href="\./static/js/([^"]+)">')


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.page_id)
def test_a_document_names_the_scripts_of_its_parts_and_all_they_import_once(page) -> None:
    document = opening(page)
    named = NAMED.findall(document.split("</head>")[0])
    assert len(named) == len(set(named)) > 20
    there = set(re.findall(r"static/js/([\w.-]+\.js)", document))
    for name in named:
        text = (fetched_early.STREAMLIT / fetched_early.SCRIPTS / name).read_text(encoding="utf-8")
        assert set(fetched_early.IMPORTED.findall(text)) <= there
    assert any(name.startswith("ComponentInstance.") for name in named) == (page.page_id == "kort")


def test_a_kind_streamlit_has_no_longer_stops_the_start() -> None:
    with pytest.raises(ValueError, match=r"0 files Marquee\.\*\.js"):
        fetched_early.scripts_of(("Marquee",))


def test_the_files_of_the_frame_are_there_and_the_component_only_when_it_is_served(monkeypatch) -> None:
    monkeypatch.setitem(sys.modules, fetched_early.FOLIUM, streamlit_folium)
    lines = fetched_early.frame("app/static/geometry/areas-0.json")
    ours = [path for path in re.findall(r'href="\./app/static/([^"?]+)\?v=', lines) if not path.startswith("scripts/")]
    assert len(ours) == 3
    assert all((STATIC / path).is_file() for path in ours)
    assert "app/static/scripts/map.js?v=" in lines
    assert "app/static/geometry/areas-0.json" in lines
    assert fetched_early.component_script() in lines
    monkeypatch.delitem(sys.modules, fetched_early.FOLIUM)
    assert "component/" not in fetched_early.frame()
