"""A stand-in for an OpenID provider on this machine, which can be made to do what no honest one does.

``Issuer`` makes tokens and answers as functions; ``served`` puts it behind addresses for the whole way through sign-in.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import ECKey, OctKey
from joserfc.jws import JWSRegistry

from sikkerby_geo.facts.clock import now
from sikkerby_geo.facts.roles import Refusal
from sikkerby_geo.store.provider import TokenError

CLIENT = "sikkerby"
SECRET = "en hemmelighed kun til prøver, lang nok"
HOME = "https://login.example"


@cache
def key_named(kid: str) -> ECKey:
    return ECKey.generate_key("P-256", {"kid": kid}, private=True)


@dataclass
class Issuer:
    """A provider with one key; ``today`` is what its userinfo says by access token, ``asked`` what was asked of it."""

    issuer: str = HOME
    kid: str = "one"
    today: dict[str, dict[str, object]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    def token(
        self, subject: str = "karen", at: datetime | None = None, key: str | None = None, **claims: object
    ) -> str:
        """An ID token as it should be, but for what is told."""
        moment = int((at or now()).timestamp())
        told = {"iss": self.issuer, "aud": CLIENT, "sub": subject, "name": "Karen", "iat": moment, "exp": moment + 3600}
        told = {name: value for name, value in (told | claims).items() if value is not None}
        return jwt.encode({"alg": "ES256", "kid": self.kid}, told, key_named(key or self.kid))

    def with_secret(self, algorithm: str, subject: str = "karen") -> str:
        """A token signed with what everybody knows: nothing, or the provider's public key as a secret."""
        moment = int(now().timestamp())
        told = {"iss": self.issuer, "aud": CLIENT, "sub": subject, "iat": moment, "exp": moment + 3600}
        public = OctKey.import_key(json.dumps(key_named(self.kid).as_dict(private=False)))
        return jwt.encode(
            {"alg": algorithm, "kid": self.kid}, told, public, registry=JWSRegistry(algorithms=[algorithm])
        )

    def user(self, token: str, **more: object) -> dict[str, object]:
        """What ``st.user`` holds of somebody who has signed in with a token."""
        payload = token.split(".")[1]
        claims = jwt.decode(token, key_named(self.kid)).claims if payload else {}
        return {
            "is_logged_in": True,
            "provider": "default",
            **claims,
            "tokens": {"id": token, "access": "access"},
        } | more

    def described(self) -> dict[str, object]:
        return {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "userinfo_endpoint": f"{self.issuer}/userinfo",
            "jwks_uri": f"{self.issuer}/keys",
            "id_token_signing_alg_values_supported": ["ES256", "HS256", "none"],
        }

    def keys(self) -> dict[str, object]:
        return {"keys": [key_named(self.kid).as_dict(private=False)]}

    def ask(self, address: str, bearer: str = "") -> Mapping[str, object]:
        """What the addresses answer, without a network."""
        self.asked.append(address.removeprefix(self.issuer))
        if address.endswith("/userinfo"):
            if bearer not in self.today:
                raise TokenError(Refusal.OLD, "turned away")
            return self.today[bearer]
        return self.keys() if address.endswith("/keys") else self.described()


@dataclass
class Served:
    """The stand-in behind addresses: ``make`` gives the ID token for the nonce of a sign-in; each code works once."""

    issuer: Issuer
    make: Callable[[str], str]
    nonces: dict[str, str] = field(default_factory=dict)

    def authorized(self, query: Mapping[str, str]) -> str:
        """Where somebody is sent back to who has signed in."""
        code = f"code-{len(self.nonces)}"
        self.nonces[code] = query.get("nonce", "")
        return f"{query['redirect_uri']}?{urlencode({'code': code, 'state': query['state']})}"

    def exchanged(self, form: Mapping[str, str]) -> tuple[int, dict[str, object]]:
        """The answer to a code."""
        nonce = self.nonces.pop(form.get("code", ""), None)
        if nonce is None:
            return 400, {"error": "invalid_grant"}
        return 200, {"access_token": "access", "token_type": "Bearer", "id_token": self.make(nonce)}


@contextmanager
def served(make: Callable[[Issuer, str], str]) -> Iterator[Served]:
    """The stand-in on a free port of this machine, with what makes its tokens (``make(issuer, nonce)``)."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            address = urlsplit(self.path)
            if address.path == "/authorize":
                self._answer(302, {}, at.authorized({name: one[0] for name, one in parse_qs(address.query).items()}))
            else:
                self._answer(200, dict(at.issuer.ask(at.issuer.issuer + address.path)))

        def do_POST(self) -> None:
            form = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
            self._answer(*at.exchanged({name: one[0] for name, one in form.items()}))

        def _answer(self, status: int, body: dict[str, object], location: str = "") -> None:
            content = json.dumps(body).encode()
            self.send_response(status)
            if location:
                self.send_header("Location", location)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, format: str, *args: Any) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    issuer = Issuer(f"http://127.0.0.1:{server.server_port}")
    at = Served(issuer, lambda nonce: make(issuer, nonce))
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield at
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
