"""Heads of columns to what stands under them: a column of the kind, and the year or subject a head names besides."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from sikkerby_geo.facts.areas import normalise
from sikkerby_geo.facts.delivery_kinds import FIGURES, DeliveryKind, Field, Form
from sikkerby_geo.facts.intake import Recipe
from sikkerby_geo.store.intake.moments import NO_MOMENT, Moment, moment_from, moment_in, year_in

_UNIT = re.compile(
    r"\(?\b(i |%|pct\.?|procent|percent|antal)+\)?$|\(%\)|\(pct\.?\)|\(antal\)|\(kr\.?\)|%$", re.IGNORECASE
)

_COUNTED = re.compile(r"\b(antal|personer|stk)\b")
_PER_CENT = re.compile(r"%|\b(pct|procent|percent|andel)\b")


@dataclass(frozen=True)
class Role:
    """What stands under a head: a field of the kind, for one ``subject``, ``category`` or time where the head names it.

    ``asked``: words of the head that may name several subjects. ``when`` is a year, a quarter (alone where another
    column has the year), a month or a day.
    """

    field: str
    subject: str = ""
    when: Moment = NO_MOMENT
    asked: str = ""
    category: str = ""

    @property
    def wide(self) -> bool:
        """Whether the head names what a row of ours says in a column of its own."""
        return bool(self.subject or self.asked or self.category or self.when != NO_MOMENT)


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
    named = field_of(head, kind)
    role = Role(named.name) if named else _wide(head, kind) if kind.wide else None
    return None if role and _of_other_unit(head, role, kind) else role


def _of_other_unit(head: str, role: Role, kind: DeliveryKind) -> bool:
    """Whether a head says it counts people where the field is a per cent, or is a per cent of what the field counts."""
    field = kind.field(role.field)
    form = kind.form_under(field.form, role.subject) if field else None
    said = folded_head(head)
    counted, per_cent = bool(_COUNTED.search(said)), bool(_PER_CENT.search(said))
    return (form is Form.PERCENT and counted and not per_cent) or (form is Form.COUNT and per_cent and not counted)


def _as_kept(written: str, kind: DeliveryKind) -> Role | None:
    """A role as a recipe keeps it: field, subject, time, words to ask about and category, with ``|`` between."""
    if not written:
        return None
    name, subject, when, asked, category = [*written.split("|"), "", "", "", ""][:5]
    if kind.field(name) is None or (subject and subject not in dict(kind.subjects)):
        return None
    return Role(name, subject, moment_from(when), asked, category)


def as_kept(role: Role) -> str:
    """How a recipe keeps a role."""
    if not role.wide:
        return role.field
    kept = f"{role.field}|{role.subject}|{role.when.written}|{role.asked}"
    return f"{kept}|{role.category}" if role.category else kept


def _wide(head: str, kind: DeliveryKind) -> Role | None:
    """A head that names a year, a subject, or both, and what the figures under it are."""
    counted = any(one.form is Form.COUNT for one in kind.fields if one.name in kind.wide)
    found_when = moment_in(head) if counted else year_in(head)
    if found_when is None:
        return None
    when, rest = found_when
    rest = re.sub(r"^(år|aar)\b", "", rest.strip(), flags=re.IGNORECASE)
    rest = re.sub(r"[()\[\],;_/–-]+\s*$|^\s*[()\[\],;_/–-]+", "", rest.strip()).strip()
    figure, dated = first_figure(kind), when != NO_MOMENT
    bare = _UNIT.sub("", rest).strip()
    if dated and not bare:
        return Role(figure, when=when)
    if found := field_of(rest, kind):
        return Role(found.name, when=when) if dated and found.form in FIGURES else None
    if one := subject_of(rest, kind):
        return Role(figure, one[0], when)
    if subjects_asked(rest, kind):
        return Role(figure, when=when, asked=folded_head(rest))
    if row := category_of(rest, kind):
        return Role(figure, row[0], when, category=row[1])
    return _with_field(rest, when, kind)


@lru_cache(maxsize=32)
def _categories(kind: DeliveryKind) -> dict[str, tuple[str, str]]:
    return {
        folded_head(word): (subject, one.category_id)
        for subject, listed in kind.categories
        for one in listed
        for word in (one.category_id, *one.words)
    }


def category_of(word: str, kind: DeliveryKind) -> tuple[str, str] | None:
    """The subject and the category of it that a word names, where the kind gives its categories."""
    return _categories(kind).get(folded_head(word))


def _with_field(rest: str, when: Moment, kind: DeliveryKind) -> Role | None:
    """A head that names a subject and the field: »Trygge i nabolaget, svar«."""
    for name in kind.wide:
        field = kind.field(name)
        for word in field.heads if field else ():
            for form in (rf"^{re.escape(word)}[\s:,–-]+(.+)$", rf"^(.+?)[\s:,–-]+\(?{re.escape(word)}\)?$"):
                found = re.match(form, rest, re.IGNORECASE)
                if found and (one := subject_of(found[1], kind)):
                    return Role(name, one[0], when)
                if found and subjects_asked(found[1], kind):
                    return Role(name, when=when, asked=folded_head(found[1]))
    return None


def first_figure(kind: DeliveryKind) -> str:
    """The field a column a year holds, where its head does not say."""
    return kind.wide[0]
