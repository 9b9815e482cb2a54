"""Principles and indsatsområder on Mål: the principles, the way from hypothesis to goal, and all rows as tables."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.goals.purposes import Purpose, PurposeKind, purposes
from sikkerby_geo.text import first_upper, t
from sikkerby_geo.views.base import figures
from sikkerby_geo.views.base.html import render
from sikkerby_geo.views.base.sheet import Column, Entry, Sheet

_COLUMNS: Mapping[str, tuple[str, ...]] = {
    "principles": ("name", "text", "goals", "source"),
    "focus": ("name", "hypothesis", "indicators", "goals", "source"),
    "effects": ("name", "text", "owner", "goals", "source"),
}
_FORMS = {"source": "note", "text": "wide", "hypothesis": "wide", "indicators": "wide", "goals": "wide"}


@dataclass(frozen=True)
class Way:
    """How an indsatsområde is meant to work, as boxes from left to right: each a heading and its words."""

    name: str
    text: str
    boxes: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True)
class PurposeView:
    """The section: a heading, what is demanded, the ways of the indsatsområder, and a table of each sort."""

    heading: str
    demands: tuple[str, ...]
    ways: tuple[Way, ...]
    tables: tuple[tuple[str, Sheet], ...]

    @property
    def ways_html(self) -> str:
        return render("ways.html", ways=self.ways, heading=t("ways.heading"), note=t("ways.note"))


def purpose_view(atlas: Atlas) -> PurposeView:
    """Everything the programmes say they want, none of it ours but the pairs of principle and goal."""
    found = purposes(atlas)
    of = {kind: tuple(one for one in found if one.kind is kind) for kind in PurposeKind}
    sorts = (
        ("principles", (*of[PurposeKind.PRINCIPLE], *of[PurposeKind.REQUIREMENT])),
        ("focus", of[PurposeKind.FOCUS_AREA]),
        ("effects", of[PurposeKind.EFFECT_GOAL]),
    )
    counts = {"principles": len(of[PurposeKind.PRINCIPLE]), "focus": len(of[PurposeKind.FOCUS_AREA])}
    return PurposeView(
        heading=t("ways.title", **counts) if found else t("ways.title_none"),
        demands=tuple(f"{one.name}: {one.text}" for one in of[PurposeKind.REQUIREMENT]),
        ways=tuple(_way(one) for one in of[PurposeKind.FOCUS_AREA]),
        tables=tuple((t(f"ways.show_{name}", count=len(rows)), _sheet(name, rows)) for name, rows in sorts if rows),
    )


def _way(one: Purpose) -> Way:
    listed = (("hypothesis", (one.hypothesis,) if one.hypothesis else ()), ("indicators", one.indicators))
    boxes = (*listed, ("goals", tuple(map(first_upper, one.goals))))
    return Way(
        t("ways.numbered", number=one.number, name=one.name),
        one.text,
        tuple((t(f"ways.column.{name}"), words or (t("ways.none"),)) for name, words in boxes),
    )


def _sheet(name: str, rows: tuple[Purpose, ...]) -> Sheet:
    columns = tuple(Column(key, t(f"ways.column.{key}"), _FORMS.get(key, "text")) for key in _COLUMNS[name])
    return Sheet(f"hensigter-{name}", t(f"ways.caption_{name}"), columns, tuple(map(_row, rows)))


def _row(one: Purpose) -> Mapping[str, Entry]:
    named = t("ways.numbered", number=one.number, name=one.name) if one.number else one.name
    return {
        "name": Entry(named, quiet=one.programme),
        "text": Entry(one.text, quiet=one.note),
        "hypothesis": Entry(one.text, lines=tuple(filter(None, (one.hypothesis,))), quiet=one.note),
        "indicators": Entry("; ".join(one.indicators) or t("ways.none")),
        "goals": Entry("; ".join(map(first_upper, one.goals)) or t("ways.none")),
        "owner": Entry(one.owner),
        "source": Entry(figures.titles([one.source])),
    }
