"""Byg én side: what is ticked stands in the PDF and in the document, with caveats, sources, link and date."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date
from zipfile import ZipFile

import pytest
from docx import Document
from pypdf import PdfReader

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.facts.thresholds import CLEAR_UNDER
from sikkerby_geo.text import t
from sikkerby_geo.views.one_page.content import content_of
from sikkerby_geo.views.one_page.files import one_page_docx, one_page_pdf
from sikkerby_geo.views.one_page.order import CHANGES, EFFORTS, LIST, MAP, PARTS, Order
from tests.views.asking import UNDER_85, choose, danish

DAY = date(2019, 11, 27)
LINK = "https://by.example/"
HOSTILE = '#import "x" *b* _c_ $x$ \\d <e> @f [x](y) {{ 7 * 7 }} =1+1 \x00\x1b\u202e'
MARKS = {
    MAP: danish("over 20~%"),
    LIST: "16–27",
    CHANGES: "2016 til 2017",
    EFFORTS: "Møllevej, belysning",
}
"""Words that only a part brings along; the map is drawn, so its legend is looked for in the document's alternative."""


def order_of(atlas: Atlas, *parts: str, heading: str = "") -> Order:
    choice = choose(2017, place_id="moellehoej")
    return Order(choice, parts, 2016, atlas.places["moellehoej"], heading)


def pdf_of(atlas: Atlas, order: Order) -> PdfReader:
    return PdfReader(io.BytesIO(one_page_pdf(atlas, order, link=LINK, printed=DAY)))


def letters(text: str) -> str:
    return "".join(sign for sign in text if sign.isalnum())


def words_of(reader: PdfReader) -> str:
    return letters("".join(page.extract_text() for page in reader.pages))


def docx_of(atlas: Atlas, order: Order):
    return Document(io.BytesIO(one_page_docx(atlas, order, link=LINK, printed=DAY)))


def words_in(document) -> str:
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


def test_the_page_follows_what_is_called_clear_and_says_so_where_it_is_not_as_usual(atlas: Atlas) -> None:
    judged = atlas.under(CLEAR_UNDER["large_design_effect"])
    order = Order(choose(2025, UNDER_85), (LIST,), 2024)
    usual, other = (content_of(each, order, link="", day=DAY) for each in (atlas, judged))
    condition = t("clear.condition.large_design_effect")
    assert condition in other.certainty
    assert condition not in usual.certainty
    assert condition.replace("\u00a0", " ") in words_in(docx_of(judged, order)).replace("\u00a0", " ")
    assert usual.parts[0].rows != other.parts[0].rows


def test_the_whole_page_is_one_tagged_danish_sheet(atlas: Atlas) -> None:
    reader = pdf_of(atlas, order_of(atlas, *PARTS, heading="Til mødet i Møllehøj"))
    assert len(reader.pages) == 1
    root = reader.trailer["/Root"]
    assert root["/Lang"] == "da-DK"
    assert root["/MarkInfo"]["/Marked"]
    assert "pdfuaid" in root["/Metadata"].get_data().decode()
    assert reader.metadata.title == "Til mødet i Møllehøj"


@pytest.mark.parametrize("part", [LIST, CHANGES, EFFORTS])
def test_what_is_ticked_is_there_and_nothing_else(atlas: Atlas, part: str) -> None:
    found = words_of(pdf_of(atlas, order_of(atlas, part)))
    written = words_in(docx_of(atlas, order_of(atlas, part)))
    for other, words in MARKS.items():
        if other not in (MAP, LIST) or part is other:
            assert (letters(words) in found) is (other is part)
            assert (words in written) is (other is part)


def test_caveats_sources_years_uncertainty_date_and_link_are_on_it(atlas: Atlas) -> None:
    order = order_of(atlas, MAP, CHANGES)
    found, written = words_of(pdf_of(atlas, order)), words_in(docx_of(atlas, order))
    for words in (
        danish("I Møllehøj følte 21~% sig utrygge i nabolaget i 2017 (95~%-interval 16–27~%"),
        "Tryghedsundersøgelsen, Legeby (Legeby Kommune)",
        "Klart = mere, end den statistiske usikkerhed kan forklare.",
        t("cells.tested"),
        f"Samme visning: {LINK}",
        "27. november 2019",
    ):
        assert letters(words) in found
        assert words in written


def test_list_and_changes_are_one_table(atlas: Atlas) -> None:
    (table,) = docx_of(atlas, order_of(atlas, LIST, CHANGES)).tables
    head, *rows = [[cell.text for cell in row.cells] for row in table.rows]
    assert head == ["Område", "2016", "2017", "Ændring", "Grænsen 2017"]
    assert len(rows) == len(atlas.places.at(choose(2017).level))
    assert ["Møllehøj", danish("17~% (13–22~%)"), danish("21~% (16–27~%)"), "ingen klar ændring"] in [
        row[:4] for row in rows
    ]


def test_the_map_of_the_document_has_its_words(atlas: Atlas) -> None:
    document = docx_of(atlas, order_of(atlas, MAP))
    (drawn,) = document.inline_shapes
    assert drawn._inline.docPr.get("descr").startswith("Kort over")
    assert document.core_properties.language == "da-DK"


def test_a_readers_words_are_never_read_as_markup(atlas: Atlas) -> None:
    order = order_of(atlas, CHANGES, heading=HOSTILE)
    assert letters('#import "x" *b* _c_ $x$ \\d <e> @f [x](y) {{ 7 * 7 }} =1+1') in words_of(pdf_of(atlas, order))
    assert docx_of(atlas, order).paragraphs[0].text.strip() == HOSTILE[:-3].strip()


def test_without_an_own_heading_the_sentence_of_the_map_stands_first(atlas: Atlas) -> None:
    order = order_of(atlas, LIST)
    assert docx_of(atlas, order).paragraphs[0].text.startswith("I 2017 lå")
    assert docx_of(atlas, replace(order, heading="Eget")).paragraphs[0].text == "Eget"


def test_the_same_page_gives_the_same_file(atlas: Atlas) -> None:
    order = order_of(atlas, LIST)
    made = one_page_docx(atlas, order, link=LINK, printed=DAY)
    assert made == one_page_docx(atlas, order, link=LINK, printed=DAY)
    with ZipFile(io.BytesIO(made)) as parts:
        assert {part.date_time for part in parts.infolist()} == {(DAY.year, DAY.month, DAY.day, 0, 0, 0)}
