"""Streamlit's own files, packed once for all, and what a browser fetches before the first words."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles

from sikkerby_geo.ui.frame import entrance
from sikkerby_geo.ui.frame.packed import Packed
from tests.ui.answers import Answer

GZIP = {"accept-encoding": "gzip, deflate, br"}
SCRIPTS = entrance.STREAMLIT / "static" / "js"
LARGEST = max(SCRIPTS.iterdir(), key=lambda path: path.stat().st_size)
PATH = f"/static/js/{LARGEST.name}"


class Counted:
    """Streamlit's files as it sends them, and how often one was asked for."""

    def __init__(self) -> None:
        self.times = 0
        self.app = Starlette(routes=[Mount("/static", StaticFiles(directory=entrance.STREAMLIT / "static"))])

    async def __call__(self, scope, receive, send) -> None:
        self.times += 1
        await self.app(scope, receive, send)


@pytest.fixture
def files() -> Counted:
    return Counted()


def test_a_script_comes_packed_and_is_packed_once(files: Counted) -> None:
    packed = Packed(files)
    first, second = (Answer(packed, PATH, headers=GZIP) for _ in range(2))
    assert files.times == 1
    assert first.headers == second.headers
    assert first.body == second.body
    assert first.headers["content-encoding"] == "gzip"
    assert "accept-encoding" in first.headers["vary"].lower()
    assert gzip.decompress(first.body) == LARGEST.read_bytes()
    assert 3 * len(first.body) < LARGEST.stat().st_size


def test_who_cannot_unpack_gets_the_file_as_it_is(files: Counted) -> None:
    packed = Packed(files)
    Answer(packed, PATH, headers=GZIP)
    plain = Answer(packed, PATH, headers={})
    assert plain.body == LARGEST.read_bytes()
    assert "content-encoding" not in plain.headers
    assert "accept-encoding" in plain.headers["vary"].lower()


def test_who_has_the_file_is_told_so_and_a_part_is_a_part(files: Counted) -> None:
    packed = Packed(files)
    tag = Answer(packed, PATH, headers=GZIP).headers["etag"]
    assert tag.startswith('W/"')
    assert Answer(packed, PATH, headers=GZIP | {"if-none-match": tag}).status == 304
    part = Answer(packed, PATH, headers={"range": "bytes=0-9"})
    assert (part.status, part.body) == (206, LARGEST.read_bytes()[:10])
    assert gzip.decompress(Answer(packed, PATH, headers=GZIP).body) == LARGEST.read_bytes()


@pytest.mark.parametrize("path", ["/static/js/none.js", "/static/../static/js/none.js", "/bydel"])
def test_no_other_address_is_kept(files: Counted, path: str) -> None:
    packed = Packed(files)
    assert Answer(packed, path, headers=GZIP).status == 404
    assert packed.kept == {}


def test_what_is_fetched_before_the_first_words_is_there_and_is_ours() -> None:
    document = entrance.opening(entrance.PAGE_AT["bydel"])
    fetched = re.findall(r'<link[^>]*rel="preload"[^>]*href="\./([^"?]*)', document)
    assert fetched == [entrance.FONT]
    for style in re.findall(r'src: url\("([^"]*)"', document):
        assert style == entrance.FONT
    assert (Path(__file__).parents[2] / entrance.FONT.removeprefix("app/")).is_file()
    assert document.index("page/opening.js") < document.index('<script type="module"')
