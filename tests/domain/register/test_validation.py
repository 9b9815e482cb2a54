"""Every fault of an entry at once, with the field and the value; and what is only worth a second look."""

from __future__ import annotations

from dataclasses import replace

import pytest
from shapely import LineString, Point, Polygon

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.register.checks import checks_of, marks_of
from sikkerby_geo.domain.register.validation import Surroundings, faults_of
from sikkerby_geo.facts.register import FIELD, FIELDS, LEAST, MOST
from sikkerby_geo.facts.register_entry import BLANK, DatedStage, Entry, Origin, RegisterRow, YearlyStatus
from sikkerby_geo.views.efforts.field_words import check_words, fault_words, field_help, field_name, marks_words
from tests.register_rows import LAMPS

BOW = Polygon([(12.5, 55.6), (12.6, 55.7), (12.6, 55.6), (12.5, 55.7)])


@pytest.fixture(scope="module")
def around(atlas: Atlas) -> Surroundings:
    return Surroundings.of(atlas)


def test_a_good_entry_has_no_fault(around: Surroundings) -> None:
    assert faults_of(LAMPS, around) == ()


def test_every_fault_is_told_at_once_in_the_order_of_the_fields(around: Surroundings) -> None:
    told = faults_of(replace(BLANK, end_year=1200, note="x" * 3000), around)
    assert [(fault.field, fault.kind) for fault in told] == [
        ("name", "required"),
        ("kind", "required"),
        ("stage", "required"),
        ("end_year", "out_of_range"),
        ("source_words", "required"),
        ("note", "long_field"),
    ]


@pytest.mark.parametrize(
    ("changes", "field", "kind"),
    [
        ({"name": "  "}, "name", "required"),
        ({"name": "a\u202eb"}, "name", "character"),
        ({"name": "x" * 201}, "name", "long_word"),
        ({"principles": ("luck",)}, "principles", "not_a_choice"),
        ({"area_ids": ("atlantis",)}, "area_ids", "unknown_place"),
        ({"area_ids": ("aaby", "koebenhavn")}, "area_ids", "city_and_areas"),
        ({"start_year": 2018}, "end_year", "period"),
        ({"target_age_from": 25, "target_age_to": 18}, "target_age_to", "ages"),
        ({"undivided_dkk": -1}, "undivided_dkk", "out_of_range"),
        ({"spent_to": "i går"}, "spent_to", "not_a_date"),
        ({"spent_to": "2022-13"}, "spent_to", "not_a_date"),
        ({"serves": ("no-such-goal",)}, "serves", "not_a_choice"),
        ({"source_url": "javascript:alert(1)"}, "source_url", "not_an_address"),
        ({"contact_function": "projektleder, pl@kommune.dk"}, "contact_function", "email"),
        ({"contact_function": "projektleder, 33 66 33 66"}, "contact_function", "phone"),
        ({"geometry": Point(0, 0)}, "geometry", "far_off"),
        ({"geometry": Point()}, "geometry", "invalid_geometry"),
        ({"geometry": BOW}, "geometry", "invalid_geometry"),
        ({"kind": "housing_plan"}, "geometry", "form"),
        ({"basis": "none"}, "basis", "shape_without_basis"),
        ({"stages": (DatedStage("2015", "decided"), DatedStage("2014", "decided"))}, "stages", "double"),
        ({"yearly_status": (YearlyStatus(2020, "fine"),)}, "yearly_status", "not_a_choice"),
    ],
)
def test_a_fault_is_told_with_its_field_and_a_cure(changes: dict, field: str, kind: str, around: Surroundings) -> None:
    (fault,) = faults_of(replace(LAMPS, **changes), around)
    assert (fault.field, fault.kind) == (field, kind)
    assert fault_words(fault).endswith(".")


def test_lamps_may_stand_along_a_street(around: Surroundings) -> None:
    assert faults_of(replace(LAMPS, geometry=LineString([(12.5, 55.7), (12.6, 55.7)])), around) == ()


def test_every_field_has_a_name_and_a_help() -> None:
    assert len({field_name(field) for field in FIELDS}) == len(FIELDS)
    assert all(field_help(field).endswith((".", "?")) for field in FIELDS)
    assert set(FIELD) == {field.name for field in FIELDS}


def kinds(entry: Entry, year: int = 2022) -> set[str]:
    return {check.kind for check in checks_of(entry, year)}


def test_who_is_given_money_is_expected_to_support_three_principles() -> None:
    two = replace(LAMPS, principles=("cooperation", "knowledge"))
    assert "few_principles" in kinds(two)
    assert "few_principles" not in kinds(replace(two, undivided_dkk=None))
    assert "few_principles" not in kinds(replace(two, principles=("cooperation", "knowledge", "youth")))


@pytest.mark.parametrize(
    ("changes", "kind"),
    [
        ({"money_source": ""}, "money_without_source"),
        ({"spent_dkk": 10}, "spent_without_date"),
        ({"spent_dkk": 400_001, "spent_to": "2022"}, "spent_over"),
        ({"contact_function": "Karen Holm"}, "maybe_a_name"),
        ({"area_ids": ()}, "shape_without_area"),
        ({"administration": ""}, "no_administration"),
        ({"kind": "prevention", "stage": "underway", "end_year": None}, "no_status"),
    ],
)
def test_what_is_worth_a_second_look_is_told(changes: dict, kind: str) -> None:
    found = replace(LAMPS, **changes)
    assert kind in kinds(found)
    assert kind not in kinds(LAMPS)
    assert all(check_words(check).endswith(".") for check in checks_of(found, 2022))


def test_a_function_is_no_name() -> None:
    assert "maybe_a_name" not in kinds(replace(LAMPS, contact_function="Projektleder, områdefornyelsen"))


def test_each_administration_names_three_to_six_of_each() -> None:
    def row(number: int, mark: str, **more: str) -> RegisterRow:
        entry = replace(LAMPS, effectiveness_mark=mark, **more)
        return RegisterRow(f"egen-{number}", entry, Origin.OWN)

    rows = [*(row(one, MOST) for one in range(3)), *(row(one, LEAST) for one in range(10, 17))]
    told = {(one.administration, one.mark): one for one in marks_of([*rows, row(20, MOST, withdrawn="væk")])}
    assert told["TMF", MOST].enough
    assert not told["TMF", LEAST].enough
    assert marks_words(told["TMF", MOST]) == ""
    assert "7 indsatser" in marks_words(told["TMF", LEAST])
    assert "mindst 3" in marks_words(told["SOF", MOST])
