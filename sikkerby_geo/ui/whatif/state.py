"""What if, in the session: the area on the map, the scenarios kept, and what is to be said of the last step."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import streamlit as st

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.whatif import scenarios
from sikkerby_geo.domain.whatif.drawings import Drawing, Form
from sikkerby_geo.domain.whatif.reach import Scenario, scenario
from sikkerby_geo.domain.whatif.scenarios import Kept
from sikkerby_geo.facts.problems import SikkerByError
from sikkerby_geo.text import number, t
from sikkerby_geo.ui.frame import whole_page
from sikkerby_geo.ui.whatif.drawn_shapes import click_of, drawn_shape
from sikkerby_geo.views.whatif.files import Loaded, load
from sikkerby_geo.views.whatif.trouble import trouble_words

CURRENT, KEPT, SEEN, STANDS = "whatif-current", "whatif-kept", "whatif-seen", "whatif-stands"
TYPED, FILLED, FILE, SWAPPED = "whatif-typed", "whatif-filled", "whatif-file", "whatif-swapped"


@st.cache_resource(max_entries=64, show_spinner=False)
def _scenario(version: str, drawing: Drawing, day: date, _atlas: Atlas) -> Scenario:
    return scenario(_atlas, drawing, day)


def worked_out(atlas: Atlas, drawing: Drawing) -> Scenario:
    """What a drawing reaches, with the population nearest to the newest survey; raises as ``scenario`` does."""
    return _scenario(atlas.version, drawing, date(atlas.years[-1], 1, 1), atlas)


def scenario_or_why(atlas: Atlas, drawing: Drawing) -> Scenario | str:
    """What a drawing reaches, or a sentence on why that cannot be said."""
    try:
        return worked_out(atlas, drawing)
    except SikkerByError as error:
        return trouble_words(error)


def current() -> Drawing | None:
    """The area on the map."""
    return st.session_state.get(CURRENT)


def kept() -> tuple[Kept, ...]:
    return st.session_state.get(KEPT, ())


def seen() -> int:
    """The newest click of the map that has been answered."""
    return st.session_state.get(SEEN, 0)


def stands() -> int:
    """The click whose shape stands on the map as it was drawn; 0 where the area came another way."""
    return st.session_state.get(STANDS, 0)


def take(drawing: Drawing | None) -> None:
    """Put an area on the map that was not drawn there, or none."""
    st.session_state[CURRENT] = drawing
    st.session_state[STANDS] = 0


def receive(atlas: Atlas, value: object) -> None:
    """Take in what the map sent; a refused shape stays on the map to be mended, with a message for an answer."""
    st.session_state[SEEN] = click_of(value) or seen()
    try:
        sent = drawn_shape(atlas, value)
    except SikkerByError as error:
        take(None)
        st.session_state[STANDS] = seen()
        tell("map", (t("whatif.refused", why=trouble_words(error)),))
        return
    tell("map", ())
    take(sent.drawing)
    if sent.drawing is not None and sent.drawing.form is not Form.PICKED:
        st.session_state[STANDS] = sent.click
    _fill_typed(sent.drawing)


def _fill_typed(drawing: Drawing | None) -> None:
    """Show the corners of a drawn outline as coordinates; what the reader has typed is left alone."""
    untouched = st.session_state.get(TYPED, "") in ("", st.session_state.get(FILLED, ""))
    if untouched and drawing is not None and len(drawing.polygons) == 1:
        lines = [f"{number(latitude, 6)}; {number(longitude, 6)}" for longitude, latitude in drawing.polygons[0][0]]
        st.session_state[TYPED] = st.session_state[FILLED] = "\n".join(lines)


def tell(part: str, texts: tuple[str, ...]) -> None:
    """Keep what is to be said in one part of the section, until the next step there."""
    st.session_state[f"whatif-told-{part}"] = texts


def told(part: str) -> tuple[str, ...]:
    return st.session_state.get(f"whatif-told-{part}", ())


def change(part: str, alter: Callable[[tuple[Kept, ...]], tuple[Kept, ...]]) -> None:
    """Change the scenarios kept; trouble is told in a part of the section, and nothing is lost."""
    try:
        st.session_state[KEPT] = alter(kept())
        whole_page.ask()
        tell(part, ())
    except SikkerByError as error:
        tell(part, (trouble_words(error),))


def keep_current(atlas: Atlas, name: str) -> None:
    """Keep the area on the map under a name."""
    drawing = current()
    if drawing is not None:
        change("keep", lambda now: scenarios.keep(now, drawing, name=name, version=atlas.version))


def swapped() -> bool:
    """Whether the last file looks written latitude first, and can be loaded with its corners turned."""
    return st.session_state.get(SWAPPED, False)


def load_file(atlas: Atlas, *, turn: bool = False) -> None:
    """Read the scenarios of the file the reader has chosen; ``turn`` as in ``files.load``."""
    chosen = st.session_state.get(FILE)
    if chosen is None:
        st.session_state[SWAPPED] = False
        return
    loaded: Loaded = load(atlas, chosen.getvalue(), kept(), lambda drawing: worked_out(atlas, drawing), turn=turn)
    st.session_state[KEPT] = loaded.kept
    whole_page.ask()
    st.session_state[SWAPPED] = loaded.swapped
    tell("loaded", loaded.messages)
    tell("faults", loaded.faults)
