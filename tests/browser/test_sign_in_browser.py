"""Signing in at a provider, writing, losing the role, and signing out; and who is not let in at the door."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from oidc_provider_mock import User, run_server_in_thread
from playwright.sync_api import Browser, Locator, Page, expect

from sikkerby_geo.facts.roles import Account, Role
from sikkerby_geo.store.history import Store
from sikkerby_geo.store.roles import set_role
from sikkerby_geo.text import t
from tests.browser.screens import at_rest, expect_nothing_too_wide, violations
from tests.browser.served_app import Place
from tests.browser.test_egne_tal_browser import tab_to
from tests.cases.deliveries import HEAD
from tests.stand_in_provider import SECRET


@dataclass(frozen=True)
class Installation:
    """An installation with sign-in: its address, its own records, and its provider's issuer."""

    address: str
    store: Store
    issuer: str


@pytest.fixture(scope="module")
def installation(
    serve: Callable[..., str], toy_root: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Installation]:
    own = tmp_path_factory.mktemp("own")
    with run_server_in_thread(user_claims=[User(sub="karen", claims={"name": "Karen"})]) as provider:
        issuer = f"http://127.0.0.1:{provider.server_port}"
        settings = {
            "SIKKERBY_DATA": str(own),
            "SIKKERBY_AUTH_REDIRECT_URI": "http://127.0.0.1:{port}/oauth2callback",
            "SIKKERBY_AUTH_COOKIE_SECRET": SECRET,
            "SIKKERBY_AUTH_CLIENT_ID": "sikkerby",
            "SIKKERBY_AUTH_CLIENT_SECRET": "hemmelig",
            "SIKKERBY_AUTH_SERVER_METADATA_URL": f"{issuer}/.well-known/openid-configuration",
            "SIKKERBY_AUTH_EXPOSE_TOKENS": "id",
            "SIKKERBY_ROLES_SOURCE": "table",
        }
        yield Installation(serve(toy_root, Place(environment=os.environ | settings)), Store(own), issuer)


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A browser of its own, with no cookie of another."""
    context = browser.new_context(locale="da-DK", reduced_motion="reduce", viewport={"width": 390, "height": 844})
    yield context.new_page()
    context.close()


def notice(page: Page, text: str) -> Locator:
    """What the page says in a message; it is announced as well."""
    return page.locator("p.notice", has_text=text)


def press(page: Page, key: str) -> None:
    """Go to a button of the page by keyboard and press it."""
    at_rest(page)
    tab_to(page, page.get_by_role("button", name=t(f"sign_in.{key}")))
    page.keyboard.press("Enter")


def test_from_signing_in_to_a_write_a_role_that_is_taken_and_signing_out(
    page: Page, installation: Installation, tmp_path: Path
) -> None:
    karen, store = Account(installation.issuer, "karen", "Karen"), installation.store
    page.goto(f"{installation.address}/egne_tal")
    press(page, "log_in")
    page.get_by_role("button", name="karen").click()
    send = t("sign_in.send", subject="karen", issuer=installation.issuer)
    expect(notice(page, send)).to_be_visible()
    expect(page).to_have_url(f"{installation.address}/egne_tal")
    set_role(store, karen, Role.EDITOR, who="maskinen", why="", seen=0)
    page.reload()
    told = t("sign_in.who", name="Karen", role=t("sign_in.role.editor"))
    expect(page.locator("p.account", has_text=told)).to_be_visible()
    at_rest(page)
    expect_nothing_too_wide(page)
    assert violations(page) == []
    file = tmp_path / "tal.csv"
    file.write_text(HEAD + "Bakken;2025;Utrygge i nabolaget;45;200;\n", encoding="utf-8")
    page.get_by_test_id("stFileUploader").locator("input[type=file]").set_input_files(str(file))
    for label, typed in (("source_title", "Måling"), ("publisher", "Legeby")):
        page.get_by_label(t(f"own_data.page.{label}")).fill(typed)
        page.keyboard.press("Enter")
    page.get_by_role("button", name=t("own_data.page.put_in")).click()
    expect(notice(page, t("own_data.page.done", revision=2))).to_be_visible()
    assert store.revisions()[0].occasion.who == "Karen (karen)"
    set_role(store, karen, Role.NONE, who="maskinen", why="", seen=1)
    page.get_by_role("button", name=t("own_data.log.undo"), exact=True).click()
    expect(notice(page, send)).to_be_visible()
    assert store.newest()[0] == 3
    press(page, "log_out")
    page.get_by_role("button", name="End session").click()
    expect(page.get_by_role("button", name=t("sign_in.log_in"))).to_be_visible()
    expect(page).to_have_url(f"{installation.address}/egne_tal")


@pytest.mark.parametrize(
    ("origin", "cookies", "answer"),
    [("{here}", 10, "101"), ("{here}", 20_000, "101"), ("https://evil.example", 10, "403"), ("null", 10, "403")],
)
def test_a_page_of_another_host_opens_no_session(
    installation: Installation, origin: str, cookies: int, answer: str
) -> None:
    """Every write goes through a session, and a session begins with a websocket, which says from which page it is.

    It may come with as many cookies as a provider with long tokens needs.
    """
    host = installation.address.removeprefix("http://")
    name, port = host.split(":")
    asked = (
        f"GET /_stcore/stream HTTP/1.1\r\nHost: {host}\r\nOrigin: {origin.format(here=installation.address)}\r\n"
        f"Cookie: long={'x' * cookies}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
        "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n"
    )
    with socket.create_connection((name, int(port)), timeout=30) as door:
        door.sendall(asked.encode())
        assert door.recv(100).decode().split()[1] == answer
