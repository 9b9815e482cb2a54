"""The same sum where there was no effort: other areas and earlier years, in a strip beside the measured difference."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.effect.answer import Study
from sikkerby_geo.text import names, t
from sikkerby_geo.views.base.palette import HAIRLINE, INK, MUTED
from sikkerby_geo.views.charts.axes import round_up
from sikkerby_geo.views.charts.card import ChartCard
from sikkerby_geo.views.charts.labels import Labels
from sikkerby_geo.views.charts.marks import Layer, Plane, Row, Word, rules, symbols
from sikkerby_geo.views.effect.ask import where_words
from sikkerby_geo.views.effect.course_chart import TREATED
from sikkerby_geo.views.effect.effect_words import DECIMALS, signed

EACH = 34.0
"""Height of a row in pixels."""
DOT = 10.0
"""Width of a ring in pixels."""


def placebo_card(atlas: Atlas, answer: Study) -> ChartCard | None:
    """The measured difference among those of areas and years without the effort; None where there is none of these."""
    measured, question = answer.measured, answer.question
    if measured is None or not (measured.placebo_areas.effects or measured.placebo_years.effects):
        return None
    own, areas, years = (t(f"effect.placebo.row_{name}") for name in ("own", "areas", "years"))
    named = [
        (names(atlas.places[one].name for one in ids.split(";")), value)
        for ids, value in measured.placebo_areas.effects
    ]
    rows = [(areas, named), (years, list(measured.placebo_years.effects))]
    told = [(words, found) for words, found in rows if found]
    effect = t("effect.placebo.column_effect_points" if question.of_shares else "effect.placebo.column_effect_rate")
    who, row = t("effect.placebo.column_who"), t("effect.placebo.column_row")
    table: list[dict[str, object]] = [
        {
            row: own,
            who: where_words(atlas, question),
            effect: round(measured.effect.value, DECIMALS),
            t("effect.course.low"): round(measured.effect.interval.low, DECIMALS),
            t("effect.course.high"): round(measured.effect.interval.high, DECIMALS),
        }
    ]
    table += [{row: words, who: name, effect: round(value, DECIMALS)} for words, found in told for name, value in found]
    return ChartCard(
        card_id=f"placebo-{'-'.join(question.treated)}",
        title=t("effect.placebo.title"),
        subtitle=t("effect.placebo.subtitle"),
        spec=_spec(answer, own, told, 704, 150),
        narrow=_spec(answer, own, told, 316, 0),
        table=pd.DataFrame(table),
        source="",
    )


def _spec(
    answer: Study, own: str, told: Sequence[tuple[str, Sequence[tuple[str, float]]]], width: float, side: float
) -> dict:
    """Rows under each other; the names stand at the side, or where there is none (``side`` 0) above each row."""
    assert answer.measured is not None
    effect = answer.measured.effect
    ends = [effect.interval.low, effect.interval.high, *(value for _, found in told for _, value in found)]
    high, step = round_up(max(map(abs, ends)))
    each = EACH if side else EACH + 18
    height = each * (1 + len(told))
    plane = Plane(width - side - 20, height, -high, high, 0, height, left=side + 10, right=10, top=6, bottom=24)
    labels = Labels(plane)
    ticks = [step * count for count in range(-int(high / step + 1e-9), int(high / step + 1e-9) + 1)]
    if width < 400:
        ticks = [-high, 0, high]
    for tick in ticks:
        labels.put(Word(plane.px(tick), height + 14, signed(tick).removesuffix(",0"), "center", 12))
    layers: list[Layer] = rules(
        "grid", [{"x": tick, "x2": tick, "y": 0, "y2": height} for tick in ticks if tick], color=HAIRLINE, strokeWidth=1
    )
    layers += rules("zero", [{"x": 0, "x2": 0, "y": 0, "y2": height}], color=MUTED, strokeWidth=1.4)
    for number_, name in enumerate([own, *(words for words, _ in told)]):
        top = each * number_
        x, down = (-side - 10.0, top + each / 2) if side else (0.0, top + 10)
        labels.put(Word(x, down, name, "left", 12.5, number_ == 0, INK))
        y = plane.y_at(top + (each / 2 if side else each / 2 + 8))
        if number_ == 0:
            span: list[Row] = [{"x": effect.interval.low, "x2": effect.interval.high, "y": y, "y2": y}]
            layers += rules("own-interval", span, color=TREATED, strokeWidth=2)
            layers += symbols(
                "own",
                [{"x": effect.value, "y": y}],
                shape="circle",
                size=120,
                fill=TREATED,
                stroke="#FFFFFF",
                strokeWidth=1.5,
            )
            continue
        dots: list[Row] = [
            {"x": value, "y": y + shift} for value, shift in _apart([one for _, one in told[number_ - 1][1]], plane)
        ]
        layers += symbols(
            f"placebo-{number_}", dots, shape="circle", size=90, stroke=INK, filled=False, strokeWidth=1.6
        )
    return plane.spec([*layers, *labels.layers()])


def _apart(values: Sequence[float], plane: Plane) -> list[tuple[float, float]]:
    """Values with a step up or down (pixels) wherever one would hide another."""
    found: list[tuple[float, float]] = []
    for value in sorted(values):
        near = sum(abs(plane.px(value) - plane.px(other)) < DOT for other, _ in found)
        found.append((value, 0.0 if not near else DOT / 2 * (near + 1) // 2 * (1 if near % 2 else -1)))
    return found
