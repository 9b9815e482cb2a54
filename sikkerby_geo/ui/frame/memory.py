"""How often the server looks through its memory for what nobody holds any more.

Streamlit looks through all of it after every run of a page, which took a fifth of the server's time: nearly all it
finds are modules, the atlas and finished parts, which stay. So what has stayed is set aside, and only from time to
time looked through as well.
"""

from __future__ import annotations

import gc

LOADED_AT_ONCE = 50_000
"""New objects after which Python looks by itself; its own 700 find nothing while modules are loaded."""
ALL_EVERY = 500
"""Full searches (one a run) from one that looks through everything to the next: it takes a quarter of a second."""
FIRST = 20
"""Full searches until all is set aside for the first time: by then the modules of the first pages are loaded."""


class Searches:
    """Counts Python's full searches, and after some of them has what is left set aside."""

    def __init__(self) -> None:
        self.done = 0

    def __call__(self, phase: str, about: dict[str, int]) -> None:
        """What Python calls before (``start``) and after (``stop``) each search."""
        if about["generation"] != 2:
            return
        turn = self.done % ALL_EVERY
        if phase == "start" and turn == FIRST:
            gc.unfreeze()
        if phase == "stop":
            if turn == FIRST:
                gc.freeze()
            self.done += 1


def begin() -> None:
    """Have this process, a server, search less from now on."""
    gc.set_threshold(LOADED_AT_ONCE)
    if not any(isinstance(one, Searches) for one in gc.callbacks):
        gc.callbacks.append(Searches())


def settle() -> None:
    """Look through everything now, and set aside what stays: after a new atlas has taken the place of another."""
    gc.unfreeze()
    gc.collect()
    gc.freeze()
