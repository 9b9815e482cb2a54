"""The timeline of efforts in a place, on the same year axis as the trend above it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import pandas as pd

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.efforts.effort import Effort, Stage
from sikkerby_geo.facts.areas import Place
from sikkerby_geo.facts.efforts import EFFORT_TABLES
from sikkerby_geo.facts.indicators import SURVEY_FROM
from sikkerby_geo.text import money, names, t, tight
from sikkerby_geo.views.base import effort_words, figures
from sikkerby_geo.views.base.palette import ACCENT, GAP, HAIRLINE, INK
from sikkerby_geo.views.base.svg_text import text_width
from sikkerby_geo.views.base.symbols import SYMBOLS
from sikkerby_geo.views.charts.card import ChartCard
from sikkerby_geo.views.charts.labels import Labels
from sikkerby_geo.views.charts.marks import Layer, Plane, Row, Word, areas, rules, symbols, year_words
from sikkerby_geo.views.charts.trend_picture import NARROW, WIDE, Format

NOT_DRAWN = (Stage.WISH, Stage.DROPPED)
BUILT = (Stage.COMPLETED, None)
"""Stages of what stands there: what has no stages is drawn as completed, never as unsure."""
BAR, SYMBOL_HALF = 11.0, 9.0
"""Height of a bar and half the width of a symbol, in pixels."""


@dataclass(frozen=True)
class Span:
    """An effort on the axis: first and last year; ``known`` = the period itself is, not just a mention of it."""

    effort: Effort
    first: int
    last: int
    known: bool


def span_of(effort: Effort) -> Span | None:
    """Where an effort lies on the axis; None without any year."""
    start, end, documented = effort.start_year, effort.end_year, effort.documented_year
    if start is not None and end is not None:
        return Span(effort, start, end, known=True)
    if effort.overlay.persists:
        year = start if start is not None else end
        year = documented if year is None else year
        return None if year is None else Span(effort, year, year, known=True)
    if start is not None and documented is not None and documented > start:
        return Span(effort, start, documented, known=True)
    year = documented if documented is not None else start if start is not None else end
    return None if year is None else Span(effort, year, year, known=False)


def timeline_card(atlas: Atlas, place: Place, years: Sequence[int]) -> ChartCard:
    """Every effort that names the place, as a bar, a dotted frame or a symbol; ``years`` is the axis."""
    found = atlas.efforts_in(place)
    kept = [effort for effort in found if effort.stage not in NOT_DRAWN]
    spans = sorted(filter(None, map(span_of, kept)), key=lambda span: (span.first, span.last, span.effort.name))
    undated = [effort for effort in kept if span_of(effort) is None]
    broken = [table for table in EFFORT_TABLES if not atlas.readable(table)]
    unread = len(broken) == len(EFFORT_TABLES)
    ends = max((year for table, year in atlas.documented_to.items() if table in EFFORT_TABLES), default=None)
    sources = sorted({effort.source for effort in found}, key=lambda source: (source.trust, source.source_id))
    drawn = [span for span in spans if span.last >= years[0] and span.first <= years[-1]]
    return ChartCard(
        card_id=f"indsatser-{place.place_id}",
        title=t("timeline.title_unreadable") if unread else _title(place, found, spans, undated),
        subtitle=" ".join([t("timeline.subtitle"), t("timeline.stages")]) if spans else "",
        spec=_spec(drawn, years, ends, WIDE),
        narrow=_spec(drawn, years, ends, NARROW),
        table=_twin(found),
        source=t("chart.source", sources=figures.titles(sources)) if sources else "",
        years=tuple(sorted({span.first for span in spans})),
        notes=_notes(
            [span for span in spans if span not in drawn],
            undated,
            len(found) - len(kept),
            [atlas.origin(table) for table in broken],
        ),
    )


def _title(place: Place, found: Sequence[Effort], spans: Sequence[Span], undated: Sequence[Effort]) -> str:
    name, count = tight(place.name), len(spans) + len(undated)
    if not count:
        return t("timeline.title_only_wishes" if found else "timeline.title_none", name=name)
    if not spans:
        return t("timeline.title_undated", name=name, count=count)
    if count == 1:
        return t("timeline.title_one", name=name, year=spans[0].first)
    first, last = min(span.first for span in spans), max(span.last for span in spans)
    return t("timeline.title", name=name, count=count, first=first, last=last)


def _notes(outside: Sequence[Span], undated: Sequence[Effort], left_out: int, broken: Sequence[str]) -> tuple[str, ...]:
    notes = [t("timeline.unreadable", file=file) for file in broken]
    if outside:
        told = (f"{tight(span.effort.name)} ({effort_words.period(span.effort)})" for span in outside)
        notes.append(t("timeline.outside", names=names(told)))
    if undated:
        notes.append(t("timeline.undated", names=names(tight(effort.name) for effort in undated)))
    if left_out:
        notes.append(t("timeline.left_out", count=left_out))
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


def _spec(spans: Sequence[Span], years: Sequence[int], ends: int | None, size: Format) -> dict:
    wide = size is WIDE
    row = 22.0 if wide else 38.0
    height = max(len(spans), 2) * row + (4 if wide else 18)
    first, last = years[0] - 0.5, years[-1] + 0.5
    plane = Plane(size.width, height, first, last, 0, height, left=size.left, top=8)
    labels = Labels(plane)
    layers = [*_backdrop(plane, years, ends)]
    if ends is not None and ends < years[-1]:
        labels.put(Word(plane.width - 4, height - 12, t("timeline.unknown"), "right", size.font))
    if not spans:
        labels.put(Word(plane.width / 2, height / 2, t("timeline.none_here"), "center", size.font))
    bars: list[Row] = []
    frames: list[Row] = []
    lasting: list[Row] = []
    staged: dict[tuple[str, Stage | None], list[Row]] = {}
    for number, span in enumerate(spans):
        middle = number * row + row / 2 + (0 if wide else 8)
        y, half = height - middle, BAR / 2
        start, end = max(span.first, years[0]), min(span.last, years[-1])
        if span.effort.overlay.persists and span.effort.kind.symbol in SYMBOLS:
            if end > start:
                lasting.append({"x": start, "x2": end, "y": y, "y2": y})
            at = end if span.effort.told_stage in BUILT else start
            staged.setdefault((span.effort.kind.symbol, span.effort.told_stage), []).append({"x": at, "y": y})
            reach = (plane.px(start) - SYMBOL_HALF, plane.px(end) + SYMBOL_HALF)
        else:
            box: Row = {"x": start - 0.42, "x2": end + 0.42, "y": y - half, "y2": y + half}
            (bars if span.known else frames).append(box)
            reach = (plane.px(start - 0.42), plane.px(end + 0.42))
        _say(labels, _label(span, years[0]), reach, middle, size, beside=wide)
    layers += rules("lasting", lasting, color=ACCENT, strokeWidth=1.8, strokeDash=[1.8, 3.5])
    layers += areas("periods", bars, color=ACCENT)
    layers += areas("documented", frames, fill="#FFFFFF", stroke=ACCENT, strokeWidth=1.8, strokeDash=[2.5, 2.5])
    for (symbol, stage), rows in staged.items():
        layers += _symbol(symbol, stage, rows)
    labels.put(*year_words(plane, years, size=size.font))
    return plane.spec([*layers, *labels.layers()])


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


def _symbol(name: str, stage: Stage | None, rows: list[Row]) -> list[Layer]:
    """Shape tells the kind, filling tells the stage; paths are in pixels, so that the size of 4 leaves them so."""
    symbol, name = SYMBOLS[name], f"{name}-{stage or Stage.COMPLETED}"
    casing = symbols(
        f"{name}-casing", rows, shape=symbol.shape, size=4, fill="#FFFFFF", stroke="#FFFFFF", strokeWidth=4
    )
    if stage in BUILT:
        look = {"fill": ACCENT, "stroke": ACCENT, "strokeWidth": 0}
        inside = "#FFFFFF"
    else:
        dash = {"strokeDash": [1.7, 2.2]} if stage is Stage.RECOMMENDED else {}
        look = {"fill": "#FFFFFF", "stroke": ACCENT, "strokeWidth": 1.9} | dash
        inside = ACCENT
    return [
        *casing,
        *symbols(name, rows, shape=symbol.shape, size=4, **look),
        *symbols(f"{name}-glyph", rows, shape=symbol.glyph, size=4, fill=inside, strokeWidth=0),
    ]


def _twin(found: Sequence[Effort]) -> pd.DataFrame:
    """One row an effort, those without a year and the dropped ones too."""
    return pd.DataFrame(
        [
            {
                t("twin.effort"): effort.name,
                t("twin.kind"): effort_words.kind(effort),
                t("twin.period"): effort_words.period(effort),
                t("twin.stage"): t(f"effort.stage_{effort.stage}") if effort.overlay.staged else "",
                t("twin.amount"): None if effort.amount is None else float(effort.amount.total),
                t("twin.note"): effort.note,
                t("twin.source"): figures.titles([effort.source]),
            }
            for effort in found
        ],
        columns=[t(f"twin.{name}") for name in ("effort", "kind", "period", "stage", "amount", "note", "source")],
    )
