"""PNG pictures of the map: size, colours, patterns and the typeface."""

from __future__ import annotations

import io

import numpy as np
import pytest
from PIL import Image

from sikkerby_geo.facts.areas import Level
from sikkerby_geo.views.base.choice import Choice
from sikkerby_geo.views.base.palette import CLASS_COLOURS
from sikkerby_geo.views.base.pictures import png
from sikkerby_geo.views.base.svg_text import text_width
from sikkerby_geo.views.map.files import WIDTH, map_png

OF_2017 = Choice(2017, "insecure_neighbourhood", "over_10_insecure", Level.SURVEY_AREA)


def pixels(data: bytes) -> np.ndarray:
    return np.asarray(Image.open(io.BytesIO(data)).convert("RGB")).astype(np.int16)


def near(picture: np.ndarray, colour: str, slack: int = 3) -> np.ndarray:
    wanted = np.array([int(colour[i : i + 2], 16) for i in (1, 3, 5)], dtype=np.int16)
    return (np.abs(picture - wanted) <= slack).all(axis=2)


@pytest.fixture(scope="module")
def of_2017(atlas):
    return pixels(map_png(atlas, OF_2017))


def test_a_downloaded_map_is_twice_its_width_and_has_its_colours(of_2017):
    assert of_2017.shape[1] == 2 * WIDTH
    assert of_2017.shape[0] > WIDTH
    for index in (0, 2, 3, 4):  # the classes that occur in 2017
        assert near(of_2017[::2, ::2], CLASS_COLOURS[index]).sum() > 500, index


def test_the_hatch_is_in_the_picture(of_2017):
    """The white hatch on Ydre Lund: along the row with most of its colour, colour and lighter stripes take turns."""
    purple = near(of_2017, CLASS_COLOURS[3])
    row = purple[np.argmax(purple.sum(axis=1))]
    first, last = np.flatnonzero(row)[[0, -1]]
    turns = np.abs(np.diff(row[first:last].astype(int))).sum()
    assert turns > 20


def test_a_grey_picture_has_no_colour(atlas):
    picture = pixels(map_png(atlas, OF_2017, grey=True))[::2, ::2]
    assert np.ptp(picture, axis=2).max() <= 2


def test_text_is_set_in_source_sans():
    """The printed width is that of Source Sans 3 and no other typeface: a fallback would be wider."""
    words, size = "Brønshøj-Husum 13 % mærkelig", 100
    style = f"font-family=\"'Source Sans 3'\" font-weight='600' font-size='{size}'"
    text = f"<text x='20' y='120' {style}>{words}</text>"
    svg = f"<svg xmlns='http://www.w3.org/2000/svg' width='2000' height='200'>{text}</svg>"
    image = np.asarray(Image.open(io.BytesIO(png(svg, scale=1))).convert("RGBA"))
    assert image.shape[:2] == (200, 2000)
    inked = np.flatnonzero(image[:, :, 3].any(axis=0))
    assert inked[-1] - inked[0] == pytest.approx(text_width(words, size, 600), abs=14)
