"""The show of a meeting: one HTML document that holds everything, for the page and for a stick without a network."""

from __future__ import annotations

from datetime import date

from markupsafe import Markup

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.text import t
from sikkerby_geo.views.base.html import render
from sikkerby_geo.views.base.marks import swatch_svg, symbol_svg
from sikkerby_geo.views.base.palette import Look
from sikkerby_geo.views.base.prints import danish_date
from sikkerby_geo.views.meeting.agenda import Agenda
from sikkerby_geo.views.meeting.handout import handout_of
from sikkerby_geo.views.meeting.show_files import policy, script, style
from sikkerby_geo.views.meeting.slide_words import meeting_title
from sikkerby_geo.views.meeting.slides import slides_of


def show_html(atlas: Atlas, agenda: Agenda, *, link: str | None, printed: date, fonts: str = "") -> str:
    """The show as one document that asks nobody for anything: slides, notes, and the hand-out on paper.

    In a page of ours it may leave out its typeface, a third of its size, and fetch it from the folder at ``fonts``.

    ``link`` is the full address of the same view for the QR code, None where none is configured; ``printed`` is the
    day the document is made. The same arguments give the same text.
    """
    slides = slides_of(atlas, agenda)
    handout = handout_of(atlas, agenda, link=link, slides=slides)
    committee = agenda.committee.official_name
    day = danish_date(agenda.day) if agenda.day else ""
    titled = slides[0].slide_id == "forside"
    return render(
        "meeting/show.html",
        place=f"{agenda.committee.place_id}:{agenda.title}",
        policy=policy(fonts),
        style=Markup(style(fonts)),
        script=Markup(script()),
        title=meeting_title(agenda),
        kicker="" if titled else " · ".join(filter(None, (agenda.title, committee, day))),
        slides=slides,
        qr={"svg": Markup(handout.qr.svg), "words": handout.qr.words},
        handout=handout,
        imprint=t("print.imprint", version=atlas.version[:8], date=danish_date(printed)),
        swatch=_swatch,
        symbol=_symbol,
        safe=Markup,
    )


def _swatch(look: Look) -> Markup:
    return Markup(swatch_svg(look))


def _symbol(kind: str, group: str) -> Markup:
    return Markup(symbol_svg(kind, group))
