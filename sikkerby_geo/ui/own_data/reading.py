"""A file as it is read on the page: its questions, its columns, and everything wrong with it."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from sikkerby_geo import build
from sikkerby_geo.build import taking_in
from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.facts.delivery_kinds import DELIVERY_KIND
from sikkerby_geo.facts.intake import Question, Recipe
from sikkerby_geo.text import number, t
from sikkerby_geo.ui.frame.labels import plain
from sikkerby_geo.ui.own_data.state import Brought, once
from sikkerby_geo.views.base.html import render
from sikkerby_geo.views.base.spreadsheet import csv_bytes
from sikkerby_geo.views.own_data.intake_words import (
    choice_words,
    fault_rows,
    grouped,
    question_sentence,
    remark_sentence,
)
from sikkerby_geo.views.own_data.told import role_words

MOST_ROUNDS = 6
"""An answer may lead to another question, but not for ever."""
MOST_SENTENCES = 12
"""Faults of one group on the screen; the file has them all."""
MOST_COLUMNS = 24


def read(atlas: Atlas, brought: Brought, kept: Recipe, *, bounded: bool) -> taking_in.Intake:
    """Read a file, asking what it leaves open: the answers of the source's last file are chosen already.

    Where it is ``bounded``, no more of it is held than one session may bring.
    """
    recipe = replace(kept, kind=brought.kind, columns={**kept.columns, **_columns_chosen(brought)}, answers={})
    asked: set[str] = set()
    found = _reading(atlas, brought, recipe, bounded=bounded)
    for _ in range(MOST_ROUNDS):
        new = [question for question in found.questions if question.key not in asked]
        if not new:
            break
        if not asked:
            st.html(render("own_heading.html", text=t("own_data.page.questions")))
        answers = {question.key: _answer(brought, question, kept) for question in new}
        asked |= answers.keys()
        recipe = recipe.with_answers({key: answer for key, answer in answers.items() if answer})
        found = _reading(atlas, brought, recipe, bounded=bounded)
    return found


def _reading(atlas: Atlas, brought: Brought, recipe: Recipe, *, bounded: bool) -> taking_in.Intake:
    key = (brought.mark, atlas.version, recipe.as_json())
    name = "reading-" + str(len(recipe.answers))
    store = build.own_store()
    return once(name, key, lambda: taking_in.take_in_file(atlas, store, brought.content, recipe, bounded=bounded))


def _answer(brought: Brought, question: Question, kept: Recipe) -> str:
    choices = {choice.choice_id: choice_words(choice) for choice in question.choices}
    before = kept.answered(question.key)
    return (
        st.radio(
            plain(question_sentence(question)),
            list(choices),
            index=list(choices).index(before) if before in choices else None,
            format_func=lambda choice: plain(choices[choice]),
            key=f"own-answer-{brought.mark}-{before}-{question.key}",
            help=t("own_data.page.remembered") if before in choices else None,
        )
        or ""
    )


def _column_key(brought: Brought, head: str) -> str:
    return f"own-column-{brought.mark}-{head}"


def _columns_chosen(brought: Brought) -> dict[str, str]:
    """What the reader has said of columns of this file, by head."""
    start = _column_key(brought, "")
    return {
        str(key).removeprefix(start): value
        for key, value in st.session_state.items()
        if str(key).startswith(start) and isinstance(value, str)
    }


def show_reading(atlas: Atlas, brought: Brought, found: taking_in.Intake) -> None:
    """How a file was read: how many rows are good, what each column was taken for, and what was passed over."""
    said = t("own_data.page.read", count=len(found.rows), bad=number(found.bad_rows), waiting=number(found.waiting))
    st.html(render("message.html", text=said))
    unused = [one.value for one in found.remarks if one.kind == "unused_column"]
    heads = {**dict.fromkeys(unused, ""), **found.recipe.columns}
    if heads or found.remarks:
        with st.expander(t("own_data.page.how_read")):
            with st.container(horizontal=True, key="own-columns"):
                for head, role in list(heads.items())[:MOST_COLUMNS]:
                    _column(brought, head, role)
            sentences = [remark_sentence(one) for one in found.remarks]
            if sentences:
                st.html(render("own_points.html", texts=sentences))
    _show_faults(atlas, brought, found)


def _column(brought: Brought, head: str, role: str) -> None:
    fields = [field.name for field in DELIVERY_KIND[brought.kind].fields if field.shown]
    options = list(dict.fromkeys((role, *fields, "")))
    st.selectbox(
        plain(head),
        options,
        index=0,
        filter_mode="contains",
        format_func=lambda each: role_words(each, brought.kind),
        key=_column_key(brought, head),
        width=220,
    )


def _show_faults(atlas: Atlas, brought: Brought, found: taking_in.Intake) -> None:
    """Every fault at once, by group; the file below has all of them."""
    if not found.faults:
        return
    for group in grouped(found.faults, found.kind, atlas.places):
        more = len(group.sentences) - MOST_SENTENCES
        said = [*group.sentences[:MOST_SENTENCES]]
        said += [t("own_data.page.more_faults", count=number(more))] if more > 0 else []
        st.html(render("own_faults.html", heading=group.heading, texts=said))
    st.download_button(
        t("own_data.page.faults_file", count=len(found.faults)),
        lambda: csv_bytes(fault_rows(found.faults, found.kind, atlas.places)),
        file_name=t("own_data.faults_name", file=brought.name.rpartition(".")[0] or brought.name),
        mime="text/csv",
        key="csv-own-faults",
        on_click="ignore",
        type="tertiary",
    )
