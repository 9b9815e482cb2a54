"""Mål on screen: the rules year by year, the city's goals by programme, and the partnership's goals and activities."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.goals.newest import answers
from sikkerby_geo.facts.areas import Level
from sikkerby_geo.facts.rules import LONG_RULE, RULE, Rule, rule_of
from sikkerby_geo.text import t
from sikkerby_geo.ui.address import every_page
from sikkerby_geo.ui.frame import cache, controls, how_clear, shell
from sikkerby_geo.ui.frame.blocks import aside_html, csv_button
from sikkerby_geo.ui.frame.finished import finished
from sikkerby_geo.ui.goals import watched
from sikkerby_geo.views.base.choice import Choice, at_newest
from sikkerby_geo.views.base.headline import Headline, headline
from sikkerby_geo.views.base.html import render
from sikkerby_geo.views.base.moved import moved_words
from sikkerby_geo.views.base.pooled import pooled_blocks
from sikkerby_geo.views.base.sheet import Prose, Sheet
from sikkerby_geo.views.charts.card import ChartCard
from sikkerby_geo.views.charts.rule_matrix import rule_matrix_card
from sikkerby_geo.views.goals import programmes as goals
from sikkerby_geo.views.goals import rule_counts
from sikkerby_geo.views.goals.partnership import partnership_reports
from sikkerby_geo.views.goals.purposes import purpose_view
from sikkerby_geo.views.goals.verdicts import verdicts_html


@st.fragment
def show() -> None:
    """The whole page under the head, for the choice in the address."""
    with shell.Apology():
        atlas = cache.judged_atlas()
        reading = every_page.read(atlas)
        reading, rule = ruled(atlas, reading)
        choice = reading.choice
        every_page.settle(reading)
        shell.messages((*every_page.told(reading), *watched.messages(atlas)))
        with st.container(key="page"):
            with st.container(key="controls"):
                controls.rule_control(atlas, choice)
                controls.level_control(atlas, choice)
                controls.year_control(atlas, choice)
            with st.container(key="read"):
                st.html(finished(_headline, atlas))
                with shell.Apology(), st.container(key="section-regler"):
                    _rule(atlas, choice, rule)
                with shell.Apology(), st.container(key="section-maal"):
                    _goals(atlas)
                with shell.Apology(), st.container(key="section-hensigter"):
                    _purposes(atlas)
                with shell.Apology(), st.container(key="section-partnerskab"):
                    _partnerships(atlas)
                watched.show(atlas)


def ruled(atlas: Atlas, reading: every_page.Reading) -> tuple[every_page.Reading, Rule]:
    """The reading with a rule: the one that judges its measure, or that of the long series, where it asks for none.

    The year stays where the rule has an answer in it.
    """
    choice = reading.choice
    if choice.rule is not None:
        return reading, choice.rule
    rule = rule_of(choice.indicator_id) or LONG_RULE
    there = replace(choice, rule_id=rule.rule_id, indicator_id=rule.indicator_id)
    if answers(atlas, rule.indicator_id, choice.level, choice.year):
        return replace(reading, choice=there), rule
    newest = at_newest(atlas, there)
    return replace(reading, choice=newest, moved=moved_words(atlas, choice, newest)), rule


def _rule(atlas: Atlas, choice: Choice, rule: Rule) -> None:
    sentence, says, matrix, notes, every = finished(_rule_words, atlas, choice, rule.rule_id)
    watched.heading(sentence, "survey", "areas", atlas=atlas)
    st.html(says)
    st.html(matrix)
    card = finished(_rule_card, atlas, rule.rule_id, choice.level)
    with st.container(key="csv-picture", horizontal=True, gap="medium"):
        for kind, mime, make in (("csv", "text/csv", card.csv), ("png", "image/png", card.png)):
            st.download_button(
                t(f"chart.{kind}"),
                make,
                file_name=f"sikkerby-{card.card_id}.{kind}",
                mime=mime,
                key=f"csv-{card.card_id}-{kind}",
                type="tertiary",
                on_click="ignore",
            )
    st.html(notes)
    st.html(every)
    how_clear.show(atlas, pooled_blocks, choice)


def _rule_card(atlas: Atlas, rule_id: str, level: Level) -> ChartCard:
    return rule_matrix_card(atlas, RULE[rule_id], level)


def _rule_words(atlas: Atlas, choice: Choice, rule_id: str) -> tuple[str, str, str, str, str]:
    """The sentence of the heading, what is said of the year, the years as a table, the notes, and every rule."""
    rule, says, noun = RULE[rule_id], headline(atlas, choice), t(f"level.{choice.level}.many")
    card = finished(_rule_card, atlas, rule_id, choice.level)
    return (
        rule_counts.rule_sentence(atlas, rule, choice.level),
        Prose((says.title, says.certainty), heading=t("count.chosen", year=choice.year)).html,
        aside_html(t("count.matrix_show", noun=noun), rule_counts.matrix_sheet(atlas, rule, choice), printed=True),
        Prose(points=(*rule_counts.rule_notes(atlas, rule, choice.level), *card.notes)).html,
        aside_html(t("count.all_show"), rule_counts.all_rules_sheet(atlas, choice.level)),
    )


def _headline(atlas: Atlas) -> str:
    return render("headline.html", headline=Headline(*goals.headline_words(finished(goals.judged_goals, atlas))))


def _goals(atlas: Atlas) -> None:
    watched.heading(t("goal.heading"), "goals", "goal_results", atlas=atlas)
    _show(finished(_goal_parts, atlas))


def _purposes(atlas: Atlas) -> None:
    heading, parts = finished(_purpose_parts, atlas)
    watched.heading(heading, "principles", "goals", atlas=atlas)
    _show(parts)


def _partnerships(atlas: Atlas) -> None:
    for heading, parts in finished(_partnership_parts, atlas):
        watched.heading(heading, "partnerships", atlas=atlas)
        _show(parts)


def _show(parts: tuple[str | Sheet, ...]) -> None:
    """HTML as it is, and of a table the button for its file: the table stands in the HTML before it."""
    for part in parts:
        if isinstance(part, Sheet):
            csv_button(part)
        else:
            st.html(part)


def _purpose_parts(atlas: Atlas) -> tuple[str, tuple[str | Sheet, ...]]:
    """The heading, and what stands under it."""
    found = purpose_view(atlas)
    parts: list[str | Sheet] = [Prose(found.demands).html]
    if found.ways:
        parts.append(found.ways_html)
    for words, sheet in found.tables:
        parts += [aside_html(words, sheet), sheet]
    return found.heading, tuple(parts)


def _goal_parts(atlas: Atlas) -> tuple[str | Sheet, ...]:
    judged = finished(goals.judged_goals, atlas)
    terms = watched.terms_html(atlas, *(one.goal.indicator for one in judged))
    parts: list[str | Sheet] = [terms] if terms else []
    for programme in goals.programmes(atlas, judged):
        parts += [Prose(heading=programme.heading).html, verdicts_html(programme.verdicts)]
        if programme.reports:
            parts.append(Prose((t("goal.reports"),), points=programme.reports).html)
        parts += [aside_html(t("goal.show_goals"), programme.goals, printed=True), programme.goals]
        if rows := programme.results.rows:
            parts.append(aside_html(t("goal.show_results", count=len(rows)), programme.results))
    return tuple(parts)


def _partnership_parts(atlas: Atlas) -> tuple[tuple[str, tuple[str | Sheet, ...]], ...]:
    """Of every report its heading and what stands under it."""
    found = []
    for report in partnership_reports(atlas):
        parts: list[str | Sheet] = [Prose((t("partnership.note"),)).html, verdicts_html(report.verdicts)]
        for name, sheet in (("goals", report.goals), ("activities", report.activities)):
            words = t(f"partnership.show_{name}", count=len(sheet.rows))
            parts += [aside_html(words, sheet, printed=True), sheet]
        found.append((report.heading, (*parts, Prose((report.sources,)).html)))
    return tuple(found)
