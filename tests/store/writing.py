"""What tests do with a store: write as somebody who has seen what stands, ask what it says, be killed in the middle."""

from __future__ import annotations

import os
from collections.abc import Callable
from itertools import count

from sqlalchemy import event

from sikkerby_geo.store.history import Store
from tests.store.own_city import DELIVERED, change
from tests.store.places import Place

State = dict[str, object]
BOTH = [change("a", {"value": 1}), change("b", {"value": 1})]


def says(store: Store, as_of: int | None = None) -> State:
    return {version.record_id: dict(version.payload or {}) for version in store.current(as_of=as_of)}


def write(store: Store, wanted: dict[str, object]) -> int:
    """Write what records are to say, as somebody who has seen what stands."""
    seen = {version.record_id: version.revision for version in store.standing()}
    return store.write(
        [
            change(name, None if value is None else {"value": value}, seen.get(name, 0))
            for name, value in wanted.items()
        ],
        DELIVERED,
    )


def counted(store: Store, act: Callable[[int], object]) -> None:
    """Have something done at every step of what a store writes: before and after each statement, and at each commit."""
    steps = count(1)
    for name in ("before_cursor_execute", "after_cursor_execute", "commit"):
        event.listen(store.database._writer, name, lambda *_: act(next(steps)))


def killed_while_writing(place: Place, step: int) -> int:
    """The exit code of a process that writes, and is gone at a step of it: 9; 0 where it was done before."""
    child = os.fork()
    if child == 0:
        store = place.store()
        counted(store, lambda at: os._exit(9) if at == step else None)
        store.write(BOTH, DELIVERED)
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
