"""What an effort may be for: the five principles of 2018, and the city's indsatsområder, as their programmes name them.

Both have their Danish names in ``text/da/record.toml`` (``record.principle.<code>``, ``record.focus.<code>``).
"""

from __future__ import annotations

PRINCIPLES = ("cooperation", "knowledge", "youth", "gangs", "local_areas")
"""The principles of the strategy 2018–2021, in its order (source ``strategy-2018``, lines 48–52)."""

FOCUS_AREAS = ("1", "2", "3", "4", "5", "6")
"""The indsatsområder of the programme of 2010, by their number; no later programme names any that we have found."""

LEAST_PRINCIPLES = 3
"""Of the principles: what an effort that is given money is expected to support (``strategy-2018``, line 148)."""

MARKS_WANTED = range(3, 7)
"""How many efforts each administration names as among its most effective, and as many as among its least."""

ALIKE_NAMES = 0.6
"""From this share of common letter triples on (Dice) two folded names are alike."""
ALIKE_METRES = 100
"""Within this distance two efforts of one kind may be the same; twice the width of a square, half that of a block."""

UNFINDABLE = ("krisecent", "kvindekrisecent", "mandekrisecent", "kvindehjem", "værested", "pluscent")
"""How words begin that name places for people who must not be found: such a place has its area and nothing nearer."""
