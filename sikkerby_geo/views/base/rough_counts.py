"""Rough counts: what is only known about, written so that nobody takes it for more."""

from __future__ import annotations

from sikkerby_geo.text import number


def about(count: float) -> str:
    """A rough count: to tens under a thousand, to hundreds above."""
    step = 10 if count < 1000 else 100
    return number(round(count / step) * step)
