"""One atlas for each data version, shared by all sessions and only read."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import streamlit as st

from sikkerby_geo import build
from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.geography.named_places import named_places
from sikkerby_geo.domain.geography.place_search import PlaceIndex
from sikkerby_geo.ui.address import every_page
from sikkerby_geo.ui.frame import memory, own_session
from sikkerby_geo.ui.frame.static_files import publish, still_published
from sikkerby_geo.views.map.geometry import geometry_files


def atlas() -> Atlas:
    """The atlas of the facts as they are now, with what this session alone has brought; whoever keeps one across runs
    would show old figures."""
    return own_session.with_own(shared_atlas(own_session.written()))


def judged_atlas() -> Atlas:
    """The same, with what is called clear judged as the address asks; for the pages that have the switch."""
    return atlas().under(every_page.assumed())


def shared_atlas(written: int = 0) -> Atlas:
    """The atlas that all sessions see, with the revision ``written`` in it; of later ones, and of changed files, those
    that are worked out already."""
    return _here().for_reader(written)


def atlas_at_hand() -> Atlas | None:
    """What all sessions see, as far as it is worked out; None before the first atlas is, which is begun then."""
    return _here().at_hand()


def published_atlas() -> Atlas:
    """What all sessions see, without the own figures that nobody has published."""
    return _here().published()


def changed() -> datetime:
    """When the facts that all sessions see were last changed (UTC, whole seconds)."""
    return _here().changed()


def _here() -> build.Current:
    return _current(str(build.data_root()), build.own_place())


def expect(atlas: Atlas) -> None:
    """Say what the shared atlas is about to become, as a preview has worked it out already."""
    _here().expect(atlas)


@st.cache_resource(max_entries=2, show_spinner=False)
def _current(root: str, place: str) -> build.Current:
    own, checked = build.own_store(), build.checked_here()
    return build.Current(Path(root), own, settle=memory.settle, checked=checked, look_every=build.LOOK_EVERY)


@st.cache_resource(max_entries=8, show_spinner=False)
def place_index(version: str, _atlas: Atlas) -> PlaceIndex:
    """The names of a data version that can be found, folded once."""
    return PlaceIndex(named_places(_atlas))


def geometry_urls(version: str, atlas: Atlas) -> dict[str, str]:
    """Addresses of the map's geometry files for a data version, published once, and again where they made way."""
    urls = _geometry_urls(version, atlas)
    if still_published(urls.values()):
        return urls
    _geometry_urls.clear(version, atlas)
    return _geometry_urls(version, atlas)


@st.cache_resource(max_entries=8, show_spinner=False)
def _geometry_urls(version: str, _atlas: Atlas) -> dict[str, str]:
    return {name: publish(f"{name}.json", text) for name, text in geometry_files(_atlas).items()}
