"""Each rule year by year as tables: every place with its flag, and our count beside the published one."""

from __future__ import annotations

from collections.abc import Sequence

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.figures.flags import FlagState
from sikkerby_geo.domain.goals.rule_counts import Agreement, RuleYear, rule_years
from sikkerby_geo.facts.areas import Level, Place
from sikkerby_geo.facts.indicators import SURVEY_FROM
from sikkerby_geo.facts.rules import RULES, Rule
from sikkerby_geo.text import names, t
from sikkerby_geo.views.base import figures
from sikkerby_geo.views.base.choice import Choice
from sikkerby_geo.views.base.sheet import Column, Entry, Sheet
from sikkerby_geo.views.base.state_words import state_words
from sikkerby_geo.views.charts.rule_matrix import look_at


def shown_years(years: Sequence[RuleYear]) -> tuple[RuleYear, ...]:
    """The years worth a column: from the first that is decided anywhere or has a published count."""
    first = next((year.year for year in years if year.decided or year.published is not None), SURVEY_FROM)
    return tuple(year for year in years if year.year >= first)


def rule_sentence(atlas: Atlas, rule: Rule, level: Level) -> str:
    """What the rule says in the years it is decided for every place."""
    complete = [year for year in rule_years(atlas, rule, level) if year.complete]
    name = t(f"rule.{rule.rule_id}.name")
    if not complete:
        return t("count.none_complete", rule=name)
    first, *others = complete
    noun = t(f"level.{level}.many")
    told = [t("count.in_first", count=len(first.flagged), total=first.total, noun=noun, year=first.year)]
    told += [t("count.in_year", count=len(year.flagged), year=year.year) for year in others]
    return t("count.title", rule=name, told=names(told))


def rule_notes(atlas: Atlas, rule: Rule, level: Level) -> tuple[str, ...]:
    """What must be said of the table: whose goal, the years left out, undecided years, and what agreement is worth."""
    years = rule_years(atlas, rule, level)
    shown = shown_years(years)
    notes = [t(f"rule.{rule.rule_id}.whose")]
    outside = [year.year for year in shown if not rule.applies_in(year.year)]
    if outside:
        notes.append(t("count.outside", years=_span(outside)))
    left_out = [year.year for year in years if year not in shown]
    if left_out:
        notes.append(t("count.left_out", years=_span(left_out)))
    part = [year.year for year in shown if year.decided and not year.complete]
    if part:
        notes.append(t("count.part", years=_span(part)))
    none = [year.year for year in shown if not year.decided]
    if none:
        notes.append(t("count.undecided", years=_span(none)))
    if any(year.agreement in (Agreement.FROM_LIST, Agreement.FROM_LIST_DIFFERS) for year in shown):
        notes.append(t("count.from_list"))
    published = dict.fromkeys(year.source for year in shown if year.source is not None)
    if published:
        notes.append(t("count.sources", sources=figures.titles(published)))
    cells = [
        (place.name, atlas.observation(rule.indicator_id, place.place_id, year.year))
        for year in shown
        for place in atlas.places.at(level)
    ]
    return (*notes, *figures.cautions(cells))


def _span(years: Sequence[int]) -> str:
    """Years as spans where they follow each other: 2018, 2019 og 2021–2026."""
    runs: list[list[int]] = []
    for year in years:
        if runs and year == runs[-1][-1] + 1:
            runs[-1].append(year)
        else:
            runs.append([year])
    told: list[str] = []
    for run in runs:
        told += [t("method.years", first=run[0], last=run[-1])] if len(run) > 2 else map(str, run)
    return names(told)


def matrix_sheet(atlas: Atlas, rule: Rule, choice: Choice) -> Sheet:
    """Places by years in the looks of their flags; below, our count, the published one, and how they agree."""
    years = shown_years(rule_years(atlas, rule, choice.level))
    place_label = t(f"level.{choice.level}.label")
    columns = (
        Column("place", place_label),
        *(Column(str(year.year), str(year.year), "cell", now=year.year == choice.year) for year in years),
    )
    rows = tuple(
        {"place": Entry(place.name), **{str(year.year): _cell(atlas, rule, place, year.year) for year in years}}
        for place in atlas.places.at(choice.level)
    )
    feet = (
        {"place": Entry(t("count.computed")), **{str(year.year): _computed(year) for year in years}},
        {"place": Entry(t("count.published")), **{str(year.year): _published(year) for year in years}},
        {
            "place": Entry(t("count.agreement")),
            **{str(year.year): Entry("", quiet=t(f"count.agreement_{year.agreement}")) for year in years},
        },
    )
    caption = t("count.caption", rule=t(f"rule.{rule.rule_id}.name"), noun=t(f"level.{choice.level}.many"))
    return Sheet(f"regel-{rule.address}", caption, columns, rows, feet, dense=True)


def _cell(atlas: Atlas, rule: Rule, place: Place, year: int) -> Entry:
    cell, flag = atlas.observation(rule.indicator_id, place.place_id, year), atlas.flag(rule, place.place_id, year)
    if flag.state is FlagState.NO_FIGURE:
        open_words = t("state.panel.no_figure")
        if cell.flag_range is not None:
            return Entry(figures.short(cell), quiet=open_words.lower(), look=look_at(rule, cell, flag))
        return Entry("", look=look_at(rule, cell, flag), hidden=open_words)
    words = state_words(rule, flag)
    word = t("state.label.unsure") if flag.state.unsure else ""
    return Entry(figures.short(cell), quiet=word, look=look_at(rule, cell, flag), hidden=words)


def _computed(year: RuleYear) -> Entry:
    if year.complete:
        return Entry(str(len(year.flagged)))
    if year.decided:
        return Entry("", quiet=t("count.of_known", count=len(year.flagged), known=year.decided))
    return Entry(t("method.dash"), hidden=t("state.panel.no_figure"))


def _published(year: RuleYear) -> Entry:
    return Entry(str(year.published) if year.published is not None else t("method.dash"))


def all_rules_sheet(atlas: Atlas, level: Level) -> Sheet:
    """Every rule in every year on one sight: how many places are flagged, of how many."""
    found = {rule: rule_years(atlas, rule, level) for rule in RULES}
    years = next(iter(found.values()))
    columns = (
        Column("rule", t("count.rule")),
        *(Column(str(year.year), str(year.year), "cell") for year in years),
    )
    rows = tuple(
        {"rule": Entry(t(f"rule.{rule.rule_id}.name")), **{str(year.year): _computed(year) for year in mine}}
        for rule, mine in found.items()
    )
    caption = t("count.all_caption", noun=t(f"level.{level}.many"), total=years[0].total if years else 0)
    return Sheet("alle-regler", caption, columns, rows, dense=True)
