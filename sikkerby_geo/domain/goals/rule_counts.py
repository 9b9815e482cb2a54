"""Each rule year by year: how many places are flagged, and how our count agrees with the published one."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.figures.flags import FlagState
from sikkerby_geo.domain.figures.observations import Observation
from sikkerby_geo.facts.areas import Level
from sikkerby_geo.facts.indicators import SURVEY_FROM
from sikkerby_geo.facts.rules import Rule
from sikkerby_geo.facts.sources import Source


class Agreement(StrEnum):
    """How a computed count stands beside the published one.

    ``FROM_LIST``: flags were themselves taken from the published list, so that agreement proves nothing.
    """

    AGREES = "agrees"
    DIFFERS = "differs"
    FROM_LIST = "from_list"
    FROM_LIST_DIFFERS = "from_list_differs"
    INCOMPLETE = "incomplete"
    NOT_PUBLISHED = "not_published"
    OTHER_LEVEL = "other_level"


@dataclass(frozen=True)
class RuleYear:
    """One rule in one year at one level: flagged and decided places, and the published count with its source.

    ``unsure`` counts the decided places whose figure may lie on the other side of the limit.
    """

    rule: Rule
    year: int
    flagged: tuple[str, ...]
    decided: int
    total: int
    unsure: int
    published: int | None
    source: Source | None
    agreement: Agreement

    @property
    def complete(self) -> bool:
        """Whether the rule is decided for every place, so that the count speaks for the whole city."""
        return self.total > 0 and self.decided == self.total


def rule_years(atlas: Atlas, rule: Rule, level: Level) -> tuple[RuleYear, ...]:
    """A rule in every year of the present survey, oldest first."""
    return tuple(_rule_year(atlas, rule, level, year) for year in atlas.years if year >= SURVEY_FROM)


def _rule_year(atlas: Atlas, rule: Rule, level: Level, year: int) -> RuleYear:
    states = atlas.states(rule, level, year)
    flagged = tuple(place_id for place_id, state in states.items() if state.flagged)
    decided = [place_id for place_id, state in states.items() if state is not FlagState.NO_FIGURE]
    published, source = atlas.published_counts.get((rule.indicator_id, year), (None, None))
    from_list = any(rests_on_bound(atlas.observation(rule.indicator_id, place_id, year)) for place_id in decided)
    complete = bool(states) and len(decided) == len(states)
    return RuleYear(
        rule=rule,
        year=year,
        flagged=flagged,
        decided=len(decided),
        total=len(states),
        unsure=sum(state.unsure for state in states.values()),
        published=published,
        source=source,
        agreement=_agreement(level, published, len(flagged), complete, from_list),
    )


def rests_on_bound(cell: Observation) -> bool:
    """Whether the claim that decides a flag is a bound, which is how a published list of districts is written down."""
    share = cell.flag_range
    return share is not None and share.low != share.high


def _agreement(level: Level, published: int | None, computed: int, complete: bool, from_list: bool) -> Agreement:
    if published is None:
        return Agreement.NOT_PUBLISHED
    if level is not Level.SURVEY_AREA:
        return Agreement.OTHER_LEVEL
    if not complete:
        return Agreement.INCOMPLETE
    if from_list:
        return Agreement.FROM_LIST if published == computed else Agreement.FROM_LIST_DIFFERS
    return Agreement.AGREES if published == computed else Agreement.DIFFERS
