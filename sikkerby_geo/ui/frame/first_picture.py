"""The districts in a page's first document: the map of the choice in the address, there before anything is loaded."""

from __future__ import annotations

from urllib.parse import parse_qsl

from anyio import CapacityLimiter, to_thread
from markupsafe import Markup

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.ui.address import every_page
from sikkerby_geo.ui.frame import cache, fetched_early
from sikkerby_geo.ui.frame.finished import finished
from sikkerby_geo.ui.frame.shell import Left
from sikkerby_geo.ui.frame.static_files import asset
from sikkerby_geo.views.base.choice import Choice, opening
from sikkerby_geo.views.base.html import render
from sikkerby_geo.views.map.printed.light import light_map

AT_ONCE = CapacityLimiter(1)
"""Pictures that are drawn at the same time; one that is drawn already is only looked up."""


async def first_picture(query: str) -> str:
    """The picture of a query, the script that takes it to its place, and what the map will fetch, as HTML; blank before
    there is an atlas."""
    return await to_thread.run_sync(_drawn, query, limiter=AT_ONCE)


def begin() -> None:
    """Have the atlas worked out before the first reader asks."""
    with Left():
        cache.atlas_at_hand()


def _drawn(query: str) -> str:
    with Left():
        atlas = cache.atlas_at_hand()
        if atlas is None:
            return ""
        choice = every_page.parse(dict(parse_qsl(query, keep_blank_values=True)), atlas).choice
        geometry = cache.geometry_urls(atlas.version, atlas)
        early = fetched_early.frame(*(geometry[name] for name in ("areas", "efforts", "backdrop")))
        return early + finished(_picture, atlas.under(choice.assumed), _seen(atlas, choice))
    return ""


def _seen(atlas: Atlas, choice: Choice) -> Choice:
    """A choice without what the picture does not show, so that there are few of them."""
    start = opening(atlas)
    return Choice(
        year=choice.year,
        indicator_id=choice.indicator_id,
        rule_id=choice.rule_id,
        level=choice.level,
        place_id=choice.place_id,
        overlays=start.overlays,
        assumed=choice.assumed,
    )


def _picture(atlas: Atlas, choice: Choice) -> str:
    drawn = Markup(light_map(atlas, choice))  # a template of ours, every value in it escaped
    return render("first_picture.html", drawn=drawn, script=asset("page/first_picture.js")) if drawn else ""
