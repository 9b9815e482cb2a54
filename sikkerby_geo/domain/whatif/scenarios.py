"""Scenarios kept side by side: at most three, each with a letter and a name, none of them twice."""

from __future__ import annotations

from dataclasses import dataclass, replace

from sikkerby_geo.domain.whatif.drawings import Drawing
from sikkerby_geo.facts.problems import SikkerByError

LETTERS = ("A", "B", "C")
MOST_NAME = 60
"""Characters a name may have."""


@dataclass(frozen=True)
class Kept:
    """A drawing the reader kept; ``version`` is the data version its figures were last seen with."""

    letter: str
    name: str
    drawing: Drawing
    version: str


def tidy_name(name: str) -> str:
    """A name on one line, without control characters and cut to length."""
    plain = "".join(character if character.isprintable() else " " for character in name)
    return " ".join(plain.split())[:MOST_NAME].strip()


def keep(kept: tuple[Kept, ...], drawing: Drawing, *, name: str, version: str, letter: str = "") -> tuple[Kept, ...]:
    """The scenarios with one more, under ``letter`` if it is free, else under the first free one.

    Raises
    ------
    SikkerByError
        The area is kept already, or there are three.
    """
    same = next((each for each in kept if each.drawing == drawing), None)
    if same is not None:
        raise SikkerByError("scenario.kept_already", letter=same.letter, name=same.name)
    free = [each for each in LETTERS if each not in {other.letter for other in kept}]
    if not free:
        raise SikkerByError("scenario.full", most=len(LETTERS))
    chosen = letter if letter in free else free[0]
    more = (*kept, Kept(chosen, tidy_name(name), drawing, version))
    return tuple(sorted(more, key=lambda each: each.letter))


def rename(kept: tuple[Kept, ...], letter: str, name: str) -> tuple[Kept, ...]:
    """The scenarios with another name for one of them."""
    return tuple(replace(each, name=tidy_name(name)) if each.letter == letter else each for each in kept)


def remove(kept: tuple[Kept, ...], letter: str) -> tuple[Kept, ...]:
    """The scenarios without one; the others keep their letters."""
    return tuple(each for each in kept if each.letter != letter)
