"""Pages in a browser, on the public record: its names, its coast and its many efforts."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.published.record import RECORD


@pytest.fixture(scope="session")
def server(serve: Callable[..., str]) -> str:
    """Address of the app on the record."""
    return serve(RECORD)
