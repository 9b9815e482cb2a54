"""Indsatser, the past: an effort's history, a change undone, the register as of a day, and changes that disagree."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

import pytest

from sikkerby_geo.build import conflicts, register
from sikkerby_geo.build.register import Edit, EditConflict
from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.facts.register_entry import Entry
from sikkerby_geo.store.history import Store
from sikkerby_geo.text import t
from sikkerby_geo.ui.frame import local_user
from tests.pages.shown_page import ShownPage
from tests.pages.test_indsatser import listed
from tests.register_rows import LAMPS

FILE = "pages/indsatser.py"
CAMERA = "u-havnen-kamera"
STORES = count()


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Store:
    """A store whose revisions are made on the first, second, third … of May 2019; no two stores have the same moments,
    by which what was worked out from one is kept."""
    monkeypatch.setenv("SIKKERBY_DATA", str(tmp_path / "own"))
    days, own = count(1), next(STORES)
    return Store(tmp_path / "own", clock=lambda: datetime(2019, 5, next(days), 12, 0, 0, own, tzinfo=UTC))


@pytest.fixture
def indsatser(store: Store, open_page: Callable[..., ShownPage], monkeypatch: pytest.MonkeyPatch) -> Callable:
    """Opens the page at an address, at the machine itself."""
    monkeypatch.setattr(local_user, "is_here", lambda: True)

    def open_at(**query: str) -> ShownPage:
        page = open_page(FILE, **query)
        page.assert_calm()
        return page

    return open_at


def put(store: Store, atlas: Atlas, entry: Entry | None, seen: int = 0, effort_id: str = "egen-1") -> int:
    return register.save(store, atlas, [Edit(effort_id, entry, seen)], who="anna", why="set på stedet").revision


def press(page: ShownPage, key: str) -> None:
    page.app.button(key=key).click().run()
    page.assert_calm()


def test_an_effort_nobody_has_changed_says_so(indsatser: Callable) -> None:
    assert t("past.none") in indsatser(indsats=CAMERA).words


def test_a_change_is_told_field_by_field_and_undone(indsatser: Callable, store: Store, atlas: Atlas) -> None:
    published = atlas.register[CAMERA].entry
    put(store, atlas, replace(published, note="flyttet"), effort_id=CAMERA)
    page = indsatser(indsats=CAMERA)
    assert t("past.line", number=1, at="01.05.2019 kl. 14.00", who="anna", deed=t("past.deed.edited")) in page.words
    assert "set på stedet" in page.words
    assert t("past.published_caption") in page.words
    page.app.text_input(key=f"register-past-why-{CAMERA}-1").set_value("den stod der hele tiden").run()
    press(page, "register-undo")
    assert t("past.undone", number=1, made=2) in page.words
    assert store.revisions()[0].occasion.why == "den stod der hele tiden"
    assert t("past.published_same") not in page.words
    press(page, "register-undo")
    assert store.newest()[0] == 3, "an undo can itself be undone"


def test_a_change_that_was_changed_again_is_undone_in_part(indsatser: Callable, store: Store, atlas: Atlas) -> None:
    put(store, atlas, LAMPS)
    put(store, atlas, replace(LAMPS, name="Moellegade", note="en"), seen=1)
    put(store, atlas, replace(LAMPS, name="Moellegade", note="to"), seen=2)
    page = indsatser(indsats="egen-1")
    page.app.selectbox(key="register-past-egen-1-3").set_value(2).run()
    press(page, "register-undo")
    assert t("past.later", fields=t("record.field.note"), number=3) in page.words
    press(page, "register-undo-rest")
    assert register.read_register(store, atlas)["egen-1"].entry == replace(LAMPS, note="to")


def test_the_register_of_a_day_is_at_its_own_address(indsatser: Callable, store: Store, atlas: Atlas) -> None:
    put(store, atlas, LAMPS)
    put(store, atlas, replace(LAMPS, name="Møllegade og Møllestien"), seen=1)
    page = indsatser(dag="2019-05-01", soeg="møllegade")
    assert listed(page) == ["Møllegade"]
    assert page.messages[0].startswith("Registret, som det var 01.05.2019")
    press(page, "register-today")
    assert "dag" not in page.choice
    assert listed(page) == ["Møllegade og Møllestien"]
    assert listed(indsatser(dag="2019-04-30", soeg="møllegade")) == []


def test_a_wrong_day_is_told_and_todays_register_shown(indsatser: Callable) -> None:
    page = indsatser(dag="12. maj")
    assert page.messages == [t("problem.address", name="dag", value="12. maj", shown=t("past.day.shown"))]


def test_what_is_deleted_stays_in_the_history_and_comes_back_also_beside_an_open_card(
    indsatser: Callable, store: Store, atlas: Atlas
) -> None:
    put(store, atlas, LAMPS)
    put(store, atlas, None, seen=1)
    put(store, atlas, LAMPS, effort_id="egen-2")
    page = indsatser(indsats="egen-2")
    page.app.selectbox(key="register-gone").set_value("egen-1").run()
    page.assert_calm()
    assert t("past.deed.deleted") in page.words
    press(page, "register-undo-gone")
    assert register.read_register(store, atlas)["egen-1"].entry == LAMPS


def test_a_link_to_an_effort_that_went_out_tells_why_and_what_it_said(
    indsatser: Callable, store: Store, atlas: Atlas
) -> None:
    camera = atlas.register[CAMERA].entry
    put(store, atlas, replace(camera, withdrawn="taget ned <b>i maj"), effort_id=CAMERA)
    page = indsatser(indsats=CAMERA)
    told = [t("register.entry.unknown", value=CAMERA), t("past.withdrawn", reason="taget ned <b>i maj")]
    assert page.messages == told
    assert camera.name in page.words
    press(page, "register-undo")
    assert register.read_register(store, atlas)[CAMERA].entry == camera


def test_two_changes_that_disagree_wait_until_somebody_chooses(indsatser: Callable, store: Store, atlas: Atlas) -> None:
    put(store, atlas, LAMPS)
    put(store, atlas, replace(LAMPS, note="en", end_year=2018), seen=1)
    with pytest.raises(EditConflict) as told:
        put(store, atlas, replace(LAMPS, note="to", end_year=2019), seen=1)
    conflict_id = conflicts.leave(store, told.value.conflicts[0], who="bo", why="jeg var der selv")
    page = indsatser()
    assert t("past.conflict.heading", count=1) in page.words
    assert t("past.conflict.left_by", who="bo", why="jeg var der selv") in page.words
    page.app.radio(key=f"conflict-{conflict_id}-note").set_value("mine").run()
    press(page, f"conflict-{conflict_id}-decide")
    assert t("past.conflict.decided", made=4) in page.words
    assert register.read_register(store, atlas)["egen-1"].entry == replace(LAMPS, note="to", end_year=2018)
    assert t("past.conflict.heading", count=1) not in page.words


def test_a_change_that_was_not_written_is_kept_until_its_writer_chooses(
    indsatser: Callable, store: Store, atlas: Atlas
) -> None:
    put(store, atlas, LAMPS)
    put(store, atlas, replace(LAMPS, note="en"), seen=1)
    with pytest.raises(EditConflict) as told:
        put(store, atlas, replace(LAMPS, note="to"), seen=1)
    page = indsatser()
    page.app.session_state["register-unsaved"] = ((told.value.conflicts[0], "set i går"),)
    page.app.run()
    put(store, atlas, replace(LAMPS, note="tre"), seen=2)
    page.app.radio(key="unsaved-egen-1-note").set_value("mine").run()
    press(page, "unsaved-egen-1-decide")
    assert store.newest()[0] == 3, "a third writer was there first, so that it is asked again"
    press(page, "unsaved-egen-1-leave")
    assert t("past.conflict.left") in page.words
    assert t("past.conflict.heading", count=1) in page.words


def test_a_reader_sees_the_history_and_can_change_nothing(
    store: Store, open_page: Callable[..., ShownPage], atlas: Atlas, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(store, atlas, LAMPS)
    monkeypatch.setattr(local_user, "is_here", lambda: False)
    page = open_page(FILE, indsats="egen-1")
    page.assert_calm()
    assert t("past.deed.added") in page.words
    assert "register-undo" not in {button.key for button in page.app.button}
    assert "anna" not in page.words, "who changed what is not for everybody"
    assert t("past.somebody") in page.words


def test_a_role_that_is_taken_undoes_nothing_more(
    indsatser: Callable, store: Store, atlas: Atlas, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(store, atlas, LAMPS)
    page = indsatser(indsats="egen-1")
    assert "anna" in page.words
    monkeypatch.setattr(local_user, "is_here", lambda: False)
    press(page, "register-undo")
    assert store.newest()[0] == 1


def test_a_writers_words_are_text(indsatser: Callable, store: Store, atlas: Atlas) -> None:
    entry = replace(LAMPS, note="<b>fed</b> {{ 7 * 7 }}")
    register.save(store, atlas, [Edit("egen-1", entry)], who="<i>anna</i>", why="{{ 6 * 6 }}")
    page = indsatser(indsats="egen-1")
    assert "<b>fed" not in page.html
    assert "<i>anna" not in page.html
    assert "{{ 6 * 6 }}" in page.words
    assert "{{ 7 * 7 }}" in page.words
