"""A share that lies between two, in words: 31–62 %, højst 3 %, under 1 %."""

from __future__ import annotations

from sikkerby_geo.text import number, percent, t


def share_range(low: float, high: float) -> str:
    """A range of per cent in whole numbers; a small one is never written as 0 %, and none is over 100 %."""
    low, high = (min(end, 100.0) for end in (low, high))
    if high < 1:
        return t("share_range.small")
    if low < 1:
        return t("share_range.most", share=percent(high))
    return percent(high) if round(low) == round(high) else f"{number(low)}–{percent(high)}"
