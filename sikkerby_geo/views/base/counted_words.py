"""Words of counted tables: their numbers as they are kept, what a row counts, and what is hidden of it."""

from __future__ import annotations

from collections.abc import Mapping

from sikkerby_geo.facts.counted import ALL_TOGETHER, COUNTED_SERIES, HIDDEN
from sikkerby_geo.facts.published_counts import PublishedCount
from sikkerby_geo.text import number, t
from sikkerby_geo.views.base.hidden_counts import short


def series_name(series_id: str) -> str:
    """The name of a counted table."""
    return t(f"counted.series.{series_id}")


def row_name(series_id: str, category: str) -> str:
    """What a row of a table counts: a given category by its words, one a file names itself as it stands."""
    if category == ALL_TOGETHER:
        return t("counted.all")
    given = {one.category_id for one in COUNTED_SERIES[series_id].categories}
    return t(f"counted.category.{category.replace('-', '_')}") if category in given else category


def counted_subject(row: Mapping[str, str]) -> str:
    """What a kept row counts: its table, and its row where it has some."""
    series, category = row["series"], row.get("category", ALL_TOGETHER)
    if not COUNTED_SERIES[series].has_rows:
        return series_name(series)
    return t("counted.subject", table=series_name(series), row=row_name(series, category))


def counted_words(row: Mapping[str, object] | None) -> str:
    """What a kept row says: its number, what may be known of a hidden one, its word, or why there is none."""
    said = {name: str(text) for name, text in (row or {}).items()}
    word = said.get("grade", "")
    told = ""
    if said.get("count"):
        told = number(int(said["count"]))
    elif said.get("missing_reason") == HIDDEN:
        high = int(said["high"]) if said.get("high") else None
        told = short(PublishedCount(None, int(said.get("low") or 0), high))
    elif said.get("missing_reason"):
        told = t(f"missing_short.{said['missing_reason']}")
    return " · ".join(filter(None, (told, word)))
