"""Deliveries to the toy city, as a test needs them."""

from __future__ import annotations

from collections.abc import Mapping

from sikkerby_geo.facts.own_records import OwnSource
from sikkerby_geo.facts.revisions import Change, Occasion, Payload, RevisionKind
from sikkerby_geo.store.deliveries import Delivery

OWN_SURVEY = OwnSource("Egen måling", "Legeby Kommune", first_hand=True)
HEARSAY = OwnSource("Udvalgets regneark", "Bakken Lokaludvalg", first_hand=False)
DELIVERED = Occasion("anna", "årets måling", RevisionKind.DELIVERY, "Egen måling", "maaling.csv", "0" * 64)


def row(percent: str = "12.4", **more: str) -> dict[str, str]:
    """One row of the survey: Aaby 2025, with the answers behind it."""
    measured = {
        "area_id": "aaby",
        "year": "2025",
        "measure": "insecure_neighbourhood",
        "series": "tryghedsundersoegelse",
    }
    return {**measured, "percent": percent, "respondents": "321", **more}


def survey(*rows: Mapping[str, str], source: OwnSource = OWN_SURVEY, published: str = "") -> Delivery:
    """A delivery of survey rows."""
    return Delivery("survey", rows or (row(),), source, published, "maaling.csv", "0" * 64)


def change(record_id: str, payload: Payload | None, expected: int = 0) -> Change:
    return Change("note", record_id, payload, expected)
