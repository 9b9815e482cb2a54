"""Mål on screen: the rules year by year, the city's goals by programme, and the partnership's goals and activities."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.goals.newest import answers
from sikkerby_geo.facts.rules import LONG_RULE, Rule, rule_of
from sikkerby_geo.text import t
from sikkerby_geo.ui.address import every_page
from sikkerby_geo.ui.frame import cache, controls, how_clear, shell
from sikkerby_geo.ui.frame.blocks import csv_button, show_aside
from sikkerby_geo.ui.goals import watched
from sikkerby_geo.views.base.choice import Choice, at_newest
from sikkerby_geo.views.base.headline import Headline, headline
from sikkerby_geo.views.base.html import render
from sikkerby_geo.views.base.moved import moved_words
from sikkerby_geo.views.base.pooled import pooled_blocks
from sikkerby_geo.views.base.sheet import Prose
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
        judged = goals.judged_goals(atlas)
        with st.container(key="page"):
            with st.container(key="controls"):
                controls.rule_control(atlas, choice)
                controls.level_control(atlas, choice)
                controls.year_control(atlas, choice)
            with st.container(key="read"):
                st.html(render("headline.html", headline=Headline(*goals.headline_words(judged))))
                with shell.Apology(), st.container(key="section-regler"):
                    _rule(atlas, choice, rule)
                with shell.Apology(), st.container(key="section-maal"):
                    _goals(atlas, judged)
                with shell.Apology(), st.container(key="section-hensigter"):
                    _purposes(atlas)
                with shell.Apology(), st.container(key="section-partnerskab"):
                    _partnerships(atlas)
                watched.show(atlas, judged)


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
    watched.heading(rule_counts.rule_sentence(atlas, rule, choice.level), "survey", "areas", atlas=atlas)
    says = headline(atlas, choice)
    st.html(Prose((says.title, says.certainty), heading=t("count.chosen", year=choice.year)).html)
    noun = t(f"level.{choice.level}.many")
    show_aside(t("count.matrix_show", noun=noun), rule_counts.matrix_sheet(atlas, rule, choice), printed=True)
    card = rule_matrix_card(atlas, rule, choice.level)
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
    st.html(Prose(points=(*rule_counts.rule_notes(atlas, rule, choice.level), *card.notes)).html)
    show_aside(t("count.all_show"), rule_counts.all_rules_sheet(atlas, choice.level))
    how_clear.show(atlas, pooled_blocks(atlas, choice))


def _goals(atlas: Atlas, judged: tuple[goals.JudgedGoal, ...]) -> None:
    watched.heading(t("goal.heading"), "goals", "goal_results", atlas=atlas)
    watched.show_terms(atlas, *(one.goal.indicator for one in judged))
    for programme in goals.programmes(atlas, judged):
        st.html(Prose(heading=programme.heading).html)
        st.html(verdicts_html(programme.verdicts))
        if programme.reports:
            st.html(Prose((t("goal.reports"),), points=programme.reports).html)
        show_aside(t("goal.show_goals"), programme.goals, printed=True)
        csv_button(programme.goals)
        if programme.results.rows:
            show_aside(t("goal.show_results", count=len(programme.results.rows)), programme.results)


def _purposes(atlas: Atlas) -> None:
    found = purpose_view(atlas)
    watched.heading(found.heading, "principles", "goals", atlas=atlas)
    st.html(Prose(found.demands).html)
    if found.ways:
        st.html(found.ways_html)
    for words, sheet in found.tables:
        show_aside(words, sheet)
        csv_button(sheet)


def _partnerships(atlas: Atlas) -> None:
    for report in partnership_reports(atlas):
        watched.heading(report.heading, "partnerships", atlas=atlas)
        st.html(Prose((t("partnership.note"),)).html)
        st.html(verdicts_html(report.verdicts))
        for name, sheet in (("goals", report.goals), ("activities", report.activities)):
            show_aside(t(f"partnership.show_{name}", count=len(sheet.rows)), sheet, printed=True)
            csv_button(sheet)
        st.html(Prose((report.sources,)).html)
