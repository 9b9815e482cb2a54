"""Pages run without a browser, on the project's data or on a changed copy."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import streamlit as st
from shown_page import ShownPage
from streamlit.testing.v1 import AppTest

from sikkerby_geo.facts.library import ROOT


@pytest.fixture
def open_page(monkeypatch: pytest.MonkeyPatch) -> Callable[..., ShownPage]:
    """Opens a page at an address (``open_page(aar="2017")``).

    ``file`` is the page's file (the map if not given) and ``root`` the folder of a changed copy of the data.
    The caches are emptied first, so that each test opens its page cold.
    """
    st.cache_resource.clear()

    def open_at(file: str = "app.py", root: Path = ROOT, **query: str) -> ShownPage:
        monkeypatch.setenv("SIKKERBY_ROOT", str(root))
        app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
        if file != "app.py":
            app.switch_page(file)
        for name, value in query.items():
            app.query_params[name] = value
        return ShownPage(app.run())

    return open_at
