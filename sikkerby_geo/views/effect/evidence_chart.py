"""The measured differences of efforts with their intervals, a row each: which can be told from nought."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from sikkerby_geo.facts.indicators import INDICATOR
from sikkerby_geo.text import t
from sikkerby_geo.views.base import effort_words
from sikkerby_geo.views.base.palette import HAIRLINE, INK, MUTED
from sikkerby_geo.views.base.svg_text import wrap
from sikkerby_geo.views.charts.axes import round_up
from sikkerby_geo.views.charts.card import ChartCard
from sikkerby_geo.views.charts.labels import Labels
from sikkerby_geo.views.charts.marks import Layer, Plane, Word, rules, symbols
from sikkerby_geo.views.effect.ask import outcome_words
from sikkerby_geo.views.effect.course_chart import TREATED
from sikkerby_geo.views.effect.effect_words import DECIMALS, signed
from sikkerby_geo.views.effect.evidence import Evidence, Line, measured_lines, result_words

MOST_ROWS = 30
ROW = 30.0
SIDE = 300.0


def evidence_card(found: Evidence) -> ChartCard | None:
    """The measured differences, at most ``MOST_ROWS`` of them, the surest first; None where there is none."""
    measured = measured_lines(found)
    if not measured:
        return None
    shown = sorted(measured, key=_width)[:MOST_ROWS]
    lines = [one for one in measured if one in shown]
    worse_high = found.outcome not in INDICATOR or INDICATOR[found.outcome].worse_high
    better = t("effect.evidence.better_left" if worse_high else "effect.evidence.better_right")
    many = t("effect.evidence.picture_most", most=MOST_ROWS, count=len(measured)) if len(measured) > MOST_ROWS else ""
    return ChartCard(
        card_id="effekt-evidens",
        title=t("effect.evidence.picture", outcome=outcome_words(found.outcome, inline=True)),
        subtitle=" ".join(filter(None, (t("effect.evidence.picture_subtitle", better=better), many))),
        spec=_spec(lines, SIDE),
        narrow=_spec(lines, 0),
        table=pd.DataFrame(map(_row, measured)),
        source="",
        notes=(t("effect.not_cause"),),
    )


def _width(line: Line) -> float:
    assert line.estimate is not None
    return line.estimate.interval.high - line.estimate.interval.low


def _row(line: Line) -> dict[str, object]:
    assert line.estimate is not None
    assert line.study is not None
    points = line.study.question.of_shares
    effect = t("effect.placebo.column_effect_points" if points else "effect.placebo.column_effect_rate")
    return {
        t("effect.evidence.effort"): line.effort.name,
        t("effect.evidence.kind"): effort_words.kind(line.effort),
        t("effect.evidence.result"): result_words(line),
        effect: round(line.estimate.value, DECIMALS),
        t("effect.course.low"): round(line.estimate.interval.low, DECIMALS),
        t("effect.course.high"): round(line.estimate.interval.high, DECIMALS),
    }


def _spec(lines: Sequence[Line], side: float) -> dict:
    """Rows under each other; the names at the side, or where there is none (``side`` 0) above each row."""
    intervals = [line.estimate.interval for line in lines if line.estimate is not None]
    high, step = round_up(max(max(-one.low, one.high) for one in intervals))
    each = ROW if side else ROW + 24
    height = each * len(lines)
    width = 380.0 if side else 290.0
    plane = Plane(width, height, -high, high, 0, height, left=side + 14, right=12, top=6, bottom=24)
    labels = Labels(plane)
    ticks = [-high, 0.0, high] if not side else [step * at for at in range(-int(high / step), int(high / step) + 1)]
    for tick in ticks:
        labels.put(Word(plane.px(tick), height + 14, signed(tick).removesuffix(",0"), "center", 12))
    layers: list[Layer] = rules(
        "grid", [{"x": tick, "x2": tick, "y": 0, "y2": height} for tick in ticks if tick], color=HAIRLINE, strokeWidth=1
    )
    layers += rules("zero", [{"x": 0, "x2": 0, "y": 0, "y2": height}], color=MUTED, strokeWidth=1.4)
    for at, line in enumerate(lines):
        assert line.estimate is not None
        top = each * at
        room = side or width
        name = wrap(f"{line.effort.name}, {effort_words.kind(line.effort)}", room - 10, 12)[:2]
        if side:
            labels.put(Word(-side - 4, top + each / 2, "\n".join(name), "left", 12, colour=INK))
        else:
            labels.put(Word(0, top + 14, "\n".join(name), "left", 12, colour=INK))
        y = plane.y_at(top + (each / 2 if side else each - 14))
        ends = line.estimate.interval
        layers += rules(
            f"interval-{at}", [{"x": ends.low, "x2": ends.high, "y": y, "y2": y}], color=TREATED, strokeWidth=2
        )
        clear = line.rank is not None
        look = {"fill": TREATED if clear else "#FFFFFF", "stroke": TREATED, "strokeWidth": 2}
        layers += symbols(f"dot-{at}", [{"x": line.estimate.value, "y": y}], shape="circle", size=90, **look)
    return plane.spec([*layers, *labels.layers()])
