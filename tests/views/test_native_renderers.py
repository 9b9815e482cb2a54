"""Every character that is let in goes through every native renderer: none falls over, and none is lost in silence."""

from __future__ import annotations

import json
import unicodedata
from datetime import date
from io import BytesIO

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markupsafe import escape
from pypdf import PdfReader

from sikkerby_geo.facts.characters import refused
from sikkerby_geo.text import t
from sikkerby_geo.views.base.html import render
from sikkerby_geo.views.base.pictures import png
from sikkerby_geo.views.base.prints import compile_print, picture
from sikkerby_geo.views.base.svg_text import BLANK, printable, text_width, wrap
from sikkerby_geo.views.charts.card import svg_of

DAY = date(2019, 5, 2)
EMOJI = "✓ 😀 👩‍👩‍👧 👍🏽 🇩🇰"
CODE = '#let x = 1 \\ $x$ *fed* _x_ <b> @x "; {{9**(9**7)}} {% for a in b %} https://x.example [x](y) ]]> &amp;'
FEW = {"Lo": 40, "Cn": 1500, "Co": 3000}
"""Of these large kinds every so many signs is tried; of all others each."""

let_in = st.text(st.characters(codec="utf-8"), max_size=30).filter(lambda text: not refused(text))


def every_sign() -> list[str]:
    """The signs that are let in, in texts of 2,000; the large alphabets in samples."""
    counts: dict[str, int] = {}
    kept = []
    for code in range(0x110000):
        kind = unicodedata.category(chr(code))
        counts[kind] = counts.get(kind, 0) + 1
        if kind != "Cs" and counts[kind] % FEW.get(kind, 1) == 0 and not refused(chr(code)):
            kept.append(chr(code))
    return ["".join(kept[at : at + 2000]) for at in range(0, len(kept), 2000)]


def chart(text: str) -> str:
    """A text as a mark of a chart, as our charts set theirs."""
    spec = {
        "width": 80,
        "height": 30,
        "padding": 5,
        "config": {"aria": False, "font": "'Source Sans 3', sans-serif"},
        "data": {"values": [{"words": text, "x": 1}]},
        "mark": {"type": "text", "align": "left"},
        "encoding": {"text": {"field": "words"}, "x": {"field": "x", "type": "quantitative", "axis": None}},
    }
    return svg_of(json.dumps(spec, ensure_ascii=False))


def drawn(text: str) -> str:
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" width="60" height="20">'
        f'<text y="15" font-family="Source Sans 3">{escape(text)}</text></svg>'
    )


def printed(text: str) -> str:
    """A text on a page of ours, in words, in a table and in a picture; read out of the PDF again."""
    cell = {"svg": "", "alt": "", "title": text, "note": text}
    data = {
        "kicker": text,
        "certainty": text,
        "map": picture(drawn(text), f"A {text}"),
        "map_mm": 40,
        "table_title": f"A {text}",
        "head": [text, "x"],
        "rows": [[text, "x"]],
        "notes": [text],
        "sources": [text, cell["note"]],
    }
    pdf = compile_print("map_sheet.typ", data, title=f"A {text}", version="test", printed=DAY)
    return PdfReader(BytesIO(pdf)).pages[0].extract_text()


@pytest.mark.parametrize("text", every_sign(), ids=lambda text: f"U+{ord(text[0]):04X}")
def test_every_sign_that_is_let_in_can_be_measured_and_drawn(text):
    assert text_width(text, 12) > 0
    assert wrap(text, 100, 12)
    assert png(drawn(text), scale=0.2).startswith(b"\x89PNG")
    assert png(chart(text), scale=0.2).startswith(b"\x89PNG")


@settings(max_examples=12)
@given(let_in)
@example(EMOJI)
@example(CODE)
@example("a\n\n\r\n\tb\u0301 \u00ad\u200d\ufeff\ufffc\ue000")
def test_any_text_that_is_let_in_is_printed_and_drawn(text):
    assert png(chart(text), scale=0.2)
    assert str(escape(text)).split() == render("message.html", text=text).split(">", 1)[1].rsplit("<", 1)[0].split()
    page = printed(text)
    if BLANK in printable(text) and BLANK not in text:
        assert t("print.unprinted", sign=BLANK) in " ".join(page.split())


def test_what_looks_like_code_is_printed_as_written():
    assert "{{9**(9**7)}} {% for a in b %}" in " ".join(printed(CODE).split())
