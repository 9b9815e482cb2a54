"""What every page shares in the address: year, measure, rule, level, place, overlays, and what is called clear."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.goals.newest import answers, newest_year
from sikkerby_geo.facts.areas import LEVEL_ADDRESS, Place
from sikkerby_geo.facts.efforts import OVERLAYS
from sikkerby_geo.facts.events import EventsShown
from sikkerby_geo.facts.indicators import INDICATORS, Indicator
from sikkerby_geo.facts.rules import RULES, Rule, rule_of
from sikkerby_geo.facts.thresholds import CLEAR_ADDRESS, CLEAR_UNDER, Assumptions
from sikkerby_geo.text import t
from sikkerby_geo.ui.address import browser
from sikkerby_geo.ui.address.codec import Asked, One, Several
from sikkerby_geo.ui.frame.finished import finished
from sikkerby_geo.views.base.choice import Choice, at_newest, opening, opening_in
from sikkerby_geo.views.base.moved import changed_words, moved_words

NONE = "ingen"
YEAR, PLACE_NAME = "aar", "sted"
MEASURE = One("tal", {known.address: known for known in INDICATORS}, INDICATORS[0].address, stated=True)
RULE: One[Rule | None] = One("regel", {**{rule.address: rule for rule in RULES}, NONE: None}, NONE, stated=True)
LEVELS = {word: level for level, word in LEVEL_ADDRESS.items()}
LEVEL = One("niveau", LEVELS, "omraade", stated=True)
SHOWN_OVERLAYS = Several(
    "lag",
    {overlay.overlay_id: overlay.overlay_id for overlay in OVERLAYS},
    default=tuple(overlay.overlay_id for overlay in OVERLAYS if overlay.default_on),
    nothing=NONE,
)
EVERY_YEAR = One("indsatsaar", {"valgt": False, "alle": True}, "valgt")
PROPOSALS = One("forslag", {"uden": False, "med": True}, "uden")
CLEAR: One[Assumptions] = One(
    "klart", {word: CLEAR_UNDER[name] for name, word in CLEAR_ADDRESS.items()}, CLEAR_ADDRESS["usual"]
)
REPORT_CELLS = One("kvadrater", {"uden": False, "med": True}, "uden")
EVENTS = One(
    "haendelser",
    {"ingen": EventsShown.NONE, "udvalgte": EventsShown.LEADING, "alle": EventsShown.ALL},
    "udvalgte",
)
COMMON = (
    YEAR,
    MEASURE.name,
    RULE.name,
    LEVEL.name,
    PLACE_NAME,
    SHOWN_OVERLAYS.name,
    EVERY_YEAR.name,
    PROPOSALS.name,
    CLEAR.name,
    REPORT_CELLS.name,
    EVENTS.name,
)
"""Parameters every page shares and the menu carries along; a page may add its own."""


@dataclass(frozen=True)
class Reading:
    """A choice read from an address, a message for each value that had to be set aside, and one for a moved year."""

    choice: Choice
    messages: tuple[str, ...] = ()
    moved: str = ""


def parse(query: Mapping[str, str], atlas: Atlas) -> Reading:
    """Read an address; every value is checked against what there is, and an unknown one gives the default."""
    asked = Asked(query)
    years = {str(year): year for year in atlas.years}
    named = years.get(asked.value(YEAR))
    start = finished(opening, atlas) if named is None else finished(opening_in, atlas, named)
    rule, measure = _judged(asked, start)
    where = Asked(query)  # the year one falls back on hangs on the level, but what is wrong with it is told first
    place = _place(atlas).read(where)
    at_home = next((name for name, level in LEVELS.items() if place and level is place.level), LEVEL.default)
    level = replace(LEVEL, default=at_home).read(where)
    newest = finished(newest_year, atlas, measure.indicator_id, rule, level)
    year = One(YEAR, years, str(newest or finished(opening, atlas).year)).read(asked)
    asked.messages += where.messages
    choice = Choice(
        year=year,
        indicator_id=measure.indicator_id,
        rule_id=rule.rule_id if rule else None,
        level=level,
        place_id=atlas.places.around(place, level).place_id if place else None,
        overlays=SHOWN_OVERLAYS.read(asked),
        every_year=EVERY_YEAR.read(asked),
        proposals=PROPOSALS.read(asked),
        assumed=CLEAR.read(asked),
        report_cells=REPORT_CELLS.read(asked),
        events=EVENTS.read(asked),
    )
    if finished(answers, atlas, measure.indicator_id, level, year):
        return Reading(choice, tuple(asked.messages))
    shown = finished(at_newest, atlas, choice)
    if (shown.year, shown.level) == (choice.year, choice.level):  # nothing is known of it in any year, or at any level
        return Reading(choice, tuple(asked.messages))
    return Reading(shown, tuple(asked.messages), moved_words(atlas, choice, shown))


def _place(atlas: Atlas) -> One[Place | None]:
    return One(PLACE_NAME, {**atlas.places.by_id, NONE: None}, NONE)


def _judged(asked: Asked, start: Choice) -> tuple[Rule | None, Indicator]:
    """The rule and the measure it judges; a rule brings its measure, a measure its rule, and the rule decides.

    Where the address names neither, those the pages ``start`` with.
    """
    measure = replace(MEASURE, default=start.indicator.address).read(asked)
    natural = start.rule if measure is start.indicator else rule_of(measure.indicator_id)
    rule = replace(RULE, default=natural.address if natural else NONE).read(asked)
    if rule is not None and rule.indicator is not measure:
        if asked.value(MEASURE.name):
            asked.messages.append(t("problem.address_conflict", rule=t(f"rule.{rule.rule_id}.name")))
        measure = rule.indicator
    return rule, measure


def write(choice: Choice) -> dict[str, str]:
    """The address of a choice; ``parse`` of it gives the choice back."""
    query = {
        YEAR: str(choice.year),
        MEASURE.name: MEASURE.write(choice.indicator),
        RULE.name: RULE.write(choice.rule),
        LEVEL.name: LEVEL.write(choice.level),
        PLACE_NAME: choice.place_id or "",
        SHOWN_OVERLAYS.name: SHOWN_OVERLAYS.write(choice.overlays),
        EVERY_YEAR.name: EVERY_YEAR.write(choice.every_year),
        PROPOSALS.name: PROPOSALS.write(choice.proposals),
        CLEAR.name: CLEAR.write(choice.assumed),
        REPORT_CELLS.name: REPORT_CELLS.write(choice.report_cells),
        EVENTS.name: EVENTS.write(choice.events),
    }
    return {name: value for name, value in query.items() if value}


def read(atlas: Atlas) -> Reading:
    """The choice of the address as it stands in the browser."""
    return parse(browser.query(), atlas)


def assumed() -> Assumptions:
    """Under which assumptions the browser's address has something called clear."""
    return CLEAR.read(Asked(browser.query()))


def survey_only(reading: Reading, atlas: Atlas) -> Reading:
    """A reading for a page that speaks of the survey alone: another indicator gives the opening one, and is told."""
    choice = reading.choice
    if choice.indicator.surveyed:
        return reading
    start = opening(atlas)
    shown = replace(choice, indicator_id=start.indicator_id, rule_id=start.rule_id, year=start.year)
    name, other = t(f"indicator.{choice.indicator_id}.name"), t(f"indicator.{start.indicator_id}.name")
    told = t("problem.only_survey", name=name, shown=f"{other} {start.year}")
    return Reading(shown, (*reading.messages, told), reading.moved)


def go(choice: Choice) -> None:
    """Put a choice into the address of the browser; a page's own parameters stay."""
    browser.catch_up()
    now = browser.query()
    query = {**write(choice), **{name: value for name, value in now.items() if name not in COMMON}}
    if now != query:
        browser.write(query)


def settle(reading: Reading) -> None:
    """Put what a page shows into its address; one with faults stands until the reader's next choice, as its messages.

    What was said of a moved year is kept, for the address that now names the year shown does not say it again.
    """
    if not reading.messages:
        go(reading.choice)
        if reading.moved:
            browser.keep(write(reading.choice), reading.moved)


def told(reading: Reading) -> tuple[str, ...]:
    """All there is to say of an address: what was set aside, and why another year is shown than was asked for."""
    moved = reading.moved or browser.kept(write(reading.choice))
    return (*reading.messages, moved) if moved else reading.messages


def change(atlas: Atlas, alter: Callable[[Choice], Choice]) -> None:
    """Alter the choice of the address; for the callbacks of controls. A year that moves along is told once."""
    browser.catch_up()
    now = read(atlas).choice
    then = alter(now)
    go(then)
    if then.indicator_id != now.indicator_id and (then.year, then.level) != (now.year, now.level):
        browser.keep(write(then), changed_words(atlas, now, then))
