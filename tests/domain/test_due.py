"""What is due when: the next time of a duty by a day's date, in any year."""

from __future__ import annotations

from datetime import date

import pytest

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.yearly_report.due import Span, by_next, duties, next_due


@pytest.mark.parametrize(
    ("duty_id", "day", "first", "last"),
    [
        ("pligt-maal", date(2018, 5, 31), date(2018, 6, 1), date(2018, 6, 30)),
        ("pligt-maal", date(2018, 6, 30), date(2018, 6, 1), date(2018, 6, 30)),
        ("pligt-maal", date(2018, 7, 1), date(2019, 6, 1), date(2019, 6, 30)),
        ("pligt-tal", date(2018, 11, 27), date(2018, 10, 1), date(2018, 12, 31)),
        ("pligt-tal", date(2020, 2, 29), date(2020, 1, 1), date(2020, 3, 31)),
        ("pligt-vinter", date(2020, 1, 15), date(2019, 12, 1), date(2020, 2, 29)),
        ("pligt-vinter", date(2020, 3, 1), date(2020, 12, 1), date(2021, 2, 28)),
    ],
)
def test_the_next_time_is_the_first_that_is_not_over(
    atlas: Atlas, duty_id: str, day: date, first: date, last: date
) -> None:
    duty = next(one for one in duties(atlas) if one.duty_id == duty_id)
    assert next_due(duty, day) == Span(first, last)


def test_what_happens_has_no_date_and_stands_last(atlas: Atlas) -> None:
    day = date(2018, 11, 27)
    listed = by_next(duties(atlas), day)
    assert [duty.duty_id for duty, _ in listed] == ["pligt-tal", "pligt-vinter", "pligt-maal", "pligt-uro"]
    assert listed[-1][1] is None
    assert listed[-1][0].proposed


def test_a_duty_lapses_with_the_paper_that_asks_for_it(atlas: Atlas) -> None:
    found = {duty.duty_id: duty.lapsed(date(2030, 1, 1)) for duty in duties(atlas)}
    assert found == {"pligt-maal": True, "pligt-tal": False, "pligt-vinter": False, "pligt-uro": False}
