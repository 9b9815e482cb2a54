"""A memo with signs our typeface does not have is a page all the same, and says what stands in their place."""

from __future__ import annotations

from datetime import date
from io import BytesIO

from pypdf import PdfReader

from sikkerby_geo.text import t
from sikkerby_geo.views.base.svg_text import BLANK
from sikkerby_geo.views.priority.memo import Memo, memo_pdf

PRINTED = date(2019, 5, 2)


def test_emoji_in_the_words_of_a_memo_are_boxes_and_the_page_says_so(atlas, answer):
    memo = Memo(answer.rows[0].place_id, "✓ 😀 lys\tog træer\r\nmere", "Åse 👍🏽")
    pages = PdfReader(BytesIO(memo_pdf(atlas, answer, memo, printed=PRINTED))).pages
    words = " ".join(pages[0].extract_text().split())
    assert f"{BLANK} lys og træer" in words
    assert t("print.unprinted", sign=BLANK) in words
    plain = memo_pdf(atlas, answer, Memo(memo.place_id, "lys"), printed=PRINTED)
    assert BLANK not in PdfReader(BytesIO(plain)).pages[0].extract_text()
