"""The register the city keeps itself: one line a field, from which forms, columns, differences and files follow.

A record of the register is a record of the store: its kind is ``EFFORT_KIND``, its id that of the effort, its payload
the fields of ``FIELDS`` (see ``facts.register_entry``).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from sikkerby_geo.facts.administrations import ADMINISTRATIONS
from sikkerby_geo.facts.datasets import BASIS, PRECISION
from sikkerby_geo.facts.efforts import INITIATIVE_2010, PROPOSAL_2010, REGISTER_KINDS
from sikkerby_geo.facts.purposes import FOCUS_AREAS, PRINCIPLES
from sikkerby_geo.facts.stages import KEPT_STAGES, Stage
from sikkerby_geo.facts.thresholds import LONGEST_FIELD

EFFORT_KIND = "effort"
"""Record kind of what this installation says of an effort; the record's id is the effort's."""

CONFLICT_KIND = "effort_conflict"
"""Record kind of a change that waits, because another one came first, until somebody decides."""

NEW_KINDS = tuple(kind for kind in REGISTER_KINDS if kind not in (INITIATIVE_2010, PROPOSAL_2010))
"""The kinds a new effort may be of; a kind that tells of one document's year is none of them."""

DRAWN = "drawn"
"""Basis of a shape somebody has drawn or picked on the map, or brought in a file."""

REACHED, PARTLY, NOT_REACHED = "reached", "partly", "not_reached"
MOST, LEAST = "most", "least"


class FieldType(StrEnum):
    """What a field holds: the type of its value in an entry, and so how it is asked for, shown and compared."""

    TEXT = "text"
    LONG_TEXT = "long_text"
    CHOICE = "choice"
    CHOICES = "choices"
    YEAR = "year"
    DATE = "date"
    NUMBER = "number"
    KRONER = "kroner"
    PLACES = "places"
    GEOMETRY = "geometry"
    DATED_STAGES = "dated_stages"
    YEARLY_STATUS = "yearly_status"


class Group(StrEnum):
    """Where a field stands in a form, in the order of the groups."""

    WHAT = "what"
    WHERE = "where"
    WHEN = "when"
    MONEY = "money"
    PURPOSE = "purpose"
    RESULT = "result"
    SOURCE = "source"


@dataclass(frozen=True)
class Field:
    """One field of a record.

    ``codes`` are what a choice may be, ``offered`` what of it may be chosen anew (blank: all). ``most`` is the longest
    text in characters, or how many of a list; ``low`` and ``high`` bound a number. The field's Danish name is
    ``record.field.<name>``, its help ``record.help.<name>``; its codes are named in ``views/efforts/field_words.py``.
    """

    name: str
    type: FieldType
    group: Group
    required: bool = False
    codes: tuple[str, ...] = ()
    offered: tuple[str, ...] = ()
    most: int = 200
    low: int = 0
    high: int = 0

    @property
    def choosable(self) -> tuple[str, ...]:
        return self.offered or self.codes


_LONG = LONGEST_FIELD.value
_FIRST_YEAR, _LAST_YEAR = 1990, 2100
_MOST_KRONER = 10_000_000_000


def _long(name: str, group: Group) -> Field:
    return Field(name, FieldType.LONG_TEXT, group, most=_LONG)


def _kroner(name: str) -> Field:
    return Field(name, FieldType.KRONER, Group.MONEY, high=_MOST_KRONER)


def _year(name: str) -> Field:
    return Field(name, FieldType.YEAR, Group.WHEN, low=_FIRST_YEAR, high=_LAST_YEAR)


def _choice(name: str, group: Group, codes: tuple[str, ...]) -> Field:
    return Field(name, FieldType.CHOICE, group, codes=codes)


FIELDS = (
    Field("name", FieldType.TEXT, Group.WHAT, required=True),
    Field(
        "kind",
        FieldType.CHOICE,
        Group.WHAT,
        required=True,
        codes=tuple(kind.kind_id for kind in REGISTER_KINDS),
        offered=tuple(kind.kind_id for kind in NEW_KINDS),
    ),
    Field("kind_words", FieldType.TEXT, Group.WHAT),
    _choice("focus_area", Group.WHAT, FOCUS_AREAS),
    Field("principles", FieldType.CHOICES, Group.WHAT, codes=PRINCIPLES, most=5),
    _choice("administration", Group.WHAT, tuple(one.code for one in ADMINISTRATIONS)),
    Field("partners", FieldType.TEXT, Group.WHAT, most=_LONG),
    Field("contact_function", FieldType.TEXT, Group.WHAT, most=100),
    Field("target_words", FieldType.TEXT, Group.WHAT),
    Field("target_age_from", FieldType.NUMBER, Group.WHAT, high=120),
    Field("target_age_to", FieldType.NUMBER, Group.WHAT, high=120),
    Field("target_number", FieldType.NUMBER, Group.WHAT, high=1_000_000),
    Field("area_ids", FieldType.PLACES, Group.WHERE, most=20),
    Field("place_words", FieldType.TEXT, Group.WHERE, most=_LONG),
    Field("geometry", FieldType.GEOMETRY, Group.WHERE),
    _choice("basis", Group.WHERE, (DRAWN, *BASIS.choices)),
    _choice("precision", Group.WHERE, PRECISION.choices),
    Field(
        "stage",
        FieldType.CHOICE,
        Group.WHEN,
        required=True,
        codes=tuple(Stage),
        offered=KEPT_STAGES,
    ),
    _year("start_year"),
    _year("end_year"),
    Field("stages", FieldType.DATED_STAGES, Group.WHEN, codes=KEPT_STAGES, most=20),
    _kroner("capital_dkk"),
    _kroner("operating_dkk"),
    _kroner("undivided_dkk"),
    _kroner("spent_dkk"),
    Field("spent_to", FieldType.DATE, Group.MONEY),
    Field("money_source", FieldType.TEXT, Group.MONEY),
    _long("success_criterion", Group.PURPOSE),
    Field("serves", FieldType.CHOICES, Group.PURPOSE, most=20),
    Field(
        "yearly_status",
        FieldType.YEARLY_STATUS,
        Group.RESULT,
        codes=(REACHED, PARTLY, NOT_REACHED),
        most=40,
        low=_FIRST_YEAR,
        high=_LAST_YEAR,
    ),
    _long("evidence_note", Group.RESULT),
    _choice("effectiveness_mark", Group.RESULT, (MOST, LEAST)),
    Field("source_words", FieldType.TEXT, Group.SOURCE, required=True, most=300),
    Field("source_url", FieldType.TEXT, Group.SOURCE, most=500),
    _long("note", Group.SOURCE),
    Field("withdrawn", FieldType.TEXT, Group.SOURCE),
)
"""Every field of a record, in the order of forms and columns.

``serves`` holds ids of goals and indicators, which a validation is told. ``withdrawn`` is the reason why an effort no
longer stands in the register (blank while it does): what was published cannot be deleted.
"""
FIELD = {field.name: field for field in FIELDS}
