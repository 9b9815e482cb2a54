"""Level × trend: every place named in the cell of where it stands and how it moved; only a clear change is one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.figures.changes import CLEAR, Change, Verdict
from sikkerby_geo.domain.figures.flags import FlagState
from sikkerby_geo.facts.areas import Place
from sikkerby_geo.facts.indicators import Indicator
from sikkerby_geo.text import form_of, names, number, t, tight
from sikkerby_geo.views.base import figures
from sikkerby_geo.views.base.change_words import verdict_words
from sikkerby_geo.views.base.choice import Choice
from sikkerby_geo.views.base.clear_words import clear_column, clear_notes
from sikkerby_geo.views.base.palette import HAIRLINE, INK, MUTED, Look, class_index, classes, look_of
from sikkerby_geo.views.base.svg_text import wrap
from sikkerby_geo.views.charts.card import ChartCard
from sikkerby_geo.views.charts.change_numbers import change_numbers
from sikkerby_geo.views.charts.change_rows import change_row
from sikkerby_geo.views.charts.labels import Labels
from sikkerby_geo.views.charts.looks import LookCell, look_layers
from sikkerby_geo.views.charts.marks import Layer, Plane, Row, Word, areas, rules

WORSE, BETTER = "#EADCEC", "#FBF1D3"
"""Grounds of a clear change towards more and towards less need; the words stand in the head of the column."""
SIDE, LINE = 168.0, 16.0
"""Width of the levels' names and height of a line, in pixels."""


@dataclass(frozen=True)
class Standing:
    """Where a place stands in the later year (a row of the picture) and how it moved since the earlier one."""

    place: Place
    rank: int
    words: str
    look: Look
    change: Change

    @property
    def verdict(self) -> Verdict:
        return self.change.verdict

    @property
    def column(self) -> Verdict:
        """The column it stands in: a change that is not clear, if there may be one or none, is in the middle one."""
        return self.verdict if self.verdict in (*CLEAR, Verdict.NOT_TESTABLE) else Verdict.NOT_CLEAR


def changes_between(atlas: Atlas, choice: Choice, other_year: int) -> dict[Place, Change]:
    """The change of every place of the chosen level from the earlier to the later of two years."""
    before, after = sorted((choice.year, other_year))
    changes = atlas.changes_between(choice.indicator_id, choice.level, before, after)
    return {atlas.places[place_id]: moved for place_id, moved in changes.items()}


def standings(atlas: Atlas, choice: Choice, changes: Mapping[Place, Change]) -> list[Standing]:
    """Every place with its level: the flag state under the chosen rule, or the value class without one."""
    return [_standing(atlas, choice, place, moved) for place, moved in changes.items()]


_NEED = (
    FlagState.FLAGGED_SURE,
    FlagState.FLAGGED_UNSURE,
    FlagState.FLAGGED_BOUND,
    FlagState.CLEAR_UNSURE,
    FlagState.CLEAR_SURE,
    FlagState.CLEAR_BOUND,
    FlagState.NO_FIGURE,
)
_FLAGGED_RANKS = tuple(rank for rank, state in enumerate(_NEED) if state.flagged)


def _standing(atlas: Atlas, choice: Choice, place: Place, moved: Change) -> Standing:
    cell = moved.after
    index = class_index(choice.scale, cell.figure.value) if cell.figure else None
    bounded = cell.figure is None and cell.flag_range is not None
    rule = choice.rule
    if rule is not None and rule.computed_in(cell.year):
        state = atlas.flag(rule, place.place_id, cell.year).state
        middle = {FlagState.FLAGGED_SURE: 3, FlagState.FLAGGED_UNSURE: 2, FlagState.CLEAR_UNSURE: 1}.get(state, 0)
        shown = None if state.bound_only or state is FlagState.NO_FIGURE else middle
        look = look_of(shown, state, state.bound_only or bounded)
        return Standing(place, _NEED.index(state), t(f"state.{rule.comparison}.{state}"), look, moved)
    look = look_of(index, FlagState.NO_FIGURE, bounded)
    if index is not None:
        return Standing(place, 4 - index, classes(choice.scale)[index].label, look, moved)
    return Standing(place, 5 if bounded else 6, t("class.bound" if bounded else "class.missing"), look, moved)


def columns_of(measure: Indicator) -> tuple[Verdict, ...]:
    """The verdicts that have a column, from more need to less, then what cannot be told."""
    moves = (Verdict.ROSE, Verdict.FELL) if measure.worse_high else (Verdict.FELL, Verdict.ROSE)
    return (moves[0], Verdict.NOT_CLEAR, moves[1], Verdict.NOT_TESTABLE)


def level_trend_card(atlas: Atlas, choice: Choice, other_year: int) -> ChartCard:
    """Level in the later of two years × change since the earlier, for every place of the chosen level."""
    changes = changes_between(atlas, choice, other_year)
    found = standings(atlas, choice, changes)
    before, after = sorted((choice.year, other_year))
    sources = {source for moved in changes.values() for cell in (moved.before, moved.after) for source in cell.sources}
    ordered = sorted(sources, key=lambda source: (source.trust, source.source_id))
    return ChartCard(
        card_id=f"niveau-og-udvikling-{choice.indicator.address}-{before}-{after}",
        title=_title(choice, found, before, after),
        subtitle=t("cells.subtitle", before=before, after=after, measure=t(f"indicator.{choice.indicator_id}.name")),
        spec=_wide(choice.indicator, found),
        narrow=_narrow(choice.indicator, found),
        table=_twin(found),
        numbers=tuple({**change_numbers(standing.change, standing.place), **clear_column(atlas)} for standing in found),
        source=t("chart.source", sources=figures.titles(ordered)) if ordered else "",
        years=(before, after),
        notes=(t("cells.tested"), *clear_notes(atlas)),
    )


_ORDER = (
    *CLEAR,
    Verdict.MAY_HAVE_RISEN,
    Verdict.MAY_HAVE_FALLEN,
    Verdict.NOT_CLEAR,
    Verdict.UNCHANGED,
    Verdict.NOT_TESTABLE,
)


def _title(choice: Choice, found: Sequence[Standing], before: int, after: int) -> str:
    """What became of the places on the flagged side; without a rule or any such place, of all of them."""
    if all(standing.verdict is Verdict.NOT_TESTABLE for standing in found):
        return t("between.untestable", before=before, after=after)
    flagged = [standing for standing in found if standing.rank in _FLAGGED_RANKS] if choice.rule else []
    subjects = flagged or list(found)
    parts = []
    for verdict in _ORDER:
        many = sum(standing.verdict is verdict for standing in subjects)
        if many:
            parts.append(_told(choice.indicator_id, verdict, many, len(subjects)))
    noun = form_of(len(subjects), t(f"level.{choice.level}.one"), t(f"level.{choice.level}.many"))
    values = {"count": len(subjects), "noun": noun, "before": before, "after": after, "told": ", ".join(parts)}
    if flagged:
        return t("cells.title_flagged", side=t(f"rule.{choice.rule_id}.flagged"), **values)
    return t("cells.title", **values)


def _told(indicator_id: str, verdict: Verdict, many: int, total: int) -> str:
    """How many places a verdict holds for: klart færre trygge i 2, muligt fald i alle, ingen kan prøves."""
    words = verdict_words(indicator_id, verdict)
    if total == 1:
        return words
    if verdict is Verdict.NOT_TESTABLE:
        return t("cells.none_testable") if many == total else t("cells.not_testable", count=many)
    return t("cells.told", words=words, count=t("cells.all") if many == total else many)


def _figures(standing: Standing) -> str:
    """Both figures of a clear or a possible change, and in words what the column does not say."""
    before, after = standing.change.before.figure, standing.change.after
    if standing.verdict is Verdict.UNCHANGED:
        return verdict_words(after.indicator_id, standing.verdict)
    if before is None or not (standing.verdict in CLEAR or standing.verdict.possible):
        return ""
    moved = tight(t("cells.moved", before=number(before.value, before.decimals), after=figures.short(after)))
    if standing.verdict in CLEAR:
        return moved
    return t("cells.possible", words=verdict_words(after.indicator_id, standing.verdict), moved=moved)


def _head(measure: Indicator, verdict: Verdict) -> str:
    words = verdict_words(measure.indicator_id, verdict)
    return f"{words[:1].upper()}{words[1:]}"


def _ground(measure: Indicator, verdict: Verdict) -> str:
    columns = columns_of(measure)
    return {columns[0]: WORSE, columns[2]: BETTER}.get(verdict, "")


def _levels(found: Sequence[Standing]) -> list[Standing]:
    """One standing of every level that occurs, most need first."""
    return sorted({standing.rank: standing for standing in found}.values(), key=lambda standing: standing.rank)


def _wide(measure: Indicator, found: Sequence[Standing]) -> dict:
    columns = columns_of(measure)
    each = 145.0
    width = SIDE + each * len(columns)
    texts: list[Word] = []
    grounds: dict[str, list[tuple[float, float, float, float]]] = {WORSE: [], BETTER: []}
    swatches: list[LookCell] = []
    lines = [0.0]
    for column, verdict in enumerate(columns):
        for line, part in enumerate(wrap(_head(measure, verdict), each - 12, 12.5, 700)):
            x = SIDE + column * each + 8
            texts.append(Word(x, -34 + line * LINE, part, size=12.5, bold=True, colour=INK))
    top = 0.0
    for level in _levels(found):
        cells = [_lines(found, level, verdict, each - 16) for verdict in columns]
        words = wrap(level.words, SIDE - 52, 12.5)
        height = max(len(words), *(len(cell) for cell in cells), 1) * LINE + 16
        swatches.append(LookCell(0, top + 8, 32, 18, level.look))
        texts += [Word(42, top + 17 + i * LINE, part, size=12.5, colour=INK) for i, part in enumerate(words)]
        for column, (verdict, cell) in enumerate(zip(columns, cells, strict=True)):
            left = SIDE + column * each
            ground = _ground(measure, verdict)
            if cell and ground:
                grounds[ground].append((left + 1, top + 1, left + each - 1, top + height - 1))
            texts += [
                Word(left + 8, top + 17 + i * LINE, part, size=12.5, bold=bool(ground), colour=INK)
                for i, part in enumerate(cell)
            ]
        top += height
        lines.append(top)
    return _drawn(width, top, 44, texts, grounds, swatches, lines)


def _lines(found: Sequence[Standing], level: Standing, verdict: Verdict, room: float) -> list[str]:
    mine = [standing for standing in found if standing.rank == level.rank and standing.column is verdict]
    return [
        line
        for standing in mine
        for line in [*wrap(standing.place.name, room, 12.5, 700), *_figure_lines(standing, room)]
    ]


def _figure_lines(standing: Standing, room: float) -> list[str]:
    words = _figures(standing)
    return wrap(words, room, 12.5) if words else []


def _narrow(measure: Indicator, found: Sequence[Standing]) -> dict:
    """The same cells as bands under each other: a trend as headline, its levels below."""
    width = 350.0
    texts: list[Word] = []
    grounds: dict[str, list[tuple[float, float, float, float]]] = {WORSE: [], BETTER: []}
    swatches: list[LookCell] = []
    lines = [0.0]
    top = 0.0
    for verdict in columns_of(measure):
        start, ground = top, _ground(measure, verdict)
        texts.append(Word(8, top + 16, _head(measure, verdict), size=13, bold=True, colour=INK))
        top += 28
        mine = [standing for standing in found if standing.column is verdict]
        if not mine:
            texts.append(Word(8, top + 8, t("cells.nobody"), size=12.5, colour=MUTED))
            top += LINE + 8
        for level in _levels(mine):
            swatches.append(LookCell(8, top + 1, 32, 18, level.look))
            mine_here = [standing for standing in mine if standing.rank == level.rank]
            listed = names(
                ", ".join(filter(None, (tight(standing.place.name), _figures(standing)))) for standing in mine_here
            )
            head = wrap(f"{level.words}:", width - 60, 12.5)
            parts = [*head, *wrap(listed, width - 60, 12.5, 700)]
            for i, part in enumerate(parts):
                bold = i >= len(head) and bool(ground)
                texts.append(Word(50, top + 10 + i * LINE, part, size=12.5, bold=bold, colour=INK))
            top += max(len(parts) * LINE, 20) + 10
        if mine and ground:
            grounds[ground].append((0, start + 1, width, top - 1))
        lines.append(top)
    return _drawn(width, top, 4, texts, grounds, swatches, lines)


def _drawn(
    width: float,
    height: float,
    head: float,
    texts: Sequence[Word],
    grounds: Mapping[str, Sequence[tuple[float, float, float, float]]],
    swatches: Sequence[LookCell],
    lines: Sequence[float],
) -> dict:
    """Grounds, hairlines, swatches and words at their pixels."""
    plane = Plane(width, max(height, 1), 0, width, 0, max(height, 1), left=2, right=4, top=head, bottom=6)
    labels = Labels(plane)
    labels.put(*texts)
    layers: list[Layer] = []
    for number_, (colour, boxes) in enumerate(grounds.items()):
        rows: list[Row] = [
            {"x": left, "x2": right, "y": plane.y_at(top), "y2": plane.y_at(bottom)}
            for left, top, right, bottom in boxes
        ]
        layers += areas(f"ground-{number_}", rows, color=colour)
    hairlines: list[Row] = [{"x": 0, "x2": width, "y": plane.y_at(line), "y2": plane.y_at(line)} for line in lines]
    layers += rules("lines", hairlines, color=HAIRLINE, strokeWidth=1)
    return plane.spec([*layers, *look_layers(plane, "levels", swatches), *labels.layers()])


def _twin(found: Sequence[Standing]) -> pd.DataFrame:
    return pd.DataFrame([change_row(standing.change, standing.place, standing.words) for standing in found])
