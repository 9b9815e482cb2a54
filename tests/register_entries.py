"""Entries of a register small enough to check by hand, and a strategy for any register."""

from __future__ import annotations

from hypothesis import strategies as st

from sikkerby_geo.domain.efforts.effort import Amount, Effort, Stage
from sikkerby_geo.domain.efforts.register import fold
from sikkerby_geo.facts.efforts import KIND, OVERLAY, REGISTER_KINDS
from tests.toytown import source

AREAS = ("nord", "oest", "vest", "syd")
"""Survey areas of Toytown."""


def entry(entry_id: str = "a", name: str = "Lygter", **changes: object) -> Effort:
    """Completed lamps in Nord in 2018, without money and with a place on the map."""
    fields = {
        "overlay": OVERLAY["belysning"],
        "kind": KIND["lighting"],
        "area_ids": ("nord",),
        "place_words": "",
        "stage": Stage.COMPLETED,
        "source": source(),
        "start_year": 2018,
        "end_year": 2018,
        "basis": "street",
        "precision": "exact",
        "search_text": fold(name),
    }
    return Effort(effort_id=entry_id, name=name, **{**fields, **changes})


_KRONER = st.integers(0, 10**9)
_YEARS = st.none() | st.integers(2007, 2025)
_AMOUNTS = st.one_of(
    st.none(),
    st.builds(Amount, undivided=_KRONER, budget_of=st.none() | st.just(2010), counted=st.booleans()),
    st.builds(Amount, capital=_KRONER, operating=st.none() | _KRONER, counted=st.booleans()),
    st.builds(Amount, operating=_KRONER, counted=st.booleans()),
)
_PLACES = st.just(("koebenhavn",)) | st.lists(st.sampled_from(AREAS), unique=True, max_size=4).map(tuple)
_ENTRIES = st.builds(
    entry,
    name=st.sampled_from(("Lygter", "Kameraer på Nørrebro", "Ålegårdens tunnel", "Æbleparken")),
    kind=st.sampled_from(REGISTER_KINDS),
    stage=st.sampled_from(Stage),
    area_ids=_PLACES,
    administrations=st.lists(st.sampled_from(("BUF", "SOF", "TMF")), unique=True).map(tuple),
    focus=st.sampled_from(("", "1", "2")),
    start_year=_YEARS,
    end_year=st.none(),
    documented_year=_YEARS,
    amount=_AMOUNTS,
    basis=st.sampled_from(("street", "none")),
)
registers = st.lists(_ENTRIES, max_size=12).map(tuple)
"""Any register: every field that a filter or a sum looks at takes all its sorts of values."""
