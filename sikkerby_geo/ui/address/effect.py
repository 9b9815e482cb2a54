"""The page Effekt's part of the address: what is asked of an effort, or the kept study that is shown."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.facts.areas import Level
from sikkerby_geo.facts.efforts import PLACED_KINDS
from sikkerby_geo.facts.indicators import INDICATOR
from sikkerby_geo.facts.published_counts import ALL, type_in
from sikkerby_geo.text import t
from sikkerby_geo.ui.address import browser, codec
from sikkerby_geo.ui.address.codec import Asked, Declaration, Named, One, Several
from sikkerby_geo.ui.address.every_page import PLACE_NAME
from sikkerby_geo.views.effect.ask import PLAN, Ask, outcomes_of

KIND, ENTRY, OUTCOME, START, END, COMPARED = "slags", "indsats", "maalt", "fra", "til", "mod"
STUDY = "studie"
PAGE_OWN = (KIND, ENTRY, OUTCOME, START, END, COMPARED)
FIRST_YEAR, YEARS_TO_COME = 2000, 15
LONGEST_ID = 120
"""Characters of the id of an effort that are looked at."""
KINDS = {kind.address: kind.kind_id for kind in PLACED_KINDS} | {PLAN: PLAN}


@dataclass(frozen=True)
class Reading:
    """What an address asks, a message for each value that was set aside, and the kept study it names (or blank)."""

    ask: Ask
    messages: tuple[str, ...] = ()
    study_id: str = ""


def years_of(atlas: Atlas) -> range:
    """The years an effort may begin or end in, plans too."""
    return range(FIRST_YEAR, atlas.years[-1] + YEARS_TO_COME + 1)


def _declared(atlas: Atlas) -> Declaration:
    years: dict[str, int | None] = {"": None} | {str(year): year for year in years_of(atlas)}
    efforts = {one.effort_id for one in (*atlas.efforts, *atlas.records) if not one.overlay.timeless}
    areas = {place.place_id: place.place_id for place in atlas.places.at(Level.SURVEY_AREA)}
    outcomes = {_word(outcome): outcome for outcome in outcomes_of(atlas)}
    record, rule = t("effect.address.record"), t("effect.address.rule")
    return {
        "kind": One(KIND, {"": "", **KINDS}, shown=t("effect.address.no_kind")),
        "effort_id": Named(ENTRY, efforts, LONGEST_ID),
        "outcome": One(OUTCOME, {"": "", **outcomes}, shown=rule),
        "start": One(START, years, shown=record),
        "end": One(END, years, shown=record),
        "comparisons": Several(COMPARED, areas),
    }


def _word(outcome: str) -> str:
    """What the address calls a measure: utryg-nabolag; anmeldt-alle, anmeldt-gruppe-tyveri, anmeldt-vold."""
    if outcome in INDICATOR:
        return INDICATOR[outcome].address
    if outcome == ALL:
        return "anmeldt-alle"
    return f"anmeldt-{type_in(outcome) or 'gruppe-' + outcome.partition('/')[2]}"


def parse(query: Mapping[str, str], atlas: Atlas) -> Reading:
    """What an address asks; a period that ends before it begins is told, and has no end."""
    asked = Asked(query)
    fields = codec.read(_declared(atlas), asked)
    start, end = fields["start"], fields["end"]
    if start is not None and end is not None and end < start:
        asked.refuse(END, str(end), t("effect.address.record"))
        fields["end"] = None
    return Reading(Ask(**fields), tuple(asked.messages), asked.value(STUDY))


def write(ask: Ask, atlas: Atlas) -> dict[str, str]:
    """The parameters of what is asked, all of them; a default is empty."""
    return codec.write(_declared(atlas), vars(ask))


def read(atlas: Atlas) -> Reading:
    """What the browser's address asks."""
    return parse(browser.query(), atlas)


def asks() -> bool:
    """Whether the browser's address asks anything itself, beside the name of a kept study."""
    return any(browser.query().get(name) for name in PAGE_OWN)


def question_in(ask: Ask, place_id: str | None, atlas: Atlas) -> dict[str, str]:
    """The parameters that ask the same again, without the empty ones: as they are kept and linked to."""
    told = {**write(ask, atlas), PLACE_NAME: place_id or ""}
    return {name: value for name, value in told.items() if value}


def change(atlas: Atlas, alter: Callable[[Ask], Ask]) -> None:
    """Alter what is asked; for the callbacks of controls. What is then shown is no kept study any longer."""
    browser.catch_up()
    browser.put({**write(alter(read(atlas).ask), atlas), STUDY: ""})


def change_fields(atlas: Atlas, **fields: Any) -> None:
    """Alter some fields of what is asked."""
    change(atlas, lambda ask: replace(ask, **fields))


def open_study(study_id: str, question: Mapping[str, str]) -> None:
    """Put the question of a kept study into the address, and its name beside it."""
    browser.catch_up()
    own = (*PAGE_OWN, PLACE_NAME)
    browser.put(
        {**dict.fromkeys(own, ""), **{name: question[name] for name in own if name in question}, STUDY: study_id}
    )
