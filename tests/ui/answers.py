"""What the web server answers, asked without a browser."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor

from starlette.applications import Starlette


class Answer:
    """What an application sent back for one address."""

    def __init__(
        self, app: Starlette, path: str, method: str = "GET", headers: Mapping[str, str] | None = None
    ) -> None:
        self.body = b""
        scope = self._scope(path, method, headers or {})
        # In a thread of its own: a browser driven by the same process keeps a loop running in this one.
        with ThreadPoolExecutor(1) as threads:
            threads.submit(asyncio.run, app(scope, self._receive, self._send)).result()

    @staticmethod
    def _scope(path: str, method: str, headers: Mapping[str, str]) -> dict[str, object]:
        path, _, query = path.partition("?")
        said = {"host": "sikkerby.example.dk", "origin": "https://evil.example"} | dict(headers)
        return {
            "type": "http",
            "method": method,
            "path": path,
            "root_path": "",
            "query_string": query.encode(),
            "headers": [(name.encode(), value.encode()) for name, value in said.items()],
        }

    @staticmethod
    async def _receive() -> dict[str, object]:
        """Nothing comes: the request has no body, and whoever asked stays on the line."""
        return await asyncio.Future()

    async def _send(self, message: dict) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
            self.headers = {name.decode().lower(): value.decode() for name, value in message["headers"]}
        else:
            self.body += message.get("body", b"")

    def allowed(self, what: str) -> list[str]:
        """What the content security policy allows of a kind."""
        rules = [rule.split() for rule in self.headers["content-security-policy"].split(";")]
        return {name: sources for name, *sources in rules}[what]
