"""Who may write: proven by the provider's own token and a role of this moment, whatever the cookie says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from sikkerby_geo import build
from sikkerby_geo.facts.clock import now
from sikkerby_geo.facts.roles import Account, Refusal, Role, RoleError, account_of
from sikkerby_geo.facts.thresholds import LONGEST_SIGN_IN
from sikkerby_geo.store import provider
from sikkerby_geo.store.history import Store
from sikkerby_geo.text import t
from sikkerby_geo.ui.frame import auth_settings, local_user, sign_in
from sikkerby_geo.ui.frame.auth_settings import Settings, SettingsError, checked, for_streamlit, settings
from sikkerby_geo.ui.frame.sign_in import Refused, Writer
from tests.stand_in_provider import CLIENT, HOME, Issuer

KAREN = Account(HOME, "karen", "Karen")
TABLE = Settings(HOME, CLIENT)
WORDS = {Role.READER: frozenset({"all"}), Role.EDITOR: frozenset({"team"}), Role.ADMINISTRATOR: frozenset({"chief"})}


@pytest.fixture
def issuer(monkeypatch: pytest.MonkeyPatch) -> Issuer:
    """The provider of this installation."""
    made = Issuer()
    monkeypatch.setattr(provider, "_PROVIDERS", {HOME: provider.Provider(HOME, made.ask)})
    return made


@pytest.fixture(autouse=True)
def nobody_has_signed_out() -> Iterator[None]:
    yield
    sign_in._ENDED.clear()


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "own")


def give(store: Store, role: Role, account: Account = KAREN) -> None:
    before = build.roles(store).get(account.record_id)
    build.set_role(store, account, role, who="chef", why="", seen=before.revision if before else 0)


def asked(
    found: Settings, user: Mapping[str, object], store: Store, needed: Role = Role.EDITOR, at: datetime | None = None
) -> Writer | Refusal:
    answer = sign_in.signed_in(found, user, store, at or now(), needed)
    return answer.refusal if isinstance(answer, Refused) else answer


def test_an_editor_of_the_table_writes_under_name_and_subject(issuer: Issuer, store: Store) -> None:
    give(store, Role.EDITOR)
    found = asked(TABLE, issuer.user(issuer.token()), store)
    assert found == Writer("Karen (karen)", Role.EDITOR, KAREN)


def test_a_role_taken_away_in_mid_session_is_refused_at_the_next_write(issuer: Issuer, store: Store) -> None:
    user = issuer.user(issuer.token())
    give(store, Role.EDITOR)
    assert isinstance(asked(TABLE, user, store), Writer)
    give(store, Role.NONE)
    assert asked(TABLE, user, store) is Refusal.NO_ROLE
    give(store, Role.READER)
    assert asked(TABLE, user, store) is Refusal.READER


@pytest.mark.parametrize(
    ("role", "needed", "expected"),
    [
        (Role.NONE, Role.EDITOR, Refusal.NO_ROLE),
        (Role.READER, Role.EDITOR, Refusal.READER),
        (Role.EDITOR, Role.EDITOR, None),
        (Role.EDITOR, Role.ADMINISTRATOR, Refusal.NOT_ENOUGH),
        (Role.ADMINISTRATOR, Role.EDITOR, None),
        (Role.ADMINISTRATOR, Role.ADMINISTRATOR, None),
    ],
)
def test_each_role_may_what_it_is_for(
    issuer: Issuer, store: Store, role: Role, needed: Role, expected: Refusal | None
) -> None:
    give(store, role)
    found = asked(TABLE, issuer.user(issuer.token()), store, needed)
    assert found is expected if expected else isinstance(found, Writer)


def test_a_role_is_that_of_the_issuer_and_the_subject_together(issuer: Issuer, store: Store) -> None:
    give(store, Role.EDITOR, Account("https://other.example", "karen"))
    assert asked(TABLE, issuer.user(issuer.token()), store) is Refusal.NO_ROLE


def test_a_cookie_alone_is_not_believed(issuer: Issuer, store: Store) -> None:
    """Whoever has the secret of the cookies can make any cookie, and none that the provider has signed a token for."""
    give(store, Role.EDITOR)
    token = issuer.token("ole")
    karens = {"is_logged_in": True, "iss": HOME, "sub": "karen", "iat": now().timestamp()}
    for forged in (karens, karens | {"tokens": {}}, karens | {"tokens": {"id": token}}, karens | {"tokens": "x"}):
        assert asked(TABLE, forged, store) is Refusal.UNPROVEN
    give(store, Role.EDITOR, Account(HOME, "ole"))
    assert asked(TABLE, issuer.user(token, iss="https://other.example"), store) is Refusal.UNPROVEN


def test_an_old_cookie_no_longer_writes(issuer: Issuer, store: Store) -> None:
    give(store, Role.EDITOR)
    moment = now()
    until = int((moment + timedelta(days=30)).timestamp())
    user = issuer.user(issuer.token(at=moment, exp=until))
    longest = timedelta(hours=LONGEST_SIGN_IN.value)
    assert isinstance(asked(TABLE, user, store, at=moment + longest - timedelta(seconds=2)), Writer)
    assert asked(TABLE, user, store, at=moment + longest + timedelta(seconds=2)) is Refusal.OLD
    short = issuer.user(issuer.token(at=moment))
    assert asked(TABLE, short, store, at=moment + timedelta(hours=1, seconds=2)) is Refusal.OLD


def test_who_has_signed_out_is_signed_out_in_every_window_and_can_sign_in_again(issuer: Issuer, store: Store) -> None:
    give(store, Role.EDITOR)
    moment = now()
    earlier, user = (issuer.user(issuer.token(at=moment - timedelta(seconds=ago))) for ago in (60, 30))
    sign_in.end(HOME, "karen", float(str(user["iat"])), moment)
    assert [asked(TABLE, one, store) for one in (earlier, user)] == [Refusal.OLD, Refusal.OLD]
    assert isinstance(asked(TABLE, issuer.user(issuer.token(at=moment)), store), Writer)


def test_nobody_who_has_not_signed_in_writes(issuer: Issuer, store: Store) -> None:
    give(store, Role.EDITOR)
    for user in ({}, {"is_logged_in": False}, issuer.user(issuer.token(), is_logged_in=False)):
        assert asked(TABLE, user, store) is Refusal.SIGNED_OUT


@pytest.mark.parametrize(
    ("said", "role"),
    [
        (["all"], Role.READER),
        (["x", "team", "all"], Role.EDITOR),
        ("chief", Role.ADMINISTRATOR),
        (["Team", "te"], Role.NONE),
        ([], Role.NONE),
        (None, Role.NONE),
        ({"team": True}, Role.NONE),
    ],
)
def test_a_claim_gives_the_highest_role_it_names(said: object, role: Role) -> None:
    assert Settings(HOME, CLIENT, "groups", WORDS).role_in({"groups": said}) is role
    assert Settings(HOME, CLIENT, "realm.groups", WORDS).role_in({"realm": {"groups": said}}) is role
    assert Settings(HOME, CLIENT, "https://x.dk/groups", WORDS).role_in({"https://x.dk/groups": said}) is role


def test_a_claim_is_asked_for_at_each_write_and_not_taken_from_the_cookie(issuer: Issuer, store: Store) -> None:
    by_claim = Settings(HOME, CLIENT, "groups", WORDS, today=True)
    user = issuer.user(issuer.token(groups=["chief"]))
    issuer.today["access"] = {"sub": "karen", "groups": ["team"]}
    found = asked(by_claim, user, store)
    assert isinstance(found, Writer)
    assert found.role is Role.EDITOR
    issuer.today["access"] = {"sub": "karen", "groups": []}
    assert asked(by_claim, user, store) is Refusal.NO_ROLE
    del issuer.today["access"]
    assert asked(by_claim, user, store) is Refusal.OLD


def test_a_claim_of_the_sign_in_is_that_of_the_token_and_the_table_takes_it_away(issuer: Issuer, store: Store) -> None:
    by_claim = Settings(HOME, CLIENT, "groups", WORDS)
    token = issuer.token(groups=["team"])
    found = asked(by_claim, issuer.user(token, groups=["chief"]), store)
    assert isinstance(found, Writer)
    assert found.role is Role.EDITOR
    give(store, Role.NONE)
    assert asked(by_claim, issuer.user(token), store) is Refusal.NO_ROLE
    give(store, Role.ADMINISTRATOR)
    found = asked(by_claim, issuer.user(token), store)
    assert isinstance(found, Writer)
    assert found.role is Role.EDITOR


def test_a_provider_out_of_reach_is_told_and_nobody_writes(issuer: Issuer, store: Store) -> None:
    give(store, Role.EDITOR)

    def silent(address: str, _: str = "") -> Mapping[str, object]:
        raise provider.ProviderError("sign_in.fault.unreachable", setting="auth.server_metadata_url")

    provider._PROVIDERS[HOME] = provider.Provider(HOME, silent)
    found = sign_in.signed_in(TABLE, issuer.user(issuer.token()), store, now())
    assert isinstance(found, Refused)
    assert found.refusal is Refusal.UNREACHABLE
    assert "auth.server_metadata_url" in t(found.key, **found.params)


GOOD = {
    "auth": {
        "redirect_uri": "https://tryghed.example/oauth2callback",
        "cookie_secret": "x" * 32,
        "client_id": CLIENT,
        "client_secret": "hemmelig",
        "server_metadata_url": HOME,
        "expose_tokens": ["id"],
    },
    "roles": {"source": "table"},
}
BY_CLAIM = {"source": "claim", "claim": "groups", "editor": "team", "asked": "token"}


@pytest.mark.parametrize(
    ("section", "changed", "setting"),
    [
        *(("auth", {name: ""}, f"auth.{name}") for name in GOOD["auth"] if name != "expose_tokens"),
        ("auth", {"client_secret": None}, "auth.client_secret"),
        ("auth", {"cookie_secret": "kort"}, "auth.cookie_secret"),
        ("auth", {"redirect_uri": "http://tryghed.example/oauth2callback"}, "auth.redirect_uri"),
        ("auth", {"redirect_uri": "https://tryghed.example/"}, "auth.redirect_uri"),
        ("auth", {"redirect_uri": "tryghed.example/oauth2callback"}, "auth.redirect_uri"),
        ("auth", {"server_metadata_url": "http://login.example"}, "auth.server_metadata_url"),
        ("auth", {"expose_tokens": []}, "auth.expose_tokens"),
        ("roles", {"source": None}, "roles.source"),
        ("roles", {"source": "ldap"}, "roles.source"),
        ("roles", {**BY_CLAIM, "claim": ""}, "roles.claim"),
        ("roles", {**BY_CLAIM, "editor": []}, "roles.editor"),
        ("roles", {**BY_CLAIM, "editor": [3]}, "roles.editor"),
        ("roles", {**BY_CLAIM, "asked": "later"}, "roles.asked"),
        ("roles", {**BY_CLAIM, "asked": "userinfo"}, "auth.expose_tokens"),
    ],
)
def test_a_setting_that_is_missing_or_wrong_is_named(section: str, changed: dict, setting: str) -> None:
    with pytest.raises(SettingsError) as caught:
        checked(GOOD | {section: GOOD[section] | changed})
    assert setting in t(caught.value.key, **caught.value.params)


def test_settings_as_they_should_be() -> None:
    assert checked(GOOD) == TABLE
    by_claim = checked(GOOD | {"roles": BY_CLAIM})
    assert (by_claim.claim, by_claim.values[Role.EDITOR], by_claim.today) == ("groups", {"team"}, False)
    local = {"redirect_uri": "http://127.0.0.1:{port}/oauth2callback", "expose_tokens": ["id", "access"]}
    assert checked({"auth": GOOD["auth"] | local, "roles": BY_CLAIM | {"asked": "userinfo"}}, "8501").today
    with pytest.raises(SettingsError, match="headers"):
        checked(GOOD, trusted_headers=True)
    for section in ("auth", "roles"):
        with pytest.raises(SettingsError, match="no_section"):
            checked(GOOD | {section: "x"})


def test_variables_stand_over_the_file() -> None:
    variables = {
        "SIKKERBY_AUTH_CLIENT_SECRET": "ny",
        "SIKKERBY_AUTH_EXPOSE_TOKENS": "id, access",
        "SIKKERBY_AUTH_CLIENT_ID": "",
        "SIKKERBY_ROLES_EDITOR": "team, others",
        "HOME": "x",
    }
    found = for_streamlit(variables, GOOD)
    assert found["auth"] == GOOD["auth"] | {"client_secret": "ny", "expose_tokens": ["id", "access"]}
    assert found["roles"] == {"source": "table", "editor": ["team", "others"]}
    assert for_streamlit({"HOME": "x"}, GOOD) == for_streamlit({}, {}) == {}


@pytest.mark.parametrize("written", [["id", "refresh"], "refresh", 3])
def test_a_token_streamlit_does_not_know_stops_nobody_from_reading(written: object) -> None:
    auth = GOOD["auth"] | {"expose_tokens": written}
    found = for_streamlit({}, GOOD | {"auth": auth})
    assert found == {"auth": auth | {"expose_tokens": [word for word in ("id",) if word in str(written)]}}


def test_without_sign_in_it_is_the_user_of_the_machine_and_else_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sign_in, "settings", lambda: None)
    for here, expected in ((True, Role.ADMINISTRATOR), (False, Role.NONE)):
        monkeypatch.setattr(local_user, "is_here", lambda here=here: here)
        found = sign_in.writer(Role.ADMINISTRATOR)
        assert (found.role, found.account, found.sees_names) == (expected, None, here)


def test_with_sign_in_misconfigured_not_even_the_user_of_the_machine_writes_on_the_page(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A file that nobody can read is not the same as no file."""
    monkeypatch.setattr(local_user, "is_here", lambda: True)
    broken = tmp_path / "secrets.toml"
    broken.write_text("[auth", encoding="utf-8")
    monkeypatch.setattr(auth_settings, "file_sections", dict)
    monkeypatch.setattr(auth_settings.st, "get_option", lambda _: [str(tmp_path / "none.toml"), str(broken)])
    found = sign_in.writer()
    assert isinstance(found, Refused)
    assert found.refusal is Refusal.MISCONFIGURED
    assert str(broken) in t(found.key, **found.params)
    broken.write_text("", encoding="utf-8")
    assert settings() is None


@pytest.mark.parametrize("subject", ["", "  ", "x" * 256, "kar\u202een", "a\x00b"])
def test_what_is_no_subject_is_given_no_role(subject: str) -> None:
    with pytest.raises(RoleError):
        account_of(HOME, subject, "Karen")


def test_a_name_without_end_or_with_what_nobody_sees_is_shown_and_short() -> None:
    account = account_of(HOME, "karen", " Ka\u202eren\n" + "x" * 500)
    assert account.name.startswith("Ka[U+202E]ren x")
    assert len(account.name) == 80


HERE = {"Host": "127.0.0.1:8501", "Origin": "http://localhost:8501"}


@pytest.mark.parametrize(
    ("address", "headers", "may"),
    [
        ("127.0.0.1", HERE, True),
        ("::1", {"host": "[::1]:8501", "origin": "http://[::1]:8501"}, True),
        ("", HERE, False),
        ("0.0.0.0", HERE, False),
        ("127.0.0.1", {}, False),
        ("127.0.0.1", {**HERE, "Host": "tryghed.example"}, False),
        ("127.0.0.1", {**HERE, "Origin": "https://tryghed.example"}, False),
        *(("127.0.0.1", {**HERE, name.title(): "127.0.0.1"}, False) for name in sorted(local_user.PROXIED)),
        ("127.0.0.1", {**HERE, "Origin": "http://[x"}, False),
    ],
)
def test_without_sign_in_only_who_sits_at_the_machine_may_write(
    address: str, headers: dict[str, str], may: bool
) -> None:
    assert local_user.at_the_machine(address, headers) is may
