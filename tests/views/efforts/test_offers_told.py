"""Offers in words: near a place with none, one and several, all of them, and what the table hides."""

from __future__ import annotations

import pytest

from sikkerby_geo.domain.offers.known import offers_of
from sikkerby_geo.facts.efforts import KIND
from sikkerby_geo.views.efforts.offers import Neighbourhood, neighbourhoods, offers_say, offers_sheet, shown_offers

OURS = "Listen er det, vi har fundet nævnt"


def says(atlas, kind: str | None, near: str | None) -> tuple[str, ...]:
    where = neighbourhoods(atlas)[near] if near else None
    return offers_say(atlas, KIND[kind] if kind else None, where)


def test_none_found_near_a_quarter_is_said_as_ours(atlas):
    first, *rest = says(atlas, "playground", "Møllehaven")
    assert first == (
        "Vi har ikke fundet noget tilbud af slagsen bemandet legeplads i Møllehaven (Møllehøj). "
        f"{OURS} i kilderne; der kan være tilbud, vi ikke kender."
    )
    assert rest == ["Af andre slags er 1 tilbud nævnt i Møllehaven (Møllehøj): Klubben på Møllehøj."]


def test_where_none_of_a_kind_is_found_those_of_other_kinds_are_named(atlas):
    assert says(atlas, "playground", "bakken")[1] == "Af andre slags er 1 tilbud nævnt i Bakken: Bakkeklubben."


def test_one_and_several_are_named_and_what_has_no_place_is_counted_apart(atlas):
    first, *rest = says(atlas, None, "bakken")
    assert first.startswith("Vi har fundet 1 tilbud i Bakken: Bakkeklubben.")
    assert first.endswith("om det findes i dag, er ikke oplyst.")
    assert rest == ["Ét tilbud gælder hele byen uden nævnte steder.", "Ét tilbud står uden område i kilden."]


def test_several_are_one_sentence(atlas):
    both = frozenset({"bakken", "havnen"})
    where = Neighbourhood("Nord og syd", both, "Nord og syd")
    said = offers_say(atlas, None, where)[0]
    assert said.startswith("Vi har fundet 2 tilbud i Nord og syd: Bakkeklubben og Havnens legeplads.")
    assert said.endswith("om de findes i dag, er ikke oplyst.")


def test_a_quarter_known_only_roughly_says_so(atlas):
    assert neighbourhoods(atlas)["Nordlund"].words == "Nordlund (omtrent Dalum og Ydre Lund)"


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        (None, "Vi har fundet 7 tilbud nævnt i kilderne; stedet kendes for 2. Om de findes i dag, er ikke oplyst."),
        ("library", "Vi har fundet 1 tilbud nævnt i kilderne af slagsen bibliotek; stedet kendes for 0. Om det findes"),
        ("cemetery", f"Vi har ikke fundet noget tilbud af slagsen kirkegård. {OURS} i kilderne;"),
    ],
)
def test_the_whole_list_says_how_many_have_a_place(atlas, kind, words):
    (said,) = says(atlas, kind, None)
    assert said.startswith(words)


def test_the_table_holds_every_offer_and_links_the_one_that_repeats_an_effort(atlas):
    sheet = offers_sheet(atlas, shown_offers(atlas, None, None))
    assert {row["name"].text for row in sheet.rows} == {offer.name for offer in offers_of(atlas)}
    linked = next(row["note"] for row in sheet.rows if row["name"].text == "Klubben på Møllehøj")
    assert linked.text == "Samme som »Klubber med lang åbningstid« i listen over indsatser"
    hidden = next(row["where"] for row in sheet.rows if row["name"].text == "Værested for 18+")
    assert (hidden.text, hidden.quiet) == ("Indre Lund", "vises kun med sit område")
    club = next(row for row in sheet.rows if row["name"].text == "Bakkeklubben")
    assert club["target"].plain == "Unge 14-18 år – Åbent: Fredag til kl. 23"
    assert (club["owner"].text, club["status"].plain) == ("BUF", "i drift – dokumenteret i 2010")
    assert all(row["source"].text and row["status"].text for row in sheet.rows)
