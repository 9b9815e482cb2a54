"""Names as words to search by: however Danish letters, short forms and initials are written, the words are the same."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sikkerby_geo.facts.name_words import SHORT, name_words

NAMES = st.text(alphabet="abcehoæøåÆØÅé .-/’", max_size=24)
SPELLINGS = [{"ø": "oe", "å": "aa"}, {"ø": "o", "å": "a"}, {"ø": "oe", "å": "a"}, {"ø": "o", "å": "aa"}, {"ø": "ö"}]


@given(NAMES, st.sampled_from(SPELLINGS))
def test_a_name_without_its_danish_letters_has_the_same_words(name: str, spelling: dict[str, str]):
    ascii_name = name.casefold().replace("æ", "ae")
    for letter, written in spelling.items():
        ascii_name = ascii_name.replace(letter, written)
    assert name_words(ascii_name) == name_words(name)


@given(st.text(max_size=40))
def test_folding_what_is_folded_changes_nothing(name: str):
    words = name_words(name)
    assert name_words(" ".join(words)) == words


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("H.C. Lunds Allé", ("hc", "lunds", "alle")),
        ("HC Lunds alle", ("hc", "lunds", "alle")),
        ("h. c. lunds  ALLÉ", ("hc", "lunds", "alle")),
        ("Gl.Havnevej", ("gammel", "havnevej")),
        ("Skovby-Hede", ("skovby", "hede")),
        ("Annæ's Plads", ("annaes", "plads")),
        ("3000-3499", ("3000", "3499")),
        ("København N", ("kobenhavn", "n")),
        (" – ", ()),
    ],
)
def test_the_words_of_a_name(written: str, words: tuple[str, ...]):
    assert name_words(written) == words


def test_short_forms_are_folded_words():
    for short, word in SHORT.items():
        assert name_words(short) == name_words(word) == (word,)
