"""Asks each process now and then whether it answers, and has the supervisor start anew one that has stopped doing so.

Run by the supervisor itself as a script (it needs nothing of ours), as its listener to ``TICK_5``: every five seconds a
line comes in, and ``RESULT`` goes out.
"""

from __future__ import annotations

import http.client
import os
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

MISSES = 3
"""Answers in a row that stay away before a process is started anew."""
HEALTH = "/_stcore/health"
PATIENCE = 4.0
"""Seconds an answer may take."""


@dataclass
class Watch:
    """What is known of the processes: who has answered since it was started, and how often one has not."""

    answers: Callable[[int], bool]
    start_anew: Callable[[int], None]
    missed: dict[int, int] = field(default_factory=dict)

    def look(self, ports: Iterable[int]) -> None:
        """Ask each once. One that has never answered is still starting, and is left alone."""
        for port in ports:
            if self.answers(port):
                self.missed[port] = 0
            elif port in self.missed:
                self.missed[port] += 1
                if self.missed[port] >= MISSES:
                    del self.missed[port]
                    self.start_anew(port)


def answers(port: int, patience: float = PATIENCE) -> bool:
    """Whether the process on ``port`` of this machine answers within ``patience`` seconds, and is not unwell (503).

    Under a base path it says that it knows nothing there (404), which is an answer.
    """
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=patience)
    try:
        connection.request("GET", HEALTH)
        return connection.getresponse().status < 500
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def main(ports: list[int]) -> None:
    """Listen for ever."""
    from supervisor import childutils

    processes = childutils.getRPCInterface(os.environ).supervisor

    def start_anew(port: int) -> None:
        print(f"{port} does not answer and is started anew", file=sys.stderr, flush=True)
        processes.stopProcess(f"sikkerby:{port}")
        processes.startProcess(f"sikkerby:{port}", False)

    watch = Watch(answers, start_anew)
    while True:
        childutils.listener.wait()
        watch.look(ports)
        childutils.listener.ok()


if __name__ == "__main__":
    main([int(port) for port in sys.argv[1:]])
