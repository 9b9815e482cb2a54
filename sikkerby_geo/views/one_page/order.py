"""What a reader has ordered on the page."""

from __future__ import annotations

from dataclasses import dataclass

from sikkerby_geo.facts.areas import Place
from sikkerby_geo.views.base.choice import Choice

MAP, LIST, CHANGES, EFFORTS = PARTS = ("kort", "liste", "aendringer", "indsatser")
"""The parts, as the address calls them, in the order they stand on the page."""
REPORTS = "anmeldelser"
"""The part that is offered where a delivery of reports stands, and never given."""
EVERY_PART = (*PARTS, REPORTS)
LONGEST_HEADING = 120


@dataclass(frozen=True)
class Order:
    """The choice of the map page and what of it goes on the page.

    ``since`` is the year the changes are held against, ``place`` the one whose efforts are listed; ``heading`` are the
    reader's own words, empty for the sentence of the map.
    """

    choice: Choice
    parts: tuple[str, ...]
    since: int
    place: Place | None = None
    heading: str = ""

    @property
    def years(self) -> tuple[int, int]:
        """The earlier and the later of the two years of the changes."""
        earlier, later = sorted((self.since, self.choice.year))
        return earlier, later
