"""A reader without a browser: Streamlit's own messages over a websocket on this machine, and what came back."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass, field
from urllib.parse import urlsplit
from urllib.request import urlopen

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect

PATIENCE = 120
"""Seconds after which a change that has not come counts as an error."""
LARGEST = 32_000_000
"""Bytes a message may have."""


class Counting(ClientConnection):
    """A connection that counts the bytes that came over the line, as compressed as they were."""

    line = 0

    def data_received(self, data: bytes) -> None:
        self.line += len(data)
        super().data_received(data)


class NoAnswer(Exception):
    """A change was not answered, or by an error of the page."""


@dataclass
class Session:
    """One reader of ``page`` at ``address``; counts the bytes and parts of the last change.

    ``received`` are the bytes of the messages, ``line`` those that came over the line.
    """

    address: str
    page: str = ""
    cookie: str = ""
    received: int = 0
    line: int = 0
    parts: int = 0
    _socket: Counting | None = field(default=None, repr=False)
    _runs: int = field(default=0, repr=False)
    _age: int = field(default=0, repr=False)
    _held: dict[str, int] = field(default_factory=dict, repr=False)
    """Messages a browser would still hold, with the run they were last used in; the server is told and sends a mark."""

    async def open(self, query: str = "") -> float:
        """Connect and ask for the page; seconds until it was whole. Raises NoAnswer."""
        if not self.cookie:
            self.cookie = await asyncio.to_thread(cookie_of, self.address)
        headers = {"Cookie": self.cookie} if self.cookie else {}
        where = self.address.replace("http", "ws", 1) + "/_stcore/stream"
        origin = "{0.scheme}://{0.netloc}".format(urlsplit(self.address))
        started = time.perf_counter()
        self._socket = await connect(
            where,
            subprotocols=["streamlit"],
            origin=origin,
            additional_headers=headers,
            max_size=LARGEST,
            proxy=None,
            create_connection=Counting,
        )
        await self.change(query)
        return time.perf_counter() - started

    async def change(self, query: str) -> float:
        """Ask for another address of the page; seconds until it was whole. Raises NoAnswer."""
        asked = BackMsg()
        asked.rerun_script.query_string = query
        asked.rerun_script.page_name = self.page
        asked.rerun_script.cached_message_hashes.extend(self._held)
        before, started = self._socket.line, time.perf_counter()
        try:
            async with asyncio.timeout(PATIENCE):
                await self._socket.send(asked.SerializeToString())
                await self._whole()
        except (TimeoutError, OSError) as error:
            raise NoAnswer(repr(error)) from error
        self.line = self._socket.line - before
        return time.perf_counter() - started

    async def _whole(self) -> None:
        self.received = self.parts = 0
        while True:
            payload = await self._socket.recv()
            self.received += len(payload)
            message = ForwardMsg.FromString(payload)
            kind = message.WhichOneof("type")
            self.parts += kind in ("delta", "ref_hash")
            if kind == "ref_hash":
                self._held[message.ref_hash] = self._runs
            elif message.metadata.cacheable:
                self._held[message.hash] = self._runs
            if kind == "new_session":
                self._age = message.new_session.config.max_cached_message_age
            if kind == "delta" and message.delta.new_element.WhichOneof("type") == "exception":
                raise NoAnswer(message.delta.new_element.exception.message)
            if kind == "script_finished" and message.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN:
                self._runs += 1
                self._held = {key: run for key, run in self._held.items() if self._runs - run <= self._age}
                return

    async def close(self) -> None:
        if self._socket is not None:
            await self._socket.close()


def cookie_of(address: str) -> str:
    """The place a server behind nginx gives a new reader; nothing where there is one process."""
    with urlopen(address, timeout=PATIENCE) as answer:
        return (answer.headers.get("Set-Cookie") or "").split(";")[0]
