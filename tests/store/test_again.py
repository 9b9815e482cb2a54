"""What has not changed is not read or worked out again, and what comes out is as if it had been."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from sikkerby_geo import build
from sikkerby_geo.build import Current, atlas_of
from sikkerby_geo.domain import atlas as atlases
from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.facts.datasets import LAYERS, TABLES
from sikkerby_geo.facts.indicators import INDICATORS
from sikkerby_geo.store.files import path_of

OF_SURVEY = {one.indicator_id for one in INDICATORS if one.surveyed}
OF_CONTEXT = {one.indicator_id for one in INDICATORS if one.column.table == "context"}
EVERY = {one.indicator_id for one in INDICATORS}
REFERRED = {column.refers_to for table in TABLES.values() for column in table.columns.values()}
HUBS = {"areas", "manifest", "population", *REFERRED, *(layer.known_in for layer in LAYERS.values())}
HUBS |= {one.column.table for one in INDICATORS}
"""What tables, layers or figures hang on; nothing hangs on any other table."""
CHANGES = [*([name] for name in TABLES if name in HUBS), [name for name in TABLES if name not in HUBS]]
WORKED_OUT = {"survey": OF_SURVEY, "context": OF_CONTEXT, "population": EVERY, "upgrades": set()}


@pytest.fixture(scope="module")
def before(toy_root: Path) -> Atlas:
    """The atlas of the toy city, as it was read before a change."""
    return atlas_of(toy_root)


@pytest.fixture
def city(toy_root: Path, tmp_path: Path) -> Path:
    """The toy city in a folder of its own, to be edited."""
    return shutil.copytree(toy_root, tmp_path / "city")


def shorten(root: Path, name: str) -> None:
    """Take the last row out of a table."""
    path = root / path_of(name)
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join(lines[:-1]), encoding="utf-8")


def same(one: Atlas, other: Atlas) -> bool:
    """Whether two atlases say the same, figure for figure."""
    parts = ("version", "years", "observations", "flags", "efforts", "totals", "published_counts", "documented_to")
    faults = [[trouble.faults for trouble in atlas.troubles] for atlas in (one, other)]
    return all(getattr(one, part) == getattr(other, part) for part in parts) and faults[0] == faults[1]


@pytest.mark.parametrize("names", CHANGES, ids=lambda names: names[0])
def test_a_change_gives_what_reading_everything_gives(city: Path, before: Atlas, names: list[str]) -> None:
    for name in names:
        shorten(city, name)
    assert same(atlas_of(city, before), atlas_of(city))


@pytest.mark.parametrize("name", ["survey", "sources", "survey_areas_layer"])
def test_a_file_that_is_gone_and_comes_back_is_read_again(city: Path, before: Atlas, name: str) -> None:
    path = city / path_of(name)
    path.rename(path.with_suffix(".away"))
    without = atlas_of(city, before)
    assert not without.readable(name)
    path.with_suffix(".away").rename(path)
    assert same(atlas_of(city, without), before)


@pytest.mark.parametrize("name", WORKED_OUT)
def test_only_what_hangs_on_a_table_is_worked_out_again(
    city: Path, before: Atlas, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = set()
    work_out = atlases.observations_of

    def noted(indicator, record):
        asked.add(indicator.indicator_id)
        return work_out(indicator, record)

    monkeypatch.setattr(atlases, "observations_of", noted)
    shorten(city, name)
    after = atlas_of(city, before)
    assert asked == WORKED_OUT[name]
    tables = after.snapshot.tables
    assert {other for other in TABLES if tables[other] is not before.snapshot.tables[other]} == {name}


def test_a_layer_is_kept_while_it_and_its_ids_stand(city: Path, before: Atlas) -> None:
    shorten(city, "context")
    after = atlas_of(city, before)
    assert all(after.layer(name) is before.layer(name) for name in LAYERS)


def test_the_current_atlas_is_the_same_until_a_file_changes(city: Path) -> None:
    current = Current(city)
    first = current.atlas()
    assert current.atlas() is first
    shorten(city, "upgrades")
    second = current.atlas()
    assert second.version != first.version


def test_files_are_looked_at_again_after_a_moment(city: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    moment = 10.0
    monkeypatch.setattr(build, "monotonic", lambda: moment)
    current = Current(city, look_every=1.0)
    first = current.atlas()
    shorten(city, "upgrades")
    moment += 0.9
    assert current.atlas() is first
    moment += 0.1
    assert current.atlas().version != first.version
