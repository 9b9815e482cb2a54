"""The OpenID provider: which tokens prove somebody, and what is said of a provider that is none."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Mapping
from datetime import timedelta

import pytest

from sikkerby_geo.facts.clock import now
from sikkerby_geo.facts.roles import Refusal
from sikkerby_geo.store.provider import (
    AGAIN_SECONDS,
    FRESH_SECONDS,
    Provider,
    ProviderError,
    TokenError,
    answer_of,
    private,
)
from tests.browser.served_app import free_port
from tests.stand_in_provider import CLIENT, HOME, Issuer, served


def tampered(token: str) -> str:
    """The token with another subject under the same signature."""
    head, body, signature = token.split(".")
    told = json.loads(base64.urlsafe_b64decode(body + "=" * (-len(body) % 4)))
    other = base64.urlsafe_b64encode(json.dumps(told | {"sub": "chef"}).encode()).decode().rstrip("=")
    return ".".join((head, other, signature))


EARLIER, LATER = now() - timedelta(hours=2), now() + timedelta(hours=2)
UNPROVEN, OLD = Refusal.UNPROVEN, Refusal.OLD
TOKENS: dict[str, tuple[Callable[[Issuer], str], Refusal, str]] = {
    "of another audience": (lambda it: it.token(aud="another app"), UNPROVEN, "audience"),
    "of another audience, handed to us": (lambda it: it.token(aud="another app", azp=CLIENT), UNPROVEN, "audience"),
    "of two audiences, for the other": (lambda it: it.token(aud=[CLIENT, "x"], azp="x"), UNPROVEN, "audience"),
    "of two audiences, for nobody": (lambda it: it.token(aud=[CLIENT, "x"]), UNPROVEN, "audience"),
    "without an audience": (lambda it: it.token(aud=None), UNPROVEN, "audience"),
    "of another issuer": (lambda it: it.token(iss="https://other.example"), UNPROVEN, "another issuer"),
    "expired": (lambda it: it.token(at=EARLIER), OLD, "expired"),
    "of a time to come": (lambda it: it.token(at=LATER), UNPROVEN, "to come"),
    "not valid yet": (lambda it: it.token(nbf=int(LATER.timestamp())), UNPROVEN, "to come"),
    "without an end": (lambda it: it.token(exp=None), UNPROVEN, "without a time"),
    "with true for an end": (lambda it: it.token(exp=True), UNPROVEN, "without a time"),
    "without a subject": (lambda it: it.token(sub=None), UNPROVEN, "no subject"),
    "tampered with": (lambda it: tampered(it.token()), UNPROVEN, "not signed.*bad_signature"),
    "signed by another's key of the same name": (lambda it: it.token(key="two"), UNPROVEN, "not signed.*bad_signature"),
    "signed with nothing": (lambda it: it.with_secret("none"), UNPROVEN, "not signed"),
    "signed with what is public": (lambda it: it.with_secret("HS256"), UNPROVEN, "not signed"),
    "empty": (lambda it: "", UNPROVEN, "not signed"),
    "no token": (lambda it: "a.b.c", UNPROVEN, "not signed"),
}


@pytest.mark.parametrize(("make", "refusal", "said"), TOKENS.values(), ids=TOKENS)
@pytest.mark.filterwarnings("ignore::joserfc.errors.SecurityWarning")
def test_a_token_that_is_not_the_providers_own_for_us_and_now_proves_nothing(
    make: Callable[[Issuer], str], refusal: Refusal, said: str
) -> None:
    issuer = Issuer()
    with pytest.raises(TokenError, match=said) as caught:
        Provider(HOME, issuer.ask).proven(make(issuer), CLIENT, now())
    assert caught.value.refusal is refusal


@pytest.mark.parametrize("claims", [{}, {"aud": [CLIENT]}, {"aud": [CLIENT, "x"], "azp": CLIENT}])
def test_a_token_of_the_provider_for_us_proves_who_it_is(claims: dict[str, object]) -> None:
    issuer = Issuer()
    proven = Provider(HOME, issuer.ask).proven(issuer.token(**claims), CLIENT, now())
    assert (proven.issuer, proven.subject, proven.said["name"]) == (HOME, "karen", "Karen")


class Clock:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.at = 0.0

    def __call__(self) -> float:
        return self.at


def test_a_new_key_is_asked_for_once_and_an_old_one_does_not_count_for_long() -> None:
    issuer, clock = Issuer(), Clock()
    provider = Provider(HOME, issuer.ask, clock)
    old = issuer.token()
    provider.proven(old, CLIENT, now())
    issuer.kid = "two"
    with pytest.raises(TokenError):
        provider.proven(issuer.token(), CLIENT, now())
    assert issuer.asked.count("/keys") == 1
    clock.at += AGAIN_SECONDS + 1
    provider.proven(issuer.token(), CLIENT, now())
    with pytest.raises(TokenError):
        provider.proven(old, CLIENT, now())
    assert issuer.asked.count("/keys") == 2
    clock.at += FRESH_SECONDS + 1
    provider.proven(issuer.token(), CLIENT, now())
    assert issuer.asked.count("/keys") == 3


def test_a_provider_that_does_not_answer_is_not_asked_at_every_run() -> None:
    clock, asked = Clock(), []

    def silent(address: str, _: str = "") -> Mapping[str, object]:
        asked.append(address)
        raise ProviderError("sign_in.fault.unreachable", setting="auth.server_metadata_url")

    provider = Provider(HOME, silent, clock)
    for _ in range(3):
        with pytest.raises(ProviderError):
            provider.described()
    assert len(asked) == 1
    clock.at += AGAIN_SECONDS + 1
    provider.ask = Issuer().ask
    assert provider.described()["issuer"] == HOME


@pytest.mark.parametrize(
    ("changed", "key"),
    [
        ({"issuer": None}, "not_a_provider"),
        ({"jwks_uri": 3}, "not_a_provider"),
        ({"issuer": "https://login.example/{tenantid}/v2.0"}, "not_a_provider"),
        ({"jwks_uri": "http://login.example/keys"}, "provider_in_the_open"),
        ({"token_endpoint": "http://10.0.0.1/token"}, "provider_in_the_open"),
    ],
)
def test_a_provider_that_does_not_describe_itself_as_one_is_refused(changed: dict[str, object], key: str) -> None:
    issuer = Issuer()
    provider = Provider(HOME, lambda address, bearer="": {**issuer.ask(address, bearer), **changed})
    with pytest.raises(ProviderError, match=key):
        provider.described()


def test_what_the_provider_says_today_is_of_the_same_person_and_of_a_token_it_stands_by() -> None:
    issuer = Issuer(today={"good": {"sub": "karen", "roles": ["x"]}, "of another": {"sub": "ole"}})
    provider = Provider(HOME, issuer.ask)
    assert provider.of_today("good", "karen")["roles"] == ["x"]
    for token, refusal in (("of another", Refusal.UNPROVEN), ("withdrawn", Refusal.OLD)):
        with pytest.raises(TokenError) as caught:
            provider.of_today(token, "karen")
        assert caught.value.refusal is refusal


def test_answers_over_the_network_are_bounded_and_their_troubles_told() -> None:
    with served(lambda issuer, nonce: issuer.token(nonce=nonce)) as at:
        provider = Provider(f"{at.issuer.issuer}/.well-known/openid-configuration")
        assert provider.proven(at.issuer.token(), CLIENT, now()).subject == "karen"
        at.issuer.described = lambda: {"issuer": "x" * 1_100_000}
        with pytest.raises(ProviderError, match="not_a_provider"):
            answer_of(provider.address)
    with pytest.raises(ProviderError, match="unreachable"):
        answer_of(f"http://127.0.0.1:{free_port()}/")


@pytest.mark.parametrize(
    ("address", "safe"),
    [
        ("https://login.example/x", True),
        ("http://127.0.0.1:8080/x", True),
        ("http://[::1]/x", True),
        ("http://localhost", True),
        ("http://login.example", False),
        ("http://127.0.0.1.login.example", False),
        ("ftp://127.0.0.1", False),
        ("https://", False),
        ("https://[x", False),
        ("", False),
    ],
)
def test_an_address_is_private_on_this_machine_or_by_https(address: str, safe: bool) -> None:
    assert private(address) is safe
