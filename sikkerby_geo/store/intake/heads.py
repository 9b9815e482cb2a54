"""Heads of columns to what stands under them: a column of the kind, and the year or subject a head names besides."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from sikkerby_geo.facts.areas import normalise
from sikkerby_geo.facts.delivery_kinds import FIGURES, DeliveryKind, Field
from sikkerby_geo.facts.intake import Recipe

_YEAR = re.compile(r"(?<![0-9])((?:19|20)[0-9]{2})(?:\.0)?(?![0-9.,])")
_UNIT = re.compile(r"\(?\b(i |%|pct|procent|percent|antal)+\)?$|\(%\)|\(pct\.?\)|\(antal\)|\(kr\.?\)|%$", re.IGNORECASE)


@dataclass(frozen=True)
class Role:
    """What stands under a head: a field of the kind, for one ``subject`` or ``year`` where the head names it.

    ``asked``: words of the head that may name several subjects.
    """

    field: str
    subject: str = ""
    year: int = 0
    asked: str = ""

    @property
    def wide(self) -> bool:
        """Whether the head names what a row of ours says in a column of its own."""
        return bool(self.subject or self.year or self.asked)


@lru_cache(maxsize=8192)
def folded_head(head: str) -> str:
    """A head without case, accents, underscores, signs of a note and stray blanks."""
    text = normalise(re.sub(r"[\r\n]+", " ", head).replace(":", " "))
    return re.sub(r"[*¹²³]+$", "", text).strip()


@lru_cache(maxsize=32)
def _heads(kind: DeliveryKind) -> dict[str, Field]:
    known: dict[str, Field] = {}
    for one in kind.fields:
        for head in (one.name, *one.heads):
            known.setdefault(folded_head(head), one)
    return known


@lru_cache(maxsize=32)
def _subjects(kind: DeliveryKind) -> dict[str, str]:
    return {folded_head(word): name for name, words in kind.subjects for word in words}


@lru_cache(maxsize=32)
def _asked(kind: DeliveryKind) -> dict[str, tuple[str, ...]]:
    return {folded_head(word): names for word, names in kind.asked}


def field_of(head: str, kind: DeliveryKind) -> Field | None:
    """The field with this head, its unit left out or not."""
    known = _heads(kind)
    folded = folded_head(head)
    return known.get(folded) or known.get(folded_head(_UNIT.sub("", head)))


def subject_of(word: str, kind: DeliveryKind) -> tuple[str, ...]:
    """The subjects a word may name: one where it is certain, several or one that is not quite it where it is asked."""
    for text in dict.fromkeys((folded_head(word), folded_head(_UNIT.sub("", word.strip())))):
        if found := _subjects(kind).get(text):
            return (found,)
    return ()


def subjects_asked(word: str, kind: DeliveryKind) -> tuple[str, ...]:
    """The subjects a word may name, though not surely; none where it is not known at all."""
    for text in dict.fromkeys((folded_head(word), folded_head(_UNIT.sub("", word.strip())))):
        if found := _asked(kind).get(text):
            return found
    return ()


def role_of(head: str, kind: DeliveryKind, recipe: Recipe | None = None) -> Role | None:
    """What stands under a head; None where it is not known. The recipe's own columns come first."""
    stated: Mapping[str, str] = recipe.columns if recipe else {}
    if head in stated:
        return _as_kept(stated[head], kind)
    if not head.strip():
        return None
    if found := field_of(head, kind):
        return Role(found.name)
    if not kind.wide:
        return None
    return _wide(head, kind)


def _as_kept(written: str, kind: DeliveryKind) -> Role | None:
    """A role as a recipe keeps it: field, subject, year and words to ask about, with ``|`` between."""
    if not written:
        return None
    name, subject, year, asked = [*written.split("|"), "", "", ""][:4]
    if kind.field(name) is None or (subject and subject not in dict(kind.subjects)):
        return None
    return Role(name, subject, int(year) if year.isascii() and year.isdigit() else 0, asked)


def as_kept(role: Role) -> str:
    """How a recipe keeps a role."""
    return f"{role.field}|{role.subject}|{role.year or ''}|{role.asked}" if role.wide else role.field


def _wide(head: str, kind: DeliveryKind) -> Role | None:
    """A head that names a year, a subject, or both, and what the figures under it are."""
    years = _YEAR.findall(head)
    if len(set(years)) > 1:
        return None
    year = int(years[0]) if years else 0
    rest = re.sub(r"^(år|aar)\b", "", _YEAR.sub(" ", head).strip(), flags=re.IGNORECASE)
    rest = re.sub(r"[()\[\],;_/–-]+\s*$|^\s*[()\[\],;_/–-]+", "", rest.strip()).strip()
    figure = first_figure(kind)
    bare = _UNIT.sub("", rest).strip()
    if year and not bare:
        return Role(figure, year=year)
    if found := field_of(rest, kind):
        return Role(found.name, year=year) if year and found.form in FIGURES else None
    if one := subject_of(rest, kind):
        return Role(figure, one[0], year)
    if subjects_asked(rest, kind):
        return Role(figure, year=year, asked=folded_head(rest))
    return _with_field(rest, year, kind)


def _with_field(rest: str, year: int, kind: DeliveryKind) -> Role | None:
    """A head that names a subject and the field: »Trygge i nabolaget, svar«."""
    for name in kind.wide:
        field = kind.field(name)
        for word in field.heads if field else ():
            for form in (rf"^{re.escape(word)}[\s:,–-]+(.+)$", rf"^(.+?)[\s:,–-]+\(?{re.escape(word)}\)?$"):
                found = re.match(form, rest, re.IGNORECASE)
                if found and (one := subject_of(found[1], kind)):
                    return Role(name, one[0], year)
                if found and subjects_asked(found[1], kind):
                    return Role(name, year=year, asked=folded_head(found[1]))
    return None


def first_figure(kind: DeliveryKind) -> str:
    """The field a column a year holds, where its head does not say."""
    return kind.wide[0]
