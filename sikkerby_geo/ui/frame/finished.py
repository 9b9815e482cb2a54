"""Finished parts of a page, shared by all sessions: the same question is answered once for a data version."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import TypeVar

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.facts.clock import today

MOST = 4_000
"""Parts that are kept, those asked for last: some fifty choices of every page. A part is a few kB of text."""

Part = TypeVar("Part")
_kept: OrderedDict[Hashable, object] = OrderedDict()
_keeping = Lock()


def finished(make: Callable[..., Part], atlas: Atlas, *asked: Hashable) -> Part:
    """``make(atlas, *asked)``, worked out once for these facts, what is called clear, this day and what is asked.

    ``make`` is a function of a module that follows from its arguments alone (not from the session or the address), and
    nobody may change what it gives. Raises what it raises, and keeps nothing then.
    """
    key = (make, atlas.key, today(), asked)
    with _keeping:
        if key in _kept:
            _kept.move_to_end(key)
            return _kept[key]  # type: ignore[return-value]
    part = make(atlas, *asked)
    with _keeping:
        _kept[key] = part
        while len(_kept) > MOST:
            _kept.popitem(last=False)
    return part
