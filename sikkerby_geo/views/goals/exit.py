"""The exit programme: its phases as a table, how many went through it as far as known, and what its goal rests on."""

from __future__ import annotations

from dataclasses import dataclass

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.programme.exit_phases import exit_phases
from sikkerby_geo.domain.programme.key_figures import KeyFigure, KeyFigures, follow_ups, key_figures
from sikkerby_geo.text import t
from sikkerby_geo.views.base import figures as figure_words
from sikkerby_geo.views.base.sheet import Column, Entry, Sheet
from sikkerby_geo.views.goals.goal_words import share_words, target_words
from sikkerby_geo.views.goals.key_figure_words import dated_words
from sikkerby_geo.views.goals.programmes import JudgedGoal
from sikkerby_geo.views.goals.verdicts import VerdictLines, verdict_lines

COLUMNS = ("phase", "what", "who", "general", "gang", "output", "duration", "source")


@dataclass(frozen=True)
class ExitReport:
    """What the section says: a heading, a note, the goals that rest on a follow-up, phases, and years with counts."""

    heading: str
    notes: tuple[str, ...]
    verdicts: tuple[VerdictLines, ...]
    phases: Sheet
    counts: Sheet


def exit_report(atlas: Atlas, judged: tuple[JudgedGoal, ...]) -> ExitReport:
    """The exit programme as the tables tell it, with the goals whose result is a share of those followed up."""
    figures = key_figures(atlas)
    counted = [one for one in figures.values() if _counts_people(figures, one)]
    named = {one.goal_id for one in counted if one.goal_id}
    goals = [one for one in judged if one.goal.goal_id in named]
    phases = _phases(atlas)
    target = target_words(goals[0].goal) if goals else ""
    heading = t("exit.heading", count=len(phases.rows), target=target) if goals else t("exit.heading_plain")
    found = "found_some" if any(one.values for one in counted) else "found_none"
    notes = (t("exit.note", found=t(f"exit.{found}")), t("exit.small"), t("key_figure.own"))
    return ExitReport(heading, notes, verdict_lines(atlas, goals), phases, _counts(atlas, figures, counted))


def _counts_people(figures: KeyFigures, figure: KeyFigure) -> bool:
    """Whether a figure is a count of people who are too few to be told of, where they are, or a part of one."""
    whole = figures.get(figure.part_of)
    return figure.hide_under is not None or (whole is not None and whole.hide_under is not None)


def _phases(atlas: Atlas) -> Sheet:
    rows = tuple(
        {
            "phase": Entry(f"{one.number}. {one.name}", quiet=one.note),
            "what": Entry(one.what),
            "who": Entry(one.who),
            "general": Entry(one.general_track),
            "gang": Entry(one.gang_track),
            "output": Entry(one.output),
            "duration": Entry(one.duration),
            "source": Entry(figure_words.titles([one.source])),
        }
        for one in exit_phases(atlas)
    )
    forms = {"source": "note"}
    columns = tuple(Column(key, t(f"exit.column.{key}"), forms.get(key, "text")) for key in COLUMNS)
    return Sheet("exitfaser", t("exit.caption"), columns, rows)


def _counts(atlas: Atlas, figures: KeyFigures, counted: list[KeyFigure]) -> Sheet:
    """Each count with all its years, and the share of those followed up where there are enough of them."""
    columns = tuple(Column(key, t(f"exit.counts_column.{key}")) for key in ("count", "years", "source"))
    rows = []
    for one in counted:
        years = tuple(dated_words(figures, one, value) for value in one.values)
        shares = tuple(
            t("key_figure.dated", value=share_words(found), period=found.year)
            for found in follow_ups(figures, one.goal_id)
            if one.goal_id
        )
        sources = list(dict.fromkeys(value.source for value in one.values)) or [one.source]
        rows.append(
            {
                "count": Entry(one.indicator, quiet=one.note),
                "years": Entry("" if years else t("key_figure.not_found"), lines=(*years, *shares)),
                "source": Entry(figure_words.titles(sources)),
            }
        )
    return Sheet("exitforloeb", t("exit.counts_caption"), columns, tuple(rows))
