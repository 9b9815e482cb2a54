"""The server around the pages, with one page of Streamlit's behind it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from sikkerby_geo.ui.frame import server
from sikkerby_geo.ui.frame.entrance import Entrance
from tests.ui.answers import Answer


async def anything(_: object) -> PlainTextResponse:
    """A page of Streamlit's, which lets every other page read it."""
    return PlainTextResponse("ok", headers={"Access-Control-Allow-Origin": "*"})


@pytest.fixture
def ask() -> Callable[..., Answer]:
    """Asks the server for an address (``ask("/bydel")``), under a base path, with hosts that may embed it, by another
    ``method`` or with ``headers``."""

    def asked(path: str, base: str = "", hosts: tuple[str, ...] = (), **request: Any) -> Answer:
        routes = [*server.routes(base), Route("/{path:path}", anything)]
        guard = Middleware(server.Guard, base=base, hosts=hosts)
        entrance = Middleware(Entrance, root=f"/{base.strip('/')}".rstrip("/"))
        return Answer(Starlette(routes=routes, middleware=[guard, entrance]), path, **request)

    return asked
