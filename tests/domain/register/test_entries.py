"""An entry comes back from the store as it was written, and every field has its place in the registry."""

from __future__ import annotations

import json

import pytest
from hypothesis import given

from sikkerby_geo.domain.register.atoms import atoms_of, entry_of
from sikkerby_geo.facts.register import FIELDS, NEW_KINDS, FieldType
from sikkerby_geo.facts.register_entry import BLANK, ENTRY_FIELDS, Entry, EntryError, entry_from, payload_of
from tests.register_rows import LAMPS, VALUES, entries


def test_an_entry_has_the_fields_of_the_registry_in_their_order() -> None:
    assert tuple(field.name for field in FIELDS) == ENTRY_FIELDS


def test_the_strategy_knows_every_type_of_field() -> None:
    told = {field.type for field in FIELDS if field.name in VALUES}
    assert told | {FieldType.LONG_TEXT, FieldType.DATE} == set(FieldType)


@given(entries)
def test_a_payload_is_the_exact_opposite_of_its_entry(entry: Entry) -> None:
    written = json.loads(json.dumps(payload_of(entry)))
    assert entry_from(written) == entry
    assert payload_of(entry_from(written)) == written


@given(entries)
def test_the_statements_of_an_entry_are_the_entry(entry: Entry) -> None:
    assert entry_of(atoms_of(entry)) == entry


def test_what_is_blank_is_not_kept_and_zero_is_not_blank() -> None:
    assert payload_of(BLANK) == {}
    assert payload_of(Entry(capital_dkk=0)) == {"capital_dkk": 0}


@pytest.mark.parametrize(
    "payload",
    [
        {"colour": "red"},
        {"name": 7},
        {"start_year": "2020"},
        {"start_year": True},
        {"area_ids": "aaby"},
        {"geometry": "nothing"},
        {"stages": [{"stage": "decided"}]},
        {"stages": [{"stage": "decided", "date": "i går"}]},
    ],
)
def test_what_is_no_entry_is_told_by_its_field(payload: dict) -> None:
    with pytest.raises(EntryError) as told:
        entry_from(payload)
    assert told.value.field == next(iter(payload))


def test_a_new_effort_is_of_no_kind_that_tells_of_one_documents_year() -> None:
    assert {kind.kind_id for kind in NEW_KINDS}.isdisjoint({"initiative_2010", "proposal_2010"})
    assert LAMPS.kind in {kind.kind_id for kind in NEW_KINDS}
