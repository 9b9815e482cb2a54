"""Efforts in words and in choice: kind, period, group, and which of them a choice shows."""

from __future__ import annotations

from collections.abc import Iterable

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.efforts.coverage import last_documented_year
from sikkerby_geo.domain.efforts.effort import Effort, Stage
from sikkerby_geo.domain.efforts.status_group import PROPOSALS, SHOWN_GROUPS, StatusGroup, group_of, grouped
from sikkerby_geo.facts.areas import Place
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


def there(atlas: Atlas, effort: Effort, choice: Choice) -> bool:
    """Whether an effort belongs to the list of a choice: in a group, that of proposals only when they are asked for."""
    group = group_of(atlas, effort, choice.known_in)
    return group is not None and (group is not StatusGroup.PROPOSED or choice.proposals)


def shown(atlas: Atlas, choice: Choice) -> list[Effort]:
    """The efforts the map draws for a choice, in the order of the registry; what is timeless whatever the year.

    Loose cooperations are listed, and drawn under every year only.
    """
    return [
        effort
        for effort in atlas.efforts
        if effort.overlay.overlay_id in choice.overlays
        and (
            effort.overlay.timeless
            or (effort.located and (choice.every_year or not effort.kind.loose) and there(atlas, effort, choice))
        )
    ]


def whole_area(atlas: Atlas, choice: Choice) -> list[Effort]:
    """Efforts of a whole district that belong to a choice: a mark beside the label, never an area."""
    return [
        effort
        for effort in atlas.efforts
        if effort.whole_area
        and not effort.kind.loose
        and effort.overlay.overlay_id in choice.overlays
        and there(atlas, effort, choice)
    ]


def unplaced(atlas: Atlas, choice: Choice) -> list[Effort]:
    """Efforts of the chosen overlays and year that the map cannot place: no geometry, or a whole district."""
    return [
        effort
        for effort in atlas.efforts
        if effort.overlay.overlay_id in choice.overlays and not effort.located and there(atlas, effort, choice)
    ]


def undated(atlas: Atlas, effort: Effort, choice: Choice) -> bool:
    """Whether an effort is left out of a year's list because its year is not stated."""
    if effort.overlay.timeless or effort.years is not None or effort.stage is Stage.DROPPED:
        return False
    if effort.stage in PROPOSALS and not choice.proposals:
        return False
    return group_of(atlas, effort, choice.known_in) is None


def any_kept(efforts: Iterable[Effort]) -> bool:
    """Whether this installation says anything of some efforts itself: then the record's end is not the end of all."""
    return any(effort.known_to is not None for effort in efforts)


def kept_note(efforts: Iterable[Effort]) -> str:
    """That what this installation keeps itself stands as it was last written; empty where nothing is its own."""
    return t("effort.kept_note") if any_kept(efforts) else ""


def record_ends(efforts: Iterable[Effort], year: int) -> str:
    """To which year efforts are known, in a note of few words."""
    return t("effort.record_ends_kept" if any_kept(efforts) else "effort.record_ends", year=year)


def none_after(efforts: Iterable[Effort], year: int) -> str:
    """That nothing was found after the record's last year; of what is kept here, that nothing else was."""
    return t("effort.none_after_kept" if any_kept(efforts) else "effort.none_after", year=year)


def group_name(group: StatusGroup) -> str:
    """What is known of the efforts of a group, in Danish."""
    return t(f"effort.group_{group}")


def none_in_progress(atlas: Atlas, year: int | None) -> str:
    """That no effort is known to have been in progress in a year, without one in the last the record covers."""
    return t("effort.none_in_progress", year=year or last_documented_year(atlas) or atlas.years[-1])


def line(effort: Effort, group: StatusGroup) -> str:
    """One effort as a line under its group: name, kind, period, how far a proposal got, money, how known its place."""
    name = f"{effort.name}, {kind(effort)}" if effort.overlay.named_by_place else effort.name
    parts = [name, period(effort), t(f"effort.stage_{effort.stage}") if group is StatusGroup.PROPOSED else ""]
    if effort.amount is not None:
        parts.append(money(effort.amount.total))
    if effort.whole_area:
        parts.append(t("effort.whole_area"))
    elif not effort.located:
        parts.append(t("effort.no_place"))
    return ", ".join(part for part in parts if part)


def grouped_lines(atlas: Atlas, place: Place, year: int | None, *, proposals: bool) -> list[str]:
    """The efforts of a place, each with its group in the year; first what is in progress, or that nothing is.

    ``year`` None = as the record last knows them; ``proposals`` = what was only proposed is listed too.
    """
    groups = grouped(atlas, atlas.efforts_in(place), year)
    asked = tuple(StatusGroup) if proposals else SHOWN_GROUPS
    listed = [f"{line(effort, group)}: {group_name(group)}" for group in asked for effort in groups[group]]
    return listed if not listed or groups[StatusGroup.IN_PROGRESS] else [none_in_progress(atlas, year), *listed]
