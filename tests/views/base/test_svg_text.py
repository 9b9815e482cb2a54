"""Text widths and line breaks of SVG text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from PIL import ImageFont

from sikkerby_geo.text import NO_BREAK_SPACE
from sikkerby_geo.views.base.svg_text import FONTS, text_width, wrap

WORDS = st.lists(st.text("abcæøåÆ13%–", min_size=1, max_size=14), min_size=1, max_size=30)


@given(words=WORDS, width=st.floats(20, 400))
def test_wrapping_keeps_every_word_in_order_and_no_line_wider_than_it_must_be(words, width):
    lines = wrap(" ".join(words), width, 12)
    assert " ".join(lines).split(" ") == words
    assert all(text_width(line, 12) <= width or " " not in line for line in lines)


def test_a_figure_never_parts_from_its_per_cent_sign():
    lines = wrap(f"Bispebjerg{NO_BREAK_SPACE}18{NO_BREAK_SPACE}% og Valby{NO_BREAK_SPACE}13{NO_BREAK_SPACE}%", 60, 13)
    assert lines == [
        f"Bispebjerg{NO_BREAK_SPACE}18{NO_BREAK_SPACE}%",
        "og",
        f"Valby{NO_BREAK_SPACE}13{NO_BREAK_SPACE}%",
    ]


def test_widths_grow_with_size_and_weight():
    assert text_width("Ydre Nørrebro", 26) == 2 * text_width("Ydre Nørrebro", 13)
    assert (
        text_width("Ydre Nørrebro", 13, 400)
        < text_width("Ydre Nørrebro", 13, 600)
        < text_width("Ydre Nørrebro", 13, 700)
    )


@given(text=st.text("AVTLaåÆføj13 %–»«≤é\u0301\u00ad", max_size=60), weight=st.sampled_from((400, 600, 700)))
def test_a_text_added_up_sign_by_sign_is_as_wide_as_the_typeface_sets_it(text, weight):
    face = {400: "Regular", 600: "Semibold", 700: "Bold"}[weight]
    font = ImageFont.truetype(FONTS / f"SourceSans3-{face}.otf", 200, layout_engine=ImageFont.Layout.BASIC)
    assert text_width(text, 200, weight) == font.getlength(text)


def test_the_fonts_lie_with_their_licence():
    files = {path.name for path in FONTS.iterdir()}
    assert {f"SourceSans3-{face}.otf" for face in ("Regular", "Semibold", "Bold", "It")} <= files
    assert "SIL OPEN FONT LICENSE" in (FONTS / "LICENSE.md").read_text(encoding="utf-8")
