"""The page Prioritering: the ranking with its ranges and reasons, need against efforts, the memo, and what if."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial

import streamlit as st
from markupsafe import escape

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.priority.budget import Money
from sikkerby_geo.facts import priority as registry
from sikkerby_geo.facts.areas import Level
from sikkerby_geo.facts.characters import refused, without
from sikkerby_geo.facts.clock import today
from sikkerby_geo.facts.problems import SikkerByError
from sikkerby_geo.text import number, t
from sikkerby_geo.ui.address import every_page
from sikkerby_geo.ui.address import priority as priority_address
from sikkerby_geo.ui.frame import cache, how_clear, shell, whole_page
from sikkerby_geo.ui.frame.blocks import csv_button
from sikkerby_geo.ui.frame.chart_card import show_chart
from sikkerby_geo.ui.frame.finished import finished
from sikkerby_geo.ui.priority import budget as budget
from sikkerby_geo.ui.priority import controls as controls
from sikkerby_geo.ui.whatif import section as whatif
from sikkerby_geo.views.base.choice import Choice
from sikkerby_geo.views.base.html import render
from sikkerby_geo.views.base.sheet import Sheet
from sikkerby_geo.views.base.svg_text import BLANK, printable
from sikkerby_geo.views.base.workbook import MEDIA_TYPE
from sikkerby_geo.views.charts.card import ChartCard
from sikkerby_geo.views.priority.ask import Answer, Ask, answered, asked, family_of
from sikkerby_geo.views.priority.chances import chance_blocks, winner_words
from sikkerby_geo.views.priority.files import as_csv, as_xlsx
from sikkerby_geo.views.priority.listing import list_html
from sikkerby_geo.views.priority.matrix import matrix_card, record_sheet
from sikkerby_geo.views.priority.memo import LONGEST_AUTHOR, LONGEST_DECISION, Memo, memo_pdf
from sikkerby_geo.views.priority.priority_words import says, source_lines


@dataclass(frozen=True)
class Reading:
    """What the address asks of the page: what all pages share, with all messages, the ranking, and money."""

    shared: every_page.Reading
    ask: Ask | None
    money: Money

    @property
    def choice(self) -> Choice:
        return self.shared.choice


def read(atlas: Atlas) -> Reading:
    """The page's choice in the address; what is unknown gives a message and the default."""
    shared = every_page.read(atlas)
    weights, messages = priority_address.read()
    money, told = priority_address.money()
    shared = replace(shared, messages=(*shared.messages, *messages, *told))
    return Reading(shared, finished(asked, atlas, shared.choice, weights, money.kind), money)


def show() -> None:
    """The page under the head: the ranking, then what an effort would reach; each redraws by itself."""
    _priority()
    whatif.show()
    st.html(render("priority/signal.html"))


@st.fragment
def _priority() -> None:
    """The ranking for the choice in the address."""
    whole_page.redraw_if_asked()
    with shell.Apology():
        atlas = cache.judged_atlas()
        reading = read(atlas)
        every_page.settle(reading.shared)
        shell.messages(every_page.told(reading.shared))
        with st.container(key="priority"):
            if reading.ask is None:
                _nothing(atlas)
            else:
                _ranking(atlas, reading.choice, reading.ask, reading.money)


def _nothing(atlas: Atlas) -> None:
    unread = next((table for table in ("survey", "areas") if not atlas.readable(table)), None)
    least = number(registry.LEAST_AREAS.value)
    text = t("priority.unreadable", file=atlas.origin(unread)) if unread else t("priority.nothing", least=least)
    st.html(render("message.html", text=text))


def _ranking(atlas: Atlas, choice: Choice, ask: Ask, money: Money) -> None:
    with st.container(key="priority-controls"):
        controls.show(atlas, choice, ask, money)
    with st.container(key="priority-main"):
        try:
            answer = finished(answered, atlas, ask)
        except SikkerByError as problem:
            st.html(render("message.html", text=t(problem.key, **problem.params)))
            return
        place = choice.place(atlas)
        selected = place.place_id if place and place.level is Level.SURVEY_AREA else None
        headline, ranked, winner, sources = finished(_words, atlas, ask, selected)
        st.html(headline)
        if ask.year != choice.year or ask.family is not family_of(choice.indicator_id):
            _other_year(choice, ask)
        st.html(ranked)
        if winner:
            st.html(winner)
        how_clear.show(atlas, _chances, ask)
        _take_along(atlas, ask)
        st.html(sources)
    with st.container(key="priority-matrix"):
        show_chart(atlas, _matrix, ask)
        sheet, html = finished(_record, atlas, ask)
        with st.container(key="priority-record"):
            st.html(html)
            st.html(f"<p class='second'>{t('priority.matrix.note_money')}</p>")
            csv_button(sheet)
    with st.container(key="priority-money"):
        budget.show(atlas, money, selected)
    with st.container(key="priority-memo"):
        _memo(atlas, answer, selected, money)


def _words(atlas: Atlas, ask: Ask, selected: str | None) -> tuple[str, str, str, str]:
    """The sentence, the list, whose chance of the first place is largest (may be empty), and the sources."""
    answer = finished(answered, atlas, ask)
    winner = winner_words(atlas, answer)
    return (
        render("headline.html", headline=says(atlas, answer)),
        list_html(atlas, answer, selected),
        f"<p class='second'>{escape(winner)}</p>" if winner else "",
        render("sources.html", lines=source_lines(atlas, answer)),
    )


def _chances(atlas: Atlas, ask: Ask) -> tuple[how_clear.Block, ...]:
    return chance_blocks(atlas, finished(answered, atlas, ask))


def _matrix(atlas: Atlas, ask: Ask) -> ChartCard:
    return matrix_card(atlas, finished(answered, atlas, ask))


def _record(atlas: Atlas, ask: Ask) -> tuple[Sheet, str]:
    sheet = record_sheet(atlas, finished(answered, atlas, ask))
    return sheet, sheet.html


def _csv(atlas: Atlas, ask: Ask) -> bytes:
    return as_csv(atlas, finished(answered, atlas, ask))


def _xlsx(atlas: Atlas, ask: Ask) -> bytes:
    return as_xlsx(atlas, finished(answered, atlas, ask))


def _other_year(choice: Choice, ask: Ask) -> None:
    """The map's choice cannot be ranked: say so, and what is shown instead."""
    chosen = f"{t(f'indicator.{choice.indicator_id}.name')} {choice.year}"
    least = number(registry.LEAST_AREAS.value)
    text = t("priority.other_year", chosen=chosen, least=least, shown=ask.option)
    st.html(render("priority/other_year.html", text=text))


def _take_along(atlas: Atlas, ask: Ask) -> None:
    name = f"sikkerby-prioritering-{ask.family_id}-{ask.year}"
    files = {"csv": ("text/csv", _csv), "xlsx": (MEDIA_TYPE, _xlsx)}
    with st.container(key="priority-files", horizontal=True, gap="small"):
        for kind, (mime, make) in files.items():
            st.download_button(
                t(f"priority.files.{kind}"),
                partial(finished, make, atlas, ask),
                file_name=f"{name}.{kind}",
                mime=mime,
                key=f"priority-file-{kind}",
                on_click="ignore",
            )


def _memo(atlas: Atlas, answer: Answer, selected: str | None, money: Money) -> None:
    """The memo: which area, the decision in the reader's own words, and the page to print."""
    ranked = [row.place_id for row in answer.rows]
    key = "priority-memo-place"
    st.session_state[key] = selected if selected in ranked else ranked[0]

    def choose() -> None:
        taken = st.session_state[key]
        every_page.change(atlas, lambda now: replace(now, level=Level.SURVEY_AREA, place_id=taken))

    st.html(f"<h2 class='section'>{t('priority.memo.heading')}</h2><p class='second'>{t('priority.memo.second')}</p>")
    with st.container(key="priority-memo-form"):
        st.selectbox(
            t("priority.memo.place"),
            ranked,
            filter_mode="contains",
            format_func=lambda place_id: atlas.places[place_id].name,
            key=key,
            on_change=choose,
        )
        author = st.text_input(t("priority.memo.author"), max_chars=LONGEST_AUTHOR, key="priority-memo-author")
        decision = st.text_area(
            t("priority.memo.words"),
            max_chars=LONGEST_DECISION,
            help=t("priority.memo.words_help"),
            key="priority-memo-words",
        )
        own = f"{author}{decision}"
        if signs := refused(own):
            st.html(render("message.html", text=t("problem.own_signs", signs=", ".join(signs))))
        if BLANK in printable(own) and BLANK not in own:
            st.html(render("message.html", text=t("priority.memo.unprinted", sign=BLANK)))
        memo = Memo(
            st.session_state[key], without(decision or ""), without(author or ""), money, whatif.for_print(atlas, money)
        )
        printed = today()
        st.download_button(
            t("priority.memo.download"),
            lambda: memo_pdf(atlas, answer, memo, printed=printed),
            file_name=f"sikkerby-beslutningsnotat-{memo.place_id}-{answer.ask.year}.pdf",
            mime="application/pdf",
            key="priority-memo-file",
            on_click="ignore",
        )
