"""Own words and addresses: a sign nobody sees is taken out and named, and a value is quoted so that it can be read."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sikkerby_geo.facts.characters import refused
from sikkerby_geo.ui.address import efforts as register_address
from sikkerby_geo.ui.address import every_page
from sikkerby_geo.ui.address import meeting as meeting_address
from sikkerby_geo.ui.address import priority as priority_address
from sikkerby_geo.views.whatif.typed import typed_corners

HIDDEN = "Nej\u202e til\x00 mere\u2066 lys\ufffe"
SIGNS = "U+202E, U+0000, U+2066, U+FFFE"


def committee(atlas) -> str:
    return next(iter(meeting_address.committees(atlas)))


def test_hidden_signs_in_a_meetings_own_words_are_taken_out_and_named(atlas):
    asked = meeting_address.parse({"udvalg": committee(atlas), "titel": HIDDEN, "spm1": HIDDEN}, atlas)
    assert asked.agenda.title == "Nej til mere lys"
    assert asked.agenda.questions == ("Nej til mere lys",)
    assert [SIGNS in message for message in asked.messages] == [True, True]


def test_hidden_signs_in_a_search_are_taken_out_and_named():
    choice, messages = register_address.parse({"soeg": HIDDEN}, ())
    assert choice.text == "Nej til mere lys"
    assert SIGNS in messages[0]


@pytest.mark.parametrize("name", ["aar", "sted", "regel", "tal", "niveau", "lag", "indsatsaar", "forslag"])
def test_an_unknown_value_is_quoted_with_what_it_hides(atlas, name):
    (message,) = every_page.parse({name: f"x{HIDDEN}"}, atlas).messages
    assert "[U+202E]" in message
    assert not refused(message)


typed = st.dictionaries(
    st.sampled_from(["aar", "udvalg", "titel", "spm1", "soeg", "vaegte", "side"]), st.text(st.characters(codec=None))
)


@settings(max_examples=50)
@given(typed)
def test_no_message_holds_what_is_not_let_in(atlas, query):
    query = {"udvalg": committee(atlas), **query}
    asked = meeting_address.parse(query, atlas)
    messages = [
        *asked.messages,
        *register_address.parse(query, ())[1],
        *priority_address.parse(query)[1],
    ]
    messages += typed_corners(query.get("titel", "")).faults
    assert not [message for message in messages if refused(message)]
    for words in (asked.agenda.title, *asked.agenda.questions) if asked.agenda else ():
        assert not refused(words)
