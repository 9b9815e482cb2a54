"""Streamlit's own scripts and styles at a quarter of their size: it packs all it sends but these."""

from __future__ import annotations

from starlette.datastructures import MutableHeaders
from starlette.middleware.gzip import GZipMiddleware
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from sikkerby_geo.ui.frame.entrance import STREAMLIT

FOLDER = "static"
"""Where Streamlit's files lie, in its package and under the base path."""
PACKED = (".js", ".css")
PARTS = frozenset({"range", "if-none-match", "if-modified-since", "if-range"})
"""Headers of who asks for a part of a file, or has it already."""


class Packed:
    """Answers with Streamlit's scripts and styles in gzip, where the browser takes that.

    Each is packed once, as well as gzip can, and kept packed for all (about 3 MB if every one is asked for). Only
    files that are there are kept, so that nobody fills the memory with other addresses. What Streamlit says of a file
    (how long it may be kept, whether there is one) stays.
    """

    def __init__(self, app: ASGIApp, root: str = "") -> None:
        self.app = app
        self.packing = GZipMiddleware(app, minimum_size=1_000)
        files = (path for path in (STREAMLIT / FOLDER).rglob("*") if path.suffix in PACKED)
        self.addresses = frozenset(f"{root}/{path.relative_to(STREAMLIT).as_posix()}" for path in files)
        self.kept: dict[str, tuple[Message, ...]] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] != "GET" or scope["path"] not in self.addresses:
            await self.app(scope, receive, send)
            return
        asked = {name.decode("latin-1"): value for name, value in scope["headers"]}
        whole = PARTS.isdisjoint(asked) and b"gzip" in asked.get("accept-encoding", b"")
        if whole and scope["path"] in self.kept:
            for message in self.kept[scope["path"]]:
                await send(message)
            return
        messages: list[Message] = []

        async def keep(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                tag = headers.get("ETag", "")
                if "Content-Encoding" in headers and tag.startswith('"'):
                    headers["ETag"] = f"W/{tag}"  # the same file in other bytes
            messages.append(message)
            await send(message)

        await self.packing(scope, receive, keep)
        packed = (
            messages and messages[0].get("status") == 200 and "Content-Encoding" in MutableHeaders(scope=messages[0])
        )
        if whole and packed and not messages[-1].get("more_body"):
            self.kept[scope["path"]] = tuple(messages)
