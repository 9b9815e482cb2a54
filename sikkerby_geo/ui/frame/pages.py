"""Registry of pages: the menu, in order, and the file each page lives in."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Page:
    """A page: its id names its texts, its file name is the address people share."""

    page_id: str
    file: str


PAGES = (
    Page("kort", "app.py"),
    Page("bydel", "pages/bydel.py"),
    Page("udvikling", "pages/udvikling.py"),
    Page("maal", "pages/maal.py"),
    Page("indsatser", "pages/indsatser.py"),
    Page("prioritering", "pages/prioritering.py"),
    Page("moede", "pages/moede.py"),
    Page("om_tallene", "pages/om_tallene.py"),
)
PAGE = {page.page_id: page for page in PAGES}
