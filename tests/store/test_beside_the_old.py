"""While the newest atlas is worked out the one before goes on answering; who has written waits for what he wrote."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event

import pytest

from sikkerby_geo import build
from sikkerby_geo.build import Current
from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.store.deliveries import deliver
from sikkerby_geo.store.history import Store
from tests.store.own_city import row, survey

TOO_LONG = 60
SURVEYED = ("insecure_neighbourhood", "aaby", 2025)


@dataclass
class Held:
    """Work on an atlas that begins when asked for, and is done when it is let go."""

    begun: Event = field(default_factory=Event)
    let_go: Event = field(default_factory=Event)
    times: int = 0
    failing: bool = False


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch) -> Iterator[Held]:
    found, work_out = Held(), build.atlas_of

    def slowly(*args: object) -> Atlas:
        found.times += 1
        found.begun.set()
        assert found.let_go.wait(TOO_LONG)
        if found.failing:
            raise ArithmeticError("a bug")
        return work_out(*args)

    monkeypatch.setattr(build, "atlas_of", slowly)
    yield found
    found.let_go.set()


@pytest.fixture
def current(toy_root: Path, tmp_path: Path, atlas: Atlas) -> Current:
    """The toy city with a delivery that nobody has seen yet."""
    store = Store(tmp_path / "own")
    made = Current(toy_root, store, _atlas=atlas)
    made._stamp = made._stamp_now()
    deliver(store, atlas.snapshot.embedded, survey(row("12.4")), who="anna", why="", seen=0)
    return made


def in_background(act, *args: object) -> Future:
    return ThreadPoolExecutor(1).submit(act, *args)


def test_readers_are_answered_with_the_old_one_and_who_found_it_outdated_with_the_new(
    current: Current, held: Held, atlas: Atlas, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(build, "FIRST_WAIT", TOO_LONG)
    first = in_background(current.for_reader)
    assert held.begun.wait(TOO_LONG)
    assert [current.for_reader() for _ in range(3)] == [atlas] * 3
    assert not first.done()
    held.let_go.set()
    new = first.result(TOO_LONG)
    assert new.observation(*SURVEYED).known.value == 12.4
    assert current.for_reader() is current.atlas() is new
    assert held.times == 1


def test_nobody_who_reads_waits_for_long_work(
    current: Current, held: Held, atlas: Atlas, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(build, "FIRST_WAIT", 0)
    assert current.for_reader() is atlas
    held.let_go.set()
    assert current.atlas() is not atlas
    assert held.times == 1


def test_who_has_written_sees_it_at_once_even_behind_work_on_what_was_before(
    current: Current, held: Held, atlas: Atlas, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(build, "FIRST_WAIT", 0)
    current.for_reader()
    assert held.begun.wait(TOO_LONG)
    assert current.store
    made = deliver(current.store, atlas.snapshot.embedded, survey(row("44")), who="anna", why="", seen=1)
    writer = in_background(current.for_reader, made)
    assert current.for_reader(made - 2) is atlas
    held.let_go.set()
    assert writer.result(TOO_LONG).observation(*SURVEYED).known.value == 44


def test_a_bug_in_the_work_is_told_to_one_and_the_next_begins_anew(
    current: Current, held: Held, atlas: Atlas, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(build, "FIRST_WAIT", TOO_LONG)
    held.failing = True
    held.let_go.set()
    with pytest.raises(ArithmeticError):
        current.for_reader()
    held.failing = False
    assert current.for_reader().observation(*SURVEYED).known.value == 12.4


def test_the_first_atlas_of_all_is_waited_for(toy_root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(build, "FIRST_WAIT", 0)
    assert Current(toy_root).for_reader().observations
