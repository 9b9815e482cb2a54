"""The timeline of efforts in a place, by what is known of them, on the same year axis as the trend above it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import pandas as pd

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.efforts.coverage import last_documented_year
from sikkerby_geo.domain.efforts.effort import Effort
from sikkerby_geo.domain.efforts.status_group import SHOWN_GROUPS, StatusGroup, group_of, grouped
from sikkerby_geo.facts.areas import Place
from sikkerby_geo.facts.efforts import EFFORT_TABLES
from sikkerby_geo.facts.indicators import SURVEY_FROM
from sikkerby_geo.text import money, names, small, t, tight
from sikkerby_geo.views.base import effort_words, figures
from sikkerby_geo.views.base.palette import ACCENT, GAP, HAIRLINE, INK
from sikkerby_geo.views.base.svg_text import text_width
from sikkerby_geo.views.base.symbols import GROUP_LOOKS, SYMBOLS
from sikkerby_geo.views.charts.card import ChartCard
from sikkerby_geo.views.charts.effort_spans import Span, span_of
from sikkerby_geo.views.charts.labels import Labels
from sikkerby_geo.views.charts.marks import Layer, Plane, Row, Word, areas, rules, symbols, year_words
from sikkerby_geo.views.charts.trend_picture import NARROW, WIDE, Format

BAR, SYMBOL_HALF = 11.0, 9.0
"""Height of a bar and half the width of a symbol, in pixels."""


Groups = dict[StatusGroup, tuple[Effort, ...]]


def timeline_card(atlas: Atlas, place: Place, years: Sequence[int], *, proposals: bool = False) -> ChartCard:
    """Every effort that names the place, as a bar, a dotted frame or a symbol under its group; ``years`` is the axis.

    The groups are as the record last knows them; what was only proposed is drawn with ``proposals``.
    """
    found = atlas.efforts_in(place)
    every = grouped(atlas, found, None)
    groups = {group: every[group] for group in (StatusGroup if proposals else SHOWN_GROUPS)}
    kept = [effort for efforts in groups.values() for effort in efforts]
    spans = list(filter(None, map(span_of, kept)))
    undated = [effort for effort in kept if span_of(effort) is None]
    broken = [table for table in EFFORT_TABLES if not atlas.readable(table)]
    unread = len(broken) == len(EFFORT_TABLES)
    ends = max((year for table, year in atlas.documented_to.items() if table in EFFORT_TABLES), default=None)
    sources = sorted({effort.source for effort in found}, key=lambda source: (source.trust, source.source_id))
    drawn = [span for span in spans if span.last >= years[0] and span.first <= years[-1]]
    rows = _rows(groups, drawn)
    hidden = 0 if proposals else len(every[StatusGroup.PROPOSED])
    return ChartCard(
        card_id=f"indsatser-{place.place_id}",
        title=t("timeline.title_unreadable") if unread else _title(atlas, place, found, groups),
        subtitle=" ".join([t("timeline.subtitle"), t("timeline.groups")]) if spans else "",
        spec=_spec(rows, years, ends, WIDE),
        narrow=_spec(rows, years, ends, NARROW),
        table=_twin(atlas, found),
        source=t("chart.source", sources=figures.titles(sources)) if sources else "",
        years=tuple(sorted({span.first for span in spans})),
        notes=_notes(
            found,
            [span for span in spans if span not in drawn],
            undated,
            (hidden, len(found) - len(kept) - hidden),
            [atlas.origin(table) for table in broken],
        ),
    )


def _title(atlas: Atlas, place: Place, found: Sequence[Effort], groups: Groups) -> str:
    name = tight(place.name)
    if not any(groups.values()):
        return t("timeline.title_only_wishes" if found else "timeline.title_none", name=name)
    parts = [t(f"effort.count_{group}", count=small(len(efforts))) for group, efforts in groups.items() if efforts]
    if not groups[StatusGroup.IN_PROGRESS]:
        parts.insert(0, t("timeline.none_in_progress"))
    year = last_documented_year(atlas) or atlas.years[-1]
    return t("timeline.title", name=name, year=year, groups=names(parts))


def _rows(groups: Groups, drawn: Sequence[Span]) -> list[tuple[StatusGroup, list[Span]]]:
    """The groups with anything on the axis, the earliest first within each."""
    spans = {span.effort.effort_id: span for span in drawn}
    rows = []
    for group, efforts in groups.items():
        mine = [spans[effort.effort_id] for effort in efforts if effort.effort_id in spans]
        if mine:
            rows.append((group, sorted(mine, key=lambda span: (span.first, span.last, span.effort.name))))
    return rows


def _notes(
    found: Sequence[Effort],
    outside: Sequence[Span],
    undated: Sequence[Effort],
    left_out: tuple[int, int],
    broken: Sequence[str],
) -> tuple[str, ...]:
    """What the picture does not show; ``left_out`` are the numbers of those only proposed and of those given up."""
    notes = [t("timeline.unreadable", file=file) for file in broken]
    if outside:
        told = (f"{tight(span.effort.name)} ({effort_words.period(span.effort)})" for span in outside)
        notes.append(t("timeline.outside", names=names(told)))
    if undated:
        notes.append(t("timeline.undated", names=names(tight(effort.name) for effort in undated)))
    hidden, dropped = left_out
    if hidden:
        notes.append(t("timeline.hidden", count=hidden))
    if dropped:
        notes.append(t("timeline.left_out", count=dropped))
    notes += filter(None, (effort_words.kept_note(found),))
    notes.append(t("effort.record_note"))
    return tuple(notes)


def _label(span: Span, axis_from: int) -> str:
    """Name, kind where the name does not tell it, what the mark cannot tell of the period, and the money."""
    effort = span.effort
    parts = [effort.name]
    if effort.overlay.named_by_place:
        kind = effort_words.kind(effort)
        parts = [kind[:1].upper() + kind[1:], effort.name]
    if not effort.overlay.persists:
        parts.append(_period(span, axis_from))
    if effort.amount is not None:
        parts.append(money(effort.amount.total))
    if effort.whole_area:
        parts.append(t("effort.whole_area"))
    return ", ".join(filter(None, parts))


def _period(span: Span, axis_from: int) -> str:
    """What a bar cannot tell of a period: that its end is open or not known, or that it began before the axis."""
    effort = span.effort
    if effort.start_year is not None and effort.end_year is None:
        return t("timeline.from_open", start=effort.start_year)
    return effort_words.period(effort) if not span.known or span.first < axis_from else ""


def _spec(rows: Sequence[tuple[StatusGroup, list[Span]]], years: Sequence[int], ends: int | None, size: Format) -> dict:
    wide = size is WIDE
    row = 22.0 if wide else 38.0
    height = max(sum(len(spans) + 1 for _, spans in rows), 2) * row + (4 if wide else 18)
    first, last = years[0] - 0.5, years[-1] + 0.5
    plane = Plane(size.width, height, first, last, 0, height, left=size.left, top=8)
    labels = Labels(plane)
    layers = [*_backdrop(plane, years, ends)]
    if ends is not None and ends < years[-1]:
        labels.put(Word(plane.width - 4, height - 12, t("timeline.unknown"), "right", size.font))
    if not rows:
        labels.put(Word(plane.width / 2, height / 2, t("timeline.none_here"), "center", size.font))
    bars: list[Row] = []
    frames: list[Row] = []
    lasting: list[Row] = []
    placed: dict[tuple[str, StatusGroup], list[Row]] = {}
    for number, (group, span) in enumerate(_lines(rows)):
        middle = number * row + row / 2 + (0 if wide else 8)
        if span is None:
            heading = t(f"timeline.group_{group}")
            labels.put(Word(0, middle, heading, size=size.font, bold=True, colour=INK, halo="#FFFFFF"))
            continue
        y, half = height - middle, BAR / 2
        start, end = max(span.first, years[0]), min(span.last, years[-1])
        if span.effort.overlay.persists and span.effort.kind.symbol in SYMBOLS:
            if end > start:
                lasting.append({"x": start, "x2": end, "y": y, "y2": y})
            at = end if group is StatusGroup.COMPLETED else start
            placed.setdefault((span.effort.kind.symbol, group), []).append({"x": at, "y": y})
            reach = (plane.px(start) - SYMBOL_HALF, plane.px(end) + SYMBOL_HALF)
        else:
            box: Row = {"x": start - 0.42, "x2": end + 0.42, "y": y - half, "y2": y + half}
            (bars if span.known else frames).append(box)
            reach = (plane.px(start - 0.42), plane.px(end + 0.42))
        _say(labels, _label(span, years[0]), reach, middle, size, beside=wide)
    layers += rules("lasting", lasting, color=ACCENT, strokeWidth=1.8, strokeDash=[1.8, 3.5])
    layers += areas("periods", bars, color=ACCENT)
    layers += areas("documented", frames, fill="#FFFFFF", stroke=ACCENT, strokeWidth=1.8, strokeDash=[2.5, 2.5])
    for (symbol, group), spots in placed.items():
        layers += _symbol(symbol, group, spots)
    labels.put(*year_words(plane, years, size=size.font))
    return plane.spec([*layers, *labels.layers()])


def _lines(rows: Sequence[tuple[StatusGroup, list[Span]]]) -> Iterator[tuple[StatusGroup, Span | None]]:
    """The lines from above: of each group its heading (no span), then its efforts."""
    for group, spans in rows:
        yield group, None
        for span in spans:
            yield group, span


def _backdrop(plane: Plane, years: Sequence[int], ends: int | None) -> list[Layer]:
    """Hairlines of the years, the break of the survey above, and the years after the record's last."""
    layers: list[Layer] = []
    if ends is not None and ends < years[-1]:
        left = max(ends, years[0] - 1) + 0.5
        layers += areas("unknown", [{"x": left, "x2": plane.last, "y": 0, "y2": plane.high}], color=GAP)
    lines: list[Row] = [{"x": year, "x2": year, "y": 0, "y2": plane.high} for year in years]
    layers += rules("years", lines, color=HAIRLINE, strokeWidth=0.7)
    at = SURVEY_FROM - 0.5
    if plane.first < at < plane.last:
        row: Row = {"x": at, "x2": at, "y": 0, "y2": plane.high}
        layers += rules("break", [row], color=INK, strokeWidth=1.4, strokeDash=[1.5, 3.5])
    return layers


def _say(labels: Labels, text: str, reach: tuple[float, float], middle: float, size: Format, *, beside: bool) -> None:
    """The words of a mark: right of it, left where they would run off; in a narrow chart on a line above."""
    plane = labels.plane
    word = Word(0, middle, text, size=size.font, colour=INK, halo="#FFFFFF")
    if not beside:
        room = plane.width
        shown = fitted(text, room, size.font)
        x = min(max(reach[0], 0.0), room - text_width(shown, size.font))
        labels.put(replace(word, text=shown, x=x, y=middle - 17))
        return
    right, left = plane.width + plane.right - reach[1] - 8, reach[0] - 8
    if text_width(text, size.font) <= right or right >= left:
        labels.put(replace(word, text=fitted(text, right, size.font), x=reach[1] + 6))
    else:
        labels.put(replace(word, text=fitted(text, left, size.font), x=reach[0] - 6, align="right"))


def fitted(text: str, room: float, size: float) -> str:
    """A text cut to its room at a word, with dots; the table has it whole."""
    if text_width(text, size) <= room:
        return text
    kept = text.split(" ")
    while len(kept) > 1 and text_width(" ".join(kept) + " …", size) > room:
        kept.pop()
    return " ".join(kept).rstrip(",") + " …"


def _symbol(name: str, group: StatusGroup, rows: list[Row]) -> list[Layer]:
    """Shape tells the kind, filling the group; paths are in pixels, so that the size of 4 leaves them so."""
    symbol, name, known = SYMBOLS[name], f"{name}-{group}", GROUP_LOOKS[group]

    def under(what: str, colour: str, width: float) -> list[Layer]:
        look = {"fill": colour, "stroke": colour, "strokeWidth": width}
        return symbols(f"{name}-{what}", rows, shape=symbol.shape, size=4, **look)

    around = [*under("halo", "#FFFFFF", 7.4), *under("around", ACCENT, 5.2)] if known.ring else []
    look = {"fill": ACCENT if known.filled else "#FFFFFF", "stroke": ACCENT, "strokeWidth": 0 if known.filled else 1.9}
    dash = {"strokeDash": list(known.edge)} if known.edge else {}
    return [
        *around,
        *under("casing", "#FFFFFF", 2.6 if known.ring else 4),
        *symbols(name, rows, shape=symbol.shape, size=4, **look, **dash),
        *symbols(
            f"{name}-glyph",
            rows,
            shape=symbol.glyph,
            size=4,
            fill="#FFFFFF" if known.filled else ACCENT,
            strokeWidth=0,
        ),
    ]


def _group_words(atlas: Atlas, effort: Effort) -> str:
    group = group_of(atlas, effort, None)
    return effort_words.group_name(group) if group is not None else t(f"effort.stage_{effort.stage}")


def _twin(atlas: Atlas, found: Sequence[Effort]) -> pd.DataFrame:
    """One row an effort, those without a year and the dropped ones too."""
    return pd.DataFrame(
        [
            {
                t("twin.effort"): effort.name,
                t("twin.kind"): effort_words.kind(effort),
                t("twin.period"): effort_words.period(effort),
                t("twin.group"): _group_words(atlas, effort),
                t("twin.stage"): t(f"effort.stage_{effort.stage}") if effort.overlay.staged else "",
                t("twin.amount"): None if effort.amount is None else float(effort.amount.total),
                t("twin.note"): effort.note,
                t("twin.source"): figures.titles([effort.source]),
            }
            for effort in found
        ],
        columns=[
            t(f"twin.{name}") for name in ("effort", "kind", "period", "group", "stage", "amount", "note", "source")
        ],
    )
