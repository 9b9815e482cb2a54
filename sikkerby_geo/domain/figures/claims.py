"""What one source says of one figure, row by row of the tables."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

import pandas as pd

from sikkerby_geo.facts.indicators import INDICATOR, Indicator
from sikkerby_geo.facts.rules import Range
from sikkerby_geo.facts.sources import Source, relayed_by


@dataclass(frozen=True)
class Claim:
    """What one source says of one figure: exact (``bound`` blank), a bound, or why it is withheld.

    ``stated`` is in the indicator's unit. ``respondents`` are the answers behind a share of a sample; ``residents``
    those behind a count, as printed in the same report. ``part`` names what a figure of a smaller part than a survey
    area is of; ``doubted`` = it may be a misprint.
    """

    year: int
    area_id: str
    indicator_id: str
    stated: float | None
    bound: str
    decimals: int
    missing_reason: str
    change_significant: str
    series: str
    source: Source
    note: str
    doubted: bool = False
    respondents: int | None = None
    residents: int | None = None
    part: str = ""

    @property
    def value(self) -> float:
        """The stated value of a claim that states one."""
        if self.stated is None:
            raise ValueError(f"{self.source.source_id} states no {self.indicator_id} of {self.area_id} {self.year}")
        return self.stated

    @property
    def range(self) -> Range | None:
        if self.stated is None:
            return None
        top = INDICATOR[self.indicator_id].top
        return Range.bounded(self.bound, self.stated, top) if self.bound else Range.exactly(self.stated)

    @property
    def exact(self) -> bool:
        """Whether it states a value, not a bound."""
        return self.stated is not None and not self.bound

    @property
    def rank(self) -> tuple:
        """Sort key, best first: trust, more decimals, newer year of publication, source id.

        What is left is one source that speaks twice: its bound decides before its rounded figure, and the rest
        only makes the order the same whatever the order of the rows.
        """
        source = self.source
        best = (source.trust, -self.decimals, -source.published_year, source.source_id)
        return (
            *best,
            not self.bound,
            self.bound,
            self.stated is None,
            self.stated or 0.0,
            self.series,
            self.note,
            self.part,
        )


def claims_from(table: pd.DataFrame, indicator: Indicator, sources: Mapping[str, Source]) -> tuple[Claim, ...]:
    """The rows of an indicator's table that speak of it, as claims.

    ``table`` has the columns its ``Column`` names, year, area_id and source_id, and may have bound, missing_reason,
    change_significant, series, doubt, respondents and note_da.
    """
    column = indicator.column
    rows = table[table[column.key] == column.own]
    known = relayed_by(table, sources) if indicator.surveyed else sources
    claims = []
    for row in rows.to_dict("records"):
        value = None if pd.isna(row[column.value]) else float(row[column.value])
        if value is None and not row.get("missing_reason"):
            continue  # the row speaks of another indicator of the same table
        respondents = row.get("respondents", pd.NA)
        claims.append(
            Claim(
                year=int(row["year"]),
                area_id=row["area_id"],
                indicator_id=indicator.indicator_id,
                stated=value,
                bound=row.get("bound", ""),
                decimals=decimals_of(value),
                missing_reason=row.get("missing_reason", ""),
                change_significant=row.get("change_significant", ""),
                series=row.get("series", indicator.indicator_id),
                source=known[row["source_id"]],
                note=row["note_da"],
                doubted=bool(row.get("doubt")),
                respondents=None if pd.isna(respondents) else int(respondents),
                residents=row.get("residents"),
                part=row.get("part", ""),
            )
        )
    return tuple(claims)


def decimals_of(value: float | None) -> int:
    """Decimals a source printed, as far as the number tells."""
    if value is None or value == int(value):
        return 0
    return len(f"{Decimal(f'{value:.10g}'):f}".split(".")[1])
