"""Why another year, or level, is shown than the one before or the one asked for, in one sentence."""

from __future__ import annotations

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.figures.observations import MissingReason
from sikkerby_geo.domain.goals.newest import answers
from sikkerby_geo.text import t
from sikkerby_geo.views.base.choice import Choice


def moved_words(atlas: Atlas, asked: Choice, shown: Choice) -> str:
    """That nothing is known of the year asked for, or at its level, or that nobody was asked; and what is shown."""
    if shown.level is not asked.level:
        return t("moved.level", **_words(atlas, shown))
    cells = (
        atlas.observation(shown.indicator_id, place.place_id, asked.year) for place in atlas.places.at(shown.level)
    )
    unasked = all(cell.missing is MissingReason.NOT_ASKED for cell in cells)
    return t("moved.not_asked" if unasked else "moved.without", asked=asked.year, **_words(atlas, shown))


def changed_words(atlas: Atlas, before: Choice, shown: Choice) -> str:
    """That another figure brought its newest year along, and its level where it has none at the one before."""
    key = "moved.newest" if shown.level is before.level else "moved.level"
    return t(key, asked=before.year, **_words(atlas, shown))


def other_without_answers(asked: int, shown: int, choice: Choice) -> str:
    """That nothing is known of the year asked for as the one to compare with, and which it is compared with."""
    return t("moved.other", measure=t(f"indicator.{choice.indicator_id}.inline"), asked=asked, shown=shown)


def _words(atlas: Atlas, shown: Choice) -> dict[str, object]:
    places = len(atlas.places.at(shown.level))
    whole = (
        atlas.decided(shown.rule, shown.level, shown.year)
        if shown.rule
        else answers(atlas, shown.indicator_id, shown.level, shown.year)
    ) == places
    noun = t(f"level.{shown.level}.many")
    return {
        "measure": t(f"indicator.{shown.indicator_id}.inline"),
        "shown": shown.year,
        "noun": noun,
        "year": t("moved.whole", total=places, noun=noun) if whole else t("moved.part"),
    }
