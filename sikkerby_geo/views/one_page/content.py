"""The words, rows and picture of an ordered page, the same for PDF and DOCX."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.figures.changes import Change
from sikkerby_geo.domain.figures.observations import Caveat, Observation
from sikkerby_geo.domain.reports.published import reports_of
from sikkerby_geo.facts.areas import Place
from sikkerby_geo.text import names, t, tight
from sikkerby_geo.views.base import effort_words, figures
from sikkerby_geo.views.base.change_words import verdict_words
from sikkerby_geo.views.base.copied import told_words
from sikkerby_geo.views.base.document_parts import Part
from sikkerby_geo.views.base.headline import headline
from sikkerby_geo.views.base.prints import danish_date
from sikkerby_geo.views.base.report_words import period_words
from sikkerby_geo.views.charts.level_trend import changes_between
from sikkerby_geo.views.map.source_lines import source_lines, whose
from sikkerby_geo.views.map.table import facts_table, heading
from sikkerby_geo.views.one_page.order import CHANGES, EFFORTS, LIST, MAP, REPORTS, Order
from sikkerby_geo.views.reports.ask import ReportAnswer, ReportAsk
from sikkerby_geo.views.reports.report_headline import delivery_words, report_notes, report_title, tested_words
from sikkerby_geo.views.reports.report_tables import printed_rows
from sikkerby_geo.views.trends.comparison import says

MOST_EFFORTS = 10


@dataclass(frozen=True)
class Content:
    """The page: its heading, what the map says, how sure, the figure of the place, tables, efforts, small print."""

    title: str
    sentence: str
    certainty: str
    with_map: bool
    place: str
    parts: tuple[Part, ...]
    efforts: Part | None
    caveats: tuple[str, ...]
    sources: tuple[str, ...]
    link: str
    day: str


def content_of(atlas: Atlas, order: Order, *, link: str, day: date) -> Content:
    """What stands on the page; caveats and sources are those of every figure on it. ``link`` may be empty."""
    found = headline(atlas, order.choice)
    choice, parts = order.choice, order.parts
    later = [(place, _cell(atlas, order, place, choice.year)) for place in atlas.places.at(choice.level)]
    moved = changes_between(atlas, choice, order.since) if CHANGES in parts else {}
    earlier = [(place, change.before) for place, change in moved.items()]
    earlier += [(place, change.after) for place, change in moved.items()]
    return Content(
        title=order.heading or found.title,
        sentence=found.title if order.heading else "",
        certainty=found.certainty,
        with_map=MAP in parts,
        place=told_words(atlas, order.place, _cell(atlas, order, order.place, choice.year)) if order.place else "",
        parts=_tables(atlas, order, moved),
        efforts=_efforts(atlas, order, order.place) if EFFORTS in parts and order.place else None,
        caveats=_caveats(atlas, order, [*later, *earlier]),
        sources=_sources(atlas, order, [cell for _, cell in earlier]),
        link=t("one_page.link", link=link) if link else "",
        day=t("copied.day", day=danish_date(day)),
    )


def _cell(atlas: Atlas, order: Order, place: Place, year: int) -> Observation:
    return atlas.observation(order.choice.indicator_id, place.place_id, year)


def _tables(atlas: Atlas, order: Order, moved: dict[Place, Change]) -> tuple[Part, ...]:
    """The list, the changes, or both as one table: the figures of the later year stand in the changes too; reports."""
    reports = _reports(atlas, order) if REPORTS in order.parts else ()
    if CHANGES in order.parts:
        return (_changes(atlas, order, moved, listed=LIST in order.parts), *reports)
    return (_listed(atlas, order), *reports) if LIST in order.parts else reports


def _reports(atlas: Atlas, order: Order) -> tuple[Part, ...]:
    """The newest quarter of reports at the order's level; none where no delivery stands."""
    reports = reports_of(atlas)
    if reports is None:
        return ()
    place_id = order.place.place_id if order.place else None
    answer = ReportAnswer(atlas, reports, ReportAsk(reports.quarters[0]), order.choice.level, place_id)
    head, rows = printed_rows(answer)
    return (
        Part(
            title=t("reports.page.title", period=period_words(answer.ask.period)),
            says=(report_title(answer),),
            head=tuple(head),
            rows=tuple(tuple(row) for row in rows),
            notes=(tested_words(answer), *report_notes(answer), delivery_words(answer)),
        ),
    )


def _listed(atlas: Atlas, order: Order) -> Part:
    choice = order.choice
    columns = ["place", "figure", "interval", *(["state"] if choice.rule else [])]
    rows = facts_table(atlas, choice)[columns].to_numpy().tolist()
    title = t("table.caption", measure=t(f"indicator.{choice.indicator_id}.name"), year=choice.year)
    return Part(
        title=title,
        head=tuple(heading(name, choice) for name in columns),
        rows=tuple(tuple(str(value) for value in row) for row in rows),
    )


def _changes(atlas: Atlas, order: Order, moved: dict[Place, Change], *, listed: bool) -> Part:
    before, after = order.years
    told = says(atlas, order.choice, order.since)
    states = facts_table(atlas, order.choice).set_index("place_id")["state"]
    with_state = listed and order.choice.rule is not None
    rows = [
        (
            place.name,
            _short(change.before),
            _short(change.after),
            verdict_words(order.choice.indicator_id, change.verdict),
            *([str(states[place.place_id])] if with_state else []),
        )
        for place, change in moved.items()
    ]
    key = "one_page.list_and_changes" if listed else "one_page.changes"
    state = t("one_page.state_in", year=order.choice.year)
    return Part(
        title=t(key, before=before, after=after, measure=t(f"indicator.{order.choice.indicator_id}.name")),
        says=tuple(filter(None, (f"{told.title}.", told.certainty))),
        head=(t("twin.place"), str(before), str(after), t("twin.verdict"), *([state] if with_state else [])),
        rows=tuple(rows),
        notes=(t("cells.tested"),),
    )


def _short(cell: Observation) -> str:
    if cell.figure is None:
        return figures.short(cell) or t(f"missing_short.{cell.missing}")
    return figures.with_interval(cell.figure)


def _efforts(atlas: Atlas, order: Order, place: Place) -> Part:
    choice = order.choice
    listed = effort_words.grouped_lines(atlas, place, choice.known_in, proposals=choice.proposals)
    undated = [effort for effort in atlas.efforts_in(place) if effort_words.undated(atlas, effort, choice)]
    notes = [] if listed else [t("effort.none", name=place.name, year=choice.year)]
    if len(listed) > MOST_EFFORTS:
        notes.append(t("effort.more", count=len(listed) - MOST_EFFORTS))
    if undated:
        notes.append(t("effort.undated", names=names((tight(effort.name) for effort in undated), most=3)))
    last = min(atlas.documented_to.values(), default=None)
    if last is not None and choice.year > last:
        notes.append(effort_words.record_ends(atlas.efforts_in(place), last))
    return Part(
        title=t("effort.heading", name=place.name),
        points=tuple(listed[:MOST_EFFORTS]),
        notes=(*notes, t("effort.record_note")),
    )


def _caveats(atlas: Atlas, order: Order, shown: list[tuple[Place, Observation]]) -> tuple[str, ...]:
    """What must be said of the figures: possible misprints, figures read elsewhere, visitors, whose goal it was."""
    lines = figures.cautions((place.name, cell) for place, cell in shown)
    marked: dict[str, list[str]] = {}
    for place, cell in shown:
        for mark in figures.marks(cell) if cell.figure is not None else ():
            if mark not in figures.stressed(cell):
                marked.setdefault(mark, []).append(tight(f"{place.name} {cell.year}"))
    lines += [
        t("one_page.marked", mark=f"{mark[:1].upper()}{mark[1:]}", names=_few(who)) for mark, who in marked.items()
    ]
    if any(Caveat.VISITORS in cell.caveats for _, cell in shown):
        lines.append(t("crime.visitors"))
    if order.choice.rule:
        lines += [whose(order.choice), t("legend.clear")]
    return tuple(filter(None, lines))


def _few(who: list[str]) -> str:
    each = list(dict.fromkeys(who))
    return names(each) if len(each) <= 4 else t("one_page.many", count=len(each))


def _sources(atlas: Atlas, order: Order, earlier: list[Observation]) -> tuple[str, ...]:
    """The lines of the map, and the sources of the changes that those do not name."""
    lines = source_lines(atlas, order.choice)
    known = {
        source
        for place in atlas.places.at(order.choice.level)
        for source in _cell(atlas, order, place, order.choice.year).sources
    }
    more = {source for cell in earlier for source in cell.sources} - known
    if more:
        ordered = sorted(more, key=lambda source: (source.trust, source.source_id))
        lines.insert(1, t("one_page.source_since", sources=figures.titles(ordered), year=order.since))
    return tuple(lines)
