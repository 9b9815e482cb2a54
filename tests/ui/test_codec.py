"""The codec of addresses: what a kind writes it reads again, and what it cannot use it tells once."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sikkerby_geo.ui.address import efforts, every_page, meeting, priority
from sikkerby_geo.ui.address.codec import LONGEST_VALUE, Asked, Day, One, Several, Weights, Whole, Words, cut
from tests.toytown.city_record import city_atlas

COLOURS = {"roed": 1, "groen": 2, "blaa": 3}
FIRST, LAST = date(2000, 1, 1), date(2099, 12, 31)
KINDS = {
    "one": (One("p", COLOURS, "groen"), st.sampled_from([1, 2, 3])),
    "stated": (One("p", COLOURS, "groen", stated=True), st.sampled_from([1, 2, 3])),
    "several": (Several("p", COLOURS), st.sets(st.sampled_from([1, 2, 3])).map(lambda found: tuple(sorted(found)))),
    "ordered": (
        Several("p", COLOURS, default=(1, 2, 3), ordered=True),
        st.permutations([1, 2, 3]).flatmap(lambda found: st.integers(1, 3).map(lambda count: tuple(found[:count]))),
    ),
    "or none": (
        Several("p", COLOURS, default=(2,), nothing="ingen"),
        st.sets(st.sampled_from([1, 2, 3])).map(lambda found: tuple(sorted(found))),
    ),
    "words": (Words("p", 20), st.text(max_size=40).map(lambda text: cut(text, 20))),
    "whole": (Whole("p", most=999), st.integers(1, 999)),
    "weights": (Weights("p", (1, 2, 3), most=100), st.tuples(*[st.integers(0, 100)] * 3)),
    "day": (Day("p", "ingen dato", FIRST, LAST), st.none() | st.dates(FIRST, LAST)),
}


@pytest.mark.parametrize("kind", KINDS)
@given(data=st.data())
def test_what_is_written_is_read_again(kind, data):
    parameter, values = KINDS[kind]
    value = data.draw(values)
    written = parameter.write(value)
    for query in ({"p": written}, {"p": written} if written else {}):
        asked = Asked(query)
        assert parameter.read(asked) == value
        assert asked.messages == []


@pytest.mark.parametrize("kind", KINDS)
@given(written=st.text(max_size=60) | st.sampled_from(["roed,ufo", "ingen", "1-2-3-4", "2017-13-01", "x" * 5000]))
def test_anything_typed_gives_a_value_that_can_be_written_and_read(kind, written):
    parameter, _ = KINDS[kind]
    value = parameter.read(Asked({"p": written}))
    again = Asked({"p": parameter.write(value)})
    assert (parameter.read(again), again.messages) == (value, [])


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind not in ("words", "or none")])
def test_an_unknown_value_is_told_once_and_gives_the_default(kind):
    parameter, _ = KINDS[kind]
    asked = Asked({"p": "?"})
    assert parameter.read(asked) == parameter.read(Asked({}))
    assert len(asked.messages) == 1


def test_no_more_than_a_bound_of_a_value_is_looked_at():
    assert len(Asked({"p": "x" * 10**6}).value("p")) == LONGEST_VALUE


def test_no_two_topics_and_no_two_parameters_have_the_same_name():
    """A link may carry the parameters of several pages: each name means one thing."""
    atlas = city_atlas()
    committee = next(iter(meeting.committees(atlas).values()))
    found = [
        *every_page.COMMON,
        *meeting.NAMES,
        *(parameter.name for parameter in efforts.declared(()).values()),
        priority.WEIGHTS.name,
    ]
    assert len(set(found)) == len(found)
    assert {parameter.name for parameter in meeting.declared(atlas, committee).values()} < set(meeting.NAMES)
