"""Pictures for download: any SVG of ours as a PNG, and the map with its sentence, legend and sources on it."""

from __future__ import annotations

import re
from functools import cache

from sikkerby_geo.views.base.svg_text import FONTS


@cache
def register_fonts() -> None:
    """Give Source Sans 3 to vl-convert, once; needed before any picture with text in it."""
    import vl_convert  # as below: for pictures alone, not for the start

    vl_convert.register_font_directory(str(FONTS))


def png(svg: str, *, scale: float = 2) -> bytes:
    """An SVG as a PNG, ``scale`` pixels for each of its own."""
    import vl_convert

    register_fonts()
    return vl_convert.svg_to_png(svg, scale=scale)


_COLOUR = re.compile(r'(fill|stroke)="#([0-9A-Fa-f]{6}|[0-9A-Fa-f]{3})"')


def greyed(svg: str) -> str:
    """An SVG with every colour turned into the grey of the same lightness, for black and white print."""

    def grey(found: re.Match[str]) -> str:
        digits = found.group(2) if len(found.group(2)) == 6 else "".join(2 * digit for digit in found.group(2))
        red, green, blue = (int(digits[at : at + 2], 16) for at in (0, 2, 4))
        light = f"{round(0.299 * red + 0.587 * green + 0.114 * blue):02X}"
        return f'{found.group(1)}="#{3 * light}"'

    return _COLOUR.sub(grey, svg)
