"""What many efforts at once would change: questions first, then old beside new, and one button that puts it in."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from sikkerby_geo import build
from sikkerby_geo.build import exchange as build_exchange
from sikkerby_geo.build.exchange import Plan
from sikkerby_geo.build.register import EditConflict
from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.register.exchange import Ground
from sikkerby_geo.facts.intake import Question, Recipe
from sikkerby_geo.facts.register_cells import RegisterColumns
from sikkerby_geo.text import number, t
from sikkerby_geo.ui.efforts import told
from sikkerby_geo.ui.frame import sign_in, whole_page
from sikkerby_geo.ui.frame.labels import plain
from sikkerby_geo.views.base.html import render
from sikkerby_geo.views.base.sheet import Sheet
from sikkerby_geo.views.base.spreadsheet import csv_bytes
from sikkerby_geo.views.efforts import exchange_words
from sikkerby_geo.views.own_data.intake_words import (
    choice_words,
    fault_rows,
    grouped,
    question_sentence,
    remark_sentence,
)

MOST_ROUNDS = 6
"""An answer may lead to another question, but not for ever."""
MOST_ROWS = 200
MOST_SENTENCES = 12
_ROUND, _MADE, _PLACE, _WHY = "exchange-round", "exchange-made", "exchange", "exchange-why"


def round_number() -> int:
    """How often something has been put in: fields of another round are new and empty."""
    return int(st.session_state.get(_ROUND, 0))


@st.cache_resource(max_entries=2, show_spinner=False)
def _ground(version: str, _atlas: Atlas) -> Ground:
    return Ground(_atlas)


def show(atlas: Atlas, columns: RegisterColumns, source: build_exchange.Source, mark: str) -> None:
    """The preview of a source; ``mark`` tells it from any other. Raises StoreError where the store cannot be read."""
    ground = _ground(atlas.version, atlas)
    wanted = _answered(ground, columns, source, mark)
    _show_faults(wanted, columns, atlas)
    if wanted.remarks:
        with st.expander(t("exchange.page.how_read")):
            texts = [remark_sentence(one) for one in wanted.remarks[:MOST_ROWS]]
            st.html(render("own_points.html", texts=texts))
    if wanted.open:
        return
    _show_changes(wanted, atlas)
    if wanted.good:
        _way_on(wanted, ground)


def _answered(ground: Ground, columns: RegisterColumns, source: build_exchange.Source, mark: str) -> Plan:
    """The plan of a source, asking what it leaves open."""
    recipe = Recipe(exchange_words.KIND)
    asked: set[str] = set()
    wanted = _planned(ground, columns, source, mark, recipe)
    for _ in range(MOST_ROUNDS):
        conflicts = (
            question
            for conflict in wanted.conflicts
            for question in exchange_words.conflict_questions(conflict, ground.atlas, build_exchange.conflict_key)
        )
        new = [question for question in (*wanted.questions, *conflicts) if question.key not in asked]
        if not new:
            break
        if not asked:
            st.html(f"<h3 class='section'>{t('exchange.page.questions')}</h3>")
        answers = {question.key: _answer(question, mark) for question in new}
        asked |= answers.keys()
        recipe = recipe.with_answers({key: answer for key, answer in answers.items() if answer})
        wanted = _planned(ground, columns, source, mark, recipe)
    return wanted


def _planned(
    ground: Ground, columns: RegisterColumns, source: build_exchange.Source, mark: str, recipe: Recipe
) -> Plan:
    """The plan, worked out once for a source, an atlas and the answers."""
    key = (mark, ground.atlas.version, recipe.as_json())
    made = st.session_state.setdefault(_MADE, {})
    if key not in made:
        if len(made) > MOST_ROUNDS:
            made.clear()
        made[key] = build_exchange.plan(build.own_store(), ground, source, columns, recipe)
    return made[key]


def _answer(question: Question, mark: str) -> str:
    choices = {choice.choice_id: choice_words(choice) for choice in question.choices}
    answer = st.radio(
        plain(question_sentence(question)),
        list(choices),
        index=None,
        format_func=lambda choice: plain(choices[choice]),
        key=f"exchange-answer-{mark}-{question.key}",
    )
    return answer or ""


def _show_faults(wanted: Plan, columns: RegisterColumns, atlas: Atlas) -> None:
    """Every fault by group; the file below has all of them."""
    faults = exchange_words.told_faults((one.where, one.fault) for one in wanted.faults)
    if not faults:
        return
    for group in grouped(faults, columns.kind, atlas.places):
        more = len(group.sentences) - MOST_SENTENCES
        said = [*group.sentences[:MOST_SENTENCES]]
        said += [t("exchange.page.more_faults", count=number(more))] if more > 0 else []
        st.html(render("own_faults.html", heading=group.heading, texts=said))
    st.download_button(
        t("exchange.page.faults_file", count=len(faults)),
        lambda: csv_bytes(fault_rows(faults, columns.kind, atlas.places)),
        file_name=t("exchange.page.faults_name"),
        mime="text/csv",
        key="csv-exchange-faults",
        on_click="ignore",
        type="tertiary",
    )


def _show_changes(wanted: Plan, atlas: Atlas) -> None:
    said = exchange_words.summary(wanted.found, len(wanted.removed), wanted.merged)
    texts = (said if wanted.good else t("exchange.says.none"), exchange_words.stays_words(wanted.stays))
    for text in filter(None, texts):
        st.html(render("message.html", text=text))
    for sheet in (
        exchange_words.added_sheet(wanted.found, atlas),
        exchange_words.changes_sheet(wanted.found, atlas),
        exchange_words.removed_sheet(wanted.removed, atlas),
    ):
        _table(sheet)


def _table(sheet: Sheet) -> None:
    if not sheet.rows:
        return
    st.html(replace(sheet, rows=sheet.rows[:MOST_ROWS]).html)
    if len(sheet.rows) > MOST_ROWS:
        st.html(render("message.html", text=t("exchange.page.first_rows", shown=MOST_ROWS, count=len(sheet.rows))))
    st.download_button(
        t("method.download"),
        lambda: sheet.csv,
        file_name=f"sikkerby-{sheet.sheet_id}.csv",
        mime="text/csv",
        key=f"csv-{sheet.sheet_id}",
        on_click="ignore",
        type="tertiary",
    )


def _way_on(wanted: Plan, ground: Ground) -> None:
    if wanted.faults and not st.checkbox(t("exchange.page.good_rows", count=wanted.good), key="exchange-good-rows"):
        return
    st.text_input(t("exchange.page.why"), max_chars=200, key=_WHY)
    told.show_trouble(_PLACE, t("exchange.page.not_now"))
    st.button(t("exchange.page.put_in"), key="exchange-put-in", type="primary", on_click=_put_in, args=(wanted, ground))


def _put_in(wanted: Plan, ground: Ground) -> None:
    """Write what the preview said; whoever writes is looked up now."""
    told.trouble(_PLACE)
    why = str(st.session_state.get(_WHY, "")).strip()
    if wanted.removed and not why:
        told.trouble(_PLACE, t("exchange.page.why_removed"))
        return
    with told.step(_PLACE):
        who = sign_in.must_write().who
        try:
            saved = build_exchange.put_in(build.own_store(), ground, wanted, who=who, why=why)
        except EditConflict:
            told.trouble(_PLACE, t("exchange.page.changed_meanwhile"))
            whole_page.ask()
            return
        words = exchange_words.summary(wanted.found, len(wanted.removed), wanted.merged)
        told.tell(t("exchange.page.done", revision=saved.revision, words=words))
        st.session_state[_ROUND] = round_number() + 1
        for key in (_MADE, _WHY, "exchange-good-rows"):
            st.session_state.pop(key, None)
        whole_page.ask()
