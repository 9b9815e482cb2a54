"""The whole way to a provider and back, through Streamlit's own doors: what no honest provider sends gets nobody in."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
import streamlit as st
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.sessions import SessionMiddleware
from starlette.testclient import TestClient
from streamlit.auth_util import encode_provider_token
from streamlit.web.server.starlette.starlette_app_utils import create_signed_value, decode_signed_value
from streamlit.web.server.starlette.starlette_auth_routes import create_auth_routes

from sikkerby_geo.facts.clock import now
from sikkerby_geo.ui.frame.way_back import COOKIE, WayBack, page_in
from tests.stand_in_provider import CLIENT, SECRET, Issuer, Served, served

HERE = "http://127.0.0.1:8501"
USER = "_streamlit_user"


@contextmanager
def installation(make: Callable[[Issuer, str], str], base: str = "") -> Iterator[tuple[TestClient, Served]]:
    """The doors of sign-in, with the stand-in as provider."""
    with served(make) as at:
        auth = {
            "redirect_uri": f"{HERE}{base}/oauth2callback",
            "cookie_secret": SECRET,
            "client_id": CLIENT,
            "client_secret": "hemmelig",
            "server_metadata_url": f"{at.issuer.issuer}/.well-known/openid-configuration",
        }
        st.secrets.merge_programmatic_secrets({"auth": auth})
        try:
            middleware = [Middleware(SessionMiddleware, secret_key=SECRET), Middleware(WayBack, root=base)]
            app = Starlette(routes=create_auth_routes(base), middleware=middleware)
            yield TestClient(app, base_url=HERE, follow_redirects=False), at
        finally:
            st.secrets.merge_programmatic_secrets({})
            st.secrets._reset()


def signed_in(client: TestClient, at: Served, page: str = "/egne_tal", base: str = "") -> tuple[str, str]:
    """Go to the provider from a page and back: the address of the way back, and where it led."""
    door = f"{base}/auth/login?provider={encode_provider_token('default')}"
    leaving = client.get(door, headers={"referer": HERE + base + page})
    asked = dict(leaving.next_request.url.params)
    back = at.authorized(asked).removeprefix(HERE)
    return back, client.get(back).headers["location"]


def subject(client: TestClient) -> str | None:
    """Of whom the identity cookie speaks; None without one that counts."""
    told = client.cookies.get(USER)
    found = decode_signed_value(SECRET, USER, told) if told else None
    return json.loads(found)["sub"] if found else None


def test_an_honest_provider_lets_somebody_in_and_back_to_the_page_with_its_choice() -> None:
    with installation(lambda issuer, nonce: issuer.token(nonce=nonce)) as (client, at):
        assert signed_in(client, at, "/egne_tal?aar=2025&regel=10pct")[1] == "/egne_tal?aar=2025&regel=10pct"
        assert subject(client) == "karen"
        assert client.cookies.get(COOKIE) is None
        left = client.get("/auth/logout", headers={"referer": f"{HERE}/egne_tal"})
        assert left.headers["location"] == "/egne_tal"
        assert subject(client) is None


@pytest.mark.parametrize(
    "make",
    [
        lambda issuer, nonce: issuer.token(nonce="of another sign-in"),
        lambda issuer, nonce: issuer.token(),
        lambda issuer, nonce: issuer.token(nonce=nonce, aud="another app"),
        lambda issuer, nonce: issuer.token(nonce=nonce, iss="https://other.example"),
        lambda issuer, nonce: issuer.token(nonce=nonce, at=now() - timedelta(hours=2)),
        lambda issuer, nonce: issuer.token(nonce=nonce, key="two"),
        lambda issuer, nonce: issuer.token(nonce=nonce)[:-8] + "AAAAAAAA",
    ],
    ids=["wrong nonce", "no nonce", "wrong audience", "wrong issuer", "expired", "foreign key", "tampered"],
)
def test_a_token_that_is_not_for_this_sign_in_lets_nobody_in(make: Callable[[Issuer, str], str]) -> None:
    with installation(make) as (client, at):
        signed_in(client, at)
        assert at.nonces == {}, "the code was never asked about"
        assert subject(client) is None


def test_a_way_back_that_was_gone_before_lets_nobody_in_again() -> None:
    """Neither by the same browser, nor by another one that has got hold of the address."""
    with installation(lambda issuer, nonce: issuer.token(nonce=nonce)) as (client, at):
        back, _ = signed_in(client, at)
        client.cookies.delete(USER)
        client.get(back)
        assert subject(client) is None
        client.cookies.clear()
        client.get(back)
        assert subject(client) is None


def test_a_cookie_signed_by_another_is_none() -> None:
    forged = create_signed_value("x" * 32, USER, json.dumps({"sub": "karen"})).decode()
    assert decode_signed_value(SECRET, USER, forged) is None
    assert decode_signed_value(SECRET, USER, create_signed_value(SECRET, "another", "x")) is None


@pytest.mark.parametrize(
    "referer",
    [
        "https://evil.example/egne_tal",
        "http://127.0.0.1:8501.evil.example/egne_tal",
        "http://[x/egne_tal",
        "",
        f"{HERE}/",
    ],
)
def test_nobody_is_led_to_another_host_or_to_no_page(referer: str) -> None:
    with installation(lambda issuer, nonce: issuer.token(nonce=nonce)) as (client, _):
        assert client.get("/auth/logout", headers={"referer": referer}).headers["location"] == "/"


@pytest.mark.parametrize(
    ("written", "page"),
    [
        ("egne_tal", "egne_tal"),
        ("bydel?sted=valby", "bydel?sted=valby"),
        ("bydel?sted=æ\r\nSet-Cookie: x", "bydel?sted=%C3%A6%0D%0ASet-Cookie:%20x"),
        ("//evil.example", None),
        ("evil.example", None),
        ("../bydel", None),
        ("", None),
        ("?x=1", None),
    ],
)
def test_the_cookie_of_the_way_back_names_a_page_and_nothing_else(written: str, page: str | None) -> None:
    assert page_in(written) == page


def test_under_a_path_the_way_back_stays_under_it() -> None:
    with installation(lambda issuer, nonce: issuer.token(nonce=nonce), "/sikkerby") as (client, at):
        assert signed_in(client, at, base="/sikkerby")[1] == "/sikkerby/egne_tal"
