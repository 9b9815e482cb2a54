"""The form of a safety assessment: which questions it asks, and what a reader has written so far."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from sikkerby_geo.facts.characters import without

QUESTIONS = ("users", "change", "sight", "life", "ownership", "ways", "youth", "building", "asked", "follow_up")
"""The questions to be answered, in order: who uses the place, what changes for them, and how it will be known."""
HEAD = ("title", "author", "proposal")
"""What stands over the questions."""
LONGEST = {"title": 120, "author": 60, "proposal": 1500}
LONGEST_ANSWER = 1200
"""Characters a field may have; what is longer is cut."""


@dataclass(frozen=True)
class Form:
    """What has been written: plain words of the reader's, shown and printed as they are."""

    title: str = ""
    author: str = ""
    proposal: str = ""
    answers: Mapping[str, str] = field(default_factory=dict)

    def answer(self, question: str) -> str:
        """The answer to a question; blank where none is given."""
        return self.answers.get(question, "")


def longest(name: str) -> int:
    """How many characters a field may have."""
    return LONGEST.get(name, LONGEST_ANSWER)


def form_of(written: Mapping[str, str]) -> Form:
    """The form of what stands in the fields, by their names: cut to length, on one line where it is a line of its own,
    without characters that are never let in; other names are left out."""
    tidy = {name: without(written.get(name, "")).strip()[: longest(name)].strip() for name in (*HEAD, *QUESTIONS)}
    line = {name: " ".join(tidy[name].split()) for name in ("title", "author")}
    answers = {name: tidy[name] for name in QUESTIONS if tidy[name]}
    return Form(line["title"], line["author"], tidy["proposal"], answers)
