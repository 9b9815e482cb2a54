"""What a flag says in words: its state, since when, and the mark a place bears in every year."""

from __future__ import annotations

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.figures.flags import Flag, FlagState
from sikkerby_geo.domain.goals.newest import newest_whole_year
from sikkerby_geo.facts.areas import Place
from sikkerby_geo.facts.indicators import SURVEY_FROM
from sikkerby_geo.facts.rules import LONG_RULE, Rule
from sikkerby_geo.text import names, ordinal, t


def state_words(rule: Rule, flag: Flag) -> str:
    """A flag as words of its rule: Klart over 10 %; a figure that is the limit itself: På grænsen, ikke klart."""
    if flag.at_limit:
        return t("state.panel.at_limit")
    state = flag.state
    flagged, clear = t(f"rule.{rule.rule_id}.Flagged"), t(f"rule.{rule.rule_id}.Clear")
    return t(f"state.panel.{state}", flagged=flagged, clear=clear, side=t(f"rule.{rule.rule_id}.flagged"))


def side_words(rule: Rule, flag: Flag) -> str:
    """The side of the limit in a column that names the rule: over, ikke klart; på grænsen, ikke klart."""
    if flag.state is FlagState.CLEAR_UNSURE:
        return t(f"state.{rule.comparison}.{'at_limit' if flag.at_limit else 'beyond_limit'}")
    return t(f"state.{rule.comparison}.{flag.state}")


def long_rule_words(atlas: Atlas, place: Place) -> str:
    """What the long series' rule says of a place in the newest whole year of its level, with the year; or nothing."""
    year = newest_whole_year(atlas, LONG_RULE, place.level)
    if year is None:
        return ""
    state = state_words(LONG_RULE, atlas.flag(LONG_RULE, place.place_id, year))
    return t("state.newest", state=state, year=year)


def mark(atlas: Atlas, place: Place) -> str:
    """That a place lay on the wrong side of the long series' rule in its newest whole year, and how sure; or nothing.

    The year is the newest whole one at the place's level, whichever year is shown.
    """
    year = newest_whole_year(atlas, LONG_RULE, place.level)
    state = atlas.flag(LONG_RULE, place.place_id, year).state if year else FlagState.NO_FIGURE
    return t(f"mark.{state}", side=t(f"rule.{LONG_RULE.rule_id}.flagged"), year=year) if state.flagged else ""


def since_words(atlas: Atlas, rule: Rule | None, place: Place, year: int) -> tuple[str, ...]:
    """Since when a place has been on the flagged side as of ``year``, with the gaps named."""
    if rule is None or year < SURVEY_FROM:
        return ()
    found = atlas.since(rule, place.place_id, year)
    side, Side = t(f"rule.{rule.rule_id}.flagged"), t(f"rule.{rule.rule_id}.Flagged")
    state = atlas.flag(rule, place.place_id, year).state
    sentences = []
    if found.since is None:
        key = "since.no_answer" if state.flagged is None else "since.clear"
        sentences.append(t(key, side=side, year=year))
    elif found.run > 1:
        sentences.append(t("since.run_many", Side=Side, since=found.since, ordinal=ordinal(found.run)))
    else:
        sentences.append(t("since.run_one", Side=Side, since=found.since))
    if found.unknown_before:
        sentences.append(t("since.unknown_before", years=names(str(year) for year in found.unknown_before)))
    if found.earlier:
        sentences.append(t("since.earlier", side=side, years=names(str(year) for year in found.earlier)))
    if found.first_known is not None and found.first_known == found.since:
        sentences.append(t("since.first_known", year=found.first_known))
    return tuple(sentences)
