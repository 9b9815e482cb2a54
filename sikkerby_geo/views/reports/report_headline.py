"""One sentence that says what a period of reports shows, and how sure that is."""

from __future__ import annotations

from sikkerby_geo.domain.reports.comparing import Movement
from sikkerby_geo.facts import thresholds
from sikkerby_geo.text import names, percent, t, tight
from sikkerby_geo.views.base import hidden_counts
from sikkerby_geo.views.base.headline import MOST_NAMES, Headline
from sikkerby_geo.views.base.report_words import before_words, count_words, hidden_note, period_words, what_words
from sikkerby_geo.views.reports.ask import ReportAnswer

_CLEAR = (Movement.MORE, Movement.FEWER)


def report_headline(answer: ReportAnswer) -> Headline:
    """The count of the chosen place or the city beside the same quarter the year before; then the places that moved."""
    return Headline(report_title(answer), " ".join(filter(None, (*_places(answer), tested_words(answer)))))


def report_title(answer: ReportAnswer) -> str:
    """The count of the chosen place or the city beside the same quarter the year before."""
    period = answer.ask.period
    compared = answer.comparison(answer.ask.what, answer.where.place_id)
    mark = hidden_counts.mark(answer.reports.caveats, "{}: ")
    return t(
        f"reports.title.{compared.movement}",
        mark=mark,
        period=tight(period_words(period)),
        what=what_words(answer.ask.what),
        where=where_words(answer),
        count=count_words(compared.after),
        then=tight(before_words(period)),
        before=count_words(compared.before),
    )


def where_words(answer: ReportAnswer) -> str:
    """The chosen place, or the whole city, within a sentence."""
    return tight(answer.where.name) if answer.place_id in answer.atlas.places else t("reports.city")


def _places(answer: ReportAnswer) -> list[str]:
    """Which places of the level have clearly more or fewer than the year before; nothing where none can be tested."""
    if not answer.tested:
        return []
    found = {
        movement: [
            tight(place.name)
            for place in answer.places
            if answer.comparison(answer.ask.what, place.place_id).movement is movement
        ]
        for movement in _CLEAR
    }
    noun = t(f"level.{answer.level}.many")
    if not any(found.values()):
        return [t("reports.certainty.none", noun=noun, total=len(answer.places))]
    return [
        t(
            f"reports.certainty.{movement}",
            count=len(there),
            total=len(answer.places),
            noun=noun,
            names=names(there, most=MOST_NAMES),
        )
        for movement, there in found.items()
        if there
    ]


def tested_words(answer: ReportAnswer) -> str:
    """How the changes were tested, and how many at once."""
    if not answer.tested:
        return t("reports.certainty.untested", then=before_words(answer.ask.period))
    said = t(
        "reports.certainty.tested",
        tested=answer.tested,
        share=percent(100 * thresholds.FALSE_DISCOVERY.value),
    )
    if answer.comparison(answer.ask.what, answer.where.place_id).movement is Movement.HIDDEN:
        return f"{said} {t('reports.certainty.hidden')}"
    return said


def report_notes(answer: ReportAnswer) -> tuple[str, ...]:
    """What must be said of every figure of the page: that it is invented, what is hidden, and who else is counted."""
    notes = hidden_counts.notes(answer.reports.caveats)
    notes.append(hidden_note())
    notes.append(t("reports.note.placed"))
    visited = [place.name for place in answer.places if (rate := answer.rates.get(place.place_id)) and rate.visited]
    if visited:
        notes.append(t("reports.note.visitors", names=names(visited)))
    return tuple(notes)


def report_sources(answer: ReportAnswer) -> tuple[str, ...]:
    """Where the figures come from: who delivered them, how they are made, and the residents."""
    return (delivery_words(answer), t("reports.source.method"))


def delivery_words(answer: ReportAnswer) -> str:
    """Who delivered the figures, and that they are invented where they are."""
    sources = {one.source for one in answer.reports.published.deliveries.values()}
    known = answer.atlas.sources
    told = names(known[source].title if source in known else source for source in sorted(sources))
    mark = hidden_counts.mark_word(answer.reports.caveats, " ({})")
    return t("reports.source.delivery", provider=told or t("reports.source.nobody"), mark=mark)
