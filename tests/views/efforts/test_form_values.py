"""The form of an entry: what it shows is read back as the same entry; what cannot be read is told, never dropped."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given

from sikkerby_geo.domain.register.atoms import normal
from sikkerby_geo.facts.register_entry import BLANK, DatedStage, YearlyStatus
from sikkerby_geo.views.efforts.form_values import Unreadable, read, read_date, typed_of
from tests.register_rows import LAMPS, entries


@given(entries)
def test_a_form_nobody_has_touched_says_the_very_entry(entry):
    told = read(typed_of(entry), entry.geometry, entry)
    assert (told.entry, told.faults) == (entry, ())


@given(entries)
def test_an_entry_typed_into_an_empty_form_is_that_entry(entry):
    told = read(typed_of(entry), entry.geometry, BLANK)
    assert (normal(told.entry), told.faults) == (entry, ())


def typed(**changes):
    return {**typed_of(LAMPS), **changes}


def test_numbers_and_dates_are_read_as_people_write_them():
    told = read(
        typed(undivided_dkk="1,5 mio. kr.", spent_dkk="0", spent_to="12. maj 2019", end_year=" 2017 "),
        LAMPS.geometry,
        LAMPS,
    )
    entry = replace(LAMPS, undivided_dkk=1_500_000, spent_dkk=0, spent_to="2019-05-12", end_year=2017)
    assert (told.entry, told.faults) == (entry, ())


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("12.5.2019", "2019-05-12"),
        ("12/05-2019", "2019-05-12"),
        ("2019-05-12", "2019-05-12"),
        ("Maj 2019", "2019-05"),
        ("05.2019", "2019-05"),
        ("2019", "2019"),
    ],
)
def test_a_day_a_month_or_a_year_is_a_date(text, date):
    assert read_date(text) == date


@pytest.mark.parametrize("text", ["31.02.2019", "snart", "13.2019", "26"])
def test_anything_else_is_no_date(text):
    with pytest.raises(Unreadable):
        read_date(text)


def test_every_text_that_cannot_be_read_is_told_at_once_and_changes_nothing():
    told = read(
        typed(
            undivided_dkk="ca. 400",
            start_year="i fjor",
            spent_to="snart",
            stages=[{"stage": "completed", "date": ""}],
            yearly_status=[{"year": "", "status": "", "words": "gik godt"}],
            name="Møllevej",
        ),
        None,
        LAMPS,
    )
    assert told.entry == replace(LAMPS, name="Møllevej", geometry=None)
    assert {fault.field: fault.kind for fault in told.faults} == {
        "start_year": "not_a_year",
        "stages": "half_a_row",
        "undivided_dkk": "not_a_number",
        "spent_to": "not_a_date",
        "yearly_status": "half_a_row",
    }


def test_rows_that_say_nothing_are_passed_over():
    told = read(
        typed(
            stages=[{"stage": None, "date": " "}, {"stage": "completed", "date": "maj 2017"}],
            yearly_status=[
                {"year": "2018", "status": "partly", "words": " halvt "},
                {"year": "", "status": None, "words": ""},
            ],
        ),
        LAMPS.geometry,
        LAMPS,
    )
    assert told.faults == ()
    assert told.entry.stages == (DatedStage("2017-05", "completed"),)
    assert told.entry.yearly_status == (YearlyStatus(2018, "partly", "halvt"),)
