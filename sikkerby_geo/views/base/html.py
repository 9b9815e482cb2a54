"""HTML from templates with every value escaped: names and notes are data, never markup."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from sikkerby_geo.text import t
from sikkerby_geo.views.base import palette
from sikkerby_geo.views.base.symbols import GROUP_LOOKS, GROUPED, SWATCHES, SYMBOLS


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parents[1] / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,  # a server would ask the disk for each part of each page whether its template is newer
    )
    environment.filters["px"] = lambda value: f"{round(value, 1):g}"
    environment.globals.update(t=t, palette=palette, symbols=SYMBOLS, swatches=SWATCHES)
    environment.globals.update(group_looks=GROUP_LOOKS, group_symbols=GROUPED)
    return environment


def render(template: str, **context: object) -> str:
    """A template of ``views/templates`` filled in; lines are stripped, since a page sends them often."""
    text = _environment().get_template(template).render(**context)
    return "\n".join(line.strip() for line in text.splitlines() if line.strip())
