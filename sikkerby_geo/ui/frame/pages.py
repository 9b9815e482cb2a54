"""Registry of pages: the menu, in order, and the file each page lives in."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Page:
    """A page: its id names its texts, its file name is the address people share.

    ``shows_place`` = it speaks of the place that is chosen; any other page leads to Bydel for one. ``areas_only`` = of
    survey areas alone. ``own_places`` are its own parameters of the address that name a place or lean on one: they
    yield when another place is found.
    """

    page_id: str
    file: str
    shows_place: bool = True
    areas_only: bool = False
    own_places: tuple[str, ...] = ()


PAGES = (
    Page("kort", "app.py"),
    Page("bydel", "pages/bydel.py"),
    Page("udvikling", "pages/udvikling.py", own_places=("omraader",)),
    Page("maal", "pages/maal.py", shows_place=False),
    Page("indsatser", "pages/indsatser.py", own_places=("hvor", "side")),
    Page("prioritering", "pages/prioritering.py", areas_only=True),
    Page("tryghedsvurdering", "pages/tryghedsvurdering.py", shows_place=False),
    Page("effekt", "pages/effekt.py", areas_only=True, own_places=("indsats", "mod", "studie")),
    Page("anmeldelser", "pages/anmeldelser.py"),
    Page("moede", "pages/moede.py", own_places=("udvalg", "nabo")),
    Page("aarsrapport", "pages/aarsrapport.py", shows_place=False),
    Page("egne_tal", "pages/egne_tal.py", shows_place=False),
    Page("om_tallene", "pages/om_tallene.py", shows_place=False),
)
PAGE = {page.page_id: page for page in PAGES}
