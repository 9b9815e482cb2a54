"""What an intake says, in Danish: faults with where they stand, questions with their choices, remarks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sikkerby_geo.facts.areas import CITY_ID, Gazetteer
from sikkerby_geo.facts.characters import quoted
from sikkerby_geo.facts.counted import COUNTED_SERIES
from sikkerby_geo.facts.delivery_kinds import DELIVERY_KIND, DeliveryKind
from sikkerby_geo.facts.indicators import INDICATOR
from sikkerby_geo.facts.intake import Choice, Fault, Question, Remark, Where
from sikkerby_geo.text import names, t

LONGEST = 160
"""Signs of a value from outside that are quoted."""

GROUPS: Mapping[str, tuple[str, ...]] = {
    "table": (
        *(
            "no_heads",
            "empty_sheet",
            "double_head",
            "extra_cells",
            "extra_cells_comma",
            "cells_without_head",
            "no_rows",
            "no_place_column",
        ),
        *("no_column", "no_year_column", "side_by_side", "figures_above_heads", "rows_under_words"),
    ),
    "place": ("no_place", "city_only", "unknown_place", "contract_unknown_places", "contract_unknown_survey_areas"),
    "time": (
        *("no_year", "not_moment", "short_year", "span_of_years", "no_such_day", "not_a_year", "future_year"),
        *("contract_period", "contract_not_date", "turned_date"),
        *("not_a_quarter", "not_a_quarter_word", "two_quarters"),
    ),
    "figure": (
        *(
            "foreign_digits",
            "not_number",
            "sheet_error",
            "many_digits",
            "leading_zero",
            "span",
            "became_day",
            "footnote_mark",
            "about",
        ),
        *("bound_not_here", "percent_not_here", "percent_range", "not_whole", "negative", "few_kroner"),
        *("percent_beside", "contract_out_of_range", "contract_not_integer", "contract_not_number"),
        *("contract_no_claim", "contract_no_target", "contract_no_count", "about", "formula_without_value"),
    ),
    "word": (
        *(
            "unknown_subject",
            "not_a_word",
            "not_a_category",
            "category_not_here",
            "markup",
            "formula",
            "contract_character",
            "contract_long_field",
        ),
        *("contract_long_word", "contract_not_slug", "contract_not_a_choice", "contract_unknown_sources"),
        *("not_dated_stage", "not_yearly_status"),
    ),
    "row": ("entry", "blank", "double_same", "double_other", "contract_blank"),
    "shape": ("far_off", "corner_no_number", "half_a_point", "not_wkt"),
}
"""Kinds of faults that are shown together; all others are of the file as a whole."""


@dataclass(frozen=True)
class FaultGroup:
    """Faults of one sort: its heading with how many there are, and every sentence."""

    heading: str
    sentences: tuple[str, ...]


def group_of(fault: Fault) -> str:
    """The group a fault is shown in."""
    return next((group for group, kinds in GROUPS.items() if fault.kind in kinds), "file")


def where_words(where: Where) -> str:
    """Where something stands: ark »Data«, række 7, kolonne »Procent«."""
    parts = []
    if where.sheet:
        parts.append(t("intake.at.sheet", sheet=quoted(where.sheet)))
    if where.row:
        parts.append(t("intake.at.row", row=where.row))
    if where.column:
        parts.append(t("intake.at.column", column=quoted(where.column)))
    return ", ".join(parts) or t("intake.at.whole")


def fault_sentence(fault: Fault, kind: DeliveryKind, places: Gazetteer) -> str:
    """One fault as a sentence: where, what is wrong, what is allowed and the likely cure."""
    said = t(
        f"intake.fault.{fault.kind}",
        value=quoted(_value(fault, places), LONGEST),
        allowed=quoted(_allowed(fault, kind), 4 * LONGEST),
        row=fault.where.row,
        rows=names(str(row) for row in fault.rows),
    )
    where = where_words(fault.where)
    return f"{where[:1].upper()}{where[1:]}: {said}{'' if said.endswith('?') else '.'}"


def grouped(faults: Iterable[Fault], kind: DeliveryKind, places: Gazetteer) -> tuple[FaultGroup, ...]:
    """Every fault, by group; the groups in the order they are best mended in."""
    listed = list(faults)
    found = []
    for group in ("file", *GROUPS):
        said = tuple(fault_sentence(fault, kind, places) for fault in listed if group_of(fault) == group)
        if said:
            heading = t("intake.group.count", group=t(f"intake.group.{group}"), count=len(said))
            found.append(FaultGroup(heading, said))
    return tuple(found)


def fault_rows(faults: Iterable[Fault], kind: DeliveryKind, places: Gazetteer) -> list[dict[str, object]]:
    """Every fault as a row for a file, none left out."""
    return [
        {
            t("intake.column.sheet"): fault.where.sheet,
            t("intake.column.row"): fault.where.row or None,
            t("intake.column.column"): fault.where.column,
            t("intake.column.value"): fault.value,
            t("intake.column.fault"): fault_sentence(fault, kind, places),
        }
        for fault in faults
    ]


def question_sentence(question: Question) -> str:
    """A question, and where it stands first."""
    said = t(f"intake.question.{question.kind}", example=quoted(question.example, LONGEST))
    if question.where == Where() and question.kind == "conflict":
        return said  # of the register, not of the file
    return t("intake.question.where", question=said, where=where_words(question.where))


def choice_words(choice: Choice) -> str:
    """A choice as it is offered."""
    value = subject_name(choice.value) if choice.kind == "subject" else choice.value
    return t(f"intake.choice.{choice.kind}", value=quoted(value, LONGEST))


def remark_sentence(remark: Remark) -> str:
    """Something to know that is no fault."""
    said = t(f"intake.remark.{remark.kind}", value=quoted(remark.value, LONGEST))
    where = where_words(remark.where)
    return f"{where[:1].upper()}{where[1:]}: {said}."


def subject_name(subject: str) -> str:
    """What an indicator or a counted table is called; a word that names none stands for itself."""
    if subject in COUNTED_SERIES:
        return t(f"counted.series.{subject}")
    return t(f"indicator.{subject}.name") if subject in INDICATOR else subject


def _value(fault: Fault, places: Gazetteer) -> str:
    """The value of a fault; ids of what rows speak of as their names."""
    if not fault.kind.startswith("double_"):
        return fault.value
    return ", ".join(_named(part, places) for part in fault.value.split(" · "))


def _named(part: str, places: Gazetteer) -> str:
    if part == CITY_ID:
        return t("intake.city")
    place = places.get(part)
    return place.name if place else subject_name(part)


def _allowed(fault: Fault, kind: DeliveryKind) -> str:
    if fault.kind in ("no_heads", "no_column"):
        wanted = [one for one in kind.fields if (one.shown if fault.kind == "no_heads" else one.name == fault.value)]
        return names(one.heads[0] for one in wanted)
    if fault.kind == "unknown_subject":
        return names(subject_name(name) for name, _ in DELIVERY_KIND[fault.allowed].subjects)
    if fault.kind == "not_a_word":
        field = kind.field(fault.allowed.split(".")[-1])
        words = {name: word for word, name in reversed(field.words)} if field else {}
        return names(reversed(list(words.values())))
    if fault.kind == "not_a_category":
        return names(fault.allowed.split(" · "))
    if fault.kind == "unknown_place":
        near = fault.allowed.split(" · ") if fault.allowed else []
        return t("intake.near.some", names=names(near)) if near else t("intake.near.none")
    return fault.allowed
