"""What stays is not looked through after every run, and what nobody holds any more is found all the same."""

from __future__ import annotations

import gc
import subprocess
import sys
import weakref
from collections.abc import Iterator

import pytest

from sikkerby_geo.facts.versions import ROOT
from sikkerby_geo.ui.frame import memory


class Ring:
    """What only a search can find: it holds itself."""

    def __init__(self) -> None:
        self.ring = self


@pytest.fixture
def searches(monkeypatch: pytest.MonkeyPatch) -> Iterator[memory.Searches]:
    monkeypatch.setattr(memory, "ALL_EVERY", 6)
    monkeypatch.setattr(memory, "FIRST", 2)
    gc.unfreeze()
    found = memory.Searches()
    gc.callbacks.append(found)
    gc.disable()  # no search but ours
    yield found
    gc.enable()
    gc.callbacks.remove(found)
    gc.unfreeze()


def test_what_stays_is_set_aside_and_what_goes_later_is_found_in_time(searches: memory.Searches) -> None:
    kept = Ring()
    gone = weakref.ref(kept)
    aside = []
    for number in range(9):
        gc.collect()
        aside.append(gc.get_freeze_count() > 0)
        if number == 4:
            del kept
        assert (gone() is None) == (number >= 8), number
    assert aside == [False, False, True, True, True, True, True, True, True]


def test_the_server_searches_rarely_and_a_second_beginning_counts_nothing_twice() -> None:
    asked = """
import gc
import app
from sikkerby_geo.ui.frame import memory
memory.begin()
print(gc.get_threshold()[0], gc.isenabled(), sum(isinstance(one, memory.Searches) for one in gc.callbacks))
"""
    run = subprocess.run([sys.executable, "-c", asked], cwd=ROOT, capture_output=True, encoding="utf-8")
    assert run.stdout.split() == [str(memory.LOADED_AT_ONCE), "True", "1"], run.stderr
