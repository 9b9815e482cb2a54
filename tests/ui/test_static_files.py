"""Files for the browser: named after their content, kept in memory, under addresses that fit any base path."""

from __future__ import annotations

import re
import shutil

import pytest

from sikkerby_geo.ui.frame import static_files


@pytest.fixture(autouse=True)
def _nothing_published(monkeypatch):
    monkeypatch.setattr(static_files, "_published", {})


def test_a_published_text_has_an_address_that_names_its_content():
    address = static_files.publish("areas.json", '{"navn": "Brønshøj"}')
    name = re.fullmatch(r"app/static/geometry/(areas-[0-9a-f]{12}\.json)", address).group(1)
    assert static_files.published(name) == '{"navn": "Brønshøj"}'
    assert static_files.published("areas.json") is None


def test_the_same_text_keeps_its_address_and_another_text_gets_another():
    first = static_files.publish("areas.json", "1")
    assert static_files.publish("areas.json", "1") == first
    assert static_files.publish("areas.json", "2") != first


def test_only_the_newest_texts_are_kept():
    names = [static_files.publish("areas.json", str(number)).split("/")[-1] for number in range(static_files.MOST + 2)]
    assert [static_files.published(name) for name in names[:3]] == [None, None, "2"]
    static_files.publish("areas.json", "2")
    static_files.publish("areas.json", "one more")
    assert static_files.published(names[2]) == "2"
    assert static_files.published(names[3]) is None


def test_an_asset_has_the_address_of_an_existing_file_marked_with_its_content():
    assert re.fullmatch(r"app/static/map/map\.js\?v=[0-9a-f]{12}", static_files.asset("map/map.js"))
    assert static_files.asset("map/map.js").split("=")[1] != static_files.asset("map/map.css").split("=")[1]
    assert static_files.asset_file("map/map.js").is_file()


def test_what_the_map_page_loads_is_there():
    for path in (
        "css/base.css",
        "css/kort.css",
        "icon.svg",
        "map/map.css",
    ):
        assert static_files.asset_file(path).is_file(), path


@pytest.mark.parametrize("name", static_files.SCRIPTS)
def test_a_set_of_scripts_has_one_address_marked_with_the_content_of_each(name, monkeypatch, tmp_path):
    address, text = static_files.script.__wrapped__(name), static_files.script_text(name)
    assert re.fullmatch(rf"app/static/scripts/{name}\.js\?v=[0-9a-f]{{12}}", address)
    shutil.copytree(static_files.STATIC / "map", tmp_path / "map")
    monkeypatch.setattr(static_files, "STATIC", tmp_path)
    assert static_files.script.__wrapped__(name) == address
    for part in static_files.SCRIPTS[name]:
        script = tmp_path / "map" / f"{part}.js"
        assert script.read_text(encoding="utf-8") in text
        script.write_text(script.read_text(encoding="utf-8") + "// changed\n", encoding="utf-8")
        assert static_files.script.__wrapped__(name) != address
        address = static_files.script.__wrapped__(name)


def test_no_style_sheet_or_script_of_ours_names_another_host():
    """Namespaces of SVG are names, not addresses that anyone asks."""
    for path in (*static_files.STATIC.glob("css/*.css"), *static_files.STATIC.glob("map/*")):
        text = path.read_text(encoding="utf-8").replace("http://www.w3.org/2000/svg", "")
        assert not re.search(r"https?://", text), path.name


def test_no_style_sheet_has_what_the_page_takes_for_markup() -> None:
    """Streamlit cleans the HTML it is given, and takes a style with a ``<`` in it away as a whole."""
    sheets = sorted((static_files.STATIC / "css").glob("*.css"))
    assert sheets
    assert [sheet.name for sheet in sheets if "<" in sheet.read_text(encoding="utf-8")] == []


def test_a_page_names_its_style_sheets_in_order_and_sends_none() -> None:
    addresses = static_files.style_addresses("kort")
    assert [re.sub(r"\?v=[0-9a-f]{12}$", "", address) for address in addresses] == [
        f"app/static/css/{name}.css" for name in ("marks", "base", "kort", "paper")
    ]
    element = static_files.fetched(*addresses)
    assert [element.index(address) for address in addresses] == sorted(element.index(address) for address in addresses)
    assert len(element) < 400
