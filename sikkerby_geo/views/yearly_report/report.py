"""A yearly report, or the short one of a quarter, put together: the same for the page and for both files."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.facts.yearly_report import Author, Kept, Period, Review
from sikkerby_geo.text import t
from sikkerby_geo.views.base.clear_words import clear_condition
from sikkerby_geo.views.base.sheet import Prose
from sikkerby_geo.views.yearly_report.by_hand import assessments_section, effects_section
from sikkerby_geo.views.yearly_report.crime import crime_section
from sikkerby_geo.views.yearly_report.districts import districts_section
from sikkerby_geo.views.yearly_report.efforts import efforts_section, partnerships_section
from sikkerby_geo.views.yearly_report.goals import goals_section
from sikkerby_geo.views.yearly_report.ground import ground_section, missing_section
from sikkerby_geo.views.yearly_report.moved import moved_section
from sikkerby_geo.views.yearly_report.parts import Report, Section, period_words

Builders = dict[str, Callable[[], Section]]
YEARLY = ("maal", "omraader", "kriminalitet", "partnerskaber", "indsatser", "effekt", "vurderinger", "aendret")
"""The sections of a year in order; summary, what is missing and what it stands on are made of them."""
QUARTERLY = ("kriminalitet", "vurderinger", "aendret")
"""The sections of the short report of a quarter."""
SECTIONS = ("kort", *YEARLY, "mangler", "grundlag")


def report_of(atlas: Atlas, kept: Kept, period: Period, *, names: bool) -> Report:
    """The report of a period; ``names`` = who wrote and approved is told by name.

    What cannot be told is told to be missing: no section is ever left out.
    """
    year = period.year
    builders: Builders = {
        "maal": lambda: goals_section(atlas, year),
        "omraader": lambda: districts_section(atlas, year),
        "kriminalitet": lambda: crime_section(atlas, period),
        "partnerskaber": lambda: partnerships_section(atlas, year),
        "indsatser": lambda: efforts_section(atlas, year),
        "effekt": lambda: effects_section(kept, period, names=names),
        "vurderinger": lambda: assessments_section(kept, period, names=names),
        "aendret": lambda: moved_section(atlas, kept, period, names=names),
    }
    sections = [builders[name]() for name in (YEARLY if period.quarter is None else QUARTERLY)]
    absent = sum(len(section.absent) for section in sections)
    missing = missing_section(atlas, sections, period)
    ground = ground_section(atlas, kept, sections)
    key = "yearly.title" if period.quarter is None else "yearly.title_quarter"
    return Report(
        period=period,
        title=t(key, period=period_words(period)),
        sentence=_state_words(kept, absent),
        sections=(_summary(sections, absent), *sections, missing, ground),
        absent=absent,
        approved=_approved(kept),
        notes=tuple(filter(None, (clear_condition(atlas),))),
    )


def _approved(kept: Kept) -> bool:
    return all(author in kept.texts and kept.texts[author].text.state is Review.APPROVED for author in Author)


def _state_words(kept: Kept, absent: int) -> str:
    """Whether the report is approved, and how much it lacks."""
    state = t("yearly.approved") if _approved(kept) else t("yearly.draft")
    return f"{state} {t('yearly.lacks', count=absent)}" if absent else state


def _summary(sections: Sequence[Section], absent: int) -> Section:
    """What each section says, in one place."""
    said = tuple(line if line.endswith(".") else f"{line}." for section in sections for line in section.says)
    more = (t("yearly.lacks", count=absent),) if absent else ()
    return Section("kort", "", (Prose(points=(*said, *more) or (t("yearly.short.nothing"),)),))
