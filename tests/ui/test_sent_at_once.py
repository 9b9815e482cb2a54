"""What a server writes goes out at once: no piece of an answer waits until the one before is acknowledged."""

from __future__ import annotations

import asyncio
import socket
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest
import uvicorn
from streamlit.web.server.starlette import starlette_server


async def _said(delay: asyncio.Future[int], place: socket.socket) -> int:
    class Asked(asyncio.Protocol):
        def connection_made(self, transport: asyncio.BaseTransport) -> None:
            line = transport.get_extra_info("socket")
            delay.set_result(line.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY))

    server = await asyncio.get_running_loop().create_server(Asked, sock=place)
    _, reader = await asyncio.open_connection(*place.getsockname())
    said = await delay
    reader.close()
    server.close()
    return said


@pytest.mark.skipif(sys.platform == "win32", reason="there is no such loop for Windows")
def test_the_servers_loop_holds_no_small_piece_back() -> None:
    async def asked() -> int:
        place = starlette_server._bind_socket("127.0.0.1", 0, 1)
        return await _said(asyncio.get_running_loop().create_future(), place)

    def run() -> int:
        with asyncio.Runner(loop_factory=uvicorn.Config("the app").get_loop_factory()) as runner:
            return runner.run(asked())

    with ThreadPoolExecutor(1) as threads:  # a browser driven by the same process keeps a loop running in this one
        assert threads.submit(run).result() != 0


def test_requests_are_read_by_the_compiled_parser() -> None:
    settings = uvicorn.Config(lambda scope: None)
    settings.load()
    assert "httptools" in settings.http_protocol_class.__module__
