"""The way back from signing in or out: to the page it was asked for from. Streamlit leads to the front page alone."""

from __future__ import annotations

from urllib.parse import quote, unquote, urlsplit

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from sikkerby_geo.ui.frame.entrance import IN_QUERIES, PAGE_AT

COOKIE = "sikkerby_back"
LIFETIME_SECONDS = 600
"""How long somebody may be at the provider and still be led back."""
LONGEST = 2000
LEAVING = ("auth/login", "auth/logout")
CALLBACK = "oauth2callback"


class WayBack:
    """Remembers in a cookie the page from which somebody leaves for the provider, and leads there from the front page.

    A page's own name is the only place it leads to, so nobody is led to another host.
    """

    def __init__(self, app: ASGIApp, root: str = "") -> None:
        self.app = app
        self.root = f"{root}/"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        path = scope["path"].removeprefix(self.root) if scope["type"] == "http" else ""
        if path not in (*LEAVING, CALLBACK):
            await self.app(scope, receive, send)
            return
        request = Request(scope)
        left = self._left(request) if path in LEAVING else page_in(unquote(request.cookies.get(COOKIE, "")))

        async def led(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                home = headers.get("Location") == self.root
                if home and left:
                    headers["Location"] = self.root + left
                if path == CALLBACK or left:
                    headers.append("Set-Cookie", self._cookie("" if home else left or ""))
            await send(message)

        await self.app(scope, receive, led)

    def _left(self, request: Request) -> str | None:
        """The page of this host that a request was made from."""
        try:
            from_page = urlsplit(request.headers.get("referer", ""))
        except ValueError:
            return None
        if from_page.netloc != request.headers.get("host") or not from_page.path.startswith(self.root):
            return None
        return page_in(f"{from_page.path.removeprefix(self.root)}?{from_page.query}")

    def _cookie(self, left: str) -> str:
        answer = Response()
        age = LIFETIME_SECONDS if left else 0
        answer.set_cookie(COOKIE, quote(left, safe=""), max_age=age, path=self.root, httponly=True, samesite="lax")
        return answer.headers["set-cookie"]


def page_in(written: str) -> str | None:
    """A page's own name and its choice, out of what somebody has sent; None where it is no page, or the front page."""
    name, _, query = written[:LONGEST].partition("?")
    if not name or name not in PAGE_AT:
        return None
    return f"{name}?{quote(query, safe=IN_QUERIES)}" if query else name
