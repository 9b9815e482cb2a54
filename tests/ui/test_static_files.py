"""Files for the browser: named after their content, written once, and whole."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from sikkerby_geo.ui import static_files


@pytest.fixture
def geometry(monkeypatch, tmp_path):
    monkeypatch.setattr(static_files, "GEOMETRY", tmp_path / "geometry")
    return tmp_path / "geometry"


def test_a_published_file_holds_the_text_under_a_name_of_its_content(geometry):
    address = static_files.publish("areas.json", '{"navn": "Brønshøj"}')
    name = re.fullmatch(r"/app/static/geometry/(areas-[0-9a-f]{12}\.json)", address).group(1)
    assert (geometry / name).read_text(encoding="utf-8") == '{"navn": "Brønshøj"}'
    assert [path.name for path in geometry.iterdir()] == [name]


def test_the_same_text_keeps_its_address_and_another_text_gets_another(geometry):
    first = static_files.publish("areas.json", "1")
    written = next(geometry.iterdir()).stat().st_mtime_ns
    assert static_files.publish("areas.json", "1") == first
    assert next(geometry.iterdir()).stat().st_mtime_ns == written
    assert static_files.publish("areas.json", "2") != first
    assert len(list(geometry.iterdir())) == 2


def test_sessions_may_publish_the_same_text_at_once(geometry):
    together = Barrier(8)

    def publish(text: str) -> str:
        together.wait()
        return static_files.publish("areas.json", text)

    with ThreadPoolExecutor(8) as sessions:
        for text in (letter * 1_000_000 for letter in "abcdefghijkl"):
            assert len(set(sessions.map(publish, [text] * 8))) == 1
    assert sorted(path.read_text(encoding="utf-8")[0] for path in geometry.iterdir()) == list("abcdefghijkl")


def test_an_asset_has_the_address_of_an_existing_file_marked_with_its_content():
    assert re.fullmatch(r"/app/static/map/map\.js\?v=[0-9a-f]{12}", static_files.asset("map/map.js"))
    assert static_files.asset("map/map.js").split("=")[1] != static_files.asset("map/map.css").split("=")[1]
    assert static_files.asset_file("map/map.js").is_file()


def test_what_the_map_page_loads_is_there():
    for path in ("css/base.css", "css/kort.css", "icon.svg", "map/map.js", "map/parts.js", "map/map.css"):
        assert static_files.asset_file(path).is_file(), path


def test_no_style_sheet_or_script_of_ours_names_another_host():
    """Namespaces of SVG are names, not addresses that anyone asks."""
    for path in (*static_files.STATIC.glob("css/*.css"), *static_files.STATIC.glob("map/*")):
        text = path.read_text(encoding="utf-8").replace("http://www.w3.org/2000/svg", "")
        assert not re.search(r"https?://", text), path.name
