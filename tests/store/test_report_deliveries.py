"""Published counts in the store: nothing small is written, one delivery is one revision, unsafe ones are refused."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pytest

from sikkerby_geo.build import atlas_of
from sikkerby_geo.build.report_deliveries import deliver_counts
from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.reports.count_range import CountRange
from sikkerby_geo.domain.reports.published import caveats_of
from sikkerby_geo.facts.areas import CITY_ID, Level
from sikkerby_geo.facts.published_counts import ALL, BY_AREA, CountKey, of_type
from sikkerby_geo.facts.report_counts import Counts, Zone, keys_of
from sikkerby_geo.facts.report_groups import GROUP_OF, OTHER_TYPE, REPORT_GROUPS
from sikkerby_geo.facts.report_records import (
    COUNTS_KIND,
    DELIVERY_KIND,
    DeliveredFile,
    EarlierReportsError,
    ExposedError,
    Ledger,
    ReportDelivery,
)
from sikkerby_geo.facts.report_types import REPORT_TYPES
from sikkerby_geo.facts.revisions import NothingNewError
from sikkerby_geo.store.history import Store
from sikkerby_geo.store.joining import published_only, read_own
from sikkerby_geo.store.report_deliveries import deliver_reports, reports_in
from sikkerby_geo.text import t
from sikkerby_geo.views.base import hidden_counts

JANUARY = 2024 * 12
FILE = DeliveredFile("anmeldelser.csv", "a" * 64)
ALL_TYPES = [one for listed in REPORT_GROUPS.values() for one in listed]


@dataclass
class Given:
    """Twelve reports of each type in each zone in January, or others where they are named by type and area."""

    zones: tuple[Zone, ...]
    reports: dict[tuple[str, str], int] = field(default_factory=dict)
    synthetic: bool = False

    @property
    def counts(self) -> Counts:
        """As the counting of points gives them."""
        many = [self.reports.get((one, zone.area_id), 12) for one in ALL_TYPES for zone in self.zones]
        places = np.arange(len(many))
        keys = keys_of(JANUARY, places // len(self.zones), places % len(self.zones))
        return Counts(self.zones, tuple(ALL_TYPES), keys, np.array(many), self.synthetic)


@pytest.fixture
def zones(atlas: Atlas) -> tuple[Zone, ...]:
    areas = [area.place_id for area in atlas.places.at(Level.SURVEY_AREA)]
    return tuple(Zone(area, f"c{number}") for number, area in enumerate(areas))


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "own")


def deliver(store: Store, atlas: Atlas, given: Given, last: int = 2) -> int:
    ledger = Ledger(given.counts.total, {"no_coordinate": 3})
    months = (JANUARY, JANUARY + last)
    said = {"source": "Politiet", "who": "anna", "why": "kvartalet"}
    return deliver_counts(store, atlas, given.counts, months, [FILE], ledger, **said)


def test_a_delivery_is_one_revision_with_its_files_and_reads_into_the_snapshot(
    toy_root: Path, atlas: Atlas, store: Store, zones: tuple[Zone, ...]
) -> None:
    given = Given(zones, {("vold", zones[0].area_id): 3}, synthetic=True)
    assert deliver(store, atlas, given) == 1
    (revision,) = store.revisions()
    assert (revision.occasion.source, revision.occasion.sha256) == ("Politiet", FILE.sha256)
    reports = atlas_of(toy_root, atlas, read_own(store)).snapshot.reports
    lone = reports.get(CountKey(BY_AREA.table_id, "2024-K1", of_type("vold"), zones[0].area_id))
    assert lone is not None
    assert hidden_counts.short(lone) in ("0–4", "skjult")
    assert "personer" in hidden_counts.reason(CountRange.of(lone).missing)
    city = reports.get(CountKey(BY_AREA.table_id, "2024-K1", ALL, CITY_ID))
    assert city is not None
    assert city.may_be(given.counts.total)
    assert hidden_counts.short(reports.get(CountKey(BY_AREA.table_id, "2023-K1", ALL, CITY_ID))) == "ikke leveret"
    assert hidden_counts.notes(caveats_of(reports)) == [t("hidden.synthetic")]
    (delivery,) = reports.deliveries.values()
    assert (delivery.files, delivery.synthetic, delivery.unplaced) == ((FILE,), True, {"no_coordinate": 3})
    assert delivery.placed == (None if city.hidden else given.counts.total)


def test_nothing_small_is_written_and_nothing_by_month(store: Store, atlas: Atlas, zones: tuple[Zone, ...]) -> None:
    deliver(store, atlas, Given(zones, {("vold", zones[0].area_id): 3, ("brand", zones[1].area_id): 1}))
    for version in store.current(COUNTS_KIND):
        told = json.loads(json.dumps(version.payload))["told"]
        numbers = [one for row in told.values() for one in row.values() if isinstance(one, int)]
        assert min(numbers) >= 5
    assert {one.record_kind for one in store.current()} == {COUNTS_KIND, DELIVERY_KIND}


def test_without_a_delivery_the_snapshot_has_none(toy_root: Path, atlas: Atlas, store: Store) -> None:
    assert not atlas_of(toy_root, atlas, read_own(store)).snapshot.reports.tables
    assert caveats_of(atlas.snapshot.reports) == ()


def test_reports_stay_inside_what_other_programs_read(store: Store, atlas: Atlas, zones: tuple[Zone, ...]) -> None:
    deliver(store, atlas, Given(zones))
    assert read_own(store).versions
    assert not published_only(read_own(store)).versions


def test_what_fails_the_audit_is_not_written(store: Store, atlas: Atlas, zones: tuple[Zone, ...]) -> None:
    delivery = ReportDelivery("Politiet", (JANUARY, JANUARY + 2), "x", 5, False, (FILE,), 100, {})
    with pytest.raises(ExposedError) as refused:
        deliver_reports(store, delivery, {}, lambda *_: ["exposed"], who="anna", why="", seen=0)
    assert refused.value.key == "problem.reports_exposed"
    assert store.newest()[0] == 0


def test_the_same_twice_changes_nothing_and_a_correction_takes_its_place(
    store: Store, atlas: Atlas, zones: tuple[Zone, ...]
) -> None:
    given = Given(zones, {("vold", zones[0].area_id): 3})
    deliver(store, atlas, given)
    with pytest.raises(NothingNewError):
        deliver(store, atlas, given)
    given.reports["cykeltyveri", zones[1].area_id] = 40
    assert deliver(store, atlas, given) == 2


def test_other_borders_and_half_a_quarter_are_refused(store: Store, atlas: Atlas, zones: tuple[Zone, ...]) -> None:
    with pytest.raises(EarlierReportsError):
        deliver(store, atlas, Given(zones), last=1)
    deliver(store, atlas, Given(zones))
    with pytest.raises(EarlierReportsError):
        deliver(store, atlas, Given((*zones, Zone(zones[0].area_id, "c99"))))


def test_what_an_undone_delivery_hid_stays_hidden(store: Store, atlas: Atlas, zones: tuple[Zone, ...]) -> None:
    vold = CountKey(BY_AREA.table_id, "2024-K1", of_type("vold"), zones[0].area_id)
    first = deliver(store, atlas, Given(zones, {("vold", zones[0].area_id): 3}))
    store.undo(first, "anna", "forkert fil")
    assert not reports_in(read_own(store).versions)[0].tables
    deliver(store, atlas, Given(zones))
    now = reports_in(read_own(store).versions)[0].get(vold)
    assert now is not None
    assert now.hidden


def test_every_type_of_the_registry_has_a_group() -> None:
    assert {*REPORT_TYPES} == {*GROUP_OF} - {OTHER_TYPE}
