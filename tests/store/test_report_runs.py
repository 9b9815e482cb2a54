"""A run over files: nothing is lost, doubled or told, whatever the parts, and a stopped run goes on to the same."""

from __future__ import annotations

import os
import pickle
import random
import time
from collections.abc import Callable
from pathlib import Path

import geopandas as gpd
import numpy as np
import pyarrow as pa
import pyarrow.csv as pacsv
import pyarrow.parquet as pq
import pytest

from sikkerby_geo.domain.reports.counting import count
from sikkerby_geo.domain.reports.synthetic import MARK, Synthetic, synthetic_reports
from sikkerby_geo.facts.geography import METRES
from sikkerby_geo.facts.report_counts import added
from sikkerby_geo.facts.reports import Reason
from sikkerby_geo.store.reports.doubles import IdSpill
from sikkerby_geo.store.reports.files import files_of
from sikkerby_geo.store.reports.parts import BrokenFileError, PartReader, parts_of
from sikkerby_geo.store.reports.run import Counted, Progress
from sikkerby_geo.store.reports.states import STATE
from tests.domain.test_label_index import INDEX, TOWN
from tests.store.report_files import HAVNEN, HEADS, ROWS, as_dict, counted, plan_of, run, text

MADE = synthetic_reports(TOWN, 20_000, 11, begin="2019-01", months=48)


def as_csv(path: Path, made: Synthetic = MADE) -> Path:
    with path.open("wb") as file:
        file.write(f"{MARK}\n".encode())
        pacsv.write_csv(made.texts(), file, pacsv.WriteOptions(delimiter=";", quoting_style="none"))
    return path


def as_parquet(path: Path, table: pa.Table, group: int = 3_000) -> Path:
    pq.write_table(table, path, row_group_size=group)
    return path


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Counted:
    """The made reports, counted from one Parquet file in one go."""
    folder = tmp_path_factory.mktemp("whole")
    return counted([plan_of(as_parquet(folder / "r.parquet", MADE.table(), 100_000))], folder / "runs", workers=1)


def test_the_known_totals_come_out(whole: Counted, tmp_path: Path) -> None:
    line = whole.ledger[0]
    assert line.reasons == MADE.expected(text=False)
    assert line.rows == 20_000 == line.placed + sum(line.reasons.values())
    found = counted([plan_of(as_csv(tmp_path / "r.csv"))], tmp_path / "runs")
    assert found.ledger[0].reasons == MADE.expected(text=True)
    assert as_dict(found) == as_dict(whole)
    good = MADE.reasons == ""
    areas: dict[str, int] = {}
    for *_, area_id, _, many in whole.counts.rows():
        areas[area_id] = areas.get(area_id, 0) + many
    assert areas == dict(zip(*np.unique(MADE.areas[good].astype(str), return_counts=True), strict=True))


def test_what_is_made_up_says_so_wherever_it_goes(whole: Counted, tmp_path: Path) -> None:
    assert whole.counts.synthetic
    plan = plan_of(as_csv(tmp_path / "r.csv"))
    real = tmp_path / "politi.csv"
    real.write_text(text(), encoding="utf-8")
    assert not counted([plan_of(real)], tmp_path / "runs").counts.synthetic
    assert counted([plan, plan_of(real)], tmp_path / "runs").counts.synthetic
    renamed = tmp_path / "syntetisk.csv"
    renamed.write_text(text(), encoding="utf-8")
    assert plan_of(renamed).synthetic


@pytest.mark.parametrize(
    "make",
    [
        lambda path, table: as_csv(path),
        lambda path, table: as_parquet(path, table, 700),
        lambda path, table: as_parquet(path, table.take(np.random.default_rng(3).permutation(table.num_rows))),
    ],
    ids=["csv", "parquet", "shuffled"],
)
@pytest.mark.parametrize("workers", [1, 3])
def test_any_parts_and_any_order_come_to_the_same(
    whole: Counted, tmp_path: Path, make: Callable[[Path, pa.Table], Path], workers: int
) -> None:
    found = counted([plan_of(make(tmp_path / "r", MADE.table()))], tmp_path / "runs", workers=workers, block=50_000)
    assert as_dict(found) == as_dict(whole)
    assert found.ledger[0].placed == whole.ledger[0].placed


def test_areas_are_those_of_a_spatial_join(whole: Counted) -> None:
    good = MADE.reasons == ""
    points = gpd.GeoDataFrame(geometry=gpd.points_from_xy(MADE.x[good], MADE.y[good]), crs=METRES)
    areas = gpd.GeoDataFrame({"area": [*TOWN]}, geometry=[*TOWN.values()], crs=METRES)
    joined = points.sjoin(areas, predicate="intersects").groupby(level=0).area.min().value_counts()
    found: dict[str, int] = {}
    for *_, area_id, _, many in whole.counts.rows():
        found[area_id] = found.get(area_id, 0) + many
    assert found == joined.to_dict()


class Stopped(Exception):
    """What stops a run in the tests."""


@pytest.mark.parametrize("form", ["csv", "parquet"])
def test_a_stopped_run_goes_on_to_the_same_numbers(whole: Counted, tmp_path: Path, form: str) -> None:
    first = as_csv(tmp_path / "a") if form == "csv" else as_parquet(tmp_path / "a", MADE.table(), 1_000)
    other = tmp_path / "politi.csv"
    other.write_text(text(), encoding="utf-8")
    plans = [plan_of(other), plan_of(first)]
    expected = counted(plans, tmp_path / "elsewhere", block=60_000)
    chance, stops = random.Random(5), 0
    while True:
        steps = chance.randint(1, 9)

        def told(progress: Progress) -> None:
            nonlocal steps
            steps -= 1
            if steps == 0:
                raise Stopped

        again = run(plans, tmp_path / "runs", save_every=0, block=60_000, told=told)
        try:
            found = again.counted()
            break
        except Stopped:
            stops += 1
    assert stops > 1
    assert again.resumed
    assert as_dict(found) == as_dict(expected)
    assert found.ledger == expected.ledger
    assert list((tmp_path / "runs").iterdir()) == []


def test_what_nobody_has_gone_on_with_for_a_month_is_deleted(tmp_path: Path) -> None:
    for name, age in (("old", 40), ("new", 20)):
        (tmp_path / "runs" / name).mkdir(parents=True)
        then = time.time() - age * 24 * 60 * 60
        os.utime(tmp_path / "runs" / name, (then, then))
    counted([plan_of(as_parquet(tmp_path / "a", MADE.table()))], tmp_path / "runs")
    assert [place.name for place in (tmp_path / "runs").iterdir()] == ["new"]


def test_a_part_can_be_counted_on_another_machine(whole: Counted, tmp_path: Path) -> None:
    plan = plan_of(as_parquet(tmp_path / "a", MADE.table().drop_columns("journalnummer"), 4_000))
    sent = [pickle.dumps((plan, part, INDEX)) for part in parts_of(plan, 0)]
    counts = []
    for work in sent[::-1]:
        there, part, index = pickle.loads(work)
        counts += [pickle.loads(pickle.dumps(count(batch, index))).counts for batch in PartReader(there).batches(part)]
    assert added(counts, INDEX.zones).total == counted([plan], tmp_path / "runs").counts.total


def test_a_file_that_breaks_off_is_told(tmp_path: Path) -> None:
    path = as_parquet(tmp_path / "a", MADE.table(), 1_000)
    plan = plan_of(path)
    content = bytearray(path.read_bytes())
    content[len(content) // 2 : len(content) // 2 + 20_000] = b"x" * 20_000
    path.write_bytes(content)
    with pytest.raises(BrokenFileError):
        counted([plan], tmp_path / "runs")


def test_a_torn_state_is_begun_anew(tmp_path: Path) -> None:
    plans = [plan_of(as_parquet(tmp_path / "a", MADE.table(), 1_000))]

    def told(progress: Progress) -> None:
        if progress.rows > 5_000:
            raise Stopped

    for tear in ("state", "ids"):
        with pytest.raises(Stopped):
            run(plans, tmp_path / "runs", save_every=0, told=told).counted()
        (folder,) = (tmp_path / "runs").iterdir()
        torn = folder / STATE if tear == "state" else next(folder.glob("*.ids"))
        torn.write_bytes(torn.read_bytes()[:100])
        again = run(plans, tmp_path / "runs")
        assert again.counted().ledger[0].reasons == MADE.expected(text=False)
        assert not again.resumed


def test_the_same_file_is_counted_once(tmp_path: Path) -> None:
    for name in ("a.csv", "b.csv"):
        (tmp_path / name).write_text(text(), encoding="utf-8")
    plans = [plan_of(tmp_path / name) for name in ("a.csv", "b.csv")]
    found = counted(plans, tmp_path / "runs")
    assert [line.same_as for line in found.ledger] == ["", "a.csv"]
    assert found.counts.total == 3
    known = {found.ledger[0].sha256: "levering 4"}
    assert counted(plans[:1], tmp_path / "runs", known=known).ledger[0].same_as == "levering 4"


def test_of_two_rows_with_one_id_the_first_by_month_type_area_and_cell_counts(tmp_path: Path) -> None:
    rows = [("x", "01-03-2024", "vold", *HAVNEN), ("x", "01-02-2024", "vold", *HAVNEN), ("y", "", "vold", *HAVNEN)]
    rows += [("x", "01-02-2024", "brand", *HAVNEN), ("y", "01-01-2024", "vold", *HAVNEN), ("", "", "", *HAVNEN)]
    for order in (rows, rows[::-1]):
        path = tmp_path / "politi.csv"
        path.write_text(text(order), encoding="utf-8")
        found = counted([plan_of(path)], tmp_path / "runs", block=100)
        assert {key[:2] for key in as_dict(found)} == {("2024-02", "brand"), ("2024-01", "vold")}
        assert found.ledger[0].reasons == {Reason.NO_DATE: 2, Reason.DOUBLE_ID: 2}


def test_doubles_are_found_over_many_files_on_disk(tmp_path: Path) -> None:
    chance = np.random.default_rng(2)
    ids = chance.integers(0, 2**63, (5_000, 2)).astype(np.uint64)
    ids[4_000:4_500] = ids[:500]
    ids[4_500:, 0] = ids[500:1_000, 0]  # half a fingerprint alike is none
    spill = IdSpill.new(tmp_path, "a", 40 << 20)
    assert len(spill.lengths) == 64
    for at in range(0, 5_000, 700):
        spill.add(ids[at : at + 700], np.full(len(ids[at : at + 700]), 24_200 << 40))
    assert len(spill.superfluous(("vold",))) == 500
    spill.remove()
    assert list(tmp_path.iterdir()) == []


def test_rows_with_too_few_or_too_many_fields_are_counted_and_passed_over(tmp_path: Path) -> None:
    lines = text([*ROWS, ("a-4", "01-01-2024", "vold", 0.0, 0.0)]).splitlines()
    lines[2:2] = ["kun et felt", "et;to;tre;fire;fem;seks"]
    path = tmp_path / "politi.csv"
    path.write_text("\n".join(lines), encoding="utf-8")
    line = counted([plan_of(path)], tmp_path / "runs").ledger[0]
    assert line.reasons == {Reason.BROKEN_ROW: 2, Reason.OUTSIDE: 1}
    assert line.examples == {Reason.BROKEN_ROW: (3, 4), Reason.OUTSIDE: (7,)}


def test_rows_may_hold_line_ends_in_quotes(tmp_path: Path) -> None:
    rows = [(*row, f'"linje {at}\nog ""{at}"" til;"') for at, row in enumerate(ROWS * 40)]
    rows = [(f"{at}", *row[1:]) for at, row in enumerate(rows)]
    path = tmp_path / "politi.csv"
    path.write_text(text(rows, heads=(*HEADS, "Note")), encoding="utf-8")
    line = counted([plan_of(path)], tmp_path / "runs", block=300).ledger[0]
    assert (line.rows, line.placed) == (120, 120)


def test_a_quote_that_never_ends_is_told_with_its_row_and_nothing_else(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr("sikkerby_geo.store.reports.parts._LONGEST_BLOCK", 400)
    rows = [(f"{at}", *row[1:], "") for at, row in enumerate(ROWS * 400)]
    rows[600] = (*rows[600][:-1], '"aldrig slut')
    path = tmp_path / "politi.csv"
    path.write_text(text(rows, heads=(*HEADS, "Note")), encoding="utf-8")
    with pytest.raises(BrokenFileError) as told:
        counted([plan_of(path)], tmp_path / "runs", block=200)
    assert 590 < told.value.params["row"] <= 602
    assert not any(sign in str(told.value) for sign in ("721400", "6173400", "aldrig"))


def test_files_folders_and_patterns(tmp_path: Path) -> None:
    for name in ("b.csv", "a.parquet", "under/c.txt", "læs mig.pdf"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(b"x")
    found, twice = files_of([str(tmp_path), str(tmp_path / "*.csv")])
    assert [path.name for path in found] == ["a.parquet", "b.csv", "c.txt"]
    assert [path.name for path in twice] == ["b.csv"]


def test_what_is_kept_while_a_run_goes_on_holds_no_point_and_no_id(tmp_path: Path) -> None:
    path = tmp_path / "politi.csv"
    path.write_text(text([(f"sag-{at}", *ROWS[0][1:]) for at in range(200)]), encoding="utf-8")

    def told(progress: Progress) -> None:
        if progress.rows > 100:
            raise Stopped

    with pytest.raises(Stopped):
        run([plan_of(path)], tmp_path / "runs", save_every=0, block=500, told=told).counted()
    kept = b"".join(file.read_bytes() for file in (tmp_path / "runs").rglob("*") if file.is_file())
    points = (np.float64(721400.0).tobytes(), np.float64(6173400.0).tobytes(), b"721400", b"6173400", b"sag-")
    assert kept
    assert not any(sign in kept for sign in points)
