"""Records to rows of our table, held against its contract; every fault at once, and the good rows apart."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

import pandas as pd

from sikkerby_geo.facts.contracts import Known
from sikkerby_geo.facts.datasets import CONTRACTS
from sikkerby_geo.facts.delivery_kinds import DeliveryKind, Form
from sikkerby_geo.facts.intake import Fault, Where
from sikkerby_geo.store.intake.entries import slug
from sikkerby_geo.store.intake.records import Mapped, Record

OWN = "own-"
"""How the id of a source begins that a delivery names and our list does not have."""


def rows_of(
    mapped: Mapped, source_id: str, titles: Mapping[str, str], key_figures: Mapping[str, str]
) -> list[dict[str, str]]:
    """What each record says in the columns of its table; ``titles`` are the known sources, and ``key_figures`` names
    them, both by id.

    A source the delivery names itself and nobody knows gets an id of its own, noted in ``mapped.sources``.
    """
    by_title = {title.casefold(): known for known, title in titles.items()}
    rows = []
    for record in mapped.records:
        row = dict.fromkeys(CONTRACTS[mapped.kind.table].columns, "")
        row |= {name: value for name, value in record.values.items() if name in row}
        row |= {name: value for name, value in mapped.kind.fixed if not row[name]}
        named = record.values.get("source_id", "")
        if "goal_id" in row:
            row["goal_id"] = slug(row["goal_id"])
        if "key_figure_id" in row:
            row["key_figure_id"] = _key_figure(row["key_figure_id"], key_figures)
        row["source_id"] = _source(named, source_id, titles, by_title, mapped)
        rows.append(row | {name: text for name, text in _completed(record, row, mapped.kind).items() if not row[name]})
    return rows


def _key_figure(written: str, known: Mapping[str, str]) -> str:
    """The id of a key figure that is named by it, as our templates do (Navn (id)), or by a name no other one has."""
    inside = re.search(r"\(([a-z0-9-]+)\)\s*$", written)
    for told in (written.strip(), inside.group(1) if inside else ""):
        if told in known:
            return told
    same = [key for key, name in known.items() if name.casefold() == written.strip().casefold()]
    return same[0] if len(same) == 1 else slug(written)


def _source(named: str, delivered: str, titles: Mapping[str, str], by_title: Mapping[str, str], mapped: Mapped) -> str:
    if not named:
        return delivered
    if named in titles:
        return named
    if named.casefold() in by_title:
        return by_title[named.casefold()]
    made = OWN + (slug(named) or "kilde")
    mapped.sources.setdefault(made, named)
    return made


def _completed(record: Record, row: Mapping[str, str], kind: DeliveryKind) -> dict[str, str]:
    """What our table asks for and no office writes: ids, levels, and how a place is known."""
    made: dict[str, str] = {}
    if "area_level" in row:
        place = row["area_id"]
        made["area_level"] = (
            "city" if place == "koebenhavn" else "bydel" if place.startswith("bydel-") else "survey_area"
        )
    if kind.of_form(Form.SHAPE) and "upgrade_id" in row:
        form = record.shape.geom_type.casefold() if record.shape is not None else ""
        basis = "none" if not form else "point" if "point" in form else "street" if "line" in form else "named_place"
        made |= {
            "upgrade_id": slug("egen", row["kind"], row["place"], row["start_year"]),
            "kind_da": record.values.get("kind_da", ""),
            "status": row["stage"],
            "status_da": record.values.get("stage_da", ""),
            "geometry_basis": basis,
            "precision": "exact" if form else "",
            "geometry_source_id": row["source_id"] if form else "",
        }
    return made


_KEYS = {Form.PLACE, Form.YEAR, Form.QUARTER, Form.DAY, Form.SUBJECT, Form.CATEGORY}


def doubles(records: list[Record], rows: list[dict[str, str]], kind: DeliveryKind) -> dict[int, Fault]:
    """Rows that speak of the same, by their place in the list; of two that differ neither is good."""
    named = [one for one in kind.fields if one.form in _KEYS]
    own = [one.name for one in named if one.form is not Form.PLACE or one is kind.fields[0]]
    figures = any(one.form is Form.DAY or one.form is Form.SUBJECT for one in named)
    keys = (*own, "part", "source_id") if figures else CONTRACTS[kind.table].key
    seen: dict[tuple[str, ...], int] = {}
    found = {}
    for at, row in enumerate(rows):
        key = tuple(row.get(name, "") for name in keys)
        first = seen.setdefault(key, at)
        if first != at:
            same = row == rows[first]
            told = [(name, text) for name, text in zip(keys, key, strict=True) if text and name != "source_id"]
            value = " · ".join(f"K{text}" if name == "quarter" else text for name, text in told)
            kind_of = "double_same" if same else "double_other"
            found[at] = Fault(kind_of, records[at].where, value, rows=(records[first].where.row,))
            if not same:
                found.setdefault(first, Fault(kind_of, records[first].where, value, rows=(records[at].where.row,)))
    return found


def contract_faults(
    frame: pd.DataFrame, records: list[Record], kind: DeliveryKind, known: Known
) -> dict[int, list[Fault]]:
    """What the contract of the table finds, by the place of the row; the places are told where they were read."""
    from sikkerby_geo.facts.checking import faults_in  # with pandera, for which only a check has to wait

    found: dict[int, list[Fault]] = {}
    for fault in faults_in(frame, CONTRACTS[kind.table], kind.table, known):
        at = fault.line - 2
        if fault.kind == "double":
            continue  # told already, with both rows
        where = records[at].at(fault.column) if 0 <= at < len(records) else Where()
        column = where.column or fault.column
        told = Fault(f"contract_{fault.kind}", replace(where, column=column), fault.value[:60], fault.allowed)
        found.setdefault(at, []).append(told)
    return found
