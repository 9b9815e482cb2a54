"""Saved studies of effect in the store: kept with who, when and why, changed, dropped, undone, and never in the way."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

import pytest

from sikkerby_geo import build
from sikkerby_geo.build import effect_studies
from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.facts.effect_studies import LONGEST_TITLE, STUDY_KIND, EffectStudy, StudyError
from sikkerby_geo.facts.revisions import Change, ConflictError, NothingNewError, Occasion, RevisionKind
from sikkerby_geo.store import backup
from sikkerby_geo.store.history import Store
from sikkerby_geo.store.joining import read_own
from sikkerby_geo.views.base.own_files import export_files

LAMPS = EffectStudy(
    "studie-1",
    "Lys ved havnen",
    {"indsats": "u-havnen-lys", "foer": "2016", "efter": "2018"},
    {"verdict": "too_small", "points": -2.4, "p": None},
    "abc",
    "def",
    "Lamperne kom i 2017.",
)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """A store whose revisions are made on the first, second, third … of May 2022."""
    days = count(1)
    return Store(tmp_path / "own", clock=lambda: datetime(2022, 5, next(days), 12, tzinfo=UTC))


def test_a_kept_study_stands_with_who_when_and_why_and_comes_back_as_it_was(store: Store, tmp_path: Path) -> None:
    assert effect_studies.kept_studies(store).studies == ()
    effect_studies.keep_study(store, LAMPS, who="anna", why="til udvalget")
    told = json.loads(export_files(store.current(), store.revisions())["effektstudier.json"])
    assert told == [{"study_id": "studie-1", "revision": 1, **LAMPS.payload()}]
    kept = effect_studies.kept_studies(store).get("studie-1")
    assert kept.study == LAMPS
    assert (kept.who, kept.why, kept.at.day, kept.revision) == ("anna", "til udvalget", 1, 1)
    backup.back_up(store, tmp_path / "kopi.db")
    other = Store(tmp_path / "other")
    backup.restore(tmp_path / "kopi.db", other)
    assert effect_studies.kept_studies(other).get("studie-1").study == LAMPS


def test_a_study_is_worked_out_anew_dropped_and_put_back_as_revisions(store: Store) -> None:
    effect_studies.keep_study(store, LAMPS, who="anna", why="")
    again = replace(LAMPS, data_version="ghi", result={"verdict": "no_effect_seen"})
    effect_studies.keep_study(store, again, who="bo", why="nye tal", seen=1)
    with pytest.raises(ConflictError):
        effect_studies.keep_study(store, replace(LAMPS, note="fra i går"), who="anna", why="", seen=1)
    with pytest.raises(NothingNewError):
        effect_studies.keep_study(store, again, who="bo", why="", seen=2)
    kept = effect_studies.kept_studies(store).get("studie-1")
    assert (kept.study, kept.who) == (again, "bo")
    effect_studies.drop_study(store, kept, who="bo", why="forkert indsats")
    assert effect_studies.kept_studies(store).studies == ()
    assert [one.number for one in effect_studies.study_revisions(store)] == [3, 2, 1]
    store.undo(3, "anna", "den skal stå")
    assert effect_studies.kept_studies(store).get("studie-1").study == again
    assert len(store.history(STUDY_KIND, "studie-1")) == 4


def test_one_that_cannot_be_read_is_named_and_takes_no_other_along(store: Store) -> None:
    effect_studies.keep_study(store, LAMPS, who="anna", why="")
    strange = [
        Change(STUDY_KIND, f"studie-x{number}", payload, 0)
        for number, payload in enumerate(({"title": 3}, {**LAMPS.payload(), "question": {"foer": 2016}}))
    ]
    store.write(strange, Occasion("nogen", "", RevisionKind.IMPORT))
    found = effect_studies.kept_studies(store)
    assert [one.study for one in found.studies] == [LAMPS]
    assert found.unread == ("studie-x0", "studie-x1")


@pytest.mark.parametrize(
    "words", [{"title": " "}, {"title": "x" * (LONGEST_TITLE + 1)}, {"note": "to\u202ekne"}], ids=str
)
def test_words_that_cannot_be_shown_are_not_kept(store: Store, words: dict[str, str]) -> None:
    with pytest.raises(StudyError):
        effect_studies.keep_study(store, replace(LAMPS, **words), who="anna", why="")
    assert store.newest()[0] == 0


def test_keeping_a_study_changes_none_of_the_facts(store: Store, atlas: Atlas) -> None:
    embedded = atlas.snapshot.embedded
    before = build.atlas_with(embedded, read_own(store), atlas)
    effect_studies.keep_study(store, LAMPS, who="anna", why="")
    after = build.atlas_with(embedded, read_own(store), before)
    assert effect_studies.figures_of(after) == effect_studies.figures_of(before)
    digests = {**after.snapshot.digests, "survey": "another"}
    changed = replace(after, snapshot=replace(after.snapshot, digests=digests))
    assert effect_studies.figures_of(changed) != effect_studies.figures_of(before)
