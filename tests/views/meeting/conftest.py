"""Meetings of the toy city: each slide, hand-out and page is made once, however many tests look at it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import cache

import pytest

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.views.meeting.agenda import Agenda
from sikkerby_geo.views.meeting.handout import Handout, handout_of
from sikkerby_geo.views.meeting.handout_print import handout_pdf
from sikkerby_geo.views.meeting.slide import Slide
from sikkerby_geo.views.meeting.slides import slides_of

PRINTED = date(2025, 11, 22)


@pytest.fixture(scope="session")
def slides(atlas: Atlas) -> Callable[[Agenda], dict[str, Slide]]:
    """The slides of a meeting by their names in the document."""
    return cache(lambda agenda: {slide.anchor: slide for slide in slides_of(atlas, agenda)})


@pytest.fixture(scope="session")
def handout(atlas: Atlas) -> Callable[[Agenda, str | None], Handout]:
    """The hand-out of a meeting and a link."""
    return cache(lambda agenda, link: handout_of(atlas, agenda, link=link))


@pytest.fixture(scope="session")
def page(handout: Callable[[Agenda, str | None], Handout]) -> Callable[[Agenda, str | None], bytes]:
    """The hand-out of a meeting and a link as a PDF."""
    return cache(lambda agenda, link: handout_pdf(handout(agenda, link), version="0123456789", printed=PRINTED))
