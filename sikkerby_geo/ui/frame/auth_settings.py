"""The settings of sign-in: Streamlit's ``[auth]`` and our ``[roles]``, out of secrets.toml or variables, checked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from os.path import exists, getsize
from urllib.parse import urlsplit

import streamlit as st
from streamlit.errors import StreamlitSecretNotFoundError

from sikkerby_geo import build
from sikkerby_geo.facts.problems import SikkerByError
from sikkerby_geo.facts.roles import GIVEN, Role

NEEDED = ("redirect_uri", "cookie_secret", "client_id", "client_secret", "server_metadata_url")
SHORTEST_SECRET = 32
"""Characters of the secret that signs the cookies: a shorter one can be guessed, and with it any cookie made."""
CALLBACK = "/oauth2callback"
VARIABLES = {"auth": "SIKKERBY_AUTH_", "roles": "SIKKERBY_ROLES_"}
"""How the variables of the environment begin that stand for a setting: ``SIKKERBY_AUTH_CLIENT_ID``."""
LISTS = ("expose_tokens", *GIVEN)
"""Settings of several words; in a variable they stand with commas between."""
TOKENS = ("id", "access")
"""What Streamlit can hand on of what the provider gave."""
TABLE, CLAIM = "table", "claim"
TOKEN, USERINFO = "token", "userinfo"


class SettingsError(SikkerByError):
    """A setting of sign-in that is missing or wrong; ``setting`` is its name."""

    def __init__(self, kind: str, setting: str) -> None:
        super().__init__(f"sign_in.fault.{kind}", setting=setting)


@dataclass(frozen=True)
class Settings:
    """Sign-in as it is configured.

    ``claim`` names what the provider says of somebody's roles (``realm_access.roles``); blank where the table decides.
    ``values`` are the words of the claim that mean a role. With ``today`` it is asked for at each write; else it is
    that of the sign-in.
    """

    provider: str
    client_id: str
    claim: str = ""
    values: Mapping[Role, frozenset[str]] = field(default_factory=dict)
    today: bool = False

    def role_in(self, said: Mapping[str, object]) -> Role:
        """The highest role the claim names; none where it names none of ours."""
        found: object = said
        for part in [self.claim] if self.claim in said else self.claim.split("."):
            found = found.get(part) if isinstance(found, Mapping) else None
        words = set(map(str, found if isinstance(found, list) else [found]))
        return next((role for role in reversed(GIVEN) if words & self.values.get(role, frozenset())), Role.NONE)


def settings() -> Settings | None:
    """The settings of this installation; None where it has no sign-in.

    Raises
    ------
    SettingsError
        One is missing or wrong: nobody signs in, and nobody writes.
    """
    secrets = file_sections()
    if not secrets and (there := [path for path in st.get_option("secrets.files") if exists(path) and getsize(path)]):
        raise SettingsError("unreadable", there[0])
    if "auth" not in secrets and "roles" not in secrets:
        return None
    trusted = st.get_option("server.trustedUserHeaders")
    return checked(secrets, str(st.get_option("server.port")), trusted_headers=bool(trusted))


def file_sections() -> Mapping[str, object]:
    """What Streamlit holds of secrets.toml (and of variables, once it serves); nothing where it is not or is broken."""
    try:
        return st.secrets.to_dict()
    except StreamlitSecretNotFoundError:
        return {}


def checked(secrets: Mapping[str, object], port: str = "", *, trusted_headers: bool = False) -> Settings:
    """Settings out of the sections of secrets.toml; raises SettingsError with the first that is missing or wrong."""
    auth, roles = (_section(secrets, name) for name in ("auth", "roles"))
    for name in NEEDED:
        if not isinstance(auth.get(name), str) or not auth[name]:
            raise SettingsError("missing", f"auth.{name}")
    if len(str(auth["cookie_secret"])) < SHORTEST_SECRET:
        raise SettingsError("short_secret", "auth.cookie_secret")
    for name in ("redirect_uri", "server_metadata_url"):
        address = str(auth[name]).replace("{port}", port)
        if not _is_address(address):
            raise SettingsError("no_address", f"auth.{name}")
        if not build.private(address):
            raise SettingsError("in_the_open", f"auth.{name}")
    if not str(auth["redirect_uri"]).endswith(CALLBACK):
        raise SettingsError("no_callback", "auth.redirect_uri")
    if trusted_headers:  # Streamlit lets such a header say who somebody is, whatever the provider says
        raise SettingsError("headers", "server.trustedUserHeaders")
    claim, values, today = _source(roles)
    needed = {"id", "access"} if today else {"id"}
    if not needed <= _words(auth.get("expose_tokens"), "auth.expose_tokens"):
        raise SettingsError("no_access" if today else "no_token", "auth.expose_tokens")
    return Settings(str(auth["server_metadata_url"]), str(auth["client_id"]), claim, values, today)


def _source(roles: Mapping[str, object]) -> tuple[str, Mapping[Role, frozenset[str]], bool]:
    """Where roles come from: the claim, its words by role, and whether it is asked for at each write."""
    source, asked = roles.get("source"), roles.get("asked", USERINFO)
    if source not in (TABLE, CLAIM):
        raise SettingsError("no_source", "roles.source")
    if source == TABLE:
        return "", {}, False
    if asked not in (TOKEN, USERINFO):
        raise SettingsError("asked", "roles.asked")
    claim = roles.get("claim")
    if not isinstance(claim, str) or not claim:
        raise SettingsError("missing", "roles.claim")
    values = {role: _words(roles.get(role.value), f"roles.{role}") for role in GIVEN}
    if not values[Role.EDITOR] | values[Role.ADMINISTRATOR]:
        raise SettingsError("missing", "roles.editor")
    return claim, values, asked == USERINFO


def _words(written: object, setting: str) -> frozenset[str]:
    words = [written] if isinstance(written, str) else written or []
    if not isinstance(words, list) or not all(isinstance(word, str) and word for word in words):
        raise SettingsError("no_words", setting)
    return frozenset(words)


def _section(secrets: Mapping[str, object], name: str) -> Mapping[str, object]:
    section = secrets.get(name, {})
    if not isinstance(section, Mapping):
        raise SettingsError("no_section", name)
    return section


def _is_address(written: str) -> bool:
    try:
        parts = urlsplit(written)
        return parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        return False


def for_streamlit(environment: Mapping[str, str], file: Mapping[str, object]) -> dict[str, object]:
    """The sections that are to stand over those of secrets.toml (``file``), because a variable has a word in them.

    Also what would stop Streamlit for every reader: an unknown token to expose is left out, and told as missing.
    """
    sections: dict[str, object] = {}
    for name, begins in VARIABLES.items():
        found = file.get(name)
        section: dict[str, object] = dict(found) if isinstance(found, Mapping) else {}
        told = {
            variable.removeprefix(begins).lower(): written
            for variable, written in environment.items()
            if variable.startswith(begins) and written
        }
        for setting, written in told.items():
            section[setting] = [word.strip() for word in written.split(",")] if setting in LISTS else written
        exposed = section.get("expose_tokens", [])
        words = exposed if isinstance(exposed, list) else [exposed]
        if strange := name == "auth" and any(word not in TOKENS for word in words):
            section["expose_tokens"] = [word for word in words if word in TOKENS]
        if told or strange:
            sections[name] = section
    return sections
