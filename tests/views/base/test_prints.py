"""Printed documents: tagged, titled, in Danish, and never a word read as markup."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from datetime import date

import pytest
import typst
from pypdf import PdfReader

from sikkerby_geo.domain.atlas import build_atlas
from sikkerby_geo.facts.areas import Level
from sikkerby_geo.facts.efforts import OVERLAYS
from sikkerby_geo.views.base.choice import Choice
from sikkerby_geo.views.base.prints import compile_print, danish_date, picture
from sikkerby_geo.views.map.files import map_sheet
from sikkerby_geo.views.map.printed.drawing import alt_text, caption_of
from sikkerby_geo.views.map.table import facts_table

OF_2017 = Choice(2017, "insecure_neighbourhood", "over_10_insecure", Level.SURVEY_AREA)
PRINTED = date(2025, 11, 22)
A4_LANDSCAPE = (842, 595)
MARKUP = r"#strong[A] *b* _c_ $x$ \d <e> @f `g` // h /* i */ = #import"


def opened(document: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(document))


def plain(text: str) -> str:
    """Text without regard to spaces, line ends and the kind of hyphen: a PDF has its own."""
    return "".join(text.replace("\u2011", "-").replace("\u00ad", "").split()).replace("\u00a0", "")


def words_of(document: bytes) -> str:
    return plain("".join(page.extract_text() for page in opened(document).pages))


def structure(reader: PdfReader) -> list[dict]:
    """Every element of the structure tree."""
    found, waiting = [], [reader.trailer["/Root"]["/StructTreeRoot"]]
    while waiting:
        node = waiting.pop()
        if "/S" in node:
            found.append(node)
        children = node.get("/K", [])
        children = children if isinstance(children, list) else [children]
        waiting += [child.get_object() for child in children if hasattr(child.get_object(), "get")]
    return found


@pytest.fixture(scope="module")
def sheet(atlas):
    return map_sheet(atlas, OF_2017, printed=PRINTED)


def test_the_map_sheet_is_one_tagged_danish_page_with_a_title(atlas, sheet):
    reader = opened(sheet)
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"].startswith("da")
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert plain(reader.metadata.title) == plain(caption_of(atlas, OF_2017).title)
    assert "pdfuaid:part" in root["/Metadata"].get_data().decode()
    assert len(reader.pages) == 1
    box = reader.pages[0].mediabox
    assert (round(box.width), round(box.height)) == A4_LANDSCAPE


def test_the_map_has_its_words_and_the_table_its_heads(atlas, sheet):
    elements = structure(opened(sheet))
    kinds = [element["/S"] for element in elements]
    assert kinds.count("/H1") == 1
    assert kinds.count("/TH") == 4
    assert kinds.count("/TR") == 14
    (figure,) = [element for element in elements if element["/S"] == "/Figure"]
    assert plain(figure["/Alt"]) == plain(alt_text(atlas, OF_2017))


def test_the_text_is_there_to_be_selected(atlas, sheet):
    text = words_of(sheet)
    caption = caption_of(atlas, OF_2017)
    for wanted in (caption.title, caption.certainty, *caption.sources, "22. november 2025", "Sikker By", atlas.version):
        assert plain(wanted) in text, wanted
    for row in facts_table(atlas, OF_2017).itertuples():
        assert plain(f"{row.place}{row.figure}{row.interval}") in text, row.place


def test_the_typeface_is_ours(sheet):
    fonts = opened(sheet).pages[0]["/Resources"]["/Font"]
    names = {font.get_object()["/BaseFont"] for font in fonts.values()}
    assert names
    assert all("SourceSans3" in name for name in names)


def test_the_same_sheet_is_the_same_bytes(atlas, sheet):
    assert map_sheet(atlas, OF_2017, printed=PRINTED) == sheet


@pytest.mark.parametrize("level", list(Level))
def test_a_sheet_is_one_page_even_with_every_overlay(atlas, level):
    """With the longest table: bounds, changes and reported crime in every row; and with no figure at all."""
    overlays = tuple(overlay.overlay_id for overlay in OVERLAYS)
    for year in (2013, 2017):
        choice = replace(OF_2017, year=year, level=level, overlays=overlays, every_year=True)
        assert len(opened(map_sheet(atlas, choice, printed=PRINTED)).pages) == 1


def tints(document: bytes) -> list[tuple[str, ...]]:
    """The colours a page sets that are no grey, as red, green and blue."""
    content = opened(document).pages[0].get_contents().get_data().decode("latin-1")
    colours = re.findall(r"([\d.]+) ([\d.]+) ([\d.]+) (?:scn|SCN)\b", content)
    return [colour for colour in colours if len({round(float(part), 3) for part in colour}) > 1]


def test_a_grey_sheet_has_no_colour(atlas, sheet):
    assert tints(sheet)
    assert tints(map_sheet(atlas, OF_2017, printed=PRINTED, grey=True)) == []


def test_a_name_that_is_markup_is_printed_as_it_stands(snapshot):
    areas = snapshot.table("areas").copy()
    areas.loc[areas.area_id == "moellehoej", ["area_name", "short_name"]] = MARKUP
    hostile = build_atlas(replace(snapshot, tables={**snapshot.tables, "areas": areas}), "hostile")
    document = map_sheet(hostile, OF_2017, printed=PRINTED)
    assert plain(MARKUP) in words_of(document)
    assert plain(MARKUP) in plain(opened(document).metadata.title)


def test_a_picture_without_words_is_refused(atlas):
    svg = "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><path d='M0 0H9V9Z'/></svg>"
    data = {
        "certainty": "",
        "map": picture(svg, "En trekant."),
        "map_mm": 20,
        "table_title": "Tal",
        "head": ["a"],
        "rows": [["1"]],
        "notes": [],
        "sources": [],
    }
    given = {"title": "Prøve", "version": "0123456789", "printed": PRINTED}
    document = compile_print("map_sheet.typ", data, **given)
    assert "Data01234567." in words_of(document)
    with pytest.raises(typst.TypstError):
        compile_print("map_sheet.typ", {**data, "map": {"svg": svg, "alt": None}}, **given)


def test_dates_are_danish():
    assert danish_date(PRINTED) == "22. november 2025"
    assert danish_date(date(2025, 5, 1)) == "1. maj 2025"
