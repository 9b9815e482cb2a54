"""What an entry must be to be written, all that is wrong with one at once, and what is only worth a second look."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from shapely import get_num_coordinates
from shapely.geometry.base import BaseGeometry

from sikkerby_geo.facts.areas import CITY_ID, Level
from sikkerby_geo.facts.demands import is_day_month_or_year, text_fault
from sikkerby_geo.facts.efforts import KIND, OVERLAY_OF
from sikkerby_geo.facts.geography import COPENHAGEN
from sikkerby_geo.facts.indicators import INDICATOR
from sikkerby_geo.facts.name_words import name_words
from sikkerby_geo.facts.purposes import UNFINDABLE
from sikkerby_geo.facts.register import FIELDS, Field, FieldType
from sikkerby_geo.facts.register_entry import Entry
from sikkerby_geo.facts.thresholds import MOST_ENTRY_CORNERS

if TYPE_CHECKING:
    from sikkerby_geo.domain.atlas import Atlas

_ADDRESSED = re.compile(r"https?://[^\s<>\"]+")
_EMAIL = re.compile(r"\S@\S+\.\S|\(at\)|\bmailto\b", re.IGNORECASE)
_HIDDEN_WORDS = tuple(word for name in UNFINDABLE for word in name_words(name))
_PHONE = re.compile(r"(?:\+\d{2}[ .-]?)?(?<!\d)(?:\d[ .-]?){8}(?!\d)")


@dataclass(frozen=True)
class EntryFault:
    """One thing wrong with an entry: the field, its value as text, and what is ``allowed``.

    ``kind`` names the sentence with the likely cure (``record.fault.<kind>``).
    """

    field: str
    kind: str
    value: str = ""
    allowed: str = ""


@dataclass(frozen=True)
class Surroundings:
    """What an entry may refer to: the ids of survey areas and the city, and of goals and indicators."""

    places: frozenset[str]
    served: frozenset[str]

    @classmethod
    def of(cls, atlas: Atlas) -> Surroundings:
        """What the entries of an atlas may refer to."""
        areas = {place.place_id for place in atlas.places.at(Level.SURVEY_AREA)}
        goals = atlas.snapshot.table("goals").goal_id
        return cls(frozenset({*areas, CITY_ID}), frozenset({*goals, *INDICATOR}))


def faults_of(entry: Entry, around: Surroundings) -> tuple[EntryFault, ...]:
    """Everything that keeps an entry from being written, in the order of the fields; none for a good one."""
    found: list[EntryFault] = []
    for field in FIELDS:
        value = getattr(entry, field.name)
        if field.required and not value:
            found.append(EntryFault(field.name, "required"))
        elif value not in ("", None, ()):
            found += [EntryFault(field.name, *told) for told in _ASKED[field.type](field, value, around)]
    told_of = {fault.field for fault in found}
    found += [fault for fault in _together(entry, around) if fault.field not in told_of]
    order = {field.name: place for place, field in enumerate(FIELDS)}
    return tuple(sorted(found, key=lambda fault: order[fault.field]))


Told = tuple[str, str, str]


def _text(field: Field, value: str, around: Surroundings) -> Iterator[Told]:
    if fault := text_fault(value):
        yield fault[0], value[:60], fault[1]
    elif len(value) > field.most:
        yield "long_field", value[:60], str(field.most)
    elif not value.strip():
        yield "required", "", ""


def _choice(field: Field, value: str, around: Surroundings) -> Iterator[Told]:
    if value not in field.codes:
        yield "not_a_choice", value, "; ".join(field.codes)


def _choices(field: Field, value: tuple[str, ...], around: Surroundings) -> Iterator[Told]:
    known = frozenset(field.codes) or around.served
    yield from (("not_a_choice", one, "; ".join(field.codes)) for one in value if one not in known)
    yield from _counted(field, value)


def _places(field: Field, value: tuple[str, ...], around: Surroundings) -> Iterator[Told]:
    yield from (("unknown_place", one, "") for one in value if one not in around.places)
    yield from _counted(field, value)
    if CITY_ID in value and len(value) > 1:
        yield "city_and_areas", "", ""


def _number(field: Field, value: int, around: Surroundings) -> Iterator[Told]:
    if not field.low <= value <= field.high:
        yield "out_of_range", str(value), f"{field.low}–{field.high}"


def _date(field: Field, value: str, around: Surroundings) -> Iterator[Told]:
    if not is_day_month_or_year(value):
        yield "not_a_date", value[:20], ""


def _counted(field: Field, value: tuple) -> Iterator[Told]:
    if len(value) > field.most:
        yield "too_many", str(len(value)), str(field.most)


def _shape(field: Field, value: BaseGeometry, around: Surroundings) -> Iterator[Told]:
    west, south, east, north = COPENHAGEN
    if value.is_empty or value.has_z:
        yield "invalid_geometry", value.geom_type, ""
        return
    bounds = value.bounds
    if not (west <= bounds[0] and south <= bounds[1] and bounds[2] <= east and bounds[3] <= north):
        yield "far_off", "", ""
    elif not value.is_valid:
        yield "invalid_geometry", value.geom_type, ""
    elif (corners := int(get_num_coordinates(value))) > MOST_ENTRY_CORNERS.value:
        yield "many_corners", str(corners), str(MOST_ENTRY_CORNERS.value)


def _dated(field: Field, value: tuple, around: Surroundings) -> Iterator[Told]:
    yield from _counted(field, value)
    for one in value:
        yield from _choice(field, one.stage, around)
        yield from _date(field, one.date, around)
    yield from _twice([one.stage for one in value])


def _yearly(field: Field, value: tuple, around: Surroundings) -> Iterator[Told]:
    yield from _counted(field, value)
    for one in value:
        yield from _number(field, one.year, around)
        yield from _choice(field, one.status, around)
        if one.words:
            yield from _text(_SENTENCE, one.words, around)
    yield from _twice([one.year for one in value])


def _twice(keys: list) -> Iterator[Told]:
    yield from (("double", str(key), "") for key in sorted({key for key in keys if keys.count(key) > 1}))


_SENTENCE = Field("words", FieldType.TEXT, FIELDS[0].group, most=500)
_ASKED: Mapping[FieldType, Callable[[Field, Any, Surroundings], Iterator[Told]]] = {
    FieldType.TEXT: _text,
    FieldType.LONG_TEXT: _text,
    FieldType.CHOICE: _choice,
    FieldType.CHOICES: _choices,
    FieldType.YEAR: _number,
    FieldType.NUMBER: _number,
    FieldType.KRONER: _number,
    FieldType.DATE: _date,
    FieldType.PLACES: _places,
    FieldType.GEOMETRY: _shape,
    FieldType.DATED_STAGES: _dated,
    FieldType.YEARLY_STATUS: _yearly,
}


def _together(entry: Entry, around: Surroundings) -> Iterator[EntryFault]:
    """What several fields say together that cannot be."""
    if entry.start_year is not None and entry.end_year is not None and entry.end_year < entry.start_year:
        yield EntryFault("end_year", "period", str(entry.end_year), str(entry.start_year))
    youngest, oldest = entry.target_age_from, entry.target_age_to
    if youngest is not None and oldest is not None and oldest < youngest:
        yield EntryFault("target_age_to", "ages", str(oldest), str(youngest))
    if entry.source_url and not _ADDRESSED.fullmatch(entry.source_url):
        yield EntryFault("source_url", "not_an_address", entry.source_url[:60])
    if _EMAIL.search(entry.contact_function):
        yield EntryFault("contact_function", "email", entry.contact_function[:60])
    if _PHONE.search(entry.contact_function):
        yield EntryFault("contact_function", "phone", entry.contact_function[:60])
    if entry.geometry is not None and entry.kind in KIND:
        role = OVERLAY_OF[KIND[entry.kind]].role
        if role is not None and entry.geometry.geom_type not in role.forms:
            yield EntryFault("geometry", "form", entry.geometry.geom_type, "; ".join(role.forms))
    if entry.geometry is not None and (word := _unfindable(entry)):
        yield EntryFault("geometry", "unfindable", word[:60])
    if entry.place_words and entry.kind in KIND and KIND[entry.kind].hidden:
        yield EntryFault("place_words", "unfindable", entry.place_words[:60])
    if entry.geometry is not None and entry.basis == "none":
        yield EntryFault("basis", "shape_without_basis", entry.basis)


def _unfindable(entry: Entry) -> str:
    """The word by which an entry is of a place for people who must not be found; blank where there is none."""
    if entry.kind in KIND and KIND[entry.kind].hidden:
        return entry.name
    told = name_words(" ".join((entry.name, entry.kind_words, entry.target_words, entry.place_words)))
    return next((word for word in told if word.startswith(_HIDDEN_WORDS)), "")
