"""Whom readers may write to, as the installation has told."""

from __future__ import annotations

import os

CONTACT = "SIKKERBY_KONTAKT"
"""Environment variable with the address readers may write to."""
LONGEST = 200


def contact() -> str:
    """The address; blank where none is set."""
    return os.environ.get(CONTACT, "").strip()[:LONGEST]
