"""What an intake says of a file: faults, questions and remarks, as data that the text floor tells in Danish.

Words of the intake: a *delivery* is a file someone brings; its *kind* (``facts/delivery_kinds.py``) says which table
of ours it fills. What a file cannot settle is a *question* with choices; the answers and the names of its columns are
the *recipe* of its source, kept for next year's file.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field

from shapely.geometry.base import BaseGeometry

from sikkerby_geo.facts.areas import Gazetteer


@dataclass(frozen=True)
class Where:
    """Where something stands: the sheet (blank in a file of one), the row as its program counts it, the column's head.

    ``row`` 0 is the file or sheet as a whole; ``column`` is the head as written, or a letter where there is none.
    """

    sheet: str = ""
    row: int = 0
    column: str = ""


@dataclass(frozen=True)
class Surroundings:
    """What a delivery is held against: the places, the known sources (title by id), and areas in EPSG:4326.

    ``key_figures`` are the names of those that may have values, by their ids.
    """

    places: Gazetteer
    sources: Mapping[str, str] = field(default_factory=dict)
    outlines: Mapping[str, BaseGeometry] = field(default_factory=dict)
    key_figures: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Fault:
    """One thing wrong in a delivery; ``kind`` names the sentence ``intake.fault.<kind>``, the rest fills it in.

    ``rows`` are the other rows it takes to see it (the first of two that are the same).
    """

    kind: str
    where: Where = field(default_factory=Where)
    value: str = ""
    allowed: str = ""
    rows: tuple[int, ...] = ()


@dataclass(frozen=True)
class Remark:
    """Something to know of a delivery that is no fault: a title, a note or a missing figure left out, axes turned.

    ``kind`` names the words ``intake.remark.<kind>``; nothing is passed over or altered without one.
    """

    kind: str
    where: Where = field(default_factory=Where)
    value: str = ""


@dataclass(frozen=True)
class Choice:
    """One answer to a question: the id a recipe keeps, and what it means (``intake.choice.<kind>`` with ``value``)."""

    choice_id: str
    kind: str
    value: str = ""


@dataclass(frozen=True)
class Question:
    """What the file cannot settle by itself.

    ``key`` is the same for next year's file (kind of question, and column or name): the recipe's answers are kept by
    it. ``kind`` names the sentence ``intake.question.<kind>``; ``example`` is a value as written; ``count`` is how
    many cells wait for the answer.
    """

    key: str
    kind: str
    where: Where
    example: str
    choices: tuple[Choice, ...]
    count: int = 1


@dataclass(frozen=True)
class Recipe:
    """How a source's files are to be read: which column is what, and the answers to the questions they raise.

    ``columns``: head as written → field of the kind, or blank for a column nobody needs. ``answers``: key of a
    question → id of a choice.
    """

    kind: str = ""
    source: str = ""
    columns: Mapping[str, str] = field(default_factory=dict)
    answers: Mapping[str, str] = field(default_factory=dict)

    def answered(self, key: str) -> str:
        """The answer to a question; blank where there is none yet."""
        return self.answers.get(key, "")

    def with_answers(self, answers: Mapping[str, str]) -> Recipe:
        """The recipe with more answers, or others."""
        return Recipe(self.kind, self.source, self.columns, {**self.answers, **answers})

    def as_json(self) -> str:
        """The recipe as text to keep: the same recipe is the same text."""
        return json.dumps(self.as_object(), ensure_ascii=False, indent=1, sort_keys=True)

    def as_object(self) -> dict[str, object]:
        """The recipe as an object of JSON."""
        said = {"kind": self.kind, "source": self.source, "columns": dict(self.columns), "answers": dict(self.answers)}
        return {"version": 1, **said}


class RecipeError(ValueError):
    """A text that is no recipe."""


def recipe_from(text: str) -> Recipe:
    """A recipe as it was kept.

    Raises
    ------
    RecipeError
        No recipe, or one of a version that is not known.
    """
    try:
        said = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise RecipeError("no JSON") from error
    return recipe_of(said)


def recipe_of(said: object) -> Recipe:
    """The recipe an object of JSON says.

    Raises
    ------
    RecipeError
        No recipe, or one of a version that is not known.
    """
    if not isinstance(said, dict) or said.get("version") != 1:
        raise RecipeError("no recipe of version 1")
    columns, answers = _texts(said.get("columns")), _texts(said.get("answers"))
    kind, source = said.get("kind"), said.get("source")
    if not isinstance(kind, str) or not isinstance(source, str):
        raise RecipeError("kind and source are texts")
    return Recipe(kind, source, columns, answers)


def _texts(said: object) -> dict[str, str]:
    if not isinstance(said, dict) or not all(isinstance(one, str) for one in said.values()):
        raise RecipeError("columns and answers are texts by text")
    return said
