"""The legend beside the printed map: the same entries as on screen, as words and swatches in pixels."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sikkerby_geo.text import t
from sikkerby_geo.views.base.inks import Inks
from sikkerby_geo.views.base.palette import BOUND, MISSING, Look
from sikkerby_geo.views.base.svg_text import text_width, wrap
from sikkerby_geo.views.base.symbols import GROUPED
from sikkerby_geo.views.map.legend import Legend
from sikkerby_geo.views.map.printed.labels import Words
from sikkerby_geo.views.map.printed.sizes import Size


@dataclass(frozen=True)
class Row:
    """One row of the legend around (x, y) in pixels: its words, and the look or symbols at its left, if it has any."""

    x: float
    y: float
    words: tuple[Words, ...]
    look: Look | None = None
    symbols: tuple[str, ...] = ()
    group: str = ""
    limit: Words | None = None


def legend_rows(
    legend: Legend, at: tuple[float, float], width: float, size: Size, inks: Inks, *, counted: bool
) -> tuple[Row, ...]:
    """The legend as rows from its top left corner; ``counted`` = with the number of each, zeros included."""
    rows: list[Row] = []
    left, y = at
    font, unit = size.small, size.unit
    indent, gap = (32 * size.row / 22 + 10) * unit, 0.6 * size.row * unit

    def add(
        text: str,
        *,
        look: Look | None = None,
        symbols: tuple[str, ...] = (),
        group: str = "",
        limit: Words | None = None,
        above: float = 0,
        right: str = "",
        heading: bool = False,
        faint: bool = False,
    ) -> None:
        """Put a row under the last, ``above`` pixels further down."""
        nonlocal y
        bold = 600 if heading else 400
        fill = inks.muted if faint else inks.ink
        start = left + (indent if look or symbols else 0)
        wide = left + width - start - (text_width(right, font, 700) + 10 * unit if right else 0)
        lines = wrap(text, wide, font, bold)
        high = max(size.row * unit, (1.2 * len(lines) + (0.3 if len(lines) > 1 else 0)) * font)
        middle = y + above + high / 2
        first = middle - (len(lines) - 1) * 0.6 * font + 0.34 * font
        words = [
            Words(line, start, first + number * 1.2 * font, font, bold, fill, "start")
            for number, line in enumerate(lines)
        ]
        if right:
            words.append(Words(right, left + width, middle + 0.34 * font, font, 700, fill, "end"))
        rows.append(Row(left, middle, tuple(words), look, symbols, group, limit))
        y = middle + high / 2

    for title, entries in (
        (legend.title, legend.values),
        (legend.states_title, legend.states),
        (legend.efforts_title, (*legend.groups, *legend.efforts)),
    ):
        if entries:
            add(title, above=gap if rows else 0, heading=True)
        for item in entries:
            if legend.groups and item is legend.efforts[0]:
                y += gap / 2
            limit = None
            if item.limit_above and legend.limit:
                y += 0 if item is not entries[0] else gap
                limit = Words(
                    legend.limit, left + width - 18 * unit, y + 0.32 * font, font * 0.95, 700, inks.ink, "end"
                )
            shown = t("effort.unknown_count") if item.count is None else str(item.count)
            add(
                item.label,
                right=shown if counted else "",
                faint=counted and not item.count,
                look=item.look,
                symbols=GROUPED if item.group else (item.symbol,) if item.symbol else (),
                group=item.group,
                limit=limit,
            )
    for note in legend.notes:
        add(note, above=gap / 2)
    return tuple(rows)


def only_shown(legend: Legend, looks: Sequence[Look], symbols: Sequence[tuple[str, str]]) -> Legend:
    """The legend of a map of a few areas: only what occurs there; ``symbols`` are (symbol, group)."""
    fills = {look.fill for look in looks}
    patterns = {(look.hatch, look.outline, look.fill == BOUND) for look in looks if look.fill != MISSING}
    kinds = {symbol for symbol, _group in symbols}
    groups = {group for _symbol, group in symbols}
    return replace(
        legend,
        values=tuple(item for item in legend.values if item.look and item.look.fill in fills),
        states=tuple(
            item
            for item in legend.states
            if item.look and (item.look.hatch, item.look.outline, item.look.fill == BOUND) in patterns
        ),
        efforts=tuple(item for item in legend.efforts if item.symbol in kinds),
        groups=tuple(item for item in legend.groups if item.group in groups),
        notes=(),
    )
