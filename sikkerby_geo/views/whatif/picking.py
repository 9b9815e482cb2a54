"""What can be picked instead of drawn: places of every level, areas of efforts, and points by name."""

from __future__ import annotations

from collections.abc import Mapping

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.efforts.effort import Effort
from sikkerby_geo.domain.geography.outlines import Corner
from sikkerby_geo.domain.whatif.drawings import Drawing, Form, with_area
from sikkerby_geo.facts.areas import Level, danish_order
from sikkerby_geo.facts.efforts import Role
from sikkerby_geo.text import number, t
from sikkerby_geo.views.base import effort_words


def areas(atlas: Atlas) -> Mapping[str, str]:
    """Every area that can be picked, its words by its id: places level by level, then efforts by name."""
    places = {
        place.place_id: t("pick.place", name=place.name, level=t(f"level.{level}.one"))
        for level in Level
        for place in atlas.places.at(level)
    }
    return places | _by_name({effort.effort_id: _effort_words(effort) for effort in with_area(atlas)})


def points(atlas: Atlas) -> Mapping[str, tuple[str, Corner]]:
    """Every named place on the map a circle can be drawn round: its words and its middle, by its id."""
    shapes = atlas.effort_shapes
    words = {effort.effort_id: _effort_words(effort) for effort in atlas.efforts if effort.effort_id in shapes}
    middles = {effort_id: shapes[effort_id].representative_point() for effort_id in words}
    return {
        effort_id: (label, (middles[effort_id].x, middles[effort_id].y)) for effort_id, label in _by_name(words).items()
    }


def _by_name(words: Mapping[str, str]) -> dict[str, str]:
    return dict(sorted(words.items(), key=lambda pair: danish_order(pair[1])))


def _effort_words(effort: Effort) -> str:
    kind = (
        effort.kind_words.lower()
        if effort.overlay.role is Role.LANDMARK and effort.kind_words
        else effort_words.kind(effort)
    )
    return t("pick.effort", name=effort.name, kind=", ".join(filter(None, (kind, effort_words.period(effort)))))


def form_words(atlas: Atlas, drawing: Drawing) -> str:
    """What a drawing is, in words: Område med 5 hjørner, Cirkel med radius 300 m, Valby."""
    if drawing.form is Form.CIRCLE:
        return t("pick.circle", radius=number(drawing.radius))
    if drawing.form is Form.POLYGON:
        return t("pick.polygon", corners=number(drawing.corners))
    if drawing.picked in atlas.places:
        place = atlas.places[drawing.picked]
        return t("pick.place", name=place.name, level=t(f"level.{place.level}.one"))
    return next(_effort_words(effort) for effort in atlas.efforts if effort.effort_id == drawing.picked)
