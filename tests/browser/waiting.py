"""Waiting until a page says so, under its content security policy.

``Page.wait_for_function`` asks again by ``eval``, which a page of ours refuses: it succeeds only if the first
question is answered at once. Here the whole wait is one function that runs in the page.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable

from playwright.sync_api import Frame, Page

ASK_EVERY = 50
"""Milliseconds between two questions: a frame below the fold may have no animation frame to be asked in."""
PATIENCE = 120_000
"""Milliseconds a busy machine may take for what a reader waits a moment for; a test that passes waits far less."""


def until(where: Page | Frame, holds: str, arg: object = None) -> None:
    """Wait until a condition in JavaScript holds (``"form => document.body.dataset.form === form"``)."""
    where.evaluate(
        f"""arg => new Promise((yes, no) => {{
            const end = Date.now() + {PATIENCE};
            const ask = () => ({holds})(arg) ? yes()
                : Date.now() > end ? no(new Error({json.dumps("never: " + holds)})) : setTimeout(ask, {ASK_EVERY});
            ask();
        }})""",
        arg,
    )


def eventually(page: Page, ask: Callable[[], bool]) -> None:
    """Ask until it is so, or for as long as patience lasts: for what only page and frame together can answer.

    What is then the case is the test's to say.
    """
    end = time.monotonic() + PATIENCE / 1000
    while not ask() and time.monotonic() < end:
        page.wait_for_timeout(ASK_EVERY)
