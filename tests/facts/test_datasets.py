"""The registry of data sets: it names the files on disk, and every row in them names its source."""

from __future__ import annotations

import pytest

from sikkerby_geo.facts.contracts import Column
from sikkerby_geo.facts.datasets import PERIOD, PERIOD_IN_ORDER, TABLES
from sikkerby_geo.facts.indicators import INDICATORS

FACTS = [name for name in TABLES if name not in ("manifest", "sources", "gaps")]
"""Tables that say what someone said; the others list files, sources and what no source says."""


@pytest.mark.parametrize("table", FACTS)
def test_every_table_of_facts_asks_for_a_source(table: str):
    assert TABLES[table].columns["source_id"] == Column("slug", blank=False, refers_to="sources")


@pytest.mark.parametrize("name", TABLES)
def test_every_range_has_two_ends_and_every_key_is_a_column(name: str):
    contract = TABLES[name]
    assert set(contract.key) <= set(contract.columns)
    for column in contract.columns.values():
        assert (column.low is None) == (column.high is None)


def test_what_a_table_may_hold_is_what_the_registry_of_indicators_reads_from_it():
    for table, column in (("survey", "measure"), ("crime", "series"), ("context", "indicator")):
        own = {one.column.own for one in INDICATORS if one.column.table == table}
        assert set(TABLES[table].columns[column].choices) == own


@pytest.mark.parametrize("name", TABLES)
def test_what_is_asked_of_rows_is_asked_of_columns_the_table_has(name: str):
    contract = TABLES[name]
    assert [demand.name for demand in contract.rows if not set(demand.columns) <= set(contract.columns)] == []


@pytest.mark.parametrize("name", [name for name, contract in TABLES.items() if {*PERIOD} <= set(contract.columns)])
def test_every_table_with_a_period_asks_that_it_does_not_end_before_it_starts(name: str):
    assert PERIOD_IN_ORDER in TABLES[name].rows
