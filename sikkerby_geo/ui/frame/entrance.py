"""The way in: an address as it was meant, the first words while a page is on its way, and what is said of no page."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import parse_qsl, quote, urlencode

from starlette.middleware.gzip import GZipMiddleware
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from sikkerby_geo.facts.characters import quoted
from sikkerby_geo.text import t
from sikkerby_geo.ui.api.routes import DATA
from sikkerby_geo.ui.frame import fetched_early
from sikkerby_geo.ui.frame.fetched_early import STREAMLIT
from sikkerby_geo.ui.frame.first_picture import begin, first_picture
from sikkerby_geo.ui.frame.pages import PAGES, Page
from sikkerby_geo.ui.frame.static_files import ADDRESS, asset, style_addresses
from sikkerby_geo.views.base.html import render

SERVICES = frozenset({"_stcore", "static", "media", "component", "app", "auth", "oauth2callback", DATA})
"""First parts of addresses that answer programs: Streamlit's own, and ours under ``app/static`` and ``data``."""
ESCAPED = re.compile(r"^(amp;)+", re.IGNORECASE)
"""What a mail program that writes ``&`` as ``&amp;`` leaves before a parameter's name."""
IN_QUERIES = "%/:?@!$&'()*+,;="
"""What stands in a query as it is; letters outside ASCII are written with ``%``."""
ASCII = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "-": "_", " ": "_"})
PRELOADED = re.compile(r'<link\s+rel="preload"\s+href="[^"]*"\s+as="font"[^>]*>')
"""The typeface Streamlit fetches before all; ours is another."""
FONT = f"{ADDRESS}/fonts/source-sans-3-latin-wght-normal.woff2"
OURS = ("page/opening.js", "page/ahead.js", "page/places.js")
"""Our scripts in the document itself, which stay when a reader goes from page to page."""
NO_SCRIPTS = re.compile(r"<noscript>.*?</noscript>", re.DOTALL)
UNASKED_ICON = "favicon.ico"
"""What a browser asks for beside a document that names no icon."""
ROOT = '<div id="root"></div>'
LONGEST_SHOWN = 80
"""Characters of an unknown address that are told back."""
FRESH = {"Cache-Control": "no-cache"}


def address_of(page: Page) -> str:
    """The part of a page's address behind the base path: ``bydel``; that of the map is empty."""
    return Path(page.file).stem if page.file.startswith("pages/") else ""


PAGE_AT = {address_of(page): page for page in PAGES}


def meant(written: str) -> str | None:
    """The address of the page a path means, in whatever case, with Danish letters or slashes; None for no page."""
    word = written.strip("/ ").lower().translate(ASCII)
    word = "" if word == PAGE_AT[""].page_id else word
    return word if word in PAGE_AT else None


def mended(query: str) -> str:
    """A query whose names are as the pages know them; values stay, and so does a query with nothing to mend."""
    told = parse_qsl(query, keep_blank_values=True)
    names = [ESCAPED.sub("", name).lower() for name, _ in told]
    if names == [name for name, _ in told]:
        return query
    return urlencode([(name, value) for name, (_, value) in zip(names, told, strict=True)])


def streamlits_document() -> str:
    """The empty document Streamlit serves for every page."""
    return (STREAMLIT / "index.html").read_text(encoding="utf-8")


def opening(page: Page) -> str:
    """Streamlit's empty document with the first words of a page: its title, and a message that goes when it is drawn.

    Raises ValueError where the document is not the one these words were fitted to.
    """
    document = streamlits_document()
    script = '<script type="module" crossorigin'
    waits = t("opening.map" if address_of(page) == "" else "opening.page")
    scripts = "".join(f'<script defer src="./{asset(path)}"></script>' for path in OURS)
    words = {
        '<html lang="en">': '<html lang="da">',
        "<title>Streamlit</title>": f"<title>{t(f'page.{page.page_id}')} · {t('app.title')}</title>",
        'href="./favicon.png"': f'href="./{asset("icon.svg")}"',
        script: scripts + script,
        ROOT: render("opening.html", waits=waits, styles=style_addresses(page.page_id)) + ROOT,
    }
    for old, new in words.items():
        if document.count(old) != 1:
            raise ValueError(f"Streamlit's index.html has no {old}, or several")
        document = document.replace(old, new)
    if len(PRELOADED.findall(document)) != 1:
        raise ValueError("Streamlit's index.html fetches no typeface, or several")
    font = f'<link rel="preload" href="./{FONT}" as="font" type="font/woff2" crossorigin>'
    document = PRELOADED.sub(font, document).replace("</head>", f"{fetched_early.scripts(page.page_id)}</head>", 1)
    return NO_SCRIPTS.sub(f"<noscript><p>{t('opening.no_scripts')}</p></noscript>", document)


def no_page(written: str, up: str) -> str:
    """What is said of an address without a page: its name, and the way to every page; ``up`` leads to the base path."""
    ways = [(address_of(page), t(f"page.{page.page_id}")) for page in PAGES]
    return render("no_page.html", written=quoted(written, LONGEST_SHOWN), up=up, icon=asset("icon.svg"), ways=ways)


class Entrance:
    """Answers for every page before Streamlit does; what programs ask for goes by."""

    def __init__(self, app: ASGIApp, root: str = "") -> None:
        self.app = app
        self.root = f"{root}/"
        self.files = frozenset(path.name for path in STREAMLIT.iterdir() if path.suffix != ".html")
        self.openings = {address: opening(page) for address, page in PAGE_AT.items()}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        reader = scope["type"] == "http" and scope["method"] in ("GET", "HEAD")
        answer: ASGIApp | None = None
        if scope["type"] == "lifespan":
            begin()
        if reader and scope["path"].startswith(self.root):
            query = quote(scope["query_string"], safe=IN_QUERIES)
            answer = self._answer(scope["path"].removeprefix(self.root), query)
            if answer is None and scope["path"] == self.root:
                answer = await self._map(query)
        await (answer or self.app)(scope, receive, send)

    def _answer(self, written: str, query: str) -> Response | None:
        """The answer to a path behind the base path; None where it is no reader's, or the map."""
        parts = written.split("/")
        if parts[0] in SERVICES or "_stcore" in parts or written in self.files:
            return None
        up = "../" * (len(parts) - 1) or "./"
        if written == UNASKED_ICON:
            return RedirectResponse(up + asset("icon.svg"))
        address = meant(written)
        if address is None:
            return HTMLResponse(no_page(written, up), 404, FRESH)
        asked = mended(query)
        if (address, asked) != (written, query):
            return RedirectResponse(up + address + (f"?{asked}" if asked else ""), 302, FRESH)
        return None if address == "" else HTMLResponse(self.openings[address], headers=FRESH)

    async def _map(self, query: str) -> ASGIApp:
        """The opening of the map, with the districts in it."""
        document = self.openings[""].replace(ROOT, await first_picture(query) + ROOT)
        return GZipMiddleware(HTMLResponse(document, headers=FRESH), minimum_size=1_000)
