"""The OpenID provider: what it says of itself, whether a token is truly its own, and what it says of somebody today.

OpenID Connect Core 1.0 (3.1.3.7, ID Token Validation; 5.3, UserInfo) and Discovery 1.0.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from threading import Lock
from time import monotonic
from typing import Any
from urllib.parse import urlsplit

from sikkerby_geo.facts.problems import SikkerByError
from sikkerby_geo.facts.roles import Refusal, is_subject

SIGNED = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "Ed25519", "EdDSA"]
"""How a token may be signed: by the provider's private key alone, never with ``none`` or by a secret we hold too."""
ANSWER_SECONDS = 5
FRESH_SECONDS = 3600
"""How long keys are believed before they are asked for again, so that one that is withdrawn does not count for long."""
AGAIN_SECONDS = 30
"""How long a provider that did not answer, or keys that lack a token's, are not asked about again."""
SKEW_SECONDS = 60
"""How far two clocks may lie apart."""
LONGEST_ANSWER = 1_000_000
LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
NEEDED = ("issuer", "authorization_endpoint", "token_endpoint", "jwks_uri")


class ProviderError(SikkerByError):
    """The provider cannot be asked, or does not describe itself as one must."""


class TokenError(Exception):
    """A token that proves nothing; ``refusal`` is what its bearer is told, the text is for the log."""

    def __init__(self, refusal: Refusal, said: str) -> None:
        super().__init__(said)
        self.refusal = refusal


def private(address: str) -> bool:
    """Whether nobody on the way can read or change what goes to an address: it is https, or on this machine."""
    try:
        parts = urlsplit(address)
        host = parts.hostname
    except ValueError:
        return False
    return bool(host) and (parts.scheme == "https" or (parts.scheme == "http" and host in LOOPBACK))


@dataclass(frozen=True)
class Proven:
    """Somebody a token of the provider proves: who, when it was issued (seconds since 1970), and all it says."""

    issuer: str
    subject: str
    issued: float
    said: Mapping[str, object]


@dataclass
class Provider:
    """A provider as it describes itself at an address, asked when first needed, its keys once an hour."""

    address: str
    ask: Callable[..., Mapping[str, object]] = field(default_factory=lambda: answer_of)
    clock: Callable[[], float] = monotonic
    _described: Mapping[str, object] = field(default_factory=dict)
    _keys: Any = None
    _asked: float = float("-inf")
    _trouble: ProviderError | None = None
    _one: Lock = field(default_factory=Lock)

    def described(self) -> Mapping[str, object]:
        """What the provider says of itself, with its keys known.

        Raises
        ------
        ProviderError
            It does not answer, or what it says is not enough.
        """
        with self._one:
            old = self.clock() - self._asked
            if self._trouble is not None and old < AGAIN_SECONDS:
                raise self._trouble
            if not self._described or self._trouble is not None or old > FRESH_SECONDS:
                self._fetch()
            return self._described

    def proven(self, token: str, client_id: str, now: datetime) -> Proven:
        """Whom a token proves that this provider signed for us, and that is still valid.

        Raises
        ------
        TokenError
            It proves nothing, or no longer.
        ProviderError
            The provider does not answer.
        """
        issuer = self.described()["issuer"]
        said = self._signed(token)
        audience = said.get("aud")
        meant = audience if isinstance(audience, list) else [audience]
        party = said.get("azp", None if len(meant) > 1 else client_id)
        moment = now.timestamp()
        expires, issued, begins = (_moment(said.get(name)) for name in ("exp", "iat", "nbf"))
        if said.get("iss") != issuer:
            raise TokenError(Refusal.UNPROVEN, "another issuer")
        if client_id not in meant or party != client_id:
            raise TokenError(Refusal.UNPROVEN, "meant for another audience")
        subject = said.get("sub")
        if not isinstance(subject, str) or not is_subject(subject.strip()):
            raise TokenError(Refusal.UNPROVEN, "no subject")
        if expires is None or issued is None or max(issued, begins or 0) > moment + SKEW_SECONDS:
            raise TokenError(Refusal.UNPROVEN, "without a time, or of one to come")
        if expires <= moment:
            raise TokenError(Refusal.OLD, "expired")
        return Proven(str(issuer), subject, issued, said)

    def of_today(self, access_token: str, subject: str) -> Mapping[str, object]:
        """What the provider says of somebody at this moment, whatever it said at the sign-in.

        Raises
        ------
        TokenError
            The provider no longer stands by the access token, or speaks of somebody else.
        ProviderError
            The provider does not answer, or has no such service.
        """
        address = self.described().get("userinfo_endpoint")
        if not isinstance(address, str) or not private(address):
            raise _trouble("no_userinfo")
        said = self.ask(address, access_token)
        if said.get("sub") != subject:
            raise TokenError(Refusal.UNPROVEN, "the provider speaks of somebody else")
        return said

    def _fetch(self) -> None:
        self._asked = self.clock()
        try:
            described = self.ask(self.address)
            issuer = str(described.get("issuer", ""))
            if not all(isinstance(described.get(name), str) for name in NEEDED) or "{" in issuer:
                raise _trouble("not_a_provider")
            if not all(private(str(described[name])) for name in NEEDED):
                raise _trouble("provider_in_the_open")
            self._keys = self.ask(str(described["jwks_uri"]))
        except ProviderError as error:
            self._trouble = error
            raise
        self._described, self._trouble = described, None

    def _signed(self, token: str) -> Mapping[str, object]:
        """What a token says whose signature is by a key of the provider; keys it may have new are asked for once."""
        from joserfc import jwt  # only an installation with sign-in waits for it
        from joserfc.errors import InvalidKeyIdError, JoseError
        from joserfc.jwk import KeySet
        from joserfc.jws import JWSRegistry

        registry = JWSRegistry(algorithms=SIGNED, strict_check_header=False)
        try:
            try:
                return jwt.decode(token, KeySet.import_key_set(self._keys), registry=registry).claims
            except InvalidKeyIdError:
                with self._one:
                    if self.clock() - self._asked > AGAIN_SECONDS:
                        self._fetch()
                return jwt.decode(token, KeySet.import_key_set(self._keys), registry=registry).claims
        except (JoseError, ValueError, TypeError, KeyError) as error:
            raise TokenError(Refusal.UNPROVEN, f"not signed by the provider: {error}") from error


_PROVIDERS: dict[str, Provider] = {}


def provider_at(address: str) -> Provider:
    """The one provider of this process at an address."""
    return _PROVIDERS.setdefault(address, Provider(address))


def answer_of(address: str, bearer: str = "") -> Mapping[str, object]:
    """The JSON object an address answers with.

    Raises
    ------
    TokenError
        The bearer is turned away.
    ProviderError
        There is no answer, or none that can be used.
    """
    import httpx2  # only an installation with sign-in waits for it

    headers = {"Accept": "application/json"} | ({"Authorization": f"Bearer {bearer}"} if bearer else {})
    try:
        with httpx2.stream("GET", address, headers=headers, timeout=ANSWER_SECONDS) as answer:
            if bearer and answer.status_code in (httpx2.codes.UNAUTHORIZED, httpx2.codes.FORBIDDEN):
                raise TokenError(Refusal.OLD, "the provider turns the access token away")
            answer.raise_for_status()
            content = b""
            for part in answer.iter_bytes():
                content += part
                if len(content) > LONGEST_ANSWER:
                    raise _trouble("not_a_provider")
        said = json.loads(content)
    except (httpx2.HTTPError, httpx2.InvalidURL) as error:
        raise _trouble("unreachable") from error
    except (ValueError, RecursionError) as error:
        raise _trouble("not_a_provider") from error
    if not isinstance(said, dict):
        raise _trouble("not_a_provider")
    return said


def _trouble(kind: str) -> ProviderError:
    return ProviderError(f"sign_in.fault.{kind}", setting="auth.server_metadata_url")


def _moment(value: object) -> float | None:
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None
