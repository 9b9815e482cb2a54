"""Pages run without a browser, on the public record."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import streamlit as st

from tests.pages.shown_page import ShownPage, page_opener
from tests.published.record import RECORD


@pytest.fixture(scope="module", autouse=True)
def cold() -> None:
    """The first page opens cold; the others find the record already worked out."""
    st.cache_resource.clear()


@pytest.fixture
def open_page(monkeypatch: pytest.MonkeyPatch) -> Callable[..., ShownPage]:
    """Opens a page of the record at an address (``open_page(aar="2017")``)."""
    return page_opener(monkeypatch, RECORD)
