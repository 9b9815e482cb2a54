"""Fetched borders in words: where they come from, what they would change, and why they are refused."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from urllib.parse import urlsplit

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.geography.borders import BorderChange
from sikkerby_geo.facts.areas import LEVEL_LAYER, Level
from sikkerby_geo.facts.boundaries import PUBLISHER, BoundaryError, BoundaryErrors, Role
from sikkerby_geo.text import names, number, percent, period, t
from sikkerby_geo.views.base.sheet import Column, Entry, Sheet

STANDS_ON = {
    LEVEL_LAYER[Level.SURVEY_AREA]: (Role.DISTRICTS, Role.RODER, Role.SURVEY_AREAS),
    LEVEL_LAYER[Level.LOKALUDVALG]: (Role.DISTRICTS, Role.RODER, Role.SURVEY_AREAS),
    LEVEL_LAYER[Level.BYDEL]: (Role.DISTRICTS,),
    "deprived_areas_layer": (Role.DEPRIVED,),
}
"""The service's layers each of ours is made of."""
COLUMNS = ("layer", "place", "before", "after", "moved", "farthest")


def source_row(layer: str, type_names: Mapping[Role, str], address: str, day: date) -> dict[str, str]:
    """The source of a fetched layer, as a row of the table ``sources``: which layers, from where, and when."""
    names = ", ".join(type_names[role] for role in STANDS_ON[layer] if role in type_names)
    return {
        "source_id": f"hentet-{layer.removesuffix('_layer').replace('_', '-')}",
        "title_da": t("boundaries.source_title", layer=layer_name(layer), names=names),
        "publisher": PUBLISHER,
        "url": address,
        "kind": "open_data",
        "trust": "1",
        "published": day.isoformat(),
        "note_da": t("boundaries.source_note", day=period(day.isoformat()), host=urlsplit(address).netloc),
    }


def layer_name(layer: str) -> str:
    """What a layer of ours holds: områder, bydele."""
    return t(f"boundaries.layer.{layer}")


def error_words(error: BoundaryError) -> str:
    """A refusal as a sentence."""
    params = {name: _written(name, value) for name, value in error.params.items()}
    return t(error.key, **params)


def errors_words(error: BoundaryErrors) -> tuple[str, ...]:
    """Everything that is wrong, a sentence each."""
    return tuple(dict.fromkeys(error_words(one) for one in error.errors))


def border_sheet(moved: Iterable[BorderChange], atlas: Atlas, known: Mapping[str, str]) -> Sheet:
    """What changes, place by place; those whose border does not move are left out of it. ``known`` are the names of
    places the atlas does not know."""
    rows = tuple(
        {
            "layer": Entry(layer_name(one.layer)),
            "place": Entry(_place(one, atlas, known)),
            "before": Entry(_km2(one.before)),
            "after": Entry(_km2(one.after)),
            "moved": Entry(_moved(one)),
            "farthest": Entry(t("boundaries.metres", count=number(one.farthest)) if _both(one) else ""),
        }
        for one in moved
        if not one.same
    )
    columns = tuple(Column(key, t(f"boundaries.column.{key}")) for key in COLUMNS)
    return Sheet("borders", t("boundaries.caption"), columns, rows)


def border_summary(moved: Sequence[BorderChange]) -> str:
    """How many borders move, are new, or go, in a sentence."""
    return t(
        "boundaries.summary",
        moved=sum(_both(one) and not one.same for one in moved),
        new=sum(one.before is None for one in moved),
        gone=sum(one.after is None for one in moved),
        same=sum(one.same for one in moved),
    )


def remark_lines(
    passed_over: Iterable[Role], done: Mapping[Role, Sequence[str]], labels: Iterable[str], atlas: Atlas
) -> tuple[str, ...]:
    """What else is to be known before borders are put in: layers not offered, axes turned, names that would stand
    outside, and what keeps to the old borders."""
    lines = [t(f"boundaries.passed_over.{role}") for role in passed_over]
    for deed in dict.fromkeys(one for deeds in done.values() for one in deeds):
        layers = names(t(f"boundaries.role.{role}") for role, deeds in done.items() if deed in deeds)
        lines.append(t("boundaries.done", layer=layers, done=t(f"boundaries.did.{deed}")))
    outside = names(dict.fromkeys(atlas.places[place_id].name for place_id in labels))
    lines += [t("boundaries.labels", names=outside)] if outside else []
    return (*lines, t("boundaries.keeps"))


def _both(one: BorderChange) -> bool:
    return one.before is not None and one.after is not None


def _place(one: BorderChange, atlas: Atlas, known: Mapping[str, str]) -> str:
    place = atlas.places.get(one.place_id)
    if place is not None:
        return place.name
    return t("boundaries.named", name=known[one.place_id], id=one.place_id) if one.place_id in known else one.place_id


def _km2(value: float | None) -> str:
    return t("boundaries.none") if value is None else t("boundaries.km2", area=number(value, 3))


def _moved(one: BorderChange) -> str:
    if one.before is None:
        return t("boundaries.new")
    return t("boundaries.gone") if one.after is None else percent(100 * one.moved, 2)


def _written(name: str, value: object) -> object:
    if name == "share" and isinstance(value, int | float):
        return percent(value, 1)
    if name == "area" and isinstance(value, int | float):
        return number(value, 2)
    if name == "level":
        return t(f"level.{value}.one")
    return number(value) if isinstance(value, int | float) and name != "status" else value
