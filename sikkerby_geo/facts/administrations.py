"""Registry of the city's administrations (forvaltninger): the code tables use, and the spellings records hold."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True)
class Administration:
    """One administration: ``code`` as in ``initiatives_2010.csv`` (ASCII), its Danish letters and its name."""

    code: str
    short: str
    name: str

    def named_in(self, text: str) -> bool:
        """Whether a text names it: in full, or by its letters standing alone (»SOF«, »(SOF)«, »SOF-medarbejder«)."""
        return self.name in text or re.search(rf"(?<!\w){self.short}(?!\w)", text) is not None


ADMINISTRATIONS = (
    Administration("BIF", "BIF", "Beskæftigelses- og Integrationsforvaltningen"),
    Administration("BUF", "BUF", "Børne- og Ungdomsforvaltningen"),
    Administration("KFF", "KFF", "Kultur- og Fritidsforvaltningen"),
    Administration("SOF", "SOF", "Socialforvaltningen"),
    Administration("TMF", "TMF", "Teknik- og Miljøforvaltningen"),
    Administration("OEKF", "ØKF", "Økonomiforvaltningen"),
)
"""Every administration a record names so far, in Danish alphabetical order; a new one is one line here."""
ADMINISTRATION = {administration.code: administration for administration in ADMINISTRATIONS}


def named_in(text: str) -> tuple[str, ...]:
    """The codes of the administrations a text names, in their order."""
    return tuple(one.code for one in ADMINISTRATIONS if one.named_in(text))
