"""A study on one A4 page: the question, the verdict with how sure it is, the picture, the checks and the sources."""

from __future__ import annotations

from datetime import date

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.effect.answer import Reason, Study
from sikkerby_geo.text import first_upper, t
from sikkerby_geo.views.base.kind_evidence import class_words, day, finding_lines, source_authors
from sikkerby_geo.views.base.prints import compile_print, picture
from sikkerby_geo.views.effect.ask import Asked
from sikkerby_geo.views.effect.course_chart import PAPER, cautions, course_card, source_words
from sikkerby_geo.views.effect.effect_words import alarm_words, headline, note_lines, reason_lines
from sikkerby_geo.views.effect.study_blocks import (
    check_lines,
    displacement_words,
    power_lines,
    question_terms,
    separation_lines,
)

LONGEST = 260
"""Characters of one line of the page; a longer one (many names) is cut at a word."""


def study_pdf(atlas: Atlas, found: Asked, answer: Study, *, printed: date, saved: str = "") -> bytes:
    """The study as a tagged PDF (PDF/UA-1) of one A4 page; ``saved`` tells of the kept study it is."""
    head = headline(atlas, found, answer)
    card = course_card(atlas, answer, PAPER)
    reasons = reason_lines(atlas, answer)
    shown = reasons[1:] if answer.measured is None and found.efforts else reasons
    moved = [displacement_words(atlas, answer)] if found.efforts else []
    beside = [*note_lines(answer), *moved, *separation_lines(atlas, answer)]
    return compile_print(
        "effect.typ",
        {
            "kicker": t("effect.paper.kicker"),
            "certainty": head.certainty,
            "alarm": alarm_words(answer),
            "asked_title": t("effect.paper.asked"),
            "asked_head": [t("effect.file.name"), t("effect.file.value")],
            "asked": [[name, _cut(words)] for name, words in question_terms(atlas, found, answer).items()],
            "why_title": t("effect.paper.why"),
            "why": shown,
            "power_title": t("effect.paper.power"),
            "power": _power(answer, plan=not found.efforts),
            "course_title": t("effect.paper.course"),
            "course_second": card.subtitle if card else "",
            "course": picture(str(card.picture()), card.label) if card else None,
            "course_notes": card.notes[0] if card else "",
            "checks_title": t("effect.paper.checks"),
            "checks": check_lines(atlas, answer),
            "beside_title": t("effect.paper.beside"),
            "beside": [_cut(words) for words in beside],
            "evidence_title": t("effect.paper.evidence"),
            "evidence": _evidence(atlas, found),
            "sources": [
                *cautions(atlas, answer),
                *filter(None, [t("effect.reading.method"), source_words(atlas, answer), saved]),
            ],
        },
        title=head.title,
        version=atlas.version,
        printed=printed,
    )


def _evidence(atlas: Atlas, found: Asked) -> list[str]:
    """What the literature note says of the kind of effort: classes, findings, limit, authors and day; a plan has no
    kind."""
    if not found.efforts:
        return []
    kind_id = found.efforts[0].kind.kind_id
    authors = source_authors(atlas, kind_id)
    sources = [t("figure.source", sources=authors)] if authors else []
    read = " ".join([*(f"{one.rstrip(chr(46))}." for one in sources), t("evidence.day", day=day())])
    return [f"{first_upper(class_words(kind_id))}.", *finding_lines(kind_id), read]


def _power(answer: Study, *, plan: bool) -> list[str]:
    """What could be seen, without what the reasons say already."""
    lines = power_lines(answer, plan=plan)
    told = 3 if answer.detectable is not None else 1
    rest = [] if Reason.REACH in answer.reasons else lines[told:]
    return [" ".join(lines[:told]), *rest]


def _cut(words: str) -> str:
    if len(words) <= LONGEST:
        return words
    return f"{words[:LONGEST].rsplit(' ', 1)[0]} …"
