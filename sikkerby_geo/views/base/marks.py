"""Small pictures of area looks and effort symbols as one style sheet: sent once, named by class ever after."""

from __future__ import annotations

from functools import cache
from urllib.parse import quote

from sikkerby_geo.domain.figures.flags import FlagState
from sikkerby_geo.views.base.html import render
from sikkerby_geo.views.base.palette import CLASS_COLOURS, Look, look_of
from sikkerby_geo.views.base.symbols import GROUP_LOOKS, SWATCHES, SYMBOLS, WHOLE_AREA


def swatch_svg(look: Look) -> str:
    """An area's look as a small SVG picture, 32 × 18 pixels."""
    return render("swatch.svg", look=look)


def symbol_svg(kind: str, group: str) -> str:
    """An effort's symbol as a small SVG picture, 22 × 22 pixels; ``group`` is one of ``GROUP_LOOKS``."""
    return render("symbol.svg", kind=kind, group=group)


def _looks() -> list[Look]:
    """Every look the class table can give, each once."""
    looks = [look_of(index, state, False) for index in range(len(CLASS_COLOURS)) for state in FlagState]
    looks += [look_of(None, state, True) for state in FlagState] + [look_of(None, FlagState.NO_FIGURE, False)]
    return list(dict.fromkeys(looks))


@cache
def marks_css() -> str:
    """One rule for each look and symbol, its picture as a data address; a look's also by name, for widgets."""
    looks = {look.css_class: _picture(swatch_svg(look)) for look in _looks()}
    rules = [":root{" + ";".join(f"--{name}:{picture}" for name, picture in looks.items()) + "}"]
    rules += [f".{name}{{background-image:var(--{name})}}" for name in looks]
    kinds = [(kind, group) for kind in (*SYMBOLS, *SWATCHES, WHOLE_AREA) for group in GROUP_LOOKS]
    symbols = {f"{kind}-{group}" if group else kind: symbol_svg(kind, group) for kind, group in kinds}
    rules += [f".m-{name}{{background-image:{_picture(svg)}}}" for name, svg in symbols.items()]
    return "\n".join(rules)


def _picture(svg: str) -> str:
    packed = quote(svg.replace("\n", "").replace('"', "'"), safe="/:=' ,.-()")
    return f'url("data:image/svg+xml,{packed}")'
