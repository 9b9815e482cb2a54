"""Egne tal: from a filled template to the changed map and back, questions, faults, and figures of one session alone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from sikkerby_geo import build
from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.facts.roles import Account, Refusal, Role
from sikkerby_geo.facts.thresholds import Limit
from sikkerby_geo.store.deliveries import deliver
from sikkerby_geo.store.history import Store
from sikkerby_geo.text import t
from sikkerby_geo.ui.frame import local_user, sign_in
from sikkerby_geo.ui.frame.auth_settings import Settings, checked
from sikkerby_geo.ui.frame.sign_in import Refused, Writer
from sikkerby_geo.ui.own_data import log, roles
from sikkerby_geo.views.own_data.log import revision_words
from tests.cases.deliveries import HEAD
from tests.pages.shown_page import ShownPage
from tests.store.filled import filled
from tests.store.own_city import row, survey

MEASURED = HEAD + "Åby;2025;Utrygge i nabolaget;12,4;231;\nBakken;2025;Utrygge i nabolaget;45;200;\n"
SHARES = HEAD + "Åby;2020;Utrygge i nabolaget;0,12;231;\nBakken;2020;Utrygge i nabolaget;0,08;200;\n"
CAVEAT = "egne tal, ikke offentliggjort"
ALSO_SEEN_ON = ("bydel", "udvikling", "maal")


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Store:
    monkeypatch.setenv("SIKKERBY_DATA", str(tmp_path / "own"))
    return Store(tmp_path / "own")


@pytest.fixture
def page(store: Store, open_page: Callable[..., ShownPage], monkeypatch: pytest.MonkeyPatch) -> ShownPage:
    """The page at the machine itself."""
    monkeypatch.setattr(local_user, "is_here", lambda: True)
    return open_page("pages/egne_tal.py")


def choose(page: ShownPage, content: str | bytes, name: str = "tal.csv") -> None:
    raw = content.encode() if isinstance(content, str) else content
    page.app.file_uploader[0].set_value((name, raw, "text/csv")).run()
    page.assert_calm()


def bring(page: ShownPage, content: str | bytes, name: str = "tal.csv") -> None:
    """Choose a file, and tell where it is from."""
    choose(page, content, name)
    page.app.text_input(key="own-title").set_value("Måling 2020")
    page.app.text_input(key="own-publisher").set_value("Legeby Kommune")
    page.app.checkbox(key="own-first-hand").set_value(True).run()
    page.assert_calm()


def press(page: ShownPage, key: str) -> None:
    page.app.button(key=key).click().run()
    page.assert_calm()


def keys(page: ShownPage) -> set[str | None]:
    return {button.key for button in page.app.button}


def test_from_a_filled_template_to_the_map_and_back(page: ShownPage, store: Store, open_page: Callable) -> None:
    bring(page, filled("survey"), "tal.xlsx")
    assert store.newest()[0] == 0
    press(page, "own-put-in")
    assert t("own_data.page.done", revision=1) in page.words
    assert (store.revisions()[0].occasion.file_name, len(store.current("survey"))) == ("tal.xlsx", 3)
    where = {"aar": "2025", "regel": "10pct", "sted": "aaby"}
    assert CAVEAT in open_page(**where).words
    press(page, "own-publish")
    assert t("cli.publish.done", revision=1, made=2) in page.words
    assert CAVEAT not in open_page(**where).words
    press(page, "own-undo")
    assert "Revision 1 kan ikke fortrydes alene" in page.words
    press(page, "own-undo-later")
    assert t("cli.undo.done", revision=1, made=3) in page.words
    assert (len(store.revisions()), store.current("survey")) == (3, [])


def test_old_stands_beside_new_and_flags_that_turn_are_told(page: ShownPage) -> None:
    bring(page, MEASURED)
    row = page.words[page.words.index("4. Det ville") :]
    assert "45" in row
    assert CAVEAT in row
    assert "Klart over 10" in row


def test_what_is_ambiguous_is_asked_and_remembered_for_the_source(page: ShownPage, store: Store) -> None:
    bring(page, SHARES)
    assert "own-put-in" not in keys(page)
    (radio,) = [radio for radio in page.app.radio if radio.key != "own-kind"]
    assert radio.value is None
    radio.set_value("share").run()
    press(page, "own-put-in")
    choose(page, SHARES.replace("2020", "2019"), "naeste.csv")
    page.app.selectbox(key="own-source").set_value("Måling 2020").run()
    (radio,) = [radio for radio in page.app.radio if radio.key != "own-kind"]
    assert radio.value == "share"
    press(page, "own-put-in")
    assert store.newest()[0] == 2


def test_a_column_nobody_knows_can_be_named_and_is_remembered(page: ShownPage, store: Store) -> None:
    bring(page, MEASURED.replace("Procent", "Opgjort"))
    assert "own-put-in" not in keys(page)
    (column,) = [box for box in page.app.selectbox if box.label == "Opgjort"]
    column.set_value("percent").run()
    press(page, "own-put-in")
    (recipe,) = store.current("recipe")
    assert recipe.payload is not None
    assert recipe.payload["columns"]["Opgjort"] == "percent"


def test_every_fault_is_told_and_good_rows_are_taken_only_if_asked_for(page: ShownPage, store: Store) -> None:
    bring(page, MEASURED + "Xyzzy<i>;2020;Utrygge i nabolaget;8;20;\n")
    assert "Xyzzy<i>" in page.words
    assert "<i>" not in page.html
    assert "own-put-in" not in keys(page)
    page.app.checkbox(key="own-good-rows").set_value(True).run()
    press(page, "own-put-in")
    assert len(store.current("survey")) == 2


def test_figures_of_one_session_are_on_its_pages_and_on_no_others(
    store: Store, open_page: Callable[..., ShownPage], monkeypatch: pytest.MonkeyPatch
) -> None:
    page = open_page("pages/egne_tal.py")
    bring(page, MEASURED)
    assert "own-put-in" not in keys(page)
    assert t("own_data.page.not_you", why=t("sign_in.refused.not_here")) in page.words
    with monkeypatch.context() as tight:
        tight.setattr(build, "MOST_SESSION_ROWS", Limit("session_rows", 1, "rows"))
        press(page, "own-only-here")
    assert "må fylde højst 1 række, og her er 2" in page.words
    press(page, "own-only-here")
    assert store.newest()[0] == 0
    where = {"aar": "2025", "regel": "10pct", "sted": "bakken"}
    page.app.switch_page("app.py")
    for name, value in where.items():
        page.app.query_params[name] = value
    page.app.run()
    page.assert_calm()
    assert CAVEAT in page.words
    assert t("own_data.session.note", files="tal.csv") in page.words
    for file in ALSO_SEEN_ON:
        page.app.switch_page(f"pages/{file}.py")
        page.app.run()
        page.assert_calm()
        assert CAVEAT in page.words.replace("Egne", "egne"), file
        assert "tal.csv" in page.words, file
    other = open_page(**where)
    assert CAVEAT not in other.words
    assert "tal.csv" not in other.words
    page.app.switch_page("pages/egne_tal.py")
    page.app.run()
    press(page, "own-forget")
    assert "tal.csv" not in page.words


def test_figures_of_a_session_that_somebody_puts_in_are_its_own_no_more_and_that_is_told_once(
    store: Store, atlas: Atlas, open_page: Callable[..., ShownPage]
) -> None:
    page = open_page("pages/egne_tal.py")
    bring(page, MEASURED)
    press(page, "own-only-here")
    kept = page.app.session_state["own-session"].deliveries
    deliver(store, atlas.snapshot.embedded, *kept, who="anna", why="", seen=0)
    page.app.run()
    why = t("own_data.session.lost", files="tal.csv", why=t("own_data.session.joined"))
    assert why in page.words
    page.app.run()
    assert why not in page.words


KAREN, OLE = Account("https://login.example", "karen", "Karen"), Account("https://login.example", "ole", "Ole")


class Now:
    """Who is signed in, as the provider and the table say at each moment."""

    def __init__(self, role: Role) -> None:
        self.role = role

    def __call__(self, needed: Role = Role.EDITOR) -> Writer | Refused:
        if self.role.may(needed):
            return Writer(KAREN.who, self.role, KAREN)
        return Refused(Refusal.READER if self.role is Role.READER else Refusal.NO_ROLE, KAREN, self.role)


@pytest.fixture
def now(store: Store, monkeypatch: pytest.MonkeyPatch) -> Now:
    """Karen, an administrator who has signed in; her role can be changed."""
    made = Now(Role.ADMINISTRATOR)
    monkeypatch.setattr(sign_in, "writer", made)
    monkeypatch.setattr(roles, "settings", lambda: Settings("https://login.example", "sikkerby"))
    return made


def test_a_role_is_asked_about_at_each_write_and_every_write_names_its_user(
    now: Now, store: Store, open_page: Callable[..., ShownPage]
) -> None:
    page = open_page("pages/egne_tal.py")
    assert t("sign_in.who", name="Karen", role=t("sign_in.role.administrator")) in page.words
    bring(page, MEASURED)
    now.role = Role.NONE
    press(page, "own-put-in")
    assert store.newest()[0] == 0
    assert "har ingen rolle" in page.words
    now.role = Role.EDITOR
    page.app.run()
    press(page, "own-put-in")
    assert store.revisions()[0].occasion.who == "Karen (karen)"
    now.role = Role.READER
    press(page, "own-undo")
    assert store.newest()[0] == 1
    assert "own-undo" not in keys(page)
    assert "Karen (karen)" in page.words
    now.role = Role.NONE
    page.app.run()
    assert t("sign_in.send", subject="karen", issuer="https://login.example") in page.words
    assert "Karen (karen)" not in page.words


def test_administrators_give_and_take_roles_and_nobody_loses_the_last_one(
    now: Now, store: Store, open_page: Callable[..., ShownPage]
) -> None:
    build.set_role(store, KAREN, Role.ADMINISTRATOR, who="maskinen", why="", seen=0)
    page = open_page("pages/egne_tal.py")
    page.app.text_input(key="own-role-subject").set_value("ole")
    page.app.text_input(key="own-role-name").set_value("Ole")
    page.app.selectbox(key="own-role-role").set_value(Role.EDITOR)
    press(page, "own-role-give")
    given = build.roles(store)[OLE.record_id]
    assert (given.role, given.account, store.revisions()[0].occasion.who) == (Role.EDITOR, OLE, KAREN.who)
    page.app.selectbox(key="own-role-account").set_value(KAREN.record_id).run()
    press(page, "own-role-take")
    assert t("sign_in.roles.own") in page.words
    page.app.selectbox(key="own-role-account").set_value(OLE.record_id).run()
    now.role = Role.EDITOR
    press(page, "own-role-take")
    assert build.roles(store)[OLE.record_id].role is Role.EDITOR
    assert "Hvem må hvad" not in page.words
    now.role = Role.ADMINISTRATOR
    page.app.run()
    page.app.selectbox(key="own-role-account").set_value(OLE.record_id).run()
    press(page, "own-role-take")
    assert build.roles(store)[OLE.record_id].role is Role.NONE


def test_an_editor_undoes_figures_and_never_a_role(
    now: Now, store: Store, atlas: Atlas, open_page: Callable[..., ShownPage], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nor what put a role back: it would be the way to a role that was taken."""
    now.role = Role.EDITOR
    deliver(store, atlas.snapshot.embedded, survey(row("12.4")), who="anna", why="", seen=0)
    build.set_role(store, OLE, Role.ADMINISTRATOR, who="maskinen", why="", seen=0)
    store.undo(2, "maskinen", "")
    page = open_page("pages/egne_tal.py")
    assert page.app.selectbox(key="own-revision").options == [revision_words(store.revisions()[-1])]
    assert "anna" in page.words
    assert "maskinen" not in page.words
    monkeypatch.setattr(log, "_steps", lambda _: log._undo(3, ""))
    page.app.run()
    assert store.newest()[0] == 3


def test_sign_in_that_is_misconfigured_is_told_by_the_setting_and_the_page_stays_up(
    store: Store, open_page: Callable[..., ShownPage], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sign_in, "settings", lambda: checked({"auth": {"redirect_uri": "x"}}))
    page = open_page("pages/egne_tal.py")
    page.assert_calm()
    assert t("sign_in.fault.missing", setting="auth.cookie_secret") in page.words
    assert "log-in" not in keys(page)
    assert t("own_data.page.lead") in page.words
