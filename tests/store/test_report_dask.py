"""Reports counted by a cluster: the numbers of one machine, whoever dies on the way, and no point in any log."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from sikkerby_geo.domain.reports.counting import count
from sikkerby_geo.domain.reports.label_index import LabelIndex
from sikkerby_geo.facts.problems import SikkerByError
from sikkerby_geo.facts.reports import Reason
from sikkerby_geo.store.reports import dask_task, dask_workers
from sikkerby_geo.store.reports.dask_task import Answer, Work, count_part, made_of
from sikkerby_geo.store.reports.dask_workers import Cluster, DaskError, DaskWorkers
from sikkerby_geo.store.reports.parts import parts_of
from sikkerby_geo.store.reports.plan import Plan
from sikkerby_geo.store.reports.run import Counted, Progress
from sikkerby_geo.text import t
from tests.domain.test_label_index import INDEX, TOWN
from tests.store.dask_cluster import DaskCluster, a_bug
from tests.store.report_files import ROWS, as_dict, counted, plan_of, run, text
from tests.store.test_cli import run as command
from tests.store.test_report_runs import MADE, as_csv, as_parquet

TLS = ("cert", "cert", "key")


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DaskCluster]:
    """All tests of a cluster are in this file, so that there is one."""
    made = DaskCluster(tmp_path_factory.mktemp("dask"))
    yield made
    made.stop()


@pytest.fixture(scope="module")
def plans(tmp_path_factory: pytest.TempPathFactory) -> list[Plan]:
    """The made reports as Parquet in 20 parts, then as CSV, then the first again: a copy."""
    folder = tmp_path_factory.mktemp("files")
    files = [
        as_parquet(folder / "a", MADE.table(), 1_000),
        as_csv(folder / "b"),
        as_parquet(folder / "c", MADE.table(), 1_000),
    ]
    return [plan_of(file) for file in files]


@pytest.fixture(scope="module")
def whole(plans: list[Plan], tmp_path_factory: pytest.TempPathFactory) -> Counted:
    """What one machine comes to."""
    return counted(plans, tmp_path_factory.mktemp("whole"), block=200_000)


def workers(address: str, counting: Callable = count, patience: float = 30.0, **files: Path) -> DaskWorkers:
    here = partial(count, index=INDEX)
    return DaskWorkers(Cluster(address, **files), counting, partial(LabelIndex, TOWN), here, INDEX.zones, patience)


def test_a_cluster_comes_to_the_same_to_the_last_digit(
    cluster: DaskCluster, plans: list[Plan], whole: Counted, tmp_path: Path
) -> None:
    found = counted(plans, tmp_path / "runs", block=200_000, elsewhere=workers(cluster.address))
    assert as_dict(found) == as_dict(whole)
    assert found.ledger == whole.ledger
    assert found.ledger[0].reasons == MADE.expected(text=False)
    assert found.ledger[0].reasons[Reason.DOUBLE_ID] > 0
    assert [line.same_as for line in found.ledger] == ["", "", "a"]


def test_it_goes_encrypted_where_files_are_named_and_a_large_row_group_is_counted_here(
    cluster: DaskCluster, plans: list[Plan], whole: Counted, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dask_workers, "MOST_ROWS", 400)
    files = dict(zip(("ca", "certificate", "key"), (cluster.folder / name for name in TLS), strict=True))
    elsewhere = workers(cluster.encrypted, a_bug, **files)
    found = counted(plans[:1], tmp_path / "runs", elsewhere=elsewhere)
    assert found.ledger == whole.ledger[:1]


def test_the_command_counts_on_a_cluster(
    cluster: DaskCluster, tmp_path: Path, toy_root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, place in (("SIKKERBY_DATA", tmp_path / "own"), ("SIKKERBY_ROOT", toy_root), ("COLUMNS", 200)):
        monkeypatch.setenv(name, str(place))
    monkeypatch.chdir(tmp_path)
    (tmp_path / "politi.csv").write_text(text(), encoding="utf-8")
    code, said = command("reports", "politi.csv", "--scheduler", cluster.address)
    assert code == 0, said
    assert "I alt 3 rækker: 3 placeret, 0 ikke placeret." in said
    assert "krypteret" not in said
    assert command("reports", "politi.csv")[1].endswith(said[said.index("Fil Rækker") :])
    for words, sentence in (
        (["--scheduler", "localhost"], "»localhost« er ikke en adresse på en scheduler"),
        (["--scheduler", "tls://127.0.0.1:1"], "tls:// kræver tre filer"),
        (["--scheduler", "tcp://127.0.0.1:1", "--tls-ca", "x"], "er ikke krypteret, men"),
        (["--tls-ca", "x"], "nævn den med --scheduler"),
    ):
        code, said = command("reports", "politi.csv", *words)
        assert (code, sentence in said) == (1, True), said
    monkeypatch.setattr(dask_workers, "_SECONDS_TO_CONNECT", 0.2)
    code, said = command("reports", "politi.csv", "--scheduler", "tcp://127.0.0.1:1")
    assert (code, "ingen Dask-scheduler, der svarer på tcp://127.0.0.1:1" in said) == (1, True), said
    monkeypatch.setitem(sys.modules, "distributed", None)
    code, said = command("reports", "politi.csv", "--scheduler", cluster.address)
    assert (code, "Dask er ikke installeret" in said) == (1, True), said


def test_an_address_elsewhere_without_encryption_is_told() -> None:
    for address, here in (("tcp://127.0.0.1:8786", True), ("tcp://[::1]:8786", True), ("tcp://10.0.0.2:8786", False)):
        assert Cluster(address).here is here


def test_trouble_of_a_worker_is_a_sentence_and_no_log_quotes_a_file(cluster: DaskCluster, tmp_path: Path) -> None:
    path = tmp_path / "politi.csv"
    path.write_text(text([(f"sag-{at}", *ROWS[0][1:]) for at in range(50)]), encoding="utf-8")
    torn = as_parquet(tmp_path / "a", MADE.table(), 1_000)
    plan = plan_of(torn)
    content = bytearray(torn.read_bytes())
    content[len(content) // 2 : len(content) // 2 + 20_000] = b"x" * 20_000
    torn.write_bytes(content)
    with pytest.raises(DaskError, match=r"problem\.dask_bug") as bug:
        counted([plan_of(path)], tmp_path / "runs", elsewhere=workers(cluster.address, a_bug))
    with pytest.raises(SikkerByError, match=r"problem\.reports_broken_file"):
        counted([plan], tmp_path / "runs", elsewhere=workers(cluster.address))
    assert bug.value.params["what"] == "ValueError"
    for said in (cluster.log, str(bug.value), t(bug.value.key, **bug.value.params)):
        assert not any(sign in said for sign in ("721400", "6173400", "sag-", "politi.csv", "id_key"))


def test_a_worker_that_could_come_to_something_else_counts_nothing(
    plans: list[Plan], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dask_task, "worker_name", lambda: "tcp://10.0.0.2:1")
    part, changed = next(parts_of(plans[0], 0)), plans[0].path.stat().st_mtime_ns

    def answer(work: Work) -> Answer:
        return count_part(work, INDEX, count)

    good = Work(plans[0], part, changed, made_of())
    assert answer(good).key == ""
    gone = replace(plans[0], path=plans[0].path / "gone")
    for work, key in (
        (replace(good, changed=changed - 1), "other_file"),
        (replace(good, plan=gone), "no_file"),
        (replace(good, made_of=made_of()[:-1]), "other_build"),
    ):
        found = answer(work)
        assert (found.key, found.part) == (f"problem.dask_{key}", None)
        assert "10.0.0.2" in t(found.key, **found.params)
    assert "721" not in repr(good) + repr(answer(good))


def test_a_worker_killed_in_the_middle_changes_nothing(
    cluster: DaskCluster, plans: list[Plan], whole: Counted, tmp_path: Path
) -> None:
    def told(progress: Progress) -> None:
        if progress.rows > 5_000:
            cluster.workers[1].kill()

    found = counted(plans, tmp_path / "runs", block=200_000, told=told, elsewhere=workers(cluster.address))
    assert cluster.workers[1].wait(10) != 0
    assert as_dict(found) == as_dict(whole)
    assert found.ledger == whole.ledger


def test_without_workers_then_without_scheduler_the_run_ends_with_a_sentence_and_goes_on_to_the_same(
    cluster: DaskCluster, plans: list[Plan], whole: Counted, tmp_path: Path
) -> None:
    def no_worker(progress: Progress) -> None:
        if progress.rows > 8_000:
            cluster.workers[0].kill()

    def no_scheduler(progress: Progress) -> None:
        cluster.scheduler.kill()

    for told, key in ((no_worker, "problem.dask_no_workers"), (no_scheduler, "problem.dask_lost")):
        elsewhere = workers(cluster.address, patience=0.3)
        with pytest.raises(DaskError, match=key) as lost:
            run(plans, tmp_path / "runs", save_every=0, block=200_000, told=told, elsewhere=elsewhere).counted()
        assert "kør samme kommando igen" in t(lost.value.key, **lost.value.params)
    last = run(plans, tmp_path / "runs", block=200_000)
    found = last.counted()
    assert last.resumed
    assert as_dict(found) == as_dict(whole)
    assert found.ledger == whole.ledger
