"""A label with data in it: Markdown shows every sign of it and makes nothing of it."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sikkerby_geo.ui.frame.labels import plain


@pytest.mark.parametrize(
    "text",
    [
        "a\n\n![x](http://evil.test/a.png)",
        "a\r\r![x](http://evil.test/a.png)",
        "# x",
        "1. x",
        "- x",
        "www.evil.test",
        "http://evil.test",
        "a@evil.test",
        ":red[x] $x$ :material/home: <b>",
        "| a |\n|---|\n| b |",
        "\\![x](y)",
    ],
)
def test_nothing_in_a_label_is_read_as_markdown(text):
    written = plain(text)
    assert "\n" not in written
    assert "\r" not in written
    assert not re.search(r"(?<!\\)(?:\\\\)*[!-/:-@\[\]-`{-~]", written)


@given(st.text())
def test_a_label_says_what_it_was_given_on_one_line(text):
    assert re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", plain(text)) == " ".join(text.split())
