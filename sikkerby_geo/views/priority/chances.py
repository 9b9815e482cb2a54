"""The ranking as chances: of the first place and of the first few, and what to expect of the place that was picked."""

from __future__ import annotations

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.figures.pooling import pooled_shares
from sikkerby_geo.facts import priority as registry
from sikkerby_geo.facts.areas import Level
from sikkerby_geo.text import number, t, tight
from sikkerby_geo.views.base import figures
from sikkerby_geo.views.base.pooled import chance_words, pooled_words
from sikkerby_geo.views.base.sheet import Column, Entry, Prose, Sheet
from sikkerby_geo.views.priority.ask import Answer


def winner_words(atlas: Atlas, answer: Answer) -> str:
    """What is to be expected of the area that was picked because it was worst; empty where that cannot be said.

    The winner's curse: of thirteen measured shares the lowest is low partly by chance. The pooled share is the best
    guess at the true one.
    """
    first = answer.rows[0]
    found = pooled_shares(atlas, answer.ask.family.main_id, Level.SURVEY_AREA, answer.ask.year)
    if first.place_id not in found:
        return ""
    cell = atlas.observation(answer.ask.family.main_id, first.place_id, answer.ask.year)
    name = tight(atlas.places[first.place_id].name)
    return t("chances.winner", name=name, figure=figures.short(cell), value=pooled_words(found[first.place_id]))


def chance_blocks(atlas: Atlas, answer: Answer) -> tuple[Prose | Sheet, ...]:
    """What is to be expected of the first, and every area's chance of the first place and of the first few."""
    few = number(registry.FIRST_FEW.value)
    rows = tuple(
        {
            "rank": Entry(str(row.rank)),
            "place": Entry(atlas.places[row.place_id].name),
            "first": Entry(chance_words(row.first)),
            "first_few": Entry(chance_words(row.first_few)),
        }
        for row in answer.rows
    )
    heads = {name: t(f"chances.{name}", few=few) for name in ("rank", "place", "first", "first_few")}
    sheet = Sheet(
        f"chancer-{answer.ask.family_id}-{answer.ask.year}",
        t("chances.caption", year=answer.ask.year),
        tuple(Column(name, head) for name, head in heads.items()),
        rows,
    )
    read = t("chances.read", draws=number(registry.DRAWS.value), few=few)
    return Prose((read,), heading=t("chances.heading")), sheet
