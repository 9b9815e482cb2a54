"""Need against efforts: each area by its score and by how many efforts are known there, and the record behind it."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import median

import pandas as pd

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.efforts.coverage import last_documented_year
from sikkerby_geo.domain.efforts.record import COUNTED, EffortRecord, Standing, effort_record
from sikkerby_geo.domain.priority.ranking import Ranked
from sikkerby_geo.facts.sources import Source
from sikkerby_geo.text import money, names, number, t
from sikkerby_geo.views.base import figures
from sikkerby_geo.views.base.clear_words import clear_notes
from sikkerby_geo.views.base.palette import HAIRLINE, INK, MUTED
from sikkerby_geo.views.base.sheet import Column, Entry, Sheet
from sikkerby_geo.views.charts.card import ChartCard
from sikkerby_geo.views.charts.labels import Labels, around
from sikkerby_geo.views.charts.marks import Plane, Row, Word, areas, rules, symbols
from sikkerby_geo.views.charts.room import Box, segment_boxes
from sikkerby_geo.views.charts.trend_picture import HANDS
from sikkerby_geo.views.priority.ask import Answer
from sikkerby_geo.views.priority.listing import flag_of
from sikkerby_geo.views.priority.priority_words import evidence_figures, own_words

PURPLE = HANDS[0].colour
RANGE, CORNER = "#CBB3D3", "#F4EEF6"
"""Ink of a range, and the ground of the corner where need is large and little is known to be done."""
DOT = 11.0
ASIDE = 9.0
"""How far apart areas with equally many known efforts are drawn, in pixels, so that no range hides another."""


@dataclass(frozen=True)
class Format:
    """Size of the picture in pixels, and whether the four corners are named."""

    width: float
    height: float
    corners: bool
    short_names: bool


WIDE = Format(640, 380, corners=True, short_names=False)
NARROW = Format(296, 400, corners=False, short_names=True)
PAPER = Format(634, 230, corners=True, short_names=False)


@dataclass(frozen=True)
class Spot:
    """One area in the picture; ``low`` and ``high`` are its score under sampling noise."""

    row: Ranked
    record: EffortRecord
    name: str
    short_name: str
    flagged: bool


def spots(atlas: Atlas, answer: Answer) -> tuple[Spot, ...]:
    """Every area of a ranking with its record of efforts, in order of rank."""
    year = last_documented_year(atlas)
    return tuple(
        Spot(
            row=row,
            record=effort_record(atlas, atlas.places[row.place_id], year),
            name=atlas.places[row.place_id].name,
            short_name=atlas.places[row.place_id].short_name,
            flagged=bool(flag_of(atlas, answer, row.place_id).state.flagged),
        )
        for row in answer.rows
    )


@dataclass(frozen=True)
class Middle:
    """The middle area on both axes; the corners are on its sides, so that no limit has to be invented."""

    score: float
    known: float

    def overlooked(self, spot: Spot) -> bool:
        """More need than the middle, fewer known efforts than the middle."""
        return spot.row.score > self.score and spot.record.known < self.known


def middle_of(found: tuple[Spot, ...]) -> Middle:
    return Middle(median(spot.row.score for spot in found), median(spot.record.known for spot in found))


def matrix_card(atlas: Atlas, answer: Answer, size: Format = WIDE) -> ChartCard:
    """The picture with its sentence; a hole in our list is no headline, so the areas stand under it."""
    found = spots(atlas, answer)
    middle = middle_of(found)
    listed = names(spot.name for spot in found if middle.overlooked(spot))
    rule = answer.ask.rule
    side = t(f"rule.{rule.rule_id}.flagged") if rule else ""
    reading = t("priority.matrix.subtitle", side=side) if side else t("priority.matrix.subtitle_plain")
    sources = {source for spot in found for source in _sources(spot.record)}
    return ChartCard(
        card_id=f"behov-indsats-{answer.ask.family_id}-{answer.ask.year}",
        title=t("priority.matrix.title_some" if listed else "priority.matrix.title_none"),
        subtitle=" ".join(filter(None, (t("priority.matrix.few", names=listed) if listed else "", reading))),
        spec=_spec(found, middle, size),
        narrow=_spec(found, middle, NARROW),
        table=pd.DataFrame([_twin_row(spot, answer) for spot in found]),
        source=t("priority.matrix.source", count=len(sources)),
        years=(answer.ask.year,),
        notes=(
            t("priority.matrix.note_counted"),
            t("priority.matrix.note_unknown"),
            *own_words(atlas, answer),
            *clear_notes(atlas),
        ),
    )


def _sources(record: EffortRecord) -> set[Source]:
    return {effort.source for kind in COUNTED for effort in record.by_standing[kind]}


def _spec(found: tuple[Spot, ...], middle: Middle, size: Format) -> dict:
    most = max(spot.record.known for spot in found)
    tallest = max(max(spot.row.score_noise[1] for spot in found), middle.score)
    top = 10 * -int(-tallest // 10)
    plane = Plane(size.width, size.height, -0.8, most + 1.2, 0, max(top, 20), left=40, right=12, top=26, bottom=44)
    labels = Labels(plane)
    corner: list[Row] = [{"x": plane.first, "x2": middle.known, "y": middle.score, "y2": plane.high}]
    grid: list[Row] = [
        {"x": plane.first, "x2": plane.last, "y": tick, "y2": tick} for tick in range(0, int(plane.high) + 1, 20)
    ]
    middles: list[Row] = [
        {"x": middle.known, "x2": middle.known, "y": plane.low, "y2": plane.high},
        {"x": plane.first, "x2": plane.last, "y": middle.score, "y2": middle.score},
    ]
    ranges: list[Row] = []
    dots: dict[bool, list[Row]] = {True: [], False: []}
    across = _across(plane, found)
    for spot, x in zip(found, across, strict=True):
        low, high = spot.row.score_noise
        at, y = plane.x_at(x), plane.py(spot.row.score)
        ranges.append({"x": at, "x2": at, "y": low, "y2": high})
        dots[spot.flagged].append({"x": at, "y": spot.row.score})
        labels.take(Box(x - DOT / 2, y - DOT / 2, x + DOT / 2, y + DOT / 2))
        labels.take(*segment_boxes(x, plane.py(low), x, plane.py(high), 5))
    _say_axes(labels, size)
    for spot, x in zip(found, across, strict=True):
        name = spot.short_name if size.short_names else spot.name
        word = Word(0, 0, name, size=12.5, bold=spot.flagged, colour=INK, halo="#FFFFFF")
        labels.say(word, around(x, plane.py(spot.row.score), DOT / 2 + 4))
    layers = [
        *areas("corner", corner, color=CORNER),
        *rules("grid", grid, color=HAIRLINE, strokeWidth=1),
        *rules("middle", middles, color=MUTED, strokeWidth=1, strokeDash=[3, 4]),
        *rules("ranges", ranges, color=RANGE, strokeWidth=4, strokeCap="round"),
        *symbols("open", dots[False], fill="#FFFFFF", stroke=INK, strokeWidth=1.6, size=95),
        *symbols("filled", dots[True], fill=PURPLE, stroke=INK, strokeWidth=1.2, size=95),
    ]
    return plane.spec([*layers, *labels.layers()])


def _across(plane: Plane, found: tuple[Spot, ...]) -> list[float]:
    """Where each area stands across, in pixels; those with equally many known efforts a little aside."""
    places = []
    for spot in found:
        same = [other for other in found if other.record.known == spot.record.known]
        places.append(plane.px(spot.record.known) + ASIDE * (same.index(spot) - (len(same) - 1) / 2))
    return places


def _say_axes(labels: Labels, size: Format) -> None:
    """Figures and names of both axes, and what each corner means."""
    plane = labels.plane
    for tick in range(0, int(plane.high) + 1, 20):
        labels.put(Word(-7, plane.py(tick), number(tick), "right", 12))
    for tick in range(0, int(plane.last) + 1, 2 if size.corners else 5):
        labels.put(Word(plane.px(tick), plane.height + 13, str(tick), "center", 12))
    labels.put(Word(plane.width, plane.height + 32, t("priority.matrix.x"), "right", 12.5, colour=INK))
    labels.put(Word(-34, -16, t("priority.matrix.y"), "left", 12.5, colour=INK))
    right, low = plane.width - 4, plane.height - 10
    corners = (("few", 6, 10), ("many", right, 10), ("low_few", 6, low), ("low_many", right, low))
    for key, x, y in corners if size.corners else ():
        labels.say(Word(0, 0, t(f"priority.matrix.corner_{key}"), size=12), [(x, y, "right" if x == right else "left")])


def _figure_sources(spot: Spot, answer: Answer) -> set[Source]:
    """The sources of the figures an area's score is made of."""
    return {source for _, figure in evidence_figures(answer, spot.row.evidence) for source in figure.sources}


def _note(spot: Spot, answer: Answer) -> str:
    """What must be said of the score: that figures it is made of have not been published."""
    own = any(figure.unpublished for _, figure in evidence_figures(answer, spot.row.evidence))
    return t("figure.unpublished") if own else ""


def _twin_row(spot: Spot, answer: Answer) -> dict[str, object]:
    record = spot.record
    sources = _figure_sources(spot, answer) | _sources(record)
    return {
        t("twin.place"): spot.name,
        t("priority.matrix.rank"): spot.row.rank,
        t("priority.matrix.score"): round(spot.row.score),
        **{_standing_head(record, kind): len(record.by_standing[kind]) for kind in COUNTED},
        t("priority.matrix.known"): record.known,
        t("priority.matrix.money"): money_words(record),
        t("twin.note"): _note(spot, answer),
        t("twin.source"): figures.titles(sorted(sources, key=lambda source: source.title)),
    }


def _standing_head(record: EffortRecord, kind: Standing) -> str:
    if kind is Standing.IN_FORCE and record.year is not None:
        return t("priority.matrix.in_force", year=record.year)
    return t("priority.matrix.in_force_unknown" if kind is Standing.IN_FORCE else f"priority.matrix.{kind}")


def money_words(record: EffortRecord) -> str:
    """The kroner stated for known efforts, for how many of them, and what is shared; never 0 for lack of a figure."""
    if not record.stated:
        return t("priority.matrix.money_none")
    key = "priority.matrix.money_shared" if record.shared else "priority.matrix.money_of"
    return t(key, amount=money(record.stated_dkk), stated=record.stated, known=record.known, shared=record.shared)


def record_sheet(atlas: Atlas, answer: Answer) -> Sheet:
    """The record of efforts as a table on the page, areas in order of rank."""
    found = spots(atlas, answer)
    noted = any(_note(spot, answer) for spot in found)
    columns = [
        Column("place", t("twin.place")),
        Column("score", t("priority.matrix.score"), "number"),
        *(Column(kind.value, _standing_head(found[0].record, kind), "number") for kind in COUNTED),
        Column("known", t("priority.matrix.known"), "number"),
        Column("money", t("priority.matrix.money"), "note"),
        *([Column("note", t("twin.note"), "note")] if noted else []),
    ]
    rows = tuple(
        {
            "place": Entry(spot.name),
            "score": Entry(number(spot.row.score)),
            **{kind.value: Entry(str(len(spot.record.by_standing[kind]))) for kind in COUNTED},
            "known": Entry(str(spot.record.known)),
            "money": Entry(money_words(spot.record)),
            "note": Entry(_note(spot, answer)),
        }
        for spot in found
    )
    return Sheet("behov-indsats", t("priority.matrix.caption"), tuple(columns), rows, dense=True)
