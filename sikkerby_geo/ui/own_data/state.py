"""Egne tal, in the session: the file that is looked at, what was worked out of it, and what is to be said."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import TypeVar

import streamlit as st

from sikkerby_geo.facts.own_records import OwnSource

Made = TypeVar("Made")
_ROUND, _TOLD, _MADE = "own-round", "own-told", "own-made-"


@dataclass(frozen=True)
class Brought:
    """A file on the page, of one kind."""

    kind: str
    name: str
    content: bytes

    @property
    def mark(self) -> str:
        """Tells it from any other, in the keys of its controls."""
        return hashlib.sha256(self.kind.encode() + self.content).hexdigest()[:12]


@dataclass(frozen=True)
class Origin:
    """What is told of a file: its source, the day it was published (ISO; blank while it is not), and a note."""

    source: OwnSource
    published: str = ""
    why: str = ""


@dataclass(frozen=True)
class Told:
    """What is to be said of the last step, and where its figures can be seen."""

    texts: tuple[str, ...]
    seen_at: dict[str, str] | None = None


def uploader_key() -> str:
    """The key of the field for the file; after each file that is put in it is another, so that the field is empty."""
    return f"own-file-{st.session_state.get(_ROUND, 0)}"


def next_file() -> None:
    """Be done with a file: the field for it is empty, and nothing that was worked out of it is kept."""
    for key in [key for key in st.session_state if str(key).startswith(_MADE)]:
        del st.session_state[key]
    st.session_state[_ROUND] = st.session_state.get(_ROUND, 0) + 1


def tell(*texts: str, seen_at: dict[str, str] | None = None) -> None:
    """Keep what is to be said at the top of the page until the next step."""
    st.session_state[_TOLD] = Told(texts, seen_at)


def told() -> Told:
    return st.session_state.get(_TOLD, Told(()))


def once(name: str, key: Hashable, make: Callable[[], Made]) -> Made:
    """What was made for a key, kept until another key is asked for."""
    kept = st.session_state.get(_MADE + name)
    if kept is None or kept[0] != key:
        kept = st.session_state[_MADE + name] = (key, make())
    return kept[1]
