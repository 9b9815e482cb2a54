"""What the reader has chosen to look at; the address carries exactly this."""

from __future__ import annotations

from dataclasses import dataclass, replace

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.goals.newest import newest_rule, newest_year, subject_in
from sikkerby_geo.facts.areas import Level, Place
from sikkerby_geo.facts.efforts import OVERLAYS
from sikkerby_geo.facts.events import EventsShown
from sikkerby_geo.facts.indicators import INDICATOR, Indicator
from sikkerby_geo.facts.rules import LONG_RULE, RULE, Rule, rule_of
from sikkerby_geo.facts.thresholds import USUAL, Assumptions
from sikkerby_geo.views.base.palette import Scale, scale_of


@dataclass(frozen=True)
class Choice:
    """Year, measure, rule (None = no flags), level, place, overlays, and which efforts besides those of the year.

    ``every_year`` = all efforts as the record last knows them; ``proposals`` = also what was only proposed;
    ``report_cells`` = the 1 km grid of reports over the map, where a delivery stands. What is called clear holds under
    the assumptions ``assumed``. ``events`` = which events are marked on trends.
    """

    year: int
    indicator_id: str
    rule_id: str | None
    level: Level
    place_id: str | None = None
    overlays: tuple[str, ...] = tuple(overlay.overlay_id for overlay in OVERLAYS if overlay.default_on)
    every_year: bool = False
    proposals: bool = False
    assumed: Assumptions = USUAL
    report_cells: bool = False
    events: EventsShown = EventsShown.LEADING

    @property
    def indicator(self) -> Indicator:
        return INDICATOR[self.indicator_id]

    @property
    def rule(self) -> Rule | None:
        return RULE[self.rule_id] if self.rule_id else None

    @property
    def scale(self) -> Scale:
        """The value classes of the map: those of the chosen rule, else of the indicator's leading one."""
        return scale_of(self.indicator, self.rule)

    @property
    def known_in(self) -> int | None:
        """The year efforts are told for; None = as the record last knows them."""
        return None if self.every_year else self.year

    def place(self, atlas: Atlas) -> Place | None:
        return atlas.places.get(self.place_id)


def at_newest(atlas: Atlas, choice: Choice) -> Choice:
    """The choice in the newest year with answers; at the level its indicator is published for, if it has none here."""
    year = newest_year(atlas, choice.indicator_id, choice.rule, choice.level)
    if year is not None:
        return replace(choice, year=year)
    native = choice.indicator.native_level
    year = newest_year(atlas, choice.indicator_id, choice.rule, native)
    return choice if year is None else replace(at_level(choice, native, atlas), year=year)


def of_indicator(atlas: Atlas, choice: Choice, indicator_id: str) -> Choice:
    """The choice with another indicator and its leading rule, in the newest year with answers."""
    rule = rule_of(indicator_id)
    return at_newest(atlas, replace(choice, indicator_id=indicator_id, rule_id=rule.rule_id if rule else None))


def of_rule(atlas: Atlas, choice: Choice, rule: Rule | None) -> Choice:
    """The choice under another rule with its indicator, in the newest year with answers; without a rule as it was."""
    if rule is None:
        return replace(choice, rule_id=None)
    return at_newest(atlas, replace(choice, indicator_id=rule.indicator_id, rule_id=rule.rule_id))


def at_level(choice: Choice, level: Level, atlas: Atlas) -> Choice:
    """The choice at another level, with the chosen place's counterpart there."""
    place = choice.place(atlas)
    place_id = atlas.places.around(place, level).place_id if place else None
    return replace(choice, level=level, place_id=place_id)


def opening(atlas: Atlas) -> Choice:
    """What every page opens on: the rule decided for all areas in the newest year; without one, the long series."""
    found = newest_rule(atlas)
    if found is None:
        return at_newest(atlas, _of(LONG_RULE.indicator, LONG_RULE, atlas.years[-1]))
    rule, year = found
    return _of(rule.indicator, rule, year)


def opening_in(atlas: Atlas, year: int) -> Choice:
    """What a year alone opens on; the opening in that year where nothing is known of it."""
    found = subject_in(atlas, year)
    return _of(*found, year) if found else replace(opening(atlas), year=year)


def _of(indicator: Indicator, rule: Rule | None, year: int) -> Choice:
    return Choice(year, indicator.indicator_id, rule.rule_id if rule else None, Level.SURVEY_AREA)
