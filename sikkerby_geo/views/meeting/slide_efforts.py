"""The slides of efforts: by what is known of them where the record ends, all of them, on as many slides as it takes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.efforts.coverage import last_documented_year
from sikkerby_geo.domain.efforts.effort import Effort
from sikkerby_geo.domain.efforts.status_group import SHOWN_GROUPS, StatusGroup, grouped
from sikkerby_geo.facts.efforts import EFFORT_TABLES
from sikkerby_geo.text import first_upper, names, small, t, tight
from sikkerby_geo.views.base import effort_words
from sikkerby_geo.views.base.svg_text import wrap
from sikkerby_geo.views.meeting.agenda import Agenda
from sikkerby_geo.views.meeting.slide import Line, Listing, Slide, sources_line

COLUMN, BODY = 790.0, 40.0
"""Width of a line in one of the two columns, and the size of its type, in pixels of 1920 × 1080."""
ROOM = 19
"""Lines of type the two columns of a slide hold together; an effort is never split between them."""

Groups = dict[StatusGroup, tuple[Effort, ...]]


def record_year(atlas: Atlas) -> int:
    """The year a meeting's efforts are told for: the last the record covers, else the newest there is."""
    return last_documented_year(atlas) or atlas.years[-1]


def efforts_of(atlas: Atlas, agenda: Agenda, shown: Sequence[StatusGroup]) -> Groups:
    """The committee's efforts by group, the groups with any among ``shown`` alone."""
    groups = grouped(atlas, atlas.efforts_in(agenda.committee), record_year(atlas), kept_to_date=True)
    return {group: groups[group] for group in shown if groups[group]}


def efforts_slides(atlas: Atlas, agenda: Agenda) -> tuple[Slide, ...]:
    """What is in progress, completed, or decided and not confirmed; none where nothing was found."""
    return _slides("indsatser", atlas, agenda, SHOWN_GROUPS)


def proposal_slides(atlas: Atlas, agenda: Agenda) -> tuple[Slide, ...]:
    """What was only proposed; none where nothing was."""
    return _slides("foreslaaet", atlas, agenda, (StatusGroup.PROPOSED,))


def no_efforts(atlas: Atlas, agenda: Agenda) -> str:
    """That no effort was found, or that those found were only proposed or dropped."""
    only = "efforts_proposed" if atlas.efforts_in(agenda.committee) else "efforts_none"
    return t(f"slide.{only}", name=tight(agenda.committee.name))


def unreadable(atlas: Atlas) -> tuple[str, ...]:
    """Which tables of efforts cannot be read, in a sentence each: without them nobody can say that there are none."""
    tables = [table for table in EFFORT_TABLES if not atlas.readable(table)]
    return tuple(t("timeline.unreadable", file=atlas.origin(table)) for table in tables)


def effort_line(effort: Effort, group: StatusGroup) -> str:
    """An effort in a group: its name, its kind where the name is a place, when it was, and how far a proposal got."""
    name = f"{effort.name}, {effort_words.kind(effort)}" if effort.overlay.named_by_place else effort.name
    stage = t(f"effort.stage_{effort.stage}") if group is StatusGroup.PROPOSED else ""
    return ", ".join(filter(None, (name, effort_words.period(effort), stage)))


def group_name(group: StatusGroup) -> str:
    return first_upper(effort_words.group_name(group))


def _slides(slide_id: str, atlas: Atlas, agenda: Agenda, shown: Sequence[StatusGroup]) -> tuple[Slide, ...]:
    groups = efforts_of(atlas, agenda, shown)
    unread = unreadable(atlas)
    if not groups:
        return (Slide(slide_id, t(f"slide.trouble_{slide_id}"), trouble=" ".join(unread)),) if unread else ()
    parts = list(_parts(agenda, groups))
    kept = effort_words.kept_note(effort for efforts in groups.values() for effort in efforts)
    said = (t("slide.efforts_year", year=record_year(atlas)), kept, t("effort.record_note"), *unread)
    certainty = " ".join(filter(None, said))
    return tuple(
        Slide(
            slide_id,
            title=title,
            number=number if len(parts) > 1 else 0,
            certainty=certainty,
            listings=listings,
            source=sources_line(effort.source for effort in told),
        )
        for number, (title, listings, told) in enumerate(parts, start=1)
    )


def _parts(agenda: Agenda, groups: Groups) -> Iterator[tuple[str, tuple[Listing, ...], Sequence[Effort]]]:
    """Title, lists and efforts of each slide: one for all groups where they fit it, else one or more a group."""
    name = tight(agenda.committee.name)
    everything = [effort for efforts in groups.values() for effort in efforts]
    lines = sum(_height(effort, group) for group, efforts in groups.items() for effort in efforts)
    if len(groups) > 1 and lines + 2 * len(groups) <= ROOM:
        counts = [t(f"effort.count_{group}", count=small(len(efforts))) for group, efforts in groups.items()]
        listings = tuple(_listing(group, efforts, group_name(group)) for group, efforts in groups.items())
        yield t("slide.efforts_groups", name=name, groups=names(counts)), listings, everything
        return
    for group, efforts in groups.items():
        pages = list(_pages(group, efforts))
        title = t("slide.efforts", group=group_name(group), count=len(efforts), name=name)
        for number, page in enumerate(pages, start=1):
            part = t("slide.part", number=number, of=len(pages)) if len(pages) > 1 else ""
            yield f"{title} {part}".strip(), (_listing(group, page),), page


def _listing(group: StatusGroup, efforts: Sequence[Effort], heading: str = "") -> Listing:
    def line(effort: Effort) -> Line:
        symbol = "whole_area" if effort.whole_area else effort.kind.symbol
        return Line(effort_line(effort, group), symbol, group)

    return Listing(heading, tuple(map(line, efforts)))


def _pages(group: StatusGroup, efforts: Sequence[Effort]) -> Iterator[list[Effort]]:
    """Efforts by slide, as many on each as its columns hold."""
    page: list[Effort] = []
    used = 0
    for effort in efforts:
        high = _height(effort, group)
        if page and used + high > ROOM:
            yield page
            page, used = [], 0
        page.append(effort)
        used += high
    yield page


def _height(effort: Effort, group: StatusGroup) -> int:
    return len(wrap(effort_line(effort, group), COLUMN, BODY))
