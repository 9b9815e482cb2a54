"""A page after a run: what it shows, and that nothing went wrong."""

from __future__ import annotations

import gc
import re
from collections.abc import Callable
from functools import cache
from html import unescape
from pathlib import Path

import pytest
from streamlit.components.v2 import manifest_scanner
from streamlit.testing.v1 import AppTest

from sikkerby_geo import build
from sikkerby_geo.facts.versions import ROOT
from sikkerby_geo.text import t

INSTALLED_COMPONENTS = cache(manifest_scanner.scan_component_manifests)
"""What a server looks for once when it starts, and an ``AppTest`` for every reader: no package comes in meanwhile."""


class ShownPage:
    """What a run of a page put on screen."""

    def __init__(self, app: AppTest) -> None:
        self.app = app

    @property
    def html(self) -> str:
        """Everything the page writes as HTML, in order; style sheets left out."""
        parts = [part.proto.body for part in self.app.get("html")] + [part.value for part in self.app.markdown]
        return "\n".join(part for part in parts if not part.lstrip().startswith("<style"))

    @property
    def words(self) -> str:
        """The HTML as a reader sees it: without tags, with characters for entities."""
        return unescape(re.sub(r"<[^>]+>", " ", self.html))

    @property
    def headline(self) -> str:
        return unescape(re.search(r'<h1 class="sentence">(.*?)</h1>', self.html).group(1))

    @property
    def messages(self) -> list[str]:
        """Messages about the address."""
        return [unescape(text) for text in re.findall(r'<p class="notice message"[^>]*>(.*?)</p>', self.html)]

    @property
    def notices(self) -> list[str]:
        """Notices of broken data files, as HTML."""
        return re.findall(r'<section class="notice".*?</section>', self.html, re.DOTALL)

    @property
    def table_rows(self) -> list[str]:
        """Names of the places in the table of facts."""
        return [unescape(name) for name in re.findall(r'<th scope="row">(.*?)</th>', self.html)]

    @property
    def choice(self) -> dict[str, str]:
        """The parameters of the address after the run."""
        return {name: values if isinstance(values, str) else values[0] for name, values in self._query().items()}

    def _query(self) -> dict[str, str | list[str]]:
        return dict(self.app.query_params)

    def unfold(self, key: str) -> None:
        """Open a fold-out, as a click on its title does; what is in it is there after that."""
        self.app.session_state[key] = True
        self.app.run()

    def assert_calm(self) -> None:
        """No traceback and no apology on screen."""
        assert not self.app.exception, self.app.exception
        assert [error.value for error in self.app.error] == []
        assert t("problem.crash") not in self.words


def page_opener(monkeypatch: pytest.MonkeyPatch, data: Path) -> Callable[..., ShownPage]:
    """What opens a page at an address, on the data of a folder.

    ``file`` is the page's file (the map if not given) and ``root`` another folder. The app thaws and freezes all there
    is when its facts change; here that would be thousands of tests each time, which are no part of it.
    """
    monkeypatch.setattr(manifest_scanner, "scan_component_manifests", INSTALLED_COMPONENTS)
    for whole_process in ("unfreeze", "freeze"):
        monkeypatch.setattr(gc, whole_process, lambda: None)

    def open_at(file: str = "app.py", root: Path = data, **query: str) -> ShownPage:
        monkeypatch.setenv("SIKKERBY_ROOT", str(root))
        monkeypatch.setattr(build, "FIRST_WAIT", None)  # a slow machine is no reason to be shown what was before
        monkeypatch.setattr(build, "LOOK_EVERY", 0.0)  # a test edits a file and opens the page in the same moment
        app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=300)
        if file != "app.py":
            app.switch_page(file)
        for name, value in query.items():
            app.query_params[name] = value
        return ShownPage(app.run())

    return open_at
