"""Who came onto a rule's list and who left it, worked out from the flags of two years."""

from __future__ import annotations

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.goals.rule_moves import rule_moves
from sikkerby_geo.facts.areas import Level
from sikkerby_geo.facts.rules import LONG_RULE


def test_every_place_is_new_left_stayed_unknown_or_was_never_on_the_list(atlas: Atlas) -> None:
    """2016: Møllehøj and Dalum over 10 %; 2017: Ydre Lund, Indre Lund and Kongens Mose, too."""
    found = rule_moves(atlas, LONG_RULE, Level.SURVEY_AREA, 2016, 2017)
    assert found is not None
    assert {place.place_id for place in found.new} == {"ydre-lund", "indre-lund", "kongens-mose"}
    assert {place.place_id for place in found.stayed} == {"moellehoej", "dalum"}
    assert (found.left, found.unknown) == ((), ())
    back = rule_moves(atlas, LONG_RULE, Level.SURVEY_AREA, 2017, 2016)
    assert back is not None
    assert (back.left, back.new, back.stayed) == (found.new, (), found.stayed)


def test_where_only_some_are_decided_the_others_are_unknown(atlas: Atlas) -> None:
    found = rule_moves(atlas, LONG_RULE, Level.SURVEY_AREA, 2018, 2019)
    assert found is not None
    assert len(found.unknown) == 10
    assert rule_moves(atlas, LONG_RULE, Level.SURVEY_AREA, 2023, 2024) is None
