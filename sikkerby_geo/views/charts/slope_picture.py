"""The slopes of all years against the city, a row a place: a picture with its sentence and source, and as a file."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.figures.long_trend import LongTrend, Slope
from sikkerby_geo.text import names, number, t, tight
from sikkerby_geo.views.base import figures
from sikkerby_geo.views.base.choice import Choice
from sikkerby_geo.views.base.clear_words import clear_notes
from sikkerby_geo.views.base.palette import HAIRLINE, INK, MUTED
from sikkerby_geo.views.base.sheet import Sheet
from sikkerby_geo.views.charts.card import ChartCard
from sikkerby_geo.views.charts.labels import Labels
from sikkerby_geo.views.charts.marks import Layer, Plane, Row, Word, rules, symbols
from sikkerby_geo.views.charts.trend_picture import HANDS

DECIMALS = 1
ROW = 22
"""Height of a row in pixels."""
COLOUR = HANDS[0].colour


def slope_card(atlas: Atlas, choice: Choice, trends: Mapping[str, LongTrend], sheet: Sheet) -> ChartCard | None:
    """The slopes against the city with their 95 % intervals, ``sheet`` being their table; None where there is none."""
    shown = {each.place_id: each.beside for each in trends.values() if each.beside is not None}
    if not shown:
        return None
    apart = [tight(atlas.places[place_id].name) for place_id, slope in shown.items() if slope.clear]
    first, last = min(each.first for each in trends.values()), max(each.last for each in trends.values())
    years = range(first, last + 1)
    cells = [atlas.observation(choice.indicator_id, place_id, year) for place_id in shown for year in years]
    sources = {source for cell in cells for source in cell.sources}
    heads = {column.key: column.label for column in sheet.columns}
    title = t("long_trend.card_some" if apart else "long_trend.card_none", first=first, last=last, names=names(apart))
    cautions = figures.cautions((atlas.places[cell.place_id].name, cell) for cell in cells)
    return ChartCard(
        card_id=f"{sheet.sheet_id}-billede",
        title=title,
        subtitle=t("long_trend.card_subtitle", measure=t(f"indicator.{choice.indicator_id}.name")),
        spec=_spec(atlas, shown, wide=True),
        narrow=_spec(atlas, shown, wide=False),
        table=pd.DataFrame([{heads[key]: entry.text for key, entry in row.items()} for row in sheet.rows]),
        source=t(
            "chart.source", sources=figures.titles(sorted(sources, key=lambda each: (each.trust, each.source_id)))
        ),
        years=tuple(years),
        notes=(*dict.fromkeys(cautions), *clear_notes(atlas)),
    )


def signed(value: float) -> str:
    """A number of points with its sign: +1,2, −0,4 or 0,0."""
    rounded = round(value, DECIMALS)
    sign = "+" if rounded > 0 else "−" if rounded < 0 else ""
    return f"{sign}{number(abs(rounded), DECIMALS)}"


def _spec(atlas: Atlas, shown: Mapping[str, Slope], *, wide: bool) -> dict:
    widest = max(max(-slope.interval.low, slope.interval.high) for slope in shown.values())
    end, height = float(max(1, -int(-widest // 1))), float(ROW * len(shown))
    width, left = (500.0, 190.0) if wide else (196.0, 140.0)
    plane = Plane(width, height, -end, end, 0, height, left=left, right=24, top=8, bottom=26)
    labels = Labels(plane)
    stems: list[Row] = []
    dots: dict[bool, list[Row]] = {True: [], False: []}
    for index, (place_id, slope) in enumerate(shown.items()):
        place, middle = atlas.places[place_id], ROW * (index + 0.5)
        y = plane.y_at(middle)
        stems.append({"x": slope.interval.low, "x2": slope.interval.high, "y": y, "y2": y})
        dots[slope.clear].append({"x": slope.points, "y": y})
        name = place.name if wide else place.short_name
        labels.put(Word(-10, middle, name, "right", bold=slope.clear, colour=INK))
    for value in (-end, 0.0, end):
        labels.put(Word(plane.px(value), height + 14, signed(value), "center", colour=MUTED))
    layers: list[Layer] = [
        *rules("zero", [{"x": 0, "x2": 0, "y": 0, "y2": height}], color=HAIRLINE, strokeWidth=1.5),
        *rules("intervals", stems, color=COLOUR, strokeWidth=2),
        *symbols("clear", dots[True], shape="circle", size=70, fill=INK, stroke=INK, strokeWidth=1.5),
        *symbols("open", dots[False], shape="circle", size=70, fill="#FFFFFF", stroke=INK, strokeWidth=1.5),
    ]
    return plane.spec([*layers, *labels.layers()])
