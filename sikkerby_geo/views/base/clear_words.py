"""What is called clear, in words, wherever the reader has chosen something else than the usual."""

from __future__ import annotations

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.facts.thresholds import CLEAR_UNDER, USUAL
from sikkerby_geo.text import t


def name_of(atlas: Atlas) -> str:
    """The name of the assumptions under which an atlas calls something clear."""
    return next(name for name, assumed in CLEAR_UNDER.items() if assumed == atlas.assumed)


def choice_words(atlas: Atlas) -> str:
    """What has something called clear, as the switch names it."""
    return t(f"clear.choice.{name_of(atlas)}")


def clear_condition(atlas: Atlas) -> str:
    """The condition every strong word hangs on, as a sentence; empty where it is the usual one."""
    return "" if atlas.assumed == USUAL else t(f"clear.condition.{name_of(atlas)}")


def clear_in_short(atlas: Atlas) -> str:
    """The same in few words, where a line is all there is room for."""
    return "" if atlas.assumed == USUAL else t(f"clear.short.{name_of(atlas)}")


def clear_notes(atlas: Atlas) -> tuple[str, ...]:
    """The same among the notes of a picture or a file; none where it is the usual one."""
    return tuple(filter(None, (clear_condition(atlas),)))


def clear_column(atlas: Atlas) -> dict[str, str]:
    """The same as a column of a file; none where it is the usual one."""
    return {} if atlas.assumed == USUAL else {t("csv.clear"): choice_words(atlas)}
