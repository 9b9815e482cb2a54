"""An ordered page as files: a tagged PDF (PDF/UA-1) and a DOCX to write on in."""

from __future__ import annotations

from datetime import date

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.facts.characters import without
from sikkerby_geo.text import t
from sikkerby_geo.views.base.document_parts import part_data
from sikkerby_geo.views.base.prints import PX_PER_MM, compile_print, picture
from sikkerby_geo.views.map.printed.drawing import alt_text, svg_map
from sikkerby_geo.views.map.printed.sizes import PAPER
from sikkerby_geo.views.one_page.content import content_of
from sikkerby_geo.views.one_page.order import Order

MAP_MM = 165
"""Width of the map with its legend."""


def one_page_pdf(atlas: Atlas, order: Order, *, link: str, printed: date) -> bytes:
    """The page as A4; it reaches Typst as data, so that no word of the reader's is ever read as markup."""
    found = content_of(atlas, order, link=link, day=printed)
    return compile_print(
        "one_page.typ",
        {
            "kicker": t("one_page.kicker"),
            "sentence": found.sentence,
            "certainty": found.certainty,
            "map": _map(atlas, order) if found.with_map else None,
            "map_mm": MAP_MM,
            "place": found.place,
            "parts": [part_data(part) for part in found.parts],
            "efforts": part_data(found.efforts) if found.efforts else None,
            "notes": [*found.caveats, *found.sources, *filter(None, (found.link,))],
        },
        title=found.title,
        version=atlas.version,
        printed=printed,
    )


def _map(atlas: Atlas, order: Order) -> dict[str, str]:
    return picture(_drawing(atlas, order), alt_text(atlas, order.choice))


def _drawing(atlas: Atlas, order: Order) -> str:
    return svg_map(atlas, order.choice, width=MAP_MM * PX_PER_MM, size=PAPER, legend=True)


def one_page_docx(atlas: Atlas, order: Order, *, link: str, printed: date) -> bytes:
    """The page as a document to go on writing in: paragraphs, tables with their heads, and the map as a picture."""
    from sikkerby_geo.views.base.documents import (  # not at a start
        add_part,
        add_picture,
        add_small,
        new_document,
        packed,
    )

    found = content_of(atlas, order, link=link, day=printed)
    document = new_document(found.title, printed)
    document.add_heading(without(found.title), level=1)
    for words in filter(None, (found.sentence, found.certainty, found.place)):
        document.add_paragraph(without(words))
    if found.with_map:
        add_picture(document, _drawing(atlas, order), alt_text(atlas, order.choice), MAP_MM)
    for part in (*found.parts, *filter(None, (found.efforts,))):
        add_part(document, part)
    document.add_heading(t("one_page.small_print"), level=2)
    for words in filter(None, (*found.caveats, *found.sources, found.link, found.day)):
        add_small(document, words)
    return packed(document, printed)
