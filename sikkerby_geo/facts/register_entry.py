"""An entry of the register: the fields of ``facts.register`` with their values, and how the store keeps them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from datetime import datetime
from enum import StrEnum
from typing import Any

from shapely import from_wkb, to_wkb
from shapely.errors import ShapelyError
from shapely.geometry.base import BaseGeometry

from sikkerby_geo.facts.demands import is_day_month_or_year
from sikkerby_geo.facts.problems import SikkerByError
from sikkerby_geo.facts.register import FIELD, FIELDS, FieldType
from sikkerby_geo.facts.revisions import Payload


@dataclass(frozen=True, order=True)
class DatedStage:
    """That an effort reached a stage: when, as an ISO day, month or year (2024-05-12, 2024-05, 2024)."""

    date: str
    stage: str


@dataclass(frozen=True, order=True)
class YearlyStatus:
    """How it went in a year: whether its success criterion was reached, and a sentence on it."""

    year: int
    status: str
    words: str = ""


@dataclass(frozen=True)
class Entry:
    """What the register says of one effort; blank, None or empty = not stated.

    ``area_ids`` are survey areas or the city, ``geometry`` is in EPSG:4326; money is in whole kroner, ages in years.
    """

    name: str = ""
    kind: str = ""
    kind_words: str = ""
    focus_area: str = ""
    principles: tuple[str, ...] = ()
    administration: str = ""
    partners: str = ""
    contact_function: str = ""
    target_words: str = ""
    target_age_from: int | None = None
    target_age_to: int | None = None
    target_number: int | None = None
    area_ids: tuple[str, ...] = ()
    place_words: str = ""
    geometry: BaseGeometry | None = None
    basis: str = ""
    precision: str = ""
    stage: str = ""
    start_year: int | None = None
    end_year: int | None = None
    stages: tuple[DatedStage, ...] = ()
    capital_dkk: int | None = None
    operating_dkk: int | None = None
    undivided_dkk: int | None = None
    spent_dkk: int | None = None
    spent_to: str = ""
    money_source: str = ""
    success_criterion: str = ""
    serves: tuple[str, ...] = ()
    yearly_status: tuple[YearlyStatus, ...] = ()
    evidence_note: str = ""
    effectiveness_mark: str = ""
    source_words: str = ""
    source_url: str = ""
    note: str = ""
    withdrawn: str = ""


ENTRY_FIELDS = tuple(field.name for field in fields(Entry))
BLANK = Entry()


class Origin(StrEnum):
    """Where an entry comes from: as it was published, published and edited here, or added here."""

    EMBEDDED = "embedded"
    EDITED = "edited"
    OWN = "own"


@dataclass(frozen=True)
class OwnVersion:
    """What a revision of this installation says of an effort; ``entry`` is None where it deletes the record."""

    effort_id: str
    revision: int
    entry: Entry | None
    at: datetime | None = None


@dataclass(frozen=True)
class RegisterRow:
    """One effort of the register as it stands: its entry, where that comes from, and what was ``published`` (or None).

    ``revision`` is that of the version that stands, 0 where it is the published one: whoever writes says it was seen.
    """

    effort_id: str
    entry: Entry
    origin: Origin
    revision: int = 0
    at: datetime | None = None
    published: Entry | None = None


class EntryError(SikkerByError):
    """What the store holds is no entry: the first field that is not, and its value."""

    def __init__(self, field: str, value: object) -> None:
        super().__init__("problem.no_entry", field=field, value=str(value)[:40])
        self.field = field


def payload_of(entry: Entry) -> dict[str, object]:
    """An entry as a flat JSON object: what is blank left out, lists as lists, the geometry as WKB in hexadecimal."""
    found: dict[str, object] = {}
    for field in FIELDS:
        value = getattr(entry, field.name)
        if value not in ("", None, ()):
            found[field.name] = _WRITTEN.get(field.type, _as_it_is)(value)
    return found


def entry_from(payload: Payload) -> Entry:
    """The entry of a payload, of which it is the exact opposite.

    Raises
    ------
    EntryError
        A field nobody knows, or a value of another type than its field's.
    """
    values: dict[str, Any] = {}
    for name, value in payload.items():
        if name not in FIELD:
            raise EntryError(name, value)
        try:
            values[name] = _READ[FIELD[name].type](value)
        except (TypeError, ValueError, KeyError, ShapelyError) as error:
            raise EntryError(name, value) from error
    return Entry(**values)


def check_codes(entry: Entry) -> None:
    """Hold an entry against what every page needs: a kind and a stage that the registries know.

    Raises
    ------
    EntryError
        With the first of the two that is not.
    """
    for name in ("kind", "stage"):
        if getattr(entry, name) not in FIELD[name].codes:
            raise EntryError(name, getattr(entry, name))


def _as_it_is(value: object) -> object:
    return value


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return value


def _whole(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise TypeError(value)
    return value


def _list(value: object) -> list:
    if not isinstance(value, list | tuple):
        raise TypeError(value)
    return [*value]


def _texts(value: object) -> tuple[str, ...]:
    return tuple(_text(one) for one in _list(value))


def _shape(value: object) -> BaseGeometry:
    return from_wkb(bytes.fromhex(_text(value)))


def _dated(value: object) -> tuple[DatedStage, ...]:
    return tuple(DatedStage(_date(one["date"]), _text(one["stage"])) for one in _list(value))


def _date(value: object) -> str:
    if not is_day_month_or_year(_text(value)):
        raise ValueError(value)
    return str(value)


def _yearly(value: object) -> tuple[YearlyStatus, ...]:
    return tuple(
        YearlyStatus(_whole(one["year"]), _text(one["status"]), _text(one.get("words", ""))) for one in _list(value)
    )


def _written_yearly(value: tuple[YearlyStatus, ...]) -> list[dict[str, object]]:
    return [{name: said for name, said in vars(one).items() if said != ""} for one in value]


_READ: Mapping[FieldType, Callable[[object], object]] = {
    **dict.fromkeys((FieldType.TEXT, FieldType.LONG_TEXT, FieldType.CHOICE, FieldType.DATE), _text),
    **dict.fromkeys((FieldType.YEAR, FieldType.NUMBER, FieldType.KRONER), _whole),
    **dict.fromkeys((FieldType.CHOICES, FieldType.PLACES), _texts),
    FieldType.GEOMETRY: _shape,
    FieldType.DATED_STAGES: _dated,
    FieldType.YEARLY_STATUS: _yearly,
}
_WRITTEN: Mapping[FieldType, Callable] = {
    **dict.fromkeys((FieldType.CHOICES, FieldType.PLACES), list),
    FieldType.GEOMETRY: lambda shape: to_wkb(shape, hex=True),
    FieldType.DATED_STAGES: lambda stages: [{**vars(one)} for one in stages],
    FieldType.YEARLY_STATUS: _written_yearly,
}
