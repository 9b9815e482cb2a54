"""Finished parts of a page, shared by all sessions: the same question is answered once for a data version."""

from __future__ import annotations

import sys
from collections import OrderedDict
from collections.abc import Callable, Hashable, Mapping
from dataclasses import fields, is_dataclass
from threading import Lock
from typing import TypeVar

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.facts.clock import today

MOST = 20_000
"""Parts that are kept, those asked for last."""
MOST_BYTES = 64_000_000
"""What the parts that are kept may weigh together. A part is a few kB of text, the largest table 300 kB, a file more;
whoever looks through every place of a page leaves some 10 MB."""

Part = TypeVar("Part")
_kept: OrderedDict[Hashable, tuple[object, int]] = OrderedDict()
_weight = 0
_keeping = Lock()


def finished(make: Callable[..., Part], atlas: Atlas, *asked: Hashable) -> Part:
    """``make(atlas, *asked)``, worked out once for these facts, what is called clear, this day and what is asked.

    ``make`` is a function of a module that follows from its arguments alone (not from the session or the address), and
    nobody may change what it gives, nor does it hold the atlas. Raises what it raises, and keeps nothing then.
    """
    key = (make, atlas.key, today(), asked)
    with _keeping:
        if key in _kept:
            _kept.move_to_end(key)
            return _kept[key][0]  # type: ignore[return-value]
    part = make(atlas, *asked)
    weight = weight_of(part)
    with _keeping:
        _keep(key, part, weight)
    return part


def _keep(key: Hashable, part: object, weight: int) -> None:
    """Put a part in, and let those go that were asked for longest ago; one too heavy alone is not kept."""
    global _weight
    if key in _kept or weight > MOST_BYTES:
        return
    _kept[key] = (part, weight)
    _weight += weight
    while len(_kept) > MOST or _weight > MOST_BYTES:
        _, (_, gone) = _kept.popitem(last=False)
        _weight -= gone


def weight_of(part: object) -> int:
    """About how many bytes a part holds: it, and what its tuples, lists, mappings and dataclasses hold.

    What several parts share is counted in each.
    """
    held = sys.getsizeof(part)
    if isinstance(part, Mapping):
        return held + sum(weight_of(key) + weight_of(value) for key, value in part.items())
    if isinstance(part, (tuple, list, set, frozenset)):
        return held + sum(map(weight_of, part))
    if is_dataclass(part) and not isinstance(part, type):
        return held + sum(weight_of(getattr(part, field.name)) for field in fields(part))
    return held
