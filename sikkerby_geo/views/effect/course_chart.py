"""The picture before and after: the areas with the effort, their comparison, where they had lain with its course."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.effect.answer import BeforeAfter, Measured, Note, Phase, Study
from sikkerby_geo.domain.effect.question import Question
from sikkerby_geo.domain.figures.observations import Observation
from sikkerby_geo.facts.indicators import INDICATOR
from sikkerby_geo.text import names, number, percent, t
from sikkerby_geo.views.base import figures
from sikkerby_geo.views.base.palette import GAP, HAIRLINE, INK
from sikkerby_geo.views.charts.axes import counted, round_up
from sikkerby_geo.views.charts.card import ChartCard
from sikkerby_geo.views.charts.labels import Labels, around
from sikkerby_geo.views.charts.marks import Layer, Plane, Row, Word, areas, rules, symbols, year_words
from sikkerby_geo.views.charts.room import Box, segment_boxes
from sikkerby_geo.views.effect.ask import outcome_words, where_words
from sikkerby_geo.views.effect.effect_words import DECIMALS, estimate_words, years_words

TREATED, TREATED_INK = "#8E5AA0", "#6E3F80"
COMPARED = "#36424E"


@dataclass(frozen=True)
class Size:
    """How large the picture is drawn, in pixels."""

    width: float
    height: float
    font: float
    dot: float
    left: float = 44


WIDE = Size(704, 262, 12.5, 11)
NARROW = Size(300, 240, 12, 9)
PAPER = Size(640, 190, 12.5, 10)


def course_card(atlas: Atlas, answer: Study, size: Size = WIDE) -> ChartCard | None:
    """The course of both over all comparable years, with the means that are compared; None where none is measured."""
    measured, question = answer.measured, answer.question
    if measured is None:
        return None
    cells = _cells(atlas, question)
    key = "effect.course.title" if question.of_shares else "effect.course.title_reports"
    outcome = outcome_words(question.outcome)
    where = where_words(atlas, question)
    before, after = years_words(measured.before_years), years_words(measured.after_years)
    subtitle = t("effect.course.subtitle", before=before, after=after, where=where)
    whiskers = f" {t('effect.course.subtitle_whiskers')}" if _whiskers(cells) else ""
    compared = names(atlas.places[one].name for one in answer.comparisons.place_ids)
    effect = estimate_words(question, measured.effect)
    return ChartCard(
        card_id=f"effekt-{_word(question)}-{'-'.join(question.treated)}",
        title=t(key, outcome=outcome, where=where),
        subtitle=f"{subtitle}{whiskers}",
        spec=_spec(question, measured, cells, size),
        narrow=_spec(question, measured, cells, NARROW),
        table=_twin(atlas, answer, measured, cells),
        source=source_words(atlas, answer),
        years=(*measured.before_years, *measured.after_years),
        notes=(t("effect.course.notes", effect=effect, names=compared), *cautions(atlas, answer)),
    )


def _word(question: Question) -> str:
    return INDICATOR[question.outcome].address if question.outcome in INDICATOR else "anmeldelser"


def _cells(atlas: Atlas, question: Question) -> dict[int, Observation]:
    """The figures of the one area with the effort, with their intervals; none where there are several."""
    if question.of_reports or len(question.treated) != 1:
        return {}
    found = {year: atlas.observation(question.outcome, question.treated[0], year) for year in atlas.years}
    return {year: cell for year, cell in found.items() if cell.figure is not None}


def _whiskers(cells: dict[int, Observation]) -> dict[int, tuple[float, float]]:
    told = {year: cell.figure.interval for year, cell in cells.items() if cell.figure is not None}
    return {year: (ends.low, ends.high) for year, ends in told.items() if ends is not None}


def expected_after(measured: Measured, question: Question) -> float:
    """Where the areas would lie after, had they moved as their comparison did."""
    before, moved = measured.treated.before, measured.comparison.change
    return before + moved if question.of_shares else before * (1 + moved / 100)


def _spec(question: Question, measured: Measured, cells: dict[int, Observation], size: Size) -> dict:
    known = [one for one in measured.course if one.treated is not None or one.comparison is not None]
    used = (*measured.before_years, *measured.after_years)
    years = range(min([one.year for one in known] + [*used]), max([one.year for one in known] + [*used]) + 1)
    ends = _whiskers({year: cell for year, cell in cells.items() if year in years})
    reach = [value for one in known for value in (one.treated, one.comparison) if value is not None]
    reach += [end for both in ends.values() for end in both] + [expected_after(measured, question)]
    plane = _plane(question, years, reach, size)
    labels = Labels(plane)
    layers = [
        *_begins(plane, question, labels, size),
        *_grid(plane, question, labels, size),
        *_means(plane, measured, question, labels, size),
        *_course(
            labels, [(one.year, one.comparison) for one in known], COMPARED, "square", "comparison", size, open_=True
        ),
        *_ends(plane, ends, size),
        *_course(labels, [(one.year, one.treated) for one in known], TREATED, "circle", "treated", size),
    ]
    labels.put(*year_words(plane, years, size=size.font, strong=used))
    for name, value, colour in (
        ("treated", [one.treated for one in known], TREATED_INK),
        ("comparison", [one.comparison for one in known], COMPARED),
    ):
        at = max((index for index, each in enumerate(value) if each is not None), default=None)
        if at is not None:
            spots = around(plane.px(known[at].year), plane.py(float(value[at] or 0)), size.dot / 2 + 5)
            text = f"{t(f'effect.course.{name}')} {number(float(value[at] or 0), DECIMALS)}"
            labels.say(Word(0, 0, text, "left", size.font, True, colour, halo="#FFFFFF"), spots)
    return plane.spec([*layers, *labels.layers()])


def _plane(question: Question, years: range, reach: Sequence[float], size: Size) -> Plane:
    if question.of_shares:
        low = 0.0 if question.worse_high else max(0.0, min(60.0, 10.0 * int((min(reach) - 3) // 10)))
        high = min(100.0, 10.0 * -int(-(max(reach) + 3) // 10)) if question.worse_high else 100.0
    else:
        low, high, _ = counted(reach)
    first, last = years[0] - 0.5, years[-1] + 0.5
    return Plane(size.width, size.height, first, last, low, high, left=size.left, right=14, top=30)


def _begins(plane: Plane, question: Question, labels: Labels, size: Size) -> list[Layer]:
    """The year the effort begins: neither before nor after, so its ground is grey."""
    left, right = max(question.start - 0.5, plane.first), min(question.start + 0.5, plane.last)
    if left >= right:
        return []
    middle = min(max(plane.px(question.start), 62), plane.width - 62)
    labels.put(Word(middle, -14, t("effect.course.between"), "center", size.font, colour=INK))
    return areas("begins", [{"x": left, "x2": right, "y": plane.low, "y2": plane.high}], color=GAP)


def _grid(plane: Plane, question: Question, labels: Labels, size: Size) -> list[Layer]:
    of_shares = 10.0 if plane.high - plane.low <= 50 else 20.0
    step = of_shares if question.of_shares else round_up(plane.high)[1]
    at = [plane.low + step * count for count in range(int((plane.high - plane.low) / step + 1e-9) + 1)]
    for value in at:
        text = percent(value) if question.of_shares and value == at[-1] else number(value)
        labels.put(Word(-7, plane.py(value), text, "right", size.font))
    rows: list[Row] = [{"x": plane.first, "x2": plane.last, "y": value, "y2": value} for value in at]
    return rules("grid", rows, color=HAIRLINE, strokeWidth=1)


def _means(plane: Plane, measured: Measured, question: Question, labels: Labels, size: Size) -> list[Layer]:
    """The means that are compared, as level lines over their years; dashed where the areas would have been."""

    def level(years: Sequence[int], value: float) -> Row:
        return {"x": years[0] - 0.42, "x2": years[-1] + 0.42, "y": value, "y2": value}

    def pair(told: BeforeAfter) -> list[Row]:
        return [level(measured.before_years, told.before), level(measured.after_years, told.after)]

    expected = expected_after(measured, question)
    last = measured.after_years
    for years, value in (
        (measured.before_years, measured.treated.before),
        (last, measured.treated.after),
        (last, expected),
    ):
        y = plane.py(value)
        labels.take(Box(plane.px(years[0] - 0.42), y - 2, plane.px(years[-1] + 0.42), y + 2))
    at = plane.px(last[0] - 0.42), plane.py(expected)
    word = Word(0, 0, t("effect.course.expected"), "right", size.font, colour=TREATED_INK, halo="#FFFFFF")
    spots = [(at[0] + 2, at[1] - 10, "left"), (at[0] - 5, at[1], "right"), (at[0] + 2, at[1] + 10, "left")]
    labels.say(word, spots, air=4)
    return [
        *rules("mean-comparison", pair(measured.comparison), color=COMPARED, strokeWidth=5, opacity=0.25),
        *rules("mean-treated", pair(measured.treated), color=TREATED, strokeWidth=5, opacity=0.45),
        *rules("expected", [level(last, expected)], color=TREATED, strokeWidth=2, strokeDash=[5, 4]),
    ]


def _ends(plane: Plane, ends: dict[int, tuple[float, float]], size: Size) -> list[Layer]:
    rows: list[Row] = [
        {"x": year, "x2": year, "y": max(low, plane.low), "y2": min(high, plane.high)}
        for year, (low, high) in ends.items()
    ]
    return rules("whiskers", rows, color=TREATED, strokeWidth=1.6)


def _course(
    labels: Labels,
    points: Sequence[tuple[int, float | None]],
    colour: str,
    shape: str,
    name: str,
    size: Size,
    *,
    open_: bool = False,
) -> list[Layer]:
    """Marks at the known years, joined only where two follow each other."""
    plane, told = labels.plane, {year: value for year, value in points if value is not None}
    steps = [(year, year + 1) for year in told if year + 1 in told]
    lines: list[Row] = [{"x": a, "x2": b, "y": told[a], "y2": told[b]} for a, b in steps]
    for a, b in steps:
        labels.take(*segment_boxes(plane.px(a), plane.py(told[a]), plane.px(b), plane.py(told[b])))
    dots: list[Row] = [{"x": year, "y": value} for year, value in told.items()]
    for year, value in told.items():
        x, y, half = plane.px(year), plane.py(value), size.dot / 2
        labels.take(Box(x - half, y - half, x + half, y + half))
    look = {"fill": "#FFFFFF", "stroke": colour} if open_ else {"fill": colour, "stroke": "#FFFFFF"}
    return [
        *rules(f"{name}-line", lines, color=colour, strokeWidth=2),
        *symbols(f"{name}-dots", dots, shape=shape, size=size.dot**2, strokeWidth=1.8, **look),
    ]


def _twin(atlas: Atlas, answer: Study, measured: Measured, cells: dict[int, Observation]) -> pd.DataFrame:
    """One row a year and line, with interval where one area's own is known; then the four means that are compared."""
    question = answer.question
    value = t("effect.course.value_percent" if question.of_shares else "effect.course.value_rate")
    ends = _whiskers(cells)
    who = {name: t(f"effect.course.{name}") for name in ("treated", "comparison", "expected")}
    rows: list[dict[str, object]] = []
    for one in measured.course:
        for name, told in (("treated", one.treated), ("comparison", one.comparison)):
            low, high = ends.get(one.year, (None, None)) if name == "treated" and told is not None else (None, None)
            cell = cells.get(one.year) if name == "treated" else None
            rows.append(
                {
                    t("effect.course.year"): str(one.year),
                    t("effect.course.phase"): t(f"effect.phase.{one.phase}"),
                    t("effect.course.who"): who[name],
                    value: None if told is None else round(told, DECIMALS),
                    t("effect.course.low"): None if low is None else round(low, DECIMALS),
                    t("effect.course.high"): None if high is None else round(high, DECIMALS),
                    t("effect.course.note"): t("effect.course.missing")
                    if told is None
                    else "; ".join(figures.marks(cell) if cell else []),
                }
            )
    means = [
        (Phase.BEFORE, measured.before_years, "treated", measured.treated.before),
        (Phase.AFTER, measured.after_years, "treated", measured.treated.after),
        (Phase.BEFORE, measured.before_years, "comparison", measured.comparison.before),
        (Phase.AFTER, measured.after_years, "comparison", measured.comparison.after),
        (Phase.AFTER, measured.after_years, "expected", expected_after(measured, question)),
    ]
    for phase, years, name, mean in means:
        rows.append(
            {
                t("effect.course.year"): years_words(years),
                t("effect.course.phase"): t(f"effect.phase.{phase}"),
                t("effect.course.who"): who[name],
                value: round(mean, DECIMALS),
                t("effect.course.low"): None,
                t("effect.course.high"): None,
                t("effect.course.note"): t("effect.course.mean"),
            }
        )
    return pd.DataFrame(rows)


def _used(atlas: Atlas, answer: Study) -> list[tuple[str, Observation]]:
    """The figures a study rests on, each with the name of its area."""
    question, measured = answer.question, answer.measured
    if measured is None or question.of_reports:
        return []
    areas_ = (*question.treated, *answer.comparisons.place_ids)
    years = (*measured.before_years, *measured.after_years)
    return [
        (atlas.places[one].name, atlas.observation(question.outcome, one, year)) for one in areas_ for year in years
    ]


def cautions(atlas: Atlas, answer: Study) -> list[str]:
    """What must be said of the figures a study rests on: misprints, own ones that nobody has published, synthetic."""
    found = figures.cautions(_used(atlas, answer))
    return [*found, t("hidden.synthetic")] if Note.SYNTHETIC in answer.notes else found


def source_words(atlas: Atlas, answer: Study) -> str:
    """Where the figures a study rests on come from."""
    if answer.question.of_reports:
        return t("effect.sources_reports")
    found = {source for _, cell in _used(atlas, answer) for source in cell.sources}
    ordered = sorted(found, key=lambda one: (one.trust, one.source_id))
    return t("chart.source", sources=figures.titles(ordered)) if ordered else ""
