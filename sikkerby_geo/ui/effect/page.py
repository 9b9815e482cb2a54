"""The page Effekt: the question, the verdict with how sure it is, what it rests on, what is kept, and all efforts."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.effect.answer import Study
from sikkerby_geo.domain.effect.question import Question
from sikkerby_geo.domain.effect.study import study
from sikkerby_geo.facts.clock import today
from sikkerby_geo.text import t
from sikkerby_geo.ui.address import effect as address
from sikkerby_geo.ui.address import every_page
from sikkerby_geo.ui.effect import controls, evidence, saved
from sikkerby_geo.ui.frame import account, cache, how_clear, shell
from sikkerby_geo.ui.frame.chart_card import show_chart
from sikkerby_geo.ui.frame.finished import finished
from sikkerby_geo.views.base.choice import Choice
from sikkerby_geo.views.base.headline import Headline
from sikkerby_geo.views.base.html import render
from sikkerby_geo.views.base.sheet import Prose
from sikkerby_geo.views.base.workbook import MEDIA_TYPE
from sikkerby_geo.views.charts.card import ChartCard
from sikkerby_geo.views.effect import study_blocks as blocks
from sikkerby_geo.views.effect.ask import Ask, Asked, NotAsked, asked, likely_outcome
from sikkerby_geo.views.effect.course_chart import course_card
from sikkerby_geo.views.effect.effect_words import alarm_words, headline, note_lines, reason_lines
from sikkerby_geo.views.effect.placebo_chart import placebo_card
from sikkerby_geo.views.effect.saved import paper_line
from sikkerby_geo.views.effect.study_files import study_csv, study_xlsx
from sikkerby_geo.views.effect.study_paper import study_pdf

KEPT_STUDIES = 128
"""Studies of facts and questions that are held at once."""


@dataclass(frozen=True)
class Shown:
    """What a run of the page shows: the question (or why there is none), and its answer."""

    ask: Ask
    found: Asked | NotAsked | None
    answer: Study | None = None

    @property
    def asked(self) -> Asked | None:
        return self.found if isinstance(self.found, Asked) else None


@st.fragment
def show() -> None:
    """The whole page under the head, for the choice in the address."""
    with shell.Apology():
        atlas = cache.judged_atlas()
        own = address.read(atlas)
        kept = saved.read(own.study_id)
        if saved.opened(kept):
            own = address.read(atlas)
        reading = every_page.read(atlas)
        every_page.settle(reading)
        shell.messages((*every_page.told(reading), *own.messages))
        shown = _shown(atlas, reading.choice, own.ask)
        with st.container(key="page"):
            with st.container(key="controls"):
                controls.show(atlas, reading.choice, own.ask, shown.asked)
            with st.container(key="read"):
                account.show()
                with shell.Apology():
                    _answer(atlas, reading.choice.place_id, own, kept, shown)
                with shell.Apology(), st.container(key="section-gemte"):
                    saved.show(atlas, kept, own, reading.choice.place_id, shown.asked, shown.answer)
                with shell.Apology(), st.container(key="section-evidens"):
                    evidence.show(atlas, _outcome(atlas, shown))


def _shown(atlas: Atlas, choice: Choice, ask: Ask) -> Shown:
    found = asked(atlas, ask, choice.place(atlas))
    return Shown(ask, found, answered(atlas.key, found.question, atlas) if isinstance(found, Asked) else None)


@st.cache_data(max_entries=KEPT_STUDIES, show_spinner=False)
def answered(key: str, question: Question, _atlas: Atlas) -> Study:
    """A study, worked out once for facts, what is clear of them, and its question."""
    return study(_atlas, question)


def _outcome(atlas: Atlas, shown: Shown) -> str:
    """What all efforts are measured by: as the study is, else as the reader has chosen, else the likeliest."""
    if shown.asked is not None:
        return shown.asked.question.outcome
    return shown.ask.outcome or likely_outcome(atlas, (), atlas.years[len(atlas.years) // 2])


def _answer(atlas: Atlas, place_id: str | None, own: address.Reading, kept: saved.Kept, shown: Shown) -> None:
    if shown.asked is not None and shown.answer is not None:
        _study(atlas, place_id, own, kept, shown.asked, shown.answer)
        return
    st.html(render("headline.html", headline=Headline(t("effect.empty_title"), t("effect.empty_certainty"))))
    saved.since(atlas, kept, own, place_id, None)
    if isinstance(shown.found, NotAsked):
        st.html(render("message.html", text=t(f"effect.no_question.{shown.found.why}")))
    how = tuple(t(f"effect.how.{name}") for name in ("place", "kind", "outcome", "answer"))
    st.html(Prose((t("effect.lead"),), points=how).html)


def _study(
    atlas: Atlas, place_id: str | None, own: address.Reading, kept: saved.Kept, found: Asked, answer: Study
) -> None:
    """The verdict first, with how often the method is alarmed for nothing; then all it rests on."""
    st.html(render("headline.html", headline=headline(atlas, found, answer)))
    st.html(render("effect_alarm.html", text=alarm_words(answer)))
    saved.since(atlas, kept, own, place_id, answer)
    reasons, notes = reason_lines(atlas, answer), note_lines(answer)
    st.html(
        render(
            "effect_says.html",
            terms=blocks.question_terms(atlas, found, answer),
            by_rule=t("effect.question.outcome_by_rule") if found.outcome_by_rule else "",
            lists=[(t("effect.paper.why"), reasons), (t("effect.paper.beside"), notes)],
        )
    )
    _files(atlas, kept, found, answer)
    if finished(_has_course, atlas, found.question):
        with shell.Apology(), st.container(key="section-foer"):
            show_chart(atlas, _course, found.question)
    with shell.Apology(), st.container(key="section-kan"):
        _prose("power", blocks.power_lines(answer, plan=not found.efforts))
    if answer.measured is not None:
        with shell.Apology(), st.container(key="section-proever"):
            _prose("checks", blocks.check_lines(atlas, answer))
            show_chart(atlas, _placebo, found.question, heading=3)
    with shell.Apology(), st.container(key="section-naboer"):
        if found.efforts:
            _prose("neighbours", [blocks.displacement_words(atlas, answer)])
        _prose("others", blocks.separation_lines(atlas, answer))
        if others := blocks.separation_sheet(atlas, answer):
            st.html(others.html)
    with shell.Apology(), st.container(key="section-mod"):
        st.html(
            render(
                "aside.html",
                words=t("effect.section.compared"),
                sheet=blocks.compared_sheet(atlas, answer),
                printed=True,
            )
        )
        how_clear.show(atlas, _reading)


def _course(atlas: Atlas, question: Question) -> ChartCard | None:
    return course_card(atlas, answered(atlas.key, question, atlas))


def _has_course(atlas: Atlas, question: Question) -> bool:
    return _course(atlas, question) is not None


def _placebo(atlas: Atlas, question: Question) -> ChartCard | None:
    return placebo_card(atlas, answered(atlas.key, question, atlas))


def _reading(atlas: Atlas) -> tuple[Prose]:
    return (blocks.reading_prose(atlas),)


def _prose(section: str, lines: list[str]) -> None:
    st.html(render("heading.html", heading=t(f"effect.section.{section}"), unread=[]))
    st.html(Prose(tuple(lines)).html)


def _files(atlas: Atlas, kept: saved.Kept, found: Asked, answer: Study) -> None:
    name, printed = f"sikkerby-effekt-{'-'.join(found.question.treated)}-{found.question.start}", today()
    line = paper_line(kept.shown) if kept.shown is not None else ""
    files = {
        "pdf": ("application/pdf", lambda: study_pdf(atlas, found, answer, printed=printed, saved=line)),
        "csv": ("text/csv", lambda: study_csv(atlas, found, answer)),
        "xlsx": (MEDIA_TYPE, lambda: study_xlsx(atlas, found, answer)),
    }
    with st.container(key="csv-studie", horizontal=True, gap="medium"):
        for kind, (mime, make) in files.items():
            st.download_button(
                t(f"effect.file.{kind}"),
                make,
                file_name=f"{name}.{kind}",
                mime=mime,
                key=f"effect-{kind}",
                type="tertiary",
                on_click="ignore",
            )
