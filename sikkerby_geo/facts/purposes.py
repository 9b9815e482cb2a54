"""What an effort may be for: the five principles of 2018, and the city's indsatsområder, as their programmes name them.

Both have their Danish names in ``text/da/record.toml`` (``record.principle.<code>``, ``record.focus.<code>``).
"""

from __future__ import annotations

PRINCIPLES = ("cooperation", "knowledge", "youth", "gangs", "local_areas")
"""The principles of the strategy 2018–2021, in its order (source ``strategy-2018``, lines 48–52)."""

FOCUS_AREAS = ("1", "2", "3", "4", "5", "6")
"""The indsatsområder of the programme of 2010, by their number; no later programme names any that we have found."""
