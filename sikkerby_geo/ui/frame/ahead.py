"""What the map is about to show: its state for any choice, fetched beside the page's own run (``page/ahead.js``)."""

from __future__ import annotations

import json
from urllib.parse import urlencode

from anyio import CapacityLimiter, to_thread
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.ui.address import every_page
from sikkerby_geo.ui.frame import cache, controls, own_session
from sikkerby_geo.ui.frame.finished import finished
from sikkerby_geo.ui.frame.shell import Left
from sikkerby_geo.ui.frame.static_files import ADDRESS
from sikkerby_geo.views.base.choice import Choice
from sikkerby_geo.views.base.html import render
from sikkerby_geo.views.map.state import map_state

STATES = f"{ADDRESS}/map-state"
YEARS = "years"
"""The name of what all years in the list share: an address without its year."""
AT_ONCE = CapacityLimiter(1)
"""States that are worked out at the same time; one that is known already is only looked up."""


def ways(atlas: Atlas, choice: Choice) -> str:
    """Where the map's states are and what the controls lead to, as HTML for the browser's script.

    Blank in a session with figures of its own: the states are those that everybody sees.
    """
    return "" if own_session.files() else finished(_ways, atlas, choice)


def _ways(atlas: Atlas, choice: Choice) -> str:
    there = {key: urlencode(every_page.write(led)) for key, led in controls.leads_to(atlas, choice).items()}
    without_year = {name: value for name, value in every_page.write(choice).items() if name != every_page.YEAR}
    return render("ahead.html", states=STATES, ways=json.dumps({**there, YEARS: urlencode(without_year)}))


async def answer(request: Request) -> Response:
    """The state of the map for the choice in a query, as JSON; 404 before there is an atlas."""
    text = await to_thread.run_sync(_state, dict(request.query_params), limiter=AT_ONCE)
    if not text:
        return PlainTextResponse("Not Found", 404)
    return Response(text, media_type="application/json", headers={"Cache-Control": "no-store"})


def _state(query: dict[str, str]) -> str:
    with Left():
        atlas = cache.atlas_at_hand()
        if atlas is not None:
            choice = every_page.parse(query, atlas).choice
            state = finished(map_state, atlas.under(choice.assumed), choice)
            return json.dumps(state, ensure_ascii=False, separators=(",", ":"))
    return ""
