"""The hand-out on paper: one A4 page in black and grey as a tagged PDF."""

from __future__ import annotations

import re
from dataclasses import asdict
from datetime import date

from sikkerby_geo.text import t
from sikkerby_geo.views.base.prints import compile_print, picture
from sikkerby_geo.views.base.svg_text import printable
from sikkerby_geo.views.meeting.handout import Drawn, Handout

LONGEST_WORD = 29
"""Letters, the widest of which still fit a column of half the page; a longer word may break after each so many."""
MAY_BREAK = "\u200b"


def handout_pdf(handout: Handout, *, version: str, printed: date) -> bytes:
    """The hand-out as a PDF of one page; ``version`` is the data version. The same arguments give the same bytes."""
    data = {
        "kicker": handout.kicker,
        "own_title": _own(handout.own_title),
        "certainty": handout.certainty,
        "map": _drawn(handout.map),
        "key": [{**picture(svg, t("handout.swatch", words=words)), "words": words} for svg, words in handout.key],
        "rows_title": handout.rows_title,
        "columns": [t("handout.head_subject"), *handout.columns],
        "rows": [asdict(row) for row in handout.rows],
        "rows_note": handout.rows_note,
        "trend": _drawn(handout.trend),
        "efforts_title": handout.efforts_title,
        "efforts": list(handout.efforts),
        "gaps_title": t("handout.gaps"),
        "gaps": list(handout.gaps),
        "questions_title": t("handout.questions"),
        "questions": [_own(question) for question in handout.questions],
        "notes_title": t("handout.notes"),
        "sources": list(handout.sources),
        "qr": {**picture(handout.qr.svg, handout.qr.alt), "words": handout.qr.words},
    }
    return compile_print("handout.typ", data, title=handout.title, version=version, printed=printed, grey=True)


def _own(text: str) -> str:
    """What a reader typed, with signs our typeface has, and a place to break in words no line could hold."""
    return re.sub(rf"\S{{{LONGEST_WORD}}}(?=\S)", rf"\g<0>{MAY_BREAK}", printable(text))


def _drawn(drawn: Drawn) -> dict[str, str]:
    return {**picture(drawn.svg, drawn.alt), "title": drawn.title, "note": drawn.note}
