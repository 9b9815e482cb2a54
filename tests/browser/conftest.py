"""Pages in a browser, on the toy city."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def server(serve: Callable[..., str], toy_root: Path) -> str:
    """Address of the app on the toy city."""
    return serve(toy_root)
