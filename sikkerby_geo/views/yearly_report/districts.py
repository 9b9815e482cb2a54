"""The districts: each rule's answer in the year with map and table, what has changed, who came on or left its list."""

from __future__ import annotations

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.goals.newest import IN_ORDER
from sikkerby_geo.facts.areas import Level
from sikkerby_geo.facts.rules import Rule
from sikkerby_geo.text import t
from sikkerby_geo.views.base.choice import Choice
from sikkerby_geo.views.base.headline import headline
from sikkerby_geo.views.base.sheet import Column, Entry, Prose, Sheet
from sikkerby_geo.views.charts.change_rows import change_row
from sikkerby_geo.views.charts.level_trend import changes_between
from sikkerby_geo.views.map.source_lines import source_lines, whose
from sikkerby_geo.views.map.table import facts_table, heading
from sikkerby_geo.views.trends.comparison import default_other_year, testable
from sikkerby_geo.views.trends.opening import opening_words
from sikkerby_geo.views.yearly_report.parts import Block, MapOf, Section, missing_block, ordered

COLUMNS = ("place", "figure", "interval", "answers", "state", "note")
"""What the report tells of a place, as the table of the map does."""


def choice_of(atlas: Atlas, rule: Rule, year: int) -> Choice:
    """What the map shows for a rule in the year of a report."""
    return Choice(year, rule.indicator_id, rule.rule_id, Level.SURVEY_AREA, assumed=atlas.assumed)


def districts_section(atlas: Atlas, year: int) -> Section:
    """Every rule, those that are decided anywhere first; of the others why they are not."""
    level = Level.SURVEY_AREA
    decided = {rule: atlas.decided(rule, level, year) for rule in IN_ORDER}
    blocks: list[Block] = []
    absent: list[str] = []
    says: list[str] = []
    for rule in sorted(IN_ORDER, key=lambda one: -decided[one]):
        choice = choice_of(atlas, rule, year)
        told = headline(atlas, choice)
        if not decided[rule]:
            absent.append(f"{t(f'rule.{rule.rule_id}.name')}: {told.title} {told.certainty}".strip())
            continue
        if decided[rule] < len(atlas.places.at(level)):
            absent.append(t("yearly.districts.part", rule=t(f"rule.{rule.rule_id}.name"), title=told.title))
        says.append(told.title)
        blocks += _of_rule(atlas, choice, rule)
    absent += [t("method.unread", file=atlas.origin(one)) for one in ("survey", "areas") if not atlas.readable(one)]
    whole = sum(count == len(atlas.places.at(level)) > 0 for count in decided.values())
    part = sum(0 < count < len(atlas.places.at(level)) for count in decided.values())
    key = "yearly.districts.lead" if says else "yearly.districts.none"
    return Section(
        "omraader",
        t(key, year=year, rules=len(decided), whole=whole, part=part),
        (*blocks, *missing_block(absent)),
        tuple(absent),
        says=tuple(says),
        sources=ordered(
            source
            for rule in IN_ORDER
            for place in atlas.places.at(level)
            for source in atlas.observation(rule.indicator_id, place.place_id, year).sources
        ),
    )


def _of_rule(atlas: Atlas, choice: Choice, rule: Rule) -> list[Block]:
    told = headline(atlas, choice)
    name = t(f"rule.{rule.rule_id}.name")
    blocks: list[Block] = [Prose(tuple(filter(None, (told.title, told.certainty, whose(choice)))), heading=name)]
    if atlas.readable("survey_areas_layer"):
        blocks.append(MapOf(choice))
    blocks.append(facts_sheet(atlas, choice))
    other = default_other_year(atlas, choice)
    if other != choice.year and testable(atlas, choice, choice.year, other):
        moved = opening_words(atlas, choice, other)
        blocks.append(Prose((moved.title, *moved.lines), heading=t("yearly.districts.moved", rule=name)))
        blocks.append(changes_sheet(atlas, choice, other))
    else:
        blocks.append(Prose((t("yearly.districts.no_change", year=choice.year),)))
    blocks.append(Prose((t("legend.clear"), *source_lines(atlas, choice))))
    return blocks


def facts_sheet(atlas: Atlas, choice: Choice) -> Sheet:
    """The places with figure, interval, answers, side of the limit and remarks: the rows of the map's own table."""
    rows = facts_table(atlas, choice)[list(COLUMNS)].to_dict("records")
    forms = {"note": "note"}
    columns = tuple(Column(name, heading(name, choice), forms.get(name, "text")) for name in COLUMNS)
    caption = t("table.caption", measure=t(f"indicator.{choice.indicator_id}.name"), year=choice.year)
    listed = tuple({name: Entry(str(row[name])) for name in COLUMNS} for row in rows)
    return Sheet(f"aarsrapport-{choice.indicator.address}", caption, columns, listed)


def changes_sheet(atlas: Atlas, choice: Choice, other: int) -> Sheet:
    """How each place has changed since the other year, with the interval and what one could have seen."""
    rows = [change_row(moved, place) for place, moved in changes_between(atlas, choice, other).items()]
    keys = [str(name) for name in rows[0] if name != t("twin.source")]
    before, after = sorted((choice.year, other))
    measure = t(f"indicator.{choice.indicator_id}.name")
    caption = t("one_page.changes", measure=measure, before=before, after=after)
    listed = tuple({key: Entry(str(row[key])) for key in keys} for row in rows)
    return Sheet(
        f"aarsrapport-aendring-{choice.indicator.address}", caption, tuple(Column(key, key) for key in keys), listed
    )
