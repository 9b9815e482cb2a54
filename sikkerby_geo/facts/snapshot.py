"""A snapshot: all facts of one moment, the seam between where they come from and what follows from them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import geopandas as gpd
import pandas as pd

from sikkerby_geo.facts.contracts import typed
from sikkerby_geo.facts.datasets import CONTRACTS
from sikkerby_geo.facts.problems import DataError
from sikkerby_geo.facts.register_entry import OwnVersion
from sikkerby_geo.facts.report_records import PublishedReports


@dataclass(frozen=True)
class Snapshot:
    """The facts as they stand at one moment, wherever they come from: readable tables and layers, faults of the others.

    ``tables`` hold pandas frames (see ``datasets.CONTRACTS``), ``layers`` GeoDataFrames in EPSG:4326; ``altered`` are
    the files that are read though they are not what the manifest states. ``origin`` says where each data set comes
    from, as readers are told it (``data/survey.csv``); ``snapshot_id`` is a hash of everything: two equal ones show
    equal figures. ``digests`` has the hash of each data set's own content.

    ``register`` is what this installation says of efforts, by their ids (see ``domain.register.current``); ``reports``
    are the published counts of reports it has been given.

    A table or layer that has not changed from one snapshot to the next is the very same object in both.
    """

    tables: Mapping[str, pd.DataFrame]
    layers: Mapping[str, gpd.GeoDataFrame]
    troubles: tuple[DataError, ...] = field(default=())
    altered: tuple[str, ...] = ()
    origin: Mapping[str, str] = field(default_factory=dict)
    snapshot_id: str = ""
    digests: Mapping[str, str] = field(default_factory=dict)
    public: Snapshot | None = None
    register: Mapping[str, OwnVersion] = field(default_factory=dict)
    reports: PublishedReports = field(default_factory=PublishedReports)

    @property
    def embedded(self) -> Snapshot:
        """The embedded record alone."""
        return self.public or self

    def table(self, name: str) -> pd.DataFrame:
        """A table by name; an unreadable one comes back empty, with all its columns."""
        if name in self.tables:
            return self.tables[name]
        contract = CONTRACTS[name]
        return typed(pd.DataFrame({column: pd.Series(dtype=str) for column in contract.columns}), contract)

    def readable(self, name: str) -> bool:
        return name in self.tables or name in self.layers
