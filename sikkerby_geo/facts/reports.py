"""Reports to the police as points: what a file of them says, why one is not placed, and how they are counted.

A *report* is one row. It is counted by month, type and *zone*: the part of an area in one cell of Det Danske
Kvadratnet; committees and bydele follow from the areas. What is not counted has one *reason*, the first of
``REASONS`` that holds. For every part of any files: rows = placed + the sum over the reasons.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache

import numpy as np

from sikkerby_geo.facts.delivery_kinds import DeliveryKind, Field, Form
from sikkerby_geo.facts.delivery_words import NOTE_HEADS


class Reason(StrEnum):
    """Why a report is not placed."""

    BROKEN_ROW = "broken_row"
    NO_DATE = "no_date"
    NOT_A_DATE = "not_a_date"
    NO_SUCH_DAY = "no_such_day"
    AMBIGUOUS_DATE = "ambiguous_date"
    LONG_PERIOD = "long_period"
    FUTURE = "future"
    NO_COORDINATE = "no_coordinate"
    NOT_A_NUMBER = "not_a_number"
    OUTSIDE = "outside"
    DOUBLE_ID = "double_id"


REASONS = tuple(Reason)
DATE_REASONS = (
    *(Reason.NO_DATE, Reason.NOT_A_DATE, Reason.NO_SUCH_DAY, Reason.AMBIGUOUS_DATE, Reason.LONG_PERIOD, Reason.FUTURE),
)
"""Reasons a date gives; a report has one of them before it is asked where it is."""

Moment = int | Reason
"""A month as 12 × year + month − 1, or why there is none."""


@cache
def month_name(month: int) -> str:
    """A month in ISO: 2024-03."""
    return f"{month // 12:04d}-{month % 12 + 1:02d}"


NO_TYPE = "uoplyst"
"""The type of a report that states none, as it stands in the counts."""

REPORTS = DeliveryKind(
    "reports",
    "",
    (
        Field(
            "date",
            Form.DAY,
            (
                *("Dato", "Gerningsdato", "Gerningstidspunkt", "Gerningstidspunkt fra", "Gerningstid fra", "Dato fra"),
                *("Periode", "Måned", "Tidspunkt", "date", "month", "period", "Anmeldt dato", "Anmeldelsesdato"),
                *("Hændelsesdato", "Oprettet", "timestamp", "datetime", "Tid", "Fra"),
            ),
            needed=True,
        ),
        Field(
            "until",
            Form.DAY,
            ("Gerningstidspunkt til", "Gerningstid til", "Dato til", "Slutdato", "Til", "until", "end_date"),
        ),
        Field(
            "type",
            Form.WORD,
            (
                *("Type", "Gerningstype", "Kategori", "Hændelse", "Hændelsestype", "Forhold", "Gerningskode", "Slags"),
                *("Overtrædelse", "Lovovertrædelse", "category", "crime_type", "offence", "Emne"),
            ),
        ),
        Field(
            "x",
            Form.LONGITUDE,
            (
                *("x", "Øst", "east", "easting", "x_utm", "utm_x", "utm_e", "etrs89_x", "x_koordinat", "x-koordinat"),
                *("utm_øst", "x_25832", "Længde", "Længdegrad", "longitude", "lon", "lng", "long", "X etrs89"),
            ),
            needed=True,
        ),
        Field(
            "y",
            Form.LATITUDE,
            (
                *("y", "Nord", "north", "northing", "y_utm", "utm_y", "utm_n", "etrs89_y", "y_koordinat"),
                *("y-koordinat", "utm_nord", "y_25832", "Bredde", "Breddegrad", "latitude", "lat", "Y etrs89"),
            ),
            needed=True,
        ),
        Field(
            "id",
            Form.TEXT,
            (
                *("Id", "Journalnummer", "Journalnr", "Sagsnummer", "Sagsnr", "Løbenummer", "report_id", "case_id"),
                *("Anmeldelsesnummer", "uuid", "guid", "Forholdsnummer", "Nr"),
            ),
        ),
        Field("note", Form.TEXT, NOTE_HEADS),
    ),
)
"""The columns of a file of reports and the heads they are known by."""


class Coordinates(StrEnum):
    """What two columns of coordinates hold: metres in EPSG:25832 or degrees in EPSG:4326, or these the other way round.

    ``*_TURNED``: the column that is called x holds north, the one that is called y holds east.
    """

    METRES = "metres"
    DEGREES = "degrees"
    METRES_TURNED = "metres_turned"
    DEGREES_TURNED = "degrees_turned"


@dataclass(frozen=True)
class ReportBatch:
    """Some rows of a file, as arrays of one length n.

    ``x``, ``y`` float64 in EPSG:25832, NaN where there is none; ``not_numbers`` are the places (sorted) of rows whose
    coordinates are written but are no numbers. ``moments[when[i]]`` is the month of a row or why there is none,
    ``types[what[i]]`` its type. ``ids`` (n × 2, uint64) are fingerprints, both 0 where a row states no id; None where
    the file has none. ``broken`` counts rows that could not be read at all, by how many read rows stand before each.
    """

    x: np.ndarray
    y: np.ndarray
    moments: tuple[Moment, ...]
    when: np.ndarray
    types: tuple[str, ...]
    what: np.ndarray
    ids: np.ndarray | None = None
    not_numbers: np.ndarray = field(default_factory=lambda: np.empty(0, dtype=np.int64))
    broken: tuple[int, ...] = ()

    @property
    def rows(self) -> int:
        """Rows of the file, the broken ones among them."""
        return len(self.x) + len(self.broken)

    def row_numbers(self, places: np.ndarray) -> list[int]:
        """Which rows of the part of the file, from 0, these places are: broken rows count too."""
        return [int(place) + int(np.searchsorted(self.broken, place, side="right")) for place in places]


@dataclass(frozen=True)
class LedgerLine:
    """What became of one file: its rows, those placed, the others by reason with the first rows of each.

    ``same_as`` names the file this one is a copy of: its rows are not counted, and are in no sum.
    ``examples`` are rows of the file as a spreadsheet counts them (the first row is 1). ``without_id`` are placed
    rows that state no id, where the file has them.
    """

    name: str
    size: int
    sha256: str
    rows: int
    placed: int
    reasons: Mapping[Reason, int]
    examples: Mapping[Reason, tuple[int, ...]]
    without_id: int = 0
    same_as: str = ""
    synthetic: bool = False
