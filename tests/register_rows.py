"""Entries of the kept register: one to check by hand, and strategies for any, as the property tests need them."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import strategies as st
from shapely import LineString, Point, box

from sikkerby_geo.domain.register.atoms import normal
from sikkerby_geo.facts.purposes import FOCUS_AREAS, PRINCIPLES
from sikkerby_geo.facts.register import FIELD
from sikkerby_geo.facts.register_entry import DatedStage, Entry, YearlyStatus

LAMPS = Entry(
    name="Møllegade",
    kind="lighting",
    administration="TMF",
    area_ids=("aaby",),
    geometry=Point(12.55, 55.66),
    stage="completed",
    start_year=2016,
    end_year=2016,
    undivided_dkk=400_000,
    money_source="Budget 2016",
    source_words="Teknik- og Miljøudvalget, maj 2016",
)
"""Own lamps in Åby, 2016; the point is moved into the toy city by whoever needs it there."""

_TEXT = st.text("abc æøå.", max_size=8).map(str.strip)
_YEAR = st.integers(1990, 2100)
_COUNT = st.none() | st.integers(0, 9)
_DATES = st.sampled_from(("2020", "2020-05", "2021-05-12"))
_SHAPES = st.sampled_from(
    (None, Point(12.5, 55.7), LineString([(12.5, 55.7), (12.6, 55.7)]), box(12.5, 55.6, 12.6, 55.7))
)


def _several(codes: tuple[str, ...]) -> st.SearchStrategy:
    return st.lists(st.sampled_from(codes), unique=True, max_size=3).map(tuple)


def _by_key(key: str, built: st.SearchStrategy) -> st.SearchStrategy:
    return st.lists(built, max_size=3, unique_by=lambda one: getattr(one, key)).map(tuple)


VALUES: dict[str, st.SearchStrategy] = {
    "name": _TEXT.map(lambda text: text or "x"),
    "kind": st.sampled_from(FIELD["kind"].codes),
    "focus_area": st.sampled_from(("", *FOCUS_AREAS)),
    "principles": _several(PRINCIPLES),
    "target_number": _COUNT,
    "area_ids": _several(("aaby", "bakken", "dalum", "engvang")),
    "geometry": _SHAPES,
    "stage": st.sampled_from(FIELD["stage"].codes),
    "stages": _by_key("stage", st.builds(DatedStage, _DATES, st.sampled_from(("decided", "completed", "underway")))),
    "start_year": st.none() | _YEAR,
    "capital_dkk": st.none() | st.integers(0, 10**10),
    "serves": _several(("g2018-1", "g2022-1", "insecure_evening")),
    "yearly_status": _by_key(
        "year", st.builds(YearlyStatus, st.integers(2020, 2022), st.sampled_from(("reached", "partly")), _TEXT)
    ),
    "source_words": _TEXT.map(lambda text: text or "y"),
    "note": _TEXT,
}
"""A strategy for the values of one field of every type."""

entries = st.builds(Entry, **VALUES).map(normal)
"""Any entry, its lists in their one order."""


@st.composite
def edited(draw: st.DrawFn, before: Entry, names: tuple[str, ...] = tuple(VALUES)) -> Entry:
    """An entry with one to three of some fields said anew."""
    chosen = draw(st.lists(st.sampled_from(names), min_size=1, max_size=3, unique=True))
    return normal(replace(before, **{name: draw(VALUES[name]) for name in chosen}))
