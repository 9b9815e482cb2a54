"""How a file was read, in words: what its columns were taken for, and what is remembered from the last time."""

from __future__ import annotations

from sikkerby_geo.facts.characters import quoted
from sikkerby_geo.facts.delivery_kinds import DELIVERY_KIND
from sikkerby_geo.facts.intake import Recipe
from sikkerby_geo.text import t
from sikkerby_geo.views.own_data.intake_words import LONGEST, subject_name


def columns_words(recipe: Recipe) -> tuple[str, ...]:
    """What each column was taken for, a sentence a column; one that bears the template's own head needs none."""
    said = ((head, role_words(role, recipe.kind)) for head, role in recipe.columns.items())
    return tuple(t("own_data.column", head=quoted(head, LONGEST), role=role) for head, role in said if role != head)


def role_words(role: str, kind: str) -> str:
    """A role as the template's own head, with the measure and the year of a column that is one of many."""
    field, subject, year, *_ = (*role.split("|"), "", "")
    known = DELIVERY_KIND[kind].field(field) if kind in DELIVERY_KIND else None
    if not field:
        return t("own_data.unused")
    return " · ".join(filter(None, (known.heads[0] if known else field, subject_name(subject), year)))


def recipe_words(recipe: Recipe) -> tuple[str, ...]:
    """The answers that are remembered for the source."""
    return tuple(
        t("own_data.answer", asked=quoted(key, LONGEST), choice=quoted(choice, LONGEST))
        for key, choice in recipe.answers.items()
    )
