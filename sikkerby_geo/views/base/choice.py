"""What the reader has chosen to look at; the address carries exactly this."""

from __future__ import annotations

from dataclasses import dataclass, replace

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.facts.areas import Level, Place
from sikkerby_geo.facts.efforts import OVERLAYS
from sikkerby_geo.facts.indicators import INDICATOR, Indicator
from sikkerby_geo.facts.rules import LONG_RULE, RULE, RULES, Rule, rule_of
from sikkerby_geo.views.base.palette import Scale, scale_of


@dataclass(frozen=True)
class Choice:
    """Year, measure, rule (None = no flags), level, place, overlays and whether efforts of all years are drawn."""

    year: int
    indicator_id: str
    rule_id: str | None
    level: Level
    place_id: str | None = None
    overlays: tuple[str, ...] = tuple(overlay.overlay_id for overlay in OVERLAYS if overlay.default_on)
    every_year: bool = False

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

    def place(self, atlas: Atlas) -> Place | None:
        return atlas.places.get(self.place_id)


def latest_decided(atlas: Atlas, rule: Rule, level: Level = Level.SURVEY_AREA) -> int | None:
    """The newest year in which a rule is decided for every place of a level."""
    everywhere = len(atlas.places.at(level))
    years = [year for year in atlas.years if everywhere and atlas.decided(rule, level, year) == everywhere]
    return max(years, default=None)


def latest_known(atlas: Atlas, indicator_id: str, near: int) -> int:
    """The newest year in which an indicator is known of any place; ``near`` where it is known of none."""
    return max((year for year in atlas.known_years(indicator_id) if year in atlas.years), default=near)


def of_indicator(atlas: Atlas, choice: Choice, indicator_id: str) -> Choice:
    """The choice with another indicator: its leading rule, and its newest year where it has none in the chosen one."""
    rule = rule_of(indicator_id)
    year = choice.year
    if not INDICATOR[indicator_id].surveyed and year not in atlas.known_years(indicator_id):
        year = latest_known(atlas, indicator_id, year)
    return replace(choice, indicator_id=indicator_id, rule_id=rule.rule_id if rule else None, year=year)


def at_level(choice: Choice, level: Level, atlas: Atlas) -> Choice:
    """The choice at another level, with the chosen place's counterpart there."""
    place = choice.place(atlas)
    place_id = atlas.places.around(place, level).place_id if place else None
    return replace(choice, level=level, place_id=place_id)


def opening(atlas: Atlas) -> Choice:
    """What the map opens on: the long series' rule in the newest year where it is decided everywhere."""
    rule = LONG_RULE
    year = latest_decided(atlas, rule) or latest_known(atlas, rule.indicator_id, atlas.years[-1])
    return Choice(year, rule.indicator_id, rule.rule_id, Level.SURVEY_AREA)


def newest(atlas: Atlas) -> tuple[Rule, int] | None:
    """The rule and year of the newest figures that decide a rule everywhere."""
    found = [(year, rule) for rule in RULES if (year := latest_decided(atlas, rule))]
    if not found:
        return None
    year, rule = max(found, key=lambda pair: pair[0])
    return rule, year
