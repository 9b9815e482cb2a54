"""Scenarios side by side: one table, a column a scenario, from the very answers given for each alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.priority.budget import Money
from sikkerby_geo.domain.whatif.drawings import Drawing
from sikkerby_geo.domain.whatif.measurable import Measuring, measuring
from sikkerby_geo.domain.whatif.reach import Scenario
from sikkerby_geo.domain.whatif.scenarios import Kept
from sikkerby_geo.text import number, t
from sikkerby_geo.views.base.html import render
from sikkerby_geo.views.whatif.answer import Answer, answer, km2, residents
from sikkerby_geo.views.whatif.measure_words import Question
from sikkerby_geo.views.whatif.outlay_words import TERMS
from sikkerby_geo.views.whatif.picking import form_words


@dataclass(frozen=True)
class WorkedOut:
    """What a scenario reaches, whether a change there could be measured, and both in words."""

    found: Scenario
    measured: Measuring
    answer: Answer


@dataclass(frozen=True)
class Compared:
    """A kept scenario with what was worked out for it; ``trouble`` says why that is nothing."""

    kept: Kept
    told: WorkedOut | None = None
    trouble: str = ""


def compared(
    atlas: Atlas, kept: Kept, found: Scenario | str, question: Question, asked: Money | None = None
) -> Compared:
    """A kept scenario with its answer; ``found`` is a sentence where it could not be worked out."""
    if isinstance(found, str):
        return Compared(kept, trouble=found)
    measured = measured_for(atlas, found, question)
    return Compared(kept, WorkedOut(found, measured, answer(atlas, found, measured, question, asked)))


def measured_for(atlas: Atlas, found: Scenario, question: Question) -> Measuring:
    """The measuring a question asks for."""
    return measuring(
        atlas, found, indicator_id=question.indicator_id, points=question.points, own_start=question.own_start
    )


def rows(atlas: Atlas, scenarios: tuple[Compared, ...]) -> list[tuple[str, list[tuple[str, ...]]]]:
    """Label of each row and, for each scenario, the lines in its field."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for each in scenarios:
        for key, lines in _column(atlas, each).items():
            found.setdefault(key, []).append(lines)
    return [(t(f"compare.row_{key}"), cells) for key, cells in found.items()]


PRINTED = ("form", "land", "areas", "residents", *TERMS, "figures", "verdict")
"""The rows that go along on paper."""
MOST_PRINTED = 3
"""Areas a field tells one by one on paper."""


def printed_rows(atlas: Atlas, scenarios: tuple[Compared, ...]) -> list[list[str]]:
    """The table for print: the label of each row, and what each scenario says."""
    columns = [_column(atlas, each) for each in scenarios]
    return [[t(f"compare.row_{key}"), *(_brief(column[key]) for column in columns)] for key in PRINTED]


def notes_on(scenarios: tuple[Compared, ...]) -> str:
    """What prices, streets and residents of the scenarios rest on."""
    told = [each.told for each in scenarios if each.told is not None]
    notes = [one.answer.costs.basis for one in told[:1]]
    return " ".join([*notes, t("answer.estimate")] if any(one.found.estimated for one in told) else notes)


def _brief(lines: tuple[str, ...]) -> str:
    """The lines of a field as one; of many the first few and how many more there are."""
    rest = len(lines) - MOST_PRINTED
    told = lines if rest < 2 else (*lines[:MOST_PRINTED], t("outlay.others", count=number(rest)))
    return " · ".join(told)


def _column(atlas: Atlas, each: Compared) -> Mapping[str, tuple[str, ...]]:
    form = (form_of(atlas, each.kept.drawing),)
    keys = (
        *("verdict", "land", "areas", "residents", *TERMS),
        *("figures", "efforts", "start", "needed", "today", "smallest"),
    )
    if each.told is None:
        return {"form": form, **{key: (each.trouble,) if key == "verdict" else (t("compare.dash"),) for key in keys}}
    told, measured, found = each.told.answer, each.told.measured, each.told.found
    named = [row["area"].text for row in told.areas.rows]
    land = [
        t("compare.area", name=row["area"].text, km2=row["km2"].text, share=row["km2"].quiet) for row in told.areas.rows
    ]
    figures = [
        t("compare.figure", name=name, figure=row["figure"].text)
        for name, row in zip(named, told.areas.rows, strict=True)
    ]
    return {
        "form": form,
        "verdict": (told.verdict.short,),
        "land": (km2(found.km2),),
        "areas": tuple(land),
        "residents": (residents(found),),
        **{term: (words,) for term, words in told.costs.words.items()},
        "figures": tuple(figures),
        "efforts": tuple(group.heading for group in told.there),
        "start": (told.terms["start"],),
        "needed": (t("compare.dash") if measured.needed is None else number(measured.needed),),
        "today": (told.terms["today"],),
        "smallest": (told.terms.get("smallest_today", t("compare.dash")),),
    }


def form_of(atlas: Atlas, drawing: Drawing) -> str:
    """What a drawing is, also where what was picked is no longer there."""
    known = drawing.picked in atlas.places or drawing.picked in {effort.effort_id for effort in atlas.efforts}
    return form_words(atlas, drawing) if known or not drawing.picked else t("compare.gone")


def comparison_html(atlas: Atlas, scenarios: tuple[Compared, ...], question: Question) -> str:
    """The table as HTML."""
    caption = t("compare.caption", points=number(question.points), measure=question.inline)
    heads = [(each.kept.letter, each.kept.name) for each in scenarios]
    return render("whatif_comparison.html", caption=caption, heads=heads, rows=rows(atlas, scenarios))


def recomputed(atlas: Atlas, scenarios: tuple[Kept, ...]) -> str:
    """Which scenarios were made with other data and are worked out anew; empty where none was."""
    others = [each.letter for each in scenarios if each.version != atlas.version]
    return t("compare.recomputed", letters=", ".join(others)) if others else ""
