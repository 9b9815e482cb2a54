"""Reading a chart's spec back: its layers by name, and the rows drawn in them."""

from __future__ import annotations

from collections.abc import Mapping


def rows_of(spec: Mapping, name: str) -> list[dict]:
    """The rows of one layer; none where the chart has no such layer."""
    return [row for layer in spec["layer"] if layer["name"] == name for row in layer["data"]["values"]]


def words_of(spec: Mapping) -> list[str]:
    """Every text written in a chart."""
    texts = [
        row["text"]
        for layer in spec["layer"]
        if layer["mark"]["type"] == "text" and not layer["name"].endswith("-halo")
        for row in layer["data"]["values"]
    ]
    return list(dict.fromkeys(texts))
