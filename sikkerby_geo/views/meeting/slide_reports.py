"""The slide of reports: the newest quarter in the committee beside the same quarter the year before."""

from __future__ import annotations

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.reports.comparing import Comparison, Movement
from sikkerby_geo.domain.reports.published import reports_of
from sikkerby_geo.facts.areas import Level
from sikkerby_geo.text import t
from sikkerby_geo.views.base import hidden_counts
from sikkerby_geo.views.base.report_words import (
    before_words,
    count_words,
    interval_words,
    movement_words,
    period_words,
    rate_words,
    what_words,
)
from sikkerby_geo.views.meeting.agenda import Agenda
from sikkerby_geo.views.meeting.slide import Line, Listing, Slide
from sikkerby_geo.views.reports.ask import ReportAnswer, ReportAsk
from sikkerby_geo.views.reports.report_headline import delivery_words, report_title, tested_words


def reports_slides(atlas: Atlas, agenda: Agenda) -> tuple[Slide, ...]:
    """One slide of all reports and their groups in the committee; none where no delivery stands."""
    reports = reports_of(atlas)
    if reports is None:
        return ()
    where = agenda.committee
    ask = ReportAsk(reports.quarters[0])
    answer = ReportAnswer(atlas, reports, ask, Level.LOKALUDVALG, where.place_id)
    rate = answer.rates.get(where.place_id)
    lines = []
    if rate:
        lines.append(Line(t("reports.tip.rate", rate=rate_words(rate), interval=interval_words(rate))))
    for group in reports.groups:
        moved = answer.comparison(group, where.place_id)
        said = {"what": what_words(group), "count": count_words(moved.after), "before": count_words(moved.before)}
        lines.append(Line(t("reports.slide.group", **said, movement=_moved(moved))))
    notes = [t("reports.note.short")]
    if rate and rate.visited:
        notes.append(t("crime.visitors_short"))
    notes += hidden_counts.notes(reports.caveats)
    return (
        Slide(
            "anmeldelser",
            report_title(answer),
            heading=t("reports.slide.heading", period=period_words(ask.period)),
            certainty=tested_words(answer),
            listings=(Listing(t("reports.slide.groups", then=before_words(ask.period)), tuple(lines)),),
            notes=(" ".join(notes),),
            source=delivery_words(answer),
        ),
    )


def _moved(compared: Comparison) -> str:
    """What a group says beside the year before, short where it cannot."""
    return t("hidden.short") if compared.movement is Movement.HIDDEN else movement_words(compared)
