"""The register by place, as rows of numbers: sums by place and stage, and one row for each area an entry is in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.efforts.effort import Effort, Stage
from sikkerby_geo.domain.efforts.query import by_place, summed_by
from sikkerby_geo.facts.areas import Level
from sikkerby_geo.text import t
from sikkerby_geo.views.base.workbook import Value
from sikkerby_geo.views.efforts.entries import area_name, say


def sum_rows(entries: Iterable[Effort], atlas: Atlas, level: Level) -> list[dict[str, Value]]:
    """Counts and kroner by place and stage. An entry in several places stands in each, with its whole amount, and the
    last column says how much of the sum that is; what is proposed and what is done are never added up.
    """
    place_of = by_place(atlas.places, level)
    found = tuple(entries)
    rows: list[dict[str, Value]] = []
    for stage in Stage:
        summary = summed_by((entry for entry in found if entry.stage is stage), place_of)
        for row in summary.rows:
            sums = row.sums
            numbers = (sums.count, sums.stated, sums.capital, sums.operating, sums.undivided, sums.total)
            named = dict(zip(("count", "stated", "capital", "operating", "undivided", "total"), numbers, strict=True))
            rows.append(
                {
                    t("register.column.omraade_id"): str(row.key),
                    t("register.column.sted"): area_name(str(row.key), atlas),
                    t("register.column.stadie"): say(stage),
                    **{t(f"register.files.sum_{name}"): value for name, value in named.items()},
                    t("register.files.sum_shared"): row.shared.total,
                }
            )
    order = [place.place_id for place in atlas.places.at(level)]
    place_id = t("register.column.omraade_id")
    return sorted(rows, key=lambda row: order.index(str(row[place_id])) if row[place_id] in order else len(order))


def area_rows(
    entries: Iterable[Effort], atlas: Atlas, records: Iterable[Mapping[str, Value]]
) -> list[dict[str, Value]]:
    """One row for each survey area an entry is in, with how many it is in; its amount is of the whole entry."""
    rows: list[dict[str, Value]] = []
    for entry, row in zip(entries, records, strict=True):
        named = {t(f"register.column.{name}"): value for name, value in row.items() if name != "omraade_id"}
        for key in by_place(atlas.places, Level.SURVEY_AREA)(entry):
            rows.append(
                {
                    t("register.files.area_id"): key,
                    t("register.files.area"): area_name(key, atlas),
                    t("register.files.areas"): max(len(entry.area_ids), 1),
                    **named,
                }
            )
    return rows
