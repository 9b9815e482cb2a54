"""The routes under ``data/v1``: reading alone, without session or cookie; a refusal is told as problem details."""

from __future__ import annotations

import gzip
import json
import os
import re
from collections.abc import Mapping
from email.utils import format_datetime
from functools import partial

from anyio import CapacityLimiter, to_thread
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Mount, Route

from sikkerby_geo.facts.characters import quoted
from sikkerby_geo.facts.thresholds import MOST_WAITING
from sikkerby_geo.text import t
from sikkerby_geo.ui.api.answers import Answer, Answers, NoSuchAddress
from sikkerby_geo.ui.api.asked import Refused
from sikkerby_geo.ui.api.resources import ShapesUnread

DATA = "data"
"""The first part of the addresses, behind the base path."""
VERSION = "v1"
WITH_OWN = "SIKKERBY_EGNE_TAL_UD"
"""Environment variable that lets own figures out that nobody has published: ``ja``; without it they are left out."""
YES, NO = "ja", "nej"
READING = ("GET", "HEAD", "OPTIONS")
OTHERS = ("POST", "PUT", "PATCH", "DELETE")
PROBLEM = "application/problem+json"
OWN_HEADER, VERSION_HEADER = "X-Sikkerby-Egne-Tal", "X-Sikkerby-Dataversion"
GZIP = re.compile(r"\bgzip\b(?!\s*;\s*q=0(\.0*)?\s*(,|$))", re.IGNORECASE)
"""Where whoever asks takes gzip."""
AT_ONCE = 4
"""Threads that answer; the pages have their own."""
WAIT_SECONDS = 5


def with_own(written: str) -> bool:
    """What the variable says of own figures that nobody has published. Raises ValueError for another word."""
    if written.strip().lower() not in ("", YES, NO):
        raise ValueError(f"{WITH_OWN}: {written!r} is neither {YES} nor {NO}")
    return written.strip().lower() == YES


def data_routes(root: str, hosts: tuple[str, ...] = ()) -> list[BaseRoute]:
    """The routes behind a base path (``/sikkerby``, or nothing); ``hosts`` are those whose pages may read all of it.

    Raises ValueError where the variable for own figures says neither yes nor no.
    """
    api = Api(Answers(with_own(os.environ.get(WITH_OWN, ""))), hosts)
    to_index = partial(_to_index, f"{root}/{DATA}/{VERSION}/")
    begun = [Route(f"{root}/{DATA}{rest}", to_index) for rest in ("", "/", f"/{VERSION}")]
    return [*begun, Mount(f"{root}/{DATA}", app=api.app())]


def _to_index(index: str, request: Request) -> Response:
    return RedirectResponse(index, 308)


def problem(status: int, *details: str, headers: Mapping[str, str] | None = None) -> Response:
    """A refusal as problem details (RFC 9457) in Danish; ``detail`` has every sentence."""
    title = t(f"api.status.{status}")
    told = {"type": "about:blank", "title": title, "status": status, "detail": " ".join(details) or title}
    body = json.dumps(told | ({"fejl": list(details)} if details else {}), ensure_ascii=False)
    return Response(body, status, {"Cache-Control": "no-store", **(headers or {})}, f"{PROBLEM}; charset=utf-8")


class Api:
    """Answers requests from ``answers``, at most ``AT_ONCE`` at a time and so many waiting; more are sent away."""

    def __init__(self, answers: Answers, hosts: tuple[str, ...] = ()) -> None:
        self.answers = answers
        self.hosts = hosts
        self._threads = CapacityLimiter(AT_ONCE)

    def app(self) -> Starlette:
        """The application to be mounted; nothing it raises leaves it but as problem details."""
        told = {404: self._missing, 500: self._failed}
        route = Route(f"/{VERSION}/{{name:path}}", self.answer, methods=[*READING, *OTHERS])
        return Starlette(routes=[route], exception_handlers=told)

    async def answer(self, request: Request) -> Response:
        """The answer to one request, or why there is none."""
        if request.method == "OPTIONS":
            return self._open(request, Response(None, 204, {"Allow": ", ".join(READING)}), public=True)
        if request.method not in READING:
            return problem(405, headers={"Allow": ", ".join(READING)})
        if self._threads.statistics().tasks_waiting >= MOST_WAITING.value:
            return problem(503, t("api.problem.busy"), headers={"Retry-After": str(WAIT_SECONDS)})
        return await to_thread.run_sync(self._answer, request, limiter=self._threads)

    def _answer(self, request: Request) -> Response:
        query = request.scope["query_string"].decode("latin-1")
        name = request.path_params["name"]
        try:
            found = self.answers.find(name, query)
            response = self._unchanged(found) if _has(request, found) else self._whole(request, found)
        except NoSuchAddress:
            return self._open(request, problem(404, t("api.problem.address", name=quoted(name))), public=True)
        except Refused as refused:
            return self._open(request, problem(400, *refused.faults), public=True)
        except ShapesUnread as unread:
            said = problem(503, t("api.problem.shapes", file=unread.file))
            return self._open(request, said, public=True)
        return self._open(request, response, public=found.public)

    def _whole(self, request: Request, found: Answer) -> Response:
        packed = found.packed()
        gzipped = GZIP.search(request.headers.get("accept-encoding", "")) is not None
        body = packed if gzipped else gzip.decompress(packed)
        headers = {"Content-Length": str(len(body)), **({"Content-Encoding": "gzip"} if gzipped else {})}
        name = request.path_params["name"]
        if name:
            headers["Content-Disposition"] = f'inline; filename="sikkerby-{name}"'
        sent = None if request.method == "HEAD" else body
        return Response(sent, 200, {**_kept(found), **headers}, found.media_type)

    def _unchanged(self, found: Answer) -> Response:
        return Response(None, 304, _kept(found))

    def _open(self, request: Request, response: Response, public: bool) -> Response:
        """Let pages of other hosts read an answer: any where all is public, else those the installation names."""
        origin = request.headers.get("origin", "")
        allowed = "*" if public else origin if origin in self.hosts else ""
        if allowed:
            response.headers["Access-Control-Allow-Origin"] = allowed
            response.headers["Access-Control-Allow-Methods"] = ", ".join(READING)
            response.headers["Access-Control-Expose-Headers"] = f"ETag, {OWN_HEADER}, {VERSION_HEADER}"
        response.headers["Vary"] = "Accept-Encoding, Origin"
        return response

    async def _missing(self, request: Request, exception: Exception) -> Response:
        return problem(404, t("api.problem.address", name=quoted(request.url.path)))

    async def _failed(self, request: Request, exception: Exception) -> Response:
        return problem(500, t("api.problem.failed"))


def _kept(found: Answer) -> dict[str, str]:
    """What a browser or another program is told to keep an answer by: it asks each time whether it still holds."""
    return {
        "ETag": found.tag,
        "Last-Modified": format_datetime(found.changed, usegmt=True),
        "Cache-Control": "no-cache",
        VERSION_HEADER: found.version,
        OWN_HEADER: "med" if found.with_own else "udeladt",
    }


def _has(request: Request, found: Answer) -> bool:
    """Whether whoever asks has this very answer already: by its tag, or where none is told by its moment."""
    tags = request.headers.get("if-none-match")
    if tags is not None:
        opaque = found.tag.removeprefix("W/")
        return tags.strip() == "*" or opaque in (tag.strip().removeprefix("W/") for tag in tags.split(","))
    return request.headers.get("if-modified-since") == format_datetime(found.changed, usegmt=True)
