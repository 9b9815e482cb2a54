"""Counted tables in the store: no small number is ever there, and what was hidden stays hidden."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest

from sikkerby_geo import build
from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.reports.counted import CountedTables
from sikkerby_geo.facts.counted import COUNTED_KIND
from sikkerby_geo.facts.problems import DataError
from sikkerby_geo.store.deliveries import deliver
from sikkerby_geo.store.history import Store
from tests.store.test_adding import NEW, run, written
from tests.toytown.city_record import city_atlas
from tests.toytown.counted import delivered

HEAD = "Tabel;Område;Alder;2025K1\n"
AGES = "".join(
    f"Sigtelser efter alder;Hele byen;{age};{count}\n" for age, count in (("15-17", 40), ("18-25", 200), ("I alt", 243))
)
TABLE = HEAD + "Sigtelser efter alder;Hele byen;0-14;3\n" + AGES


@pytest.fixture(autouse=True)
def store(tmp_path: Path, toy_root: Path, atlas: Atlas, monkeypatch: pytest.MonkeyPatch) -> Store:
    """The store the command line works on."""
    monkeypatch.setattr(build, "Current", partial(build.Current, _atlas=atlas))
    monkeypatch.setenv("SIKKERBY_DATA", str(tmp_path / "own"))
    monkeypatch.setenv("SIKKERBY_ROOT", str(toy_root))
    monkeypatch.setenv("COLUMNS", "200")
    monkeypatch.chdir(tmp_path)
    return Store(tmp_path / "own")


def kept(store: Store) -> dict[str, str]:
    """What stands, by category: the count or its range."""
    rows = [version.payload or {} for version in store.current(COUNTED_KIND)]
    return {
        str(row.get("category", "")): str(row.get("count") or f"{row['low']}-{row.get('high', '')}") for row in rows
    }


HIDDEN = {"0-14": "0-4", "15-17": "5-", "18-25": "200", "": "243"}


def test_small_numbers_are_hidden_before_anything_is_kept_and_told(tmp_path: Path, store: Store) -> None:
    file = written(tmp_path, TABLE)
    code, said = run("check", file, "--kind", "counted")
    assert (code, "2 tal skjules, før noget gemmes" in said) == (0, True), said
    assert "1. kvartal 2025 Sigtelser efter alder (0–25 år): Under 15 år intet tal 0–4" in said
    code, said = run("add", file, "--kind", "counted", *NEW)
    assert (code, kept(store)) == (0, HIDDEN), said
    every = [version.payload or {} for version in store.versions(COUNTED_KIND)]
    assert all(int(str(row["count"])) >= 5 for row in every if "count" in row)
    assert [one.occasion.sha256 for one in store.revisions()] == [""]
    assert run("export", "ud")[0] == 0
    code, said = run("add", tmp_path / "ud" / "egne-tal-counted.csv", "--kind", "counted")
    assert (code, said.endswith("Det står der allerede, så der er intet at gemme.")) == (0, True), said


def test_what_was_hidden_stays_so_after_an_undo_and_must_come_again(tmp_path: Path, store: Store) -> None:
    assert run("add", written(tmp_path, TABLE), "--kind", "counted", *NEW)[0] == 0
    code, said = run("add", written(tmp_path, HEAD + AGES, "uden.csv"), "--kind", "counted", *NEW)
    assert code == 1
    assert "»Sigtelser efter alder« for 2025-K1 har stået før med 1 skjult tal, som filen ikke har." in said
    assert run("undo", "1")[0] == 0
    assert kept(store) == {}
    assert run("add", written(tmp_path, TABLE.replace(";3\n", ";7\n").replace("243", "247"), "ny.csv"), "--kind",
               "counted", *NEW)[0] == 0  # fmt: skip
    assert kept(store)["0-14"] == "5-"


def test_a_small_number_in_the_clear_is_refused_at_the_door_of_the_store(store: Store) -> None:
    row = {"series": "unrest", "year": "2025", "quarter": "1", "area_id": "aaby", "count": "3"}
    with pytest.raises(DataError) as refused:
        deliver(store, city_atlas().snapshot.embedded, delivered([row]), who="anna", why="", seen=0)
    assert [fault.kind for fault in refused.value.faults] == ["small_count"]
    assert store.newest()[0] == 0


def test_figures_nobody_has_published_are_not_told_to_other_programs(tmp_path: Path, store: Store) -> None:
    assert run("add", written(tmp_path, TABLE), "--kind", "counted", *NEW)[0] == 0
    own = build.read_own(store)
    now, embedded = city_atlas(), city_atlas().snapshot.embedded
    assert CountedTables(build.atlas_with(embedded, own, now)).quarters == ("2025-K1",)
    assert CountedTables(build.atlas_with(embedded, build.published_only(own), now)).quarters == ()
