"""The web server around the pages: our own files, the headers that say what a browser may do, and closed doors."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from typing import Any

from starlette.datastructures import MutableHeaders
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit import config
from websockets import http11

from sikkerby_geo.ui.api.routes import DATA, data_routes
from sikkerby_geo.ui.frame import ahead, cache
from sikkerby_geo.ui.frame.auth_settings import file_sections, for_streamlit
from sikkerby_geo.ui.frame.entrance import Entrance, streamlits_document
from sikkerby_geo.ui.frame.packed import Packed
from sikkerby_geo.ui.frame.shell import apologise
from sikkerby_geo.ui.frame.static_files import (
    ADDRESS,
    GEOMETRY,
    MARKS,
    SCRIPT_SETS,
    SCRIPTS,
    STATIC,
    published,
    script_text,
)
from sikkerby_geo.ui.frame.way_back import WayBack
from sikkerby_geo.views.base.marks import marks_css
from sikkerby_geo.views.meeting.show_files import inline_hash, script

FOREVER = "public, max-age=31536000, immutable"
A_DAY = "public, max-age=86400"
CLOSED = re.compile(r"/_stcore/(metrics|agent)(/|$)")
"""Streamlit's doors that nobody here needs: names and sizes of caches, and its interface for machines."""
LONGEST_COOKIES = 65_536
"""Bytes of cookies a session may begin with: those of a sign-in hold the provider's tokens, and may be longer than the
8 kB a websocket takes by itself (its own variable is read before we are asked)."""
COMPONENT = "component"
EMBEDDING, SHARING = "SIKKERBY_INDLEJRES_AF", "SIKKERBY_DELES_MED"
"""Variables of the machine: hosts whose pages may show ours in a frame, and those whose pages may read all data."""
HOST = re.compile(r"https?://[a-z0-9.-]+(:\d+)?", re.IGNORECASE)
INLINE = re.compile(r"<script>(.*?)</script>", re.DOTALL)


def around_the_pages() -> dict[str, Any]:
    """What ``App`` is given besides the page: routes, middleware, settings of sign-in, and what is done with a bug
    outside every section.

    Raises ValueError for a variable that does not say what it may: hosts that are none, another word than ja or nej.
    """
    http11.MAX_LINE_LENGTH = max(http11.MAX_LINE_LENGTH, LONGEST_COOKIES)
    base = config.get_option("server.baseUrlPath")
    guard = Middleware(Guard, base=base, hosts=embedding_hosts(os.environ.get(EMBEDDING, "")))
    return {
        "routes": routes(base),
        "middleware": [guard, *(Middleware(one, root=_root(base)) for one in (WayBack, Entrance, Packed))],
        "secrets": for_streamlit(os.environ, file_sections()) or None,
        "on_script_error": apologise,
    }


def _root(base: str) -> str:
    """A base path as every address under it begins: ``/sikkerby``, or nothing."""
    return f"/{base.strip('/')}".rstrip("/")


def routes(base: str) -> list[BaseRoute]:
    """Our files and data under the base path; geometry comes from memory."""
    root = _root(base)
    return [
        Route(f"{root}/{GEOMETRY}/{{name}}", _geometry),
        *(Route(f"{root}/{SCRIPT_SETS}/{name}.js", _script(name)) for name in SCRIPTS),
        Route(f"{root}/{MARKS}", _marks),
        Route(f"{root}/{ahead.STATES}", ahead.answer),
        Mount(f"{root}/{ADDRESS}", _Assets(directory=STATIC)),
        *data_routes(root, embedding_hosts(os.environ.get(SHARING, ""), SHARING)),
    ]


def _geometry(request: Request) -> Response:
    """A geometry file; one that another process has named is worked out here too."""
    name = request.path_params["name"]
    if published(name) is None:
        atlas = cache.shared_atlas()
        cache.geometry_urls(atlas.version, atlas)
    text = published(name)
    if text is None:
        return PlainTextResponse("Not Found", 404)
    return Response(text, media_type="application/json", headers={"Cache-Control": FOREVER})


def _marks(request: Request) -> Response:
    return Response(marks_css(), media_type="text/css", headers={"Cache-Control": _kept(request.url.query)})


def _script(name: str) -> Callable[[Request], Response]:
    """What answers with a set of scripts."""
    text = script_text(name)

    def answer(request: Request) -> Response:
        return Response(text, media_type="text/javascript", headers={"Cache-Control": _kept(request.url.query)})

    return answer


def _kept(query: str) -> str:
    """How long a browser may keep an answer: for ever where the address holds the content's hash, else for a day."""
    return FOREVER if query.startswith("v=") else A_DAY


class _Assets(StaticFiles):
    """The folder ``static``."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        response = await super().get_response(path, scope)
        response.headers["Cache-Control"] = _kept(scope["query_string"].decode("latin-1"))
        return response


def embedding_hosts(written: str, variable: str = EMBEDDING) -> tuple[str, ...]:
    """The hosts that may show a page of ours in a frame, as written with spaces between: ``https://www.kk.dk``.

    Raises ValueError with the ``variable`` and the first that is no host.
    """
    hosts = tuple(written.split())
    for host in hosts:
        if not HOST.fullmatch(host):
            raise ValueError(f"{variable}: {host!r} is no host; write https:// and its name alone")
    return hosts


def inline_scripts() -> tuple[str, ...]:
    """The scripts that stand in a page: Streamlit's own, and that of the show."""
    return (*INLINE.findall(streamlits_document()), script())


def policies(hosts: tuple[str, ...]) -> dict[bool, str]:
    """The content security policy of a component's frame (True) and of everything else (False).

    ``st_folium`` runs the map's script from text, so its frame may do so; nothing else may.
    """
    pages = " ".join(inline_hash(text) for text in inline_scripts())
    scripts = {False: f"'self' {pages}", True: "'self' 'unsafe-inline' 'unsafe-eval'"}
    return {
        frame: "; ".join(
            (
                "default-src 'none'",
                f"script-src {allowed}",
                "style-src 'self' 'unsafe-inline'",
                "img-src 'self' data: blob:",
                "font-src 'self' data:",
                "connect-src 'self'",
                "frame-src 'self'",
                "media-src 'self'",
                "manifest-src 'self'",
                "worker-src 'self' blob:",
                "base-uri 'self'",
                "form-action 'self'",
                " ".join(("frame-ancestors 'self'", *hosts)),
            )
        )
        for frame, allowed in scripts.items()
    }


class Guard:
    """Adds the security headers to every answer, takes the leave for foreign pages from all but the data, and keeps
    doors closed."""

    def __init__(self, app: ASGIApp, base: str = "", hosts: tuple[str, ...] = ()) -> None:
        self.app = app
        self.frames = f"{_root(base)}/{COMPONENT}/"
        self.data = f"{_root(base)}/{DATA}/"
        self.policies = policies(hosts)
        self.headers = {"X-Content-Type-Options": "nosniff", "Referrer-Policy": "same-origin"}
        if not hosts:
            self.headers["X-Frame-Options"] = "SAMEORIGIN"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.update(self.headers)
                headers["Content-Security-Policy"] = self.policies[scope["path"].startswith(self.frames)]
                shared = scope["path"].startswith(self.data)
                if headers.get("Access-Control-Allow-Origin") == "*" and not shared:
                    del headers["Access-Control-Allow-Origin"]
            await send(message)

        closed = CLOSED.search(scope["path"])
        await (PlainTextResponse("Not Found", 404) if closed else self.app)(scope, receive, guarded)
