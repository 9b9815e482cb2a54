"""Figures that one session sees alone: the same ones are worked out once, bounded in rows and in number."""

from __future__ import annotations

import gc
from dataclasses import replace
from pathlib import Path

import pytest

from sikkerby_geo import build
from sikkerby_geo.build import SessionPreviews, taking_in
from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.facts.intake import Recipe
from sikkerby_geo.facts.problems import SessionLimitError
from sikkerby_geo.facts.thresholds import Limit
from sikkerby_geo.store.history import Store
from sikkerby_geo.views.own_data.intake_words import fault_sentence
from tests.cases.deliveries import HEAD
from tests.store.own_city import row, survey


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "own")


@pytest.fixture(autouse=True)
def two_of_each(monkeypatch: pytest.MonkeyPatch) -> None:
    for room in (build, taking_in):
        monkeypatch.setattr(room, "MOST_SESSION_ROWS", Limit("session_rows", 2, "rows"))
    monkeypatch.setattr(build, "MOST_SESSIONS", Limit("sessions", 2, "number"))


def test_two_sessions_with_the_same_figures_share_them_whatever_the_file_is_called(atlas: Atlas, store: Store) -> None:
    previews = SessionPreviews()
    first = previews.of(atlas, store, [survey()], bounded=True)
    assert previews.of(atlas, store, [replace(survey(), file_name="kopi.csv")], bounded=True) is first
    assert previews.of(atlas, store, [survey(row("13"))], bounded=True) is not first


def test_no_more_sessions_than_there_is_room_for_hold_their_own_and_one_that_ends_makes_room(
    atlas: Atlas, store: Store
) -> None:
    previews = SessionPreviews()
    held = [previews.of(atlas, store, [survey(row(percent))], bounded=True) for percent in ("11", "12")]
    with pytest.raises(SessionLimitError) as refused:
        previews.of(atlas, store, [survey(row("13"))], bounded=True)
    assert refused.value.key == "problem.session_many"
    assert previews.of(atlas, store, [survey(row("12"))], bounded=True) is held[1]
    assert previews.of(atlas, store, [survey(row("13"))], bounded=False)
    held.pop()
    gc.collect()
    assert previews.of(atlas, store, [survey(row("13"))], bounded=True)


def test_one_session_brings_no_more_than_a_bounded_number_of_rows(atlas: Atlas, store: Store) -> None:
    rows = survey(row(), row(year="2024"), row(year="2023"))
    with pytest.raises(SessionLimitError) as refused:
        SessionPreviews().of(atlas, store, [rows], bounded=True)
    assert (refused.value.key, refused.value.params) == ("problem.session_rows", {"count": 3, "most": 2})
    assert SessionPreviews().of(atlas, store, [rows], bounded=False)


def test_of_a_file_with_more_rows_nothing_is_held_but_that_it_has(atlas: Atlas, store: Store) -> None:
    content = (HEAD + "".join(f"Åby;{year};Utrygge i nabolaget;12,4;231;\n" for year in (2023, 2024, 2025))).encode()
    found = taking_in.take_in_file(atlas, store, content, Recipe("survey"), bounded=True)
    assert (found.rows.empty, found.wheres, found.ready) == (True, (), False)
    (said,) = [fault_sentence(fault, found.kind, atlas.places) for fault in found.faults]
    assert said.startswith("Filen: filen har 3 rækker, og i én session vises højst 2.")
    assert len(taking_in.take_in_file(atlas, store, content, Recipe("survey")).rows) == 3
