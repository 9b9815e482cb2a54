"""What is newest: the rule and year every page opens on, and the newest year a rule or an indicator has answers in."""

from __future__ import annotations

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.facts.areas import Level
from sikkerby_geo.facts.indicators import SURVEY_INDICATORS, Indicator
from sikkerby_geo.facts.rules import RULES, RULES_IN_SIGHT, Rule, rule_of

IN_ORDER = (*RULES_IN_SIGHT, *(rule for rule in RULES if rule not in RULES_IN_SIGHT))
"""The rules in the order they win where their newest years are equal."""


def newest_whole_year(atlas: Atlas, rule: Rule, level: Level = Level.SURVEY_AREA) -> int | None:
    """The newest year in which a rule is decided for every place of a level; None where there is no such year."""
    everywhere = len(atlas.places.at(level))
    years = (year for year in reversed(atlas.years) if everywhere and atlas.decided(rule, level, year) == everywhere)
    return next(years, None)


def newest_rule(atlas: Atlas) -> tuple[Rule, int] | None:
    """The rule that is decided for all survey areas in the newest year, and that year; None where no rule ever is.

    With equal years the first of ``IN_ORDER`` wins: figures of the long series bring its rule back by themselves.
    """
    found = [(year, rule) for rule in IN_ORDER if (year := newest_whole_year(atlas, rule))]
    if not found:
        return None
    year, rule = max(found, key=lambda pair: pair[0])
    return rule, year


def answered_years(atlas: Atlas, indicator_id: str, level: Level) -> tuple[int, ...]:
    """The years in which a figure or a range is known of any place of a level, oldest first."""
    return tuple(year for year in atlas.years if answers(atlas, indicator_id, level, year))


def answers(atlas: Atlas, indicator_id: str, level: Level, year: int) -> int:
    """Of how many places of a level a figure or a range is known."""
    cells = (atlas.observation(indicator_id, place.place_id, year) for place in atlas.places.at(level))
    return sum(cell.figure is not None or cell.flag_range is not None for cell in cells)


def newest_year(atlas: Atlas, indicator_id: str, rule: Rule | None, level: Level) -> int | None:
    """The newest year that answers for the whole city, else the newest with any answer; None where none has.

    Under a rule a year answers for the whole city where the rule is decided for every place of the level or, where
    there is no such year, for every survey area; without a rule where every place of the level is known.
    """
    known = {year: count for year in atlas.years if (count := answers(atlas, indicator_id, level, year))}
    if not known:
        return None
    if rule is None:
        whole = [year for year, count in known.items() if count == len(atlas.places.at(level))]
    else:
        found = (newest_whole_year(atlas, rule, each) for each in dict.fromkeys((level, Level.SURVEY_AREA)))
        whole = [year for year in found if year in known][:1]
    return max(whole or known)


def subject_in(atlas: Atlas, year: int) -> tuple[Indicator, Rule | None] | None:
    """What a year alone speaks of: the rule with most answers in it, else the first measure with any; None without."""
    decided = {rule: atlas.decided(rule, Level.SURVEY_AREA, year) for rule in IN_ORDER}
    rule = max(IN_ORDER, key=lambda each: decided[each])
    if decided[rule]:
        return rule.indicator, rule
    known = (one for one in SURVEY_INDICATORS if answers(atlas, one.indicator_id, Level.SURVEY_AREA, year))
    return next(((one, rule_of(one.indicator_id)) for one in known), None)
