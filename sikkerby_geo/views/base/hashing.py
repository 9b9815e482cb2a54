"""Names of files by their content."""

from __future__ import annotations

import hashlib


def content_name(text: str) -> str:
    """A short content hash for a file name, so that a browser may keep the file for ever."""
    return hashlib.sha256(text.encode()).hexdigest()[:12]
