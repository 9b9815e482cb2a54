"""Words of a delivery: chosen ones by what our table calls them, and the subjects figures are of."""

from __future__ import annotations

import re

from sikkerby_geo.facts.counted import ALL_TOGETHER, COUNTED_SERIES, TOTAL_WORDS
from sikkerby_geo.facts.delivery_kinds import Field
from sikkerby_geo.facts.demands import text_fault
from sikkerby_geo.facts.intake import Choice, Fault, Question, Recipe, Where
from sikkerby_geo.store.intake.cells import SHEET_ERROR
from sikkerby_geo.store.intake.heads import folded_head, subject_of, subjects_asked
from sikkerby_geo.store.intake.records import Mapped

_APOSTROPHE = re.compile(r"^'(?=[=+\-@])")
"""What our own files put before a text that a spreadsheet would take for a formula."""
_TOGETHER = frozenset(map(folded_head, TOTAL_WORDS))
_NO_TEXT = {
    "markup": re.compile(r".*<\s*[a-z/!?]", re.IGNORECASE | re.DOTALL),
    "formula": re.compile(r"\s*([=@]|[+\-][^\s0-9])"),
    "sheet_error": SHEET_ERROR,
}
"""What no text of a delivery may be, though every output would show it as it stands."""


def chosen(field: Field, text: str) -> str:
    """What our table calls a word of a list; blank where it is none of them."""
    words = dict(field.words)
    return words.get(text) or {folded_head(word): name for word, name in words.items()}.get(folded_head(text), "")


def word_of(field: Field, text: str, where: Where, mapped: Mapped) -> str:
    """A text as our table has it: a chosen word by its id, or a fault; anything else as it stands."""
    text = _APOSTROPHE.sub("", text)
    if not field.words:
        mapped.faults += faults_of_text(text, where)
        return text
    found = chosen(field, text)
    if not found:
        mapped.faults.append(Fault("not_a_word", where, text[:60], f"{mapped.kind.kind_id}.{field.name}"))
    return found


def faults_of_text(text: str, where: Where) -> list[Fault]:
    """Why a text is not let in."""
    refused = text_fault(text)
    found = [Fault(f"contract_{refused[0]}", where, text[:60], refused[1])] if refused else []
    return found + [Fault(kind, where, text[:60]) for kind, form in _NO_TEXT.items() if form.match(text)]


def ask_subject(word: str, names: tuple[str, ...], where: Where, recipe: Recipe, mapped: Mapped) -> tuple[str, bool]:
    """The subject someone has answered that a word means (``none``: leave it out), or blank and the question noted."""
    key = f"subject:{word}"
    answer = recipe.answered(key)
    if answer == "none" or answer in names:
        return answer, False
    choices = (*(Choice(name, "subject", name) for name in names), Choice("none", "leave_out"))
    mapped.ask(Question(key, "subject" if word != "*" else "subject_of_file", where, word, choices))
    return "", True


def subject_of_cell(word: str, where: Where, recipe: Recipe, mapped: Mapped) -> tuple[str, bool]:
    """The subject a cell names, and whether it waits for an answer; blank with a fault where it names none."""
    if found := subject_of(word, mapped.kind):
        return found[0], False
    if asked := subjects_asked(word, mapped.kind):
        return ask_subject(folded_head(word), asked, where, recipe, mapped)
    mapped.faults.append(Fault("unknown_subject" if word else "blank", where, word[:60], mapped.kind.kind_id))
    return "", False


def category_of_cell(word: str, subject: str, where: Where, mapped: Mapped) -> str:
    """The category a cell names of a subject: its id where they are given, else the word; blank is all together."""
    if not word or folded_head(word) in _TOGETHER or not subject:
        return ALL_TOGETHER
    given = dict(mapped.kind.categories).get(subject, ())
    series = COUNTED_SERIES.get(subject)
    if series is not None and not series.has_rows:
        mapped.faults.append(Fault("category_not_here", where, word[:60]))
        return ALL_TOGETHER
    if not given:
        told = _APOSTROPHE.sub("", " ".join(word.split()))
        mapped.faults += faults_of_text(told, where)
        return told
    known = {folded_head(text): one.category_id for one in given for text in (one.category_id, *one.words)}
    found = known.get(folded_head(word), "")
    if not found:
        mapped.faults.append(Fault("not_a_category", where, word[:60], " · ".join(one.words[0] for one in given)))
    return found
