"""What a text may hold: decided once, and the same for every door."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sikkerby_geo.facts.characters import refused, shown, without

OUT = {
    "a control": "\x00\x01\x08\x0b\x0c\x1b\x1f\x7f\x85\x9f",
    "a line end nobody sees": "\u2028\u2029",
    "a turn of the text": "\u061c\u200e\u200f\u202a\u202d\u202e\u2066\u2069",
    "half a character": "\ud800\udbff\udc00\udfff",
    "no character": "\ufdd0\ufdef\ufffe\uffff\U0001fffe\U0010ffff",
}
IN = "Ærø, »Kgs. Enghave« – ≤ 10\u00a0%\t\r\n😀👍🏽 co\u00adop \u200d\ufe0f ١ Ω 漢 \ue000"


@pytest.mark.parametrize("sign", "".join(OUT.values()), ids=lambda sign: f"U+{ord(sign):04X}")
def test_what_nobody_can_see_or_no_file_can_hold_is_refused_and_named(sign):
    assert refused(f"a{sign}b{sign}") == (f"U+{ord(sign):04X}",)
    assert shown(f"a{sign}b") == f"a[U+{ord(sign):04X}]b"
    assert without(f"a{sign}b") == "ab"


def test_what_people_write_is_let_in():
    assert refused(IN) == ()
    assert shown(IN) == without(IN) == IN


@given(st.text(st.characters(codec=None)))
def test_what_is_left_is_let_in_and_can_be_stored(text):
    for kept in (without(text), shown(text)):
        assert not refused(kept)
        kept.encode("utf-8")
        assert not [sign for sign in kept if unicodedata.category(sign) == "Cc" and sign not in "\t\r\n"]
