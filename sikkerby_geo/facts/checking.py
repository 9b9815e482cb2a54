"""A table held against its contract: the contract as a pandera schema, its failure cases as our faults.

The only module that knows pandera; whoever checks a file imports it then, so that nobody else waits for pandera.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import pandas as pd
import pandera.pandas as pa
from pandera.config import config_context, set_config
from pandera.errors import SchemaError, SchemaErrorReason, SchemaErrors

from sikkerby_geo.facts.contracts import Contract, Known
from sikkerby_geo.facts.demands import Demand, RowDemand
from sikkerby_geo.facts.problems import Fault

# Variables of the machine can switch pandera off, or to an engine that does not say which row fails. Here they do not:
# the engine is fixed now, the rest with each check.
set_config(use_narwhals_backend=False)


def faults_in(frame: pd.DataFrame, contract: Contract, file: str, known: Known) -> list[Fault]:
    """Every fault of a table read as text (blank = ""): columns, forms, ranges, references, doubles, and its rows.

    The index of ``frame`` + 2 is the line in the file.

    Raises
    ------
    SchemaErrors
        A demand could not be asked: a bug of ours, and no fault of the file.
    """
    present = [name for name in contract.columns if name in frame.columns]
    allowed = ", ".join(contract.columns)
    surplus = [name for name in frame.columns if name not in contract.columns]
    found = [
        *_told(frame[present], contract, file, known),
        *(Fault(file, "surplus_column", 1, name, allowed=allowed) for name in surplus),
    ]
    return sorted(found, key=lambda fault: fault.line > 1)


def _told(frame: pd.DataFrame, contract: Contract, file: str, known: Known) -> Iterator[Fault]:
    """The failure cases of a table as faults: missing columns, then the values column by column, then the rows."""
    values = {name: column.demands(known) for name, column in contract.columns.items()}
    rows = contract.row_demands(frozenset(frame.columns))
    schema = pa.DataFrameSchema(
        {name: pa.Column(None, _checks(asked), name=name) for name, asked in values.items()},
        _checks(rows),
    )
    settled: set[tuple[str, int]] = set()
    for error in _errors(frame, schema):
        if error.reason_code is SchemaErrorReason.COLUMN_NOT_IN_DATAFRAME:
            yield Fault(file, "missing_column", 1, error.failure_cases)
        elif error.schema is schema:
            yield from _of_rows(frame, rows[error.check_index], error, file)
        else:
            yield from _of_values(values[error.schema.name][error.check_index], error, file, settled)


def _checks(asked: Sequence[Demand | RowDemand]) -> list[pa.Check]:
    return [pa.Check(demand.holds, name=demand.name, ignore_na=False) for demand in asked]


def _errors(frame: pd.DataFrame, schema: pa.DataFrameSchema) -> list[SchemaError]:
    """What pandera finds, one error a missing column or failed check, in the order of the schema."""
    try:
        with config_context(validation_enabled=True, validation_depth="SCHEMA_AND_DATA"):
            schema.validate(frame, lazy=True, inplace=True)
    except SchemaErrors as found:
        foreseen = (SchemaErrorReason.COLUMN_NOT_IN_DATAFRAME, SchemaErrorReason.DATAFRAME_CHECK)
        if all(error.reason_code in foreseen for error in found.schema_errors):
            return found.schema_errors
        raise
    return []


def _of_values(demand: Demand, error: SchemaError, file: str, settled: set[tuple[str, int]]) -> Iterator[Fault]:
    """Faults of the values of a column; those that are ``settled`` are asked nothing more."""
    column = error.schema.name
    for index, text in zip(error.failure_cases["index"], error.failure_cases["failure_case"], strict=True):
        if (column, index) in settled:
            continue
        for kind, value, allowed in demand.told(text):
            yield Fault(file, kind, index + 2, column, value, allowed)
        if demand.final:
            settled.add((column, index))


def _of_rows(frame: pd.DataFrame, demand: RowDemand, error: SchemaError, file: str) -> Iterator[Fault]:
    failed: Mapping[int, Mapping[str, str]] = frame.loc[
        error.failure_cases["index"].unique(), list(demand.columns)
    ].to_dict("index")
    for index, row in failed.items():
        column, value, allowed = demand.told(row)
        yield Fault(file, demand.name, index + 2, column, value, allowed)
