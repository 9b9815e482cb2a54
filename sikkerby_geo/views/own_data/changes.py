"""What a delivery would change, in words: old beside new by place, year and measure, and the flags that turn."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.figures.observations import MissingReason, Observation
from sikkerby_geo.domain.own_data.differences import Difference, moved_figures, turned_flags
from sikkerby_geo.domain.programme.key_figures import key_figures
from sikkerby_geo.facts.areas import Level
from sikkerby_geo.facts.counted import COUNTED_KIND, quarter_word
from sikkerby_geo.facts.delivery_kinds import DELIVERY_KIND, Form
from sikkerby_geo.facts.indicators import INDICATORS, Indicator
from sikkerby_geo.facts.own_records import OWN_KINDS
from sikkerby_geo.facts.thresholds import SMALL_COUNT
from sikkerby_geo.text import number, t
from sikkerby_geo.views.base import figures
from sikkerby_geo.views.base.counted_words import counted_subject, counted_words
from sikkerby_geo.views.base.report_words import period_words
from sikkerby_geo.views.base.sheet import Column, Entry, Sheet
from sikkerby_geo.views.base.state_words import state_words
from sikkerby_geo.views.own_data.templates import place_name

CHANGES = ("place", "when", "subject", "before", "after")
TURNS = ("rule", "place", "when", "before", "after")


@dataclass(frozen=True)
class Changes:
    """Rows of words by column (``CHANGES``, ``TURNS``); ``others``: how many figures that are worked out from them
    move along; ``first``: indicator, place and year of the first figure, if there is one."""

    rows: tuple[Mapping[str, str], ...]
    turns: tuple[Mapping[str, str], ...]
    others: int
    first: tuple[str, str, int] | None = None

    @property
    def summary(self) -> str:
        """How much changes, in a sentence or two."""
        said = t("own_data.changes.summary", count=len(self.rows), turns=len(self.turns))
        return " ".join((said, t("own_data.changes.others", count=self.others))) if self.others else said


def changes(found: Iterable[Difference], before: Atlas, after: Atlas) -> Changes:
    """What differences of own records come to; in ``before`` and ``after`` they are not and are written."""
    told: dict[tuple[str, str, int], Mapping[str, str]] = {}
    others: dict[tuple[str, str], Mapping[str, str]] = {}
    for one in (one for one in found if one.record_kind in OWN_KINDS):
        payload = {name: str(text) for name, text in (one.after or one.before or {}).items()}
        cells = [] if payload.get("part") else _indicators(one.record_kind, payload)
        year = int(payload["year"]) if cells else 0
        for indicator in cells:
            key = (indicator.indicator_id, payload["area_id"], year)
            old, new = (_figure_words(atlas.observation(*key)) for atlas in (before, after))
            if old or new:
                told[key] = _row(payload, before, t(f"indicator.{key[0]}.name"), old, new)
        if not any((indicator.indicator_id, payload["area_id"], year) in told for indicator in cells):
            others[one.record_kind, one.record_id] = _own_row(one, payload, before)
    moved = {(one.after.indicator_id, one.after.place_id, one.after.year) for one in moved_figures(before, after)}
    rows = (*told.values(), *others.values())
    return Changes(rows, tuple(_turns(before, after)), len(moved - told.keys()), next(iter(told), None))


def hiding_words(hidden: int, left_out: int) -> tuple[str, ...]:
    """What was hidden of counted tables before anything is kept; nothing where nothing was."""
    said = [t("own_data.hiding.hidden", count=hidden, small=number(SMALL_COUNT.value))] if hidden else []
    return (
        *said,
        *([t("own_data.hiding.left_out", count=left_out, small=number(SMALL_COUNT.value))] if left_out else ()),
    )


def changes_sheet(found: Changes) -> Sheet:
    """What changes as a table, with all of it as CSV."""
    return _sheet("own-changes", "own_data.changes.caption", CHANGES, found.rows)


def turns_sheet(found: Changes) -> Sheet:
    """The flags that turn as a table."""
    return _sheet("own-turns", "own_data.changes.turns_caption", TURNS, found.turns)


def _sheet(sheet_id: str, caption: str, names: tuple[str, ...], rows: tuple[Mapping[str, str], ...]) -> Sheet:
    columns = tuple(Column(name, t(f"own_data.changes.{name}")) for name in names)
    return Sheet(sheet_id, t(caption), columns, tuple({name: Entry(row[name]) for name in names} for row in rows))


def _row(payload: Mapping[str, str], atlas: Atlas, subject: str, before: str, after: str) -> dict[str, str]:
    said = t("own_data.changes.same", shown=after) if after and before == after else after
    place = payload.get("area_id", "")
    return {
        "place": place_name(place, atlas.places) if place else t("own_data.changes.no_place"),
        "when": _when(payload) or t("own_data.changes.no_time"),
        "subject": subject,
        "before": before or t("own_data.changes.nothing"),
        "after": said or t("own_data.changes.nothing"),
    }


def _when(payload: Mapping[str, str]) -> str:
    if payload.get("quarter"):
        return period_words(quarter_word(payload["year"], payload["quarter"]))
    return payload.get("year", payload.get("date", ""))


def _figure_words(cell: Observation) -> str:
    """A figure as it is written, or why a source says there is none; blank where no source speaks of it."""
    if cell.missing in (MissingReason.NOT_ASKED, MissingReason.SUPPRESSED):
        return figures.full(cell) or t(f"missing_short.{cell.missing}")
    return figures.full(cell)


def _indicators(kind: str, payload: Mapping[str, str]) -> list[Indicator]:
    """The indicators a row of a kind gives a figure of."""
    field = DELIVERY_KIND[kind].of_form(Form.SUBJECT)
    subject = payload.get(field.name, "") if field else ""
    table = OWN_KINDS[kind].table
    return [one for one in INDICATORS if subject and one.column.table == table and one.column.own == subject]


def _own_row(one: Difference, payload: Mapping[str, str], atlas: Atlas) -> dict[str, str]:
    """A row that is no figure of an indicator and a place: residents, a goal, a quarter."""
    if one.record_kind == COUNTED_KIND:
        sides = (counted_words(side) for side in (one.before, one.after))
        return _row(payload, atlas, counted_subject(payload), *sides)
    figure = OWN_KINDS[one.record_kind].figure
    old, new = (_number((side or {}).get(figure)) for side in (one.before, one.after))
    key_figure = _key_figure(atlas, payload.get("key_figure_id", ""))
    named = key_figure or payload.get("indicator_da") or payload.get("part")
    row = _row(payload, atlas, named or t(f"own_data.kind.{one.record_kind}"), old, new)
    return {**row, "place": t("own_data.changes.no_time")} if key_figure else row


def _key_figure(atlas: Atlas, key_figure_id: str) -> str:
    """The name of a key figure; blank where there is none."""
    found = key_figures(atlas).get(key_figure_id) if key_figure_id else None
    return found.indicator if found is not None else ""


def _number(value: object) -> str:
    text = str(value or "")
    return number(float(text), len(text.partition(".")[2])) if text else ""


def _at_level(place_id: str, atlas: Atlas) -> str:
    """A place by name, with its level where that is not the areas'."""
    place = atlas.places[place_id]
    if place.level is Level.SURVEY_AREA:
        return place.name
    return t("own_data.changes.at_level", name=place.name, level=t(f"level.{place.level}.one"))


def _turns(before: Atlas, after: Atlas) -> Iterable[dict[str, str]]:
    """The flags that turn, those of the areas first."""
    levels = list(Level)
    for one in sorted(turned_flags(before, after), key=lambda each: levels.index(after.places[each.place_id].level)):
        flags = (atlas.flag(one.rule, one.place_id, one.year) for atlas in (before, after))
        old, new = (state_words(one.rule, flag) for flag in flags)
        yield {
            "rule": t(f"rule.{one.rule.rule_id}.name"),
            "place": _at_level(one.place_id, after),
            "when": str(one.year),
            "before": old,
            "after": new,
        }
