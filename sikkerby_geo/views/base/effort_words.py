"""Efforts in words and in choice: kind, period, stage, and which of them a choice shows."""

from __future__ import annotations

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.efforts.effort import Effort, Presence, Stage, drawn, presence, stage_in
from sikkerby_geo.text import money, t
from sikkerby_geo.views.base import figures
from sikkerby_geo.views.base.choice import Choice


def period(effort: Effort) -> str:
    """When an effort ran, in words: 2018–2021, fra 2020, kun dokumenteret i 2018, år ikke oplyst."""
    start, end = effort.start_year, effort.end_year
    if start is None and end is None:
        if effort.documented_year is not None:
            return t("effort.documented", year=effort.documented_year)
        return "" if effort.overlay.timeless else t("effort.year_unknown")
    if start is not None and end is not None and start != end:
        return t("effort.period", start=start, end=end)
    if end is None and not effort.overlay.persists:
        return t("effort.from", start=start)
    return str(end if start is None else start)


def kind(effort: Effort) -> str:
    """What kind of effort it is, in Danish."""
    return t(f"effort_kind.{effort.kind.kind_id}")


def tip(effort: Effort) -> list[str]:
    """The lines of an effort's tooltip that hold in every year."""
    lines = [effort.name, ", ".join(filter(None, (kind(effort), period(effort))))]
    if effort.amount is not None:
        lines.append(money(effort.amount.total))
    if effort.precision in ("approximate", "proxy"):
        lines.append(t(f"effort.precision_{effort.precision}"))
    if not effort.overlay.timeless:
        lines.append(t("figure.source", sources=figures.titles([effort.source])))
    return lines


def shown(atlas: Atlas, choice: Choice) -> list[Effort]:
    """The efforts the map draws for a choice, in the order of the registry."""
    return [
        effort
        for effort in atlas.efforts
        if effort.overlay.overlay_id in choice.overlays
        and drawn(effort, choice.year, atlas.documented_to.get(effort.overlay.table), choice.every_year)
    ]


def whole_area(atlas: Atlas, choice: Choice) -> list[Effort]:
    """Efforts of a whole district that are active in the chosen year: a mark beside the label, never an area."""
    return [
        effort
        for effort in atlas.efforts
        if effort.whole_area
        and not effort.kind.loose
        and effort.overlay.overlay_id in choice.overlays
        and there(atlas, effort, choice)
    ]


def there(atlas: Atlas, effort: Effort, choice: Choice) -> bool:
    """Whether an effort belongs to the list of a choice: there that year, or any year when all are asked for."""
    if choice.every_year:
        return True
    then = presence(effort, choice.year, atlas.documented_to.get(effort.overlay.table))
    return then in (Presence.ACTIVE, Presence.DOCUMENTED)


def unplaced(atlas: Atlas, choice: Choice) -> list[Effort]:
    """Efforts of the chosen overlays and year that the map cannot place: no geometry, or a whole district."""
    return [
        effort
        for effort in atlas.efforts
        if effort.overlay.overlay_id in choice.overlays
        and not effort.overlay.timeless
        and not effort.located
        and there(atlas, effort, choice)
    ]


def undated(atlas: Atlas, effort: Effort, choice: Choice) -> bool:
    """Whether an effort is left out of a year's list because its year is not stated."""
    then = presence(effort, choice.year, atlas.documented_to.get(effort.overlay.table))
    return not choice.every_year and then is Presence.YEAR_UNKNOWN


def stage_then(effort: Effort, choice: Choice) -> Stage | None:
    """The stage of an effort as the choice sees it: as of its year, or as of now under every year."""
    return effort.told_stage if choice.every_year else stage_in(effort, choice.year)


def stage_words(effort: Effort, choice: Choice) -> str:
    """The stage of an effort in words; nothing for what has no stage."""
    stage = stage_then(effort, choice)
    return t(f"effort.stage_{stage}") if stage else ""


def line(effort: Effort, choice: Choice) -> str:
    """One effort as a line of a list: name, kind, period, stage, money, and how well its place is known."""
    name = f"{effort.name}, {kind(effort)}" if effort.overlay.named_by_place else effort.name
    parts = [name, period(effort), stage_words(effort, choice)]
    if effort.amount is not None:
        parts.append(money(effort.amount.total))
    if effort.whole_area:
        parts.append(t("effort.whole_area"))
    elif not effort.located:
        parts.append(t("effort.no_place"))
    return ", ".join(part for part in parts if part)
