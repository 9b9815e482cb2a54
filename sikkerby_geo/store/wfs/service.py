"""One address that is asked: within time and size, again where it may help, and never led to another host."""

from __future__ import annotations

from dataclasses import dataclass
from threading import Event
from time import monotonic
from urllib.parse import urljoin, urlsplit

import requests
from urllib3.exceptions import HTTPError

from sikkerby_geo.facts.boundaries import BoundaryError
from sikkerby_geo.facts.thresholds import LONGEST_ANSWER, MOST_ANSWER_BYTES, MOST_TRIES

PORTION = 65_536
MOST_REDIRECTS = 3
AGAIN = (429, 500, 502, 503, 504)
"""Statuses that may be another one a moment later."""
SCHEMES = ("http", "https")


def wait(seconds: float) -> None:
    """Let a moment pass before the service is asked again: 1, 2, 4 … seconds."""
    Event().wait(seconds)


def _nobody(request: requests.PreparedRequest) -> requests.PreparedRequest:
    """No name and no password go along, whatever the machine has written down for the host."""
    return request


def same_host(url: str, target: str) -> bool:
    """Whether a redirect stays where it was asked: scheme, host and port, but for the way from http to https."""
    old, new = urlsplit(url), urlsplit(target)
    upgraded = (old.scheme, old.port, new.scheme, new.port) == ("http", None, "https", None)
    return old.hostname == new.hostname and (upgraded or (old.scheme, old.port) == (new.scheme, new.port))


class _PassingError(Exception):
    """Trouble that may have passed when the service is asked again."""

    def __init__(self, error: BoundaryError) -> None:
        super().__init__(str(error))
        self.error = error


@dataclass(frozen=True)
class Service:
    """A WFS at an address (http or https). ``seconds`` is the longest one answer may take, and the longest silence
    within it.

    Raises
    ------
    BoundaryError
        The address is none, or has a name and password in it.
    """

    address: str
    seconds: float = LONGEST_ANSWER.value
    most_bytes: int = MOST_ANSWER_BYTES.value

    def __post_init__(self) -> None:
        try:
            parts = urlsplit(self.address)
            fit = parts.scheme in SCHEMES and parts.hostname and not parts.username and not parts.password
            fit = fit and not parts.fragment and (parts.port is None or parts.port > 0)
        except ValueError:
            fit = False
        if not fit or not self.address.isprintable() or " " in self.address:
            raise BoundaryError("address", address=self.address)

    @property
    def host(self) -> str:
        return urlsplit(self.address).netloc

    def get(self, query: str) -> bytes:
        """What the service answers a query (percent-encoded), as a whole.

        Raises
        ------
        BoundaryError
            It cannot be reached, takes too long, breaks off, is too large, leads elsewhere, or says no; each after it
            has been asked as often as may help.
        """
        base, _, own = self.address.partition("?")
        url = f"{base}?{own.rstrip('&')}&{query}" if own else f"{base}?{query}"
        for tried in range(1, MOST_TRIES.value + 1):
            try:
                return self._once(url)
            except _PassingError as trouble:
                if tried == MOST_TRIES.value:
                    raise trouble.error from trouble
            wait(2.0 ** (tried - 1))
        raise AssertionError("unreachable")

    def _once(self, url: str) -> bytes:
        until = monotonic() + self.seconds
        try:
            for _ in range(MOST_REDIRECTS):
                with requests.get(
                    url,
                    stream=True,
                    allow_redirects=False,
                    timeout=self.seconds,
                    auth=_nobody,
                    headers={"Accept-Encoding": "identity", "User-Agent": "sikkerby"},
                ) as response:
                    if not response.is_redirect:
                        return self._body(response, until)
                    url, before = urljoin(url, response.headers["Location"]), url
                    if not same_host(before, url):
                        raise self._error("elsewhere", target=urlsplit(url).netloc or url)
        except requests.Timeout as error:
            raise _PassingError(self._error("timeout", seconds=self.seconds)) from error
        except (requests.RequestException, HTTPError, OSError) as error:
            raise _PassingError(self._error("unreachable")) from error
        raise self._error("redirects")

    def _body(self, response: requests.Response, until: float) -> bytes:
        if response.status_code in AGAIN:
            raise _PassingError(self._error("status", status=response.status_code))
        if response.status_code != requests.codes.ok:
            raise self._error("status", status=response.status_code)
        if response.headers.get("Content-Encoding", "identity") != "identity":
            raise self._error("packed")
        promised = response.headers.get("Content-Length", "")
        if promised.isdecimal() and int(promised) > self.most_bytes:
            raise self._error("large", most=self.most_bytes)
        body = bytearray()
        try:
            while portion := response.raw.read1(PORTION):
                body += portion
                if len(body) > self.most_bytes:
                    raise self._error("large", most=self.most_bytes)
                if monotonic() > until:
                    raise _PassingError(self._error("timeout", seconds=self.seconds))
        except (HTTPError, OSError) as error:
            kind = "timeout" if "timed out" in str(error) else "broken_off"
            raise _PassingError(self._error(kind, seconds=self.seconds)) from error
        return bytes(body)

    def _error(self, kind: str, **params: object) -> BoundaryError:
        return BoundaryError(kind, host=self.host, **params)
