"""Indsatser, editing: an effort added, corrected, copied, said to be done, let go out; nothing typed is ever lost."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from shapely import Point

from sikkerby_geo.build import register
from sikkerby_geo.build.register import Edit
from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.facts.problems import SikkerByError
from sikkerby_geo.facts.register_entry import DatedStage, Entry, YearlyStatus
from sikkerby_geo.store.history import Store
from sikkerby_geo.text import t
from sikkerby_geo.ui.efforts import draft as drafts
from sikkerby_geo.ui.efforts import place_field
from sikkerby_geo.ui.efforts.draft import status_year
from sikkerby_geo.ui.frame import local_user
from sikkerby_geo.views.efforts import place_shapes
from tests.pages.shown_page import ShownPage
from tests.register_rows import LAMPS

FILE = "pages/indsatser.py"
CAMERA = "u-havnen-kamera"


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Store:
    monkeypatch.setenv("SIKKERBY_DATA", str(tmp_path / "own"))
    return Store(tmp_path / "own")


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
    return register.save(store, atlas, [Edit(effort_id, entry, seen)], who="anna", why="").revision


def entry_of(store: Store, atlas: Atlas, effort_id: str = "egen-1") -> Entry:
    return register.read_register(store, atlas)[effort_id].entry


def press(page: ShownPage, key: str) -> None:
    page.app.button(key=key).click().run()
    page.assert_calm()


def fill(page: ShownPage, **fields: object) -> None:
    """Type texts and choose codes."""
    found = [one for kind in ("text_input", "text_area", "selectbox", "multiselect") for one in page.app.get(kind)]
    for name, value in fields.items():
        next(one for one in found if one.key == f"edit-{name}").set_value(value)
    page.app.run()
    page.assert_calm()


def test_an_effort_is_added_once_it_is_whole_and_nothing_typed_is_lost(
    indsatser: Callable, store: Store, atlas: Atlas
) -> None:
    page = indsatser()
    press(page, "register-add")
    fill(page, name="Ny lygte", undivided_dkk="ca. 400.000", why="besluttet i maj")
    press(page, "edit-save")
    assert t("editing.faults", count=4) in page.words
    assert t("record.fault.not_a_number", field=t("record.field.undivided_dkk"), value="ca. 400.000") in page.words
    assert 'data-to="edit-kind-field"' in page.html, "each is a way to its field"
    assert 'data-at="edit-kind-field"' in page.html, "the keyboard goes to the first"
    assert page.app.text_input(key="edit-undivided_dkk").value == "ca. 400.000"
    fill(page, kind="lighting", stage="decided", source_words="Udvalget, maj 2019", undivided_dkk="400.000")
    assert t("record.check.money_without_source") in page.words, "worth a look, and no hindrance"
    press(page, "edit-save")
    (effort_id,) = {row for row in register.read_register(store, atlas) if row.startswith("egen-")}
    assert effort_id.startswith("egen-ny-lygte-")
    entry = Entry("Ny lygte", "lighting", stage="decided", source_words="Udvalget, maj 2019", undivided_dkk=400_000)
    assert entry_of(store, atlas, effort_id) == entry
    assert store.revisions()[0].occasion.why == "besluttet i maj"
    assert t("editing.added", name="Ny lygte", revision=1) in page.words
    assert page.choice["indsats"] == effort_id
    assert t("record.origin.own") in page.words


def test_a_typing_error_is_corrected_and_a_word_left_unsaved_is_asked_about(
    indsatser: Callable, store: Store, atlas: Atlas
) -> None:
    published = atlas.register[CAMERA].entry
    page = indsatser(indsats=CAMERA)
    press(page, "register-edit")
    press(page, "edit-close")
    assert t("editing.discarded") in page.words, "nothing was typed"
    press(page, "register-edit")
    fill(page, name="Havnen (kamera)")
    assert "data-unsaved" in page.html
    press(page, "edit-close")
    assert t("editing.unsaved") in page.words
    press(page, "edit-stay")
    press(page, "edit-save")
    assert t("editing.edited", name="Havnen (kamera)", revision=1) in page.words
    assert entry_of(store, atlas, CAMERA) == replace(published, name="Havnen (kamera)")
    press(page, "register-edit")
    fill(page, name="noget andet")
    press(page, "edit-close")
    press(page, "edit-discard")
    assert entry_of(store, atlas, CAMERA).name == "Havnen (kamera)"


def test_a_form_left_for_another_page_still_has_its_words(indsatser: Callable) -> None:
    page = indsatser()
    press(page, "register-add")
    fill(page, name="Ny lygte", success_criterion="Flere føler sig trygge")
    page.app.switch_page("pages/maal.py").run()
    page.app.switch_page(FILE).run()
    page.assert_calm()
    assert page.app.text_input(key="edit-name").value == "Ny lygte"
    assert page.app.text_area(key="edit-success_criterion").value == "Flere føler sig trygge"


def test_the_second_of_two_sees_the_firsts_change_and_keeps_the_own(
    indsatser: Callable, store: Store, atlas: Atlas
) -> None:
    put(store, atlas, LAMPS)
    page = indsatser(indsats="egen-1")
    press(page, "register-edit")
    put(store, atlas, replace(LAMPS, note="anna var her"), seen=1)
    fill(page, end_year="2018", why="set i går")
    press(page, "edit-save")
    assert t("kept.merged", who="anna", fields=t("record.field.note")) in page.words
    assert entry_of(store, atlas) == replace(LAMPS, note="anna var her", end_year=2018)
    press(page, "register-edit")
    put(store, atlas, replace(LAMPS, note="anna igen", end_year=2018), seen=3)
    fill(page, note="min note", why="set i dag")
    press(page, "edit-save")
    assert t("editing.conflict") in page.words
    assert entry_of(store, atlas).note == "anna igen", "nothing is written over"
    page.app.radio(key="unsaved-egen-1-note").set_value("mine").run()
    press(page, "unsaved-egen-1-decide")
    assert entry_of(store, atlas).note == "min note"
    assert store.revisions()[0].occasion.why == "set i dag"


def test_two_changes_of_one_session_that_were_not_written_wait_side_by_side(
    indsatser: Callable, store: Store, atlas: Atlas
) -> None:
    for effort_id, name in (("egen-1", "Møllegade"), ("egen-2", "Lundevej")):
        put(store, atlas, replace(LAMPS, name=name), effort_id=effort_id)
    page = indsatser(indsats="egen-1")
    for effort_id, seen in (("egen-1", 1), ("egen-2", 2)):
        page.app.query_params["indsats"] = effort_id
        page.app.run()
        press(page, "register-edit")
        put(store, atlas, replace(entry_of(store, atlas, effort_id), note="annas"), seen=seen, effort_id=effort_id)
        fill(page, note="min")
        press(page, "edit-save")
    assert {one.key for one in page.app.radio} >= {"unsaved-egen-1-note", "unsaved-egen-2-note"}


def test_what_may_be_there_already_is_asked_about_before_it_is_added(
    indsatser: Callable, store: Store, atlas: Atlas
) -> None:
    put(store, atlas, replace(LAMPS, effectiveness_mark="most", stages=(DatedStage("2016", "completed"),)))
    page = indsatser(indsats="egen-1")
    press(page, "register-copy")
    assert t("editing.alike.heading") in page.words
    assert 'href="?indsats=egen-1"' in page.html
    press(page, "edit-save")
    assert t("editing.alike.asked") in page.words
    assert store.newest()[0] == 1
    press(page, "edit-other")
    rows = register.read_register(store, atlas)
    (copy,) = [row.entry for name, row in rows.items() if name.startswith("egen-") and name != "egen-1"]
    assert copy == LAMPS, "marks and dates of the first are not those of the second"


def test_an_own_one_is_deleted_and_a_published_one_goes_out_with_a_reason_and_both_come_back(
    indsatser: Callable, store: Store, atlas: Atlas
) -> None:
    put(store, atlas, LAMPS)
    page = indsatser(indsats="egen-1")
    press(page, "register-out")
    page.app.text_input(key="register-reason").set_value("står der to gange").run()
    press(page, "register-confirmed")
    assert t("editing.out.deleted", name="Møllegade", revision=2) in page.words
    assert "egen-1" not in register.read_register(store, atlas)
    assert "indsats" not in page.choice
    page = indsatser(indsats=CAMERA)
    press(page, "register-out")
    press(page, "register-confirmed")
    assert t("editing.out.no_reason") in page.words
    page.app.text_input(key="register-reason").set_value("taget ned").run()
    press(page, "register-confirmed")
    assert entry_of(store, atlas, CAMERA).withdrawn == "taget ned"
    for effort_id in (CAMERA, "egen-1"):
        page.app.selectbox(key="register-gone").set_value(effort_id).run()
        press(page, "register-undo-gone")
    assert entry_of(store, atlas, CAMERA) == atlas.register[CAMERA].entry
    assert entry_of(store, atlas) == LAMPS


def test_that_it_is_done_is_said_in_two_taps_and_how_the_year_went(
    indsatser: Callable, store: Store, atlas: Atlas
) -> None:
    put(store, atlas, replace(LAMPS, stage="decided"))
    page = indsatser(indsats="egen-1")
    page.app.text_input(key="quick-egen-1-date").set_value("maj 2019").run()
    press(page, "register-save-stage")
    assert entry_of(store, atlas) == replace(LAMPS, stages=(DatedStage("2019-05", "completed"),))
    press(page, "register-save-status")
    assert t("editing.quick.no_status") in page.words
    page.app.selectbox(key="quick-egen-1-year").set_value(status_year())
    next(one for one in page.app.get("button_group") if one.key == "quick-egen-1-status").set_value("partly")
    page.app.text_input(key="quick-egen-1-words").set_value("halvdelen lyser").run()
    press(page, "register-save-status")
    assert entry_of(store, atlas).yearly_status == (YearlyStatus(status_year(), "partly", "halvdelen lyser"),)
    assert f"{status_year()}: delvis nået. halvdelen lyser" in page.words


def test_rows_of_a_list_are_added_typed_and_taken_away(indsatser: Callable, store: Store, atlas: Atlas) -> None:
    put(store, atlas, LAMPS)
    page = indsatser(indsats="egen-1")
    press(page, "register-edit")
    for _ in range(3):
        press(page, "edit-stages-more")
    rows = [one.key for one in page.app.text_input if one.key.startswith("edit-stages-")]
    for row, date, stage in ((rows[0], "2015", "decided"), (rows[2], "2016", "completed")):
        page.app.text_input(key=row).set_value(date)
        page.app.selectbox(key=row.replace("-date", "-stage")).set_value(stage)
    press(page, rows[1].replace("edit-stages-", "edit-stages-less-").replace("-date", ""))
    press(page, "edit-save")
    assert entry_of(store, atlas).stages == (DatedStage("2015", "decided"), DatedStage("2016", "completed"))


def test_a_place_is_typed_or_searched_and_its_areas_filled_in(indsatser: Callable, store: Store, atlas: Atlas) -> None:
    put(store, atlas, LAMPS)
    middle = atlas.layer("survey_areas_layer").set_index("area_id").geometry["bakken"].representative_point()
    page = indsatser(indsats="egen-1")
    press(page, "register-edit")
    fill(page, **{"place-corners": "her"})
    press(page, "edit-place-use")
    assert t("editing.place.areas_filled", areas="Bakken") not in page.words
    fill(page, **{"place-corners": f"{middle.y:.6f}; {middle.x:.6f}"})
    press(page, "edit-place-use")
    assert t("editing.place.areas_filled", areas="Bakken") in page.words
    assert page.app.multiselect(key="edit-area_ids").value == ["bakken"]
    press(page, "edit-save")
    entry = entry_of(store, atlas)
    assert entry.geometry == Point(round(middle.x, 6), round(middle.y, 6))
    assert (entry.area_ids, entry.basis) == (("bakken",), "drawn")
    press(page, "register-edit")
    fill(page, **{"place-search": "lundegade"})
    street = next(one for one in page.app.button if t("editing.place.search_area").split(";")[0] in one.label)
    press(page, street.key)
    assert "Lundegade" in page.app.text_area(key="edit-place_words").value


def test_what_the_map_sends_is_the_place_and_what_it_must_not_send_changes_nothing(
    atlas: Atlas, monkeypatch: pytest.MonkeyPatch
) -> None:
    session: dict = {}
    monkeypatch.setattr(drafts.st, "session_state", session)
    plan = next(row for row in atlas.register.values() if row.entry.kind == "housing_plan" and row.entry.geometry)
    drafts.open_edit(plan)
    draft = drafts.current()
    middle = plan.entry.geometry.representative_point()
    point = {"form": "point", "at": [middle.x, middle.y]}
    place_field.receive(atlas, {"shape": point, "click": 1})
    assert (draft.shape, draft.click, draft.stands) == (plan.entry.geometry, 1, 0), "a plan is an area"
    assert t("editing.place.as_before") in draft.told["place"]
    place_field.receive(atlas, {"place": "bakken", "click": 2})
    assert "bakken" in draft.typed["area_ids"]
    place_field.receive(atlas, {"place": "<b>", "click": 3})
    assert "<b>" not in draft.typed["area_ids"]
    drafts.put(draft, "kind", "lighting")
    place_field.receive(atlas, {"shape": point, "click": 4})
    assert (draft.shape, draft.stands) == (Point(round(middle.x, 6), round(middle.y, 6)), 4)
    place_field.receive(atlas, {"shape": None, "click": 5})
    assert (draft.shape, draft.typed["basis"]) == (None, None)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ('{"type": "FeatureCollection", "features": []}', "fault.geojson.empty"),
        ('{"type": "Feature", "properties": {}, "geometry": null}', "editing.place.no_geometry"),
        ('{"type": "Polygon", "coordinates": [[[12.5, 55.7], [12.6, 55.7]]]}', "fault.geojson.bad_coordinates"),
        ('{"type": "Point", "coordinates": [55.7, 12.5]}', "fault.geojson.swapped"),
        ("navn;sted", "fault.geojson.not_json"),
    ],
)
def test_a_file_without_one_place_is_refused(text: str, key: str) -> None:
    with pytest.raises(SikkerByError) as caught:
        place_shapes.read_one(text.encode())
    assert caught.value.key == key


def test_a_file_with_one_place_gives_it_without_heights() -> None:
    assert place_shapes.read_one(b'{"type": "MultiPoint", "coordinates": [[12.5, 55.7, 3]]}') == Point(12.5, 55.7)


def test_a_reader_is_told_once_why_not_and_no_press_of_theirs_writes(
    indsatser: Callable, store: Store, atlas: Atlas, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The page was drawn for a writer, whose right has been taken away before the button is pressed."""
    put(store, atlas, LAMPS)
    page = indsatser(indsats="egen-1")
    monkeypatch.setattr(local_user, "is_here", lambda: False)
    for key in ("register-save-stage", "register-undo"):
        page.app.button(key=key).click().run()
        page.assert_calm()
        monkeypatch.setattr(local_user, "is_here", lambda: True)
        page.app.run()
        assert t("sign_in.refused.not_here") in page.words
        monkeypatch.setattr(local_user, "is_here", lambda: False)
    monkeypatch.setattr(local_user, "is_here", lambda: True)
    page.app.run()
    press(page, "register-edit")
    page.app.text_input(key="edit-name").set_value("noget andet")
    monkeypatch.setattr(local_user, "is_here", lambda: False)
    press(page, "edit-save")
    assert t("sign_in.refused.not_here") in page.words
    assert page.app.text_input(key="edit-name").value == "noget andet", "the words are there still"
    press(page, "edit-close")
    press(page, "edit-discard")
    assert page.words.count(t("exchange.page.not_here")) == 1
    assert not {"register-add", "register-edit", "register-out"} & {one.key for one in page.app.button}
    assert store.newest()[0] == 1


def test_what_is_worth_a_second_look_is_for_writers(
    indsatser: Callable, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = indsatser()
    assert t("check_table.caption") in page.words
    assert t("record.check.no_goal") in page.words
    monkeypatch.setattr(local_user, "is_here", lambda: False)
    page.app.run()
    assert t("check_table.caption") not in page.words
