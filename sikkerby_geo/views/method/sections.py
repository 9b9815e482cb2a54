"""Om tallene as sections: each has a heading made from the figures, and blocks of prose and tables."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

from sikkerby_geo.domain.atlas import CITY, Atlas
from sikkerby_geo.domain.catalogue import data_sets, fetched_layers
from sikkerby_geo.domain.figures.gaps import known_in_all
from sikkerby_geo.facts.areas import Level, danish_order
from sikkerby_geo.facts.breaks import BREAKS, Break
from sikkerby_geo.facts.indicators import SURVEY_FROM, SURVEY_INDICATORS
from sikkerby_geo.facts.sources import TRANSCRIPT
from sikkerby_geo.facts.versions import app_version, library_versions
from sikkerby_geo.text import keys, names, number, percent, period, t
from sikkerby_geo.views.base import figures
from sikkerby_geo.views.base.index_words import index_blocks, index_heading
from sikkerby_geo.views.base.sheet import Column, Entry, Prose, Sheet
from sikkerby_geo.views.method import disagreements, gaps, registries, sources, ssp
from sikkerby_geo.views.method.steps import flags_sheet, reading, steps, worked_example

Block = Prose | Sheet | gaps.KnownTable
SECTIONS = (
    "laes",
    "metode",
    "valg",
    "brud",
    "indeks",
    "uenighed",
    "trykfejl",
    "mangler",
    "kilder",
    "data",
    "brug",
    "ordliste",
    "version",
    "tilgaengelighed",
    "fejl",
)
"""Ids of the sections in the order of the page; the address names them."""


@dataclass(frozen=True)
class Section:
    """A section of the page; ``aside`` is a table shown only when asked for, with the words that ask."""

    section_id: str
    heading: str
    blocks: tuple[Block, ...]
    unread: tuple[str, ...] = ()
    aside: tuple[str, Sheet] | None = None


def opening_words(atlas: Atlas) -> tuple[str, str]:
    """The page's sentence and its second line."""
    known = known_in_all(atlas)
    if not atlas.readable("survey") or not known.total:
        return t("title.undecided_unread"), t("method.subtitle", whole="").strip()
    title = t("method.title", total=number(known.total), first=SURVEY_FROM, figures=known.figures, bounds=known.bounds)
    years = len(atlas.survey_years)
    areas = len(atlas.places.at(Level.SURVEY_AREA))
    whole = t("method.whole", measures=len(SURVEY_INDICATORS), areas=areas, years=years)
    return title, t("method.subtitle", whole=whole)


def section(
    atlas: Atlas, section_id: str, contact: str = "", chosen: sources.Filter = sources.EVERY, shared: str = ""
) -> Section:
    """One section by its id; ``contact`` is where errors are reported, ``chosen`` filters the list of sources, and
    ``shared`` is where other programs find the figures."""
    builders: dict[str, Callable[[Atlas], Section]] = {
        "laes": _reading,
        "metode": _method,
        "valg": _choices,
        "brud": _breaks,
        "indeks": _index,
        "uenighed": _disputes,
        "trykfejl": _errors,
        "mangler": _missing,
        "kilder": partial(_sources, chosen=chosen),
        "data": _data,
        "brug": partial(_elsewhere, shared=shared),
        "ordliste": _glossary,
        "version": _version,
        "tilgaengelighed": _access,
        "fejl": partial(_report, contact=contact),
    }
    return builders[section_id](atlas)


def _unread(atlas: Atlas, *tables: str) -> tuple[str, ...]:
    return tuple(t("method.unread", file=atlas.origin(table)) for table in tables if not atlas.readable(table))


def _reading(atlas: Atlas) -> Section:
    cell = worked_example(atlas)
    heading = (
        t("method.heading.laes", example=figures.full(cell)) if cell is not None else t("method.heading.laes_none")
    )
    return Section("laes", heading, reading(atlas), _unread(atlas, "survey"))


def _method(atlas: Atlas) -> Section:
    return Section("metode", t("method.heading.metode"), (steps(atlas), flags_sheet(atlas)), _unread(atlas, "survey"))


def _choices(atlas: Atlas) -> Section:
    heading = t("method.heading.valg", count=registries.entries_printed())
    return Section("valg", heading, registries.registry_sheets(atlas))


def _breaks(atlas: Atlas) -> Section:
    rows = tuple(
        {
            "year": Entry(str(one.year)),
            "what": Entry(t(f"break.{one.break_id}.what")),
            "how": Entry(_kept_apart(atlas, one)),
            "source": Entry(figures.titles(atlas.sources[source_id] for source_id in one.source_ids)),
        }
        for one in BREAKS
    )
    forms = {"what": "wide", "how": "wide", "source": "note"}
    columns = tuple(
        Column(key, t(f"break.column.{key}"), forms.get(key, "text")) for key in ("year", "what", "how", "source")
    )
    parts = sum(one.parts for one in BREAKS)
    sheet = Sheet("brud", t("break.column.caption"), columns, rows)
    return Section("brud", t("method.heading.brud", parts=parts), (sheet,))


def _kept_apart(atlas: Atlas, one: Break) -> str:
    """How figures on the two sides of a break are kept apart, with the city's own figures where they are known."""
    if one.break_id == "headline":
        safe = atlas.observation("safe_neighbourhood", CITY.place_id, one.year).figure
        insecure = atlas.observation("insecure_neighbourhood", CITY.place_id, one.year).figure
        if safe is None or insecure is None:
            return t("break.headline.how_unread")
        shares = {
            "safe": percent(safe.value, safe.decimals),
            "insecure": percent(insecure.value, insecure.decimals),
        }
        return t("break.headline.how", year=one.year, **shares)
    if one.break_id == "crime":
        before = atlas.observation("borgervendt", CITY.place_id, one.year - 1)
        after = atlas.observation("straffelov", CITY.place_id, one.year)
        if before.figure is None or after.figure is None:
            return t("break.crime.how_unread")
        rates = {"before": figures.short(before), "after": figures.short(after)}
        return t("break.crime.how", last=before.year, first=after.year, **rates)
    return t(f"break.{one.break_id}.how")


def _index(atlas: Atlas) -> Section:
    unread = _unread(atlas, "index_districts", "index_categories")
    return Section("indeks", index_heading(atlas), index_blocks(atlas), unread)


def _disputes(atlas: Atlas) -> Section:
    found = disagreements.disagreements(atlas)
    unread = _unread(atlas, "survey", "crime")
    if not found:
        return Section("uenighed", t("method.heading.uenighed_none"), (), unread)
    rounded = sum(one.harmless for one in found)
    heading = t("method.heading.uenighed", count=len(found), rounded=rounded)
    return Section("uenighed", heading, (disagreements.disagreements_sheet(atlas),), unread)


def _errors(atlas: Atlas) -> Section:
    errors, others = disagreements.errors_sheet(atlas), disagreements.remarks_sheet(atlas)
    heading = t("method.heading.trykfejl", count=len(errors.rows))
    more = t("remark.show_all", count=len(others.rows))
    return Section("trykfejl", heading, (errors,), _unread(atlas, "survey", "crime", "sources"), (more, others))


def _missing(atlas: Atlas) -> Section:
    known = known_in_all(atlas)
    readable = atlas.readable("survey")
    heading = t("method.heading.mangler", nothing=number(known.nothing)) if readable else t("method.toc.mangler")
    unread = _unread(atlas, "survey", "crime", "gaps", "unrest_notes")
    blocks = (gaps.gaps_sheet(atlas), gaps.survey_known(atlas), gaps.crime_known(atlas), ssp.unrest_sheet(atlas))
    return Section("mangler", heading, blocks, unread)


def _sources(atlas: Atlas, chosen: sources.Filter) -> Section:
    every = list(atlas.sources.values())
    heading = t(
        "method.heading.kilder",
        count=len(every),
        official=sum(source.kind == "official" for source in every),
        transcript=sum(source.kind == TRANSCRIPT for source in every),
    )
    sheet = sources.sources_sheet(atlas, chosen)
    words = "source_list.shown" if sheet.rows else "source_list.none"
    shown = Prose((t(words, shown=len(sheet.rows), count=len(every)),))
    blocks = (sources.trust_sheet(atlas), shown, *((sheet,) if sheet.rows else ()))
    return Section("kilder", heading, blocks, _unread(atlas, "sources"))


def _data(atlas: Atlas) -> Section:
    sets = data_sets(atlas)
    seen = Counter(one.licence_seen for one in sets)
    first = seen["first_hand"]
    key = "method.heading.data" if first else "method.heading.data_none"
    words = Prose(
        (
            t("licence.summary", second=seen["second_hand"], assumed=seen["assumed"]),
            t("licence.terms_note"),
            *_fetched(atlas),
        )
    )
    heading = t(key, count=len(sets), seen=first)
    return Section("data", heading, (words, sources.licences_sheet(atlas)), _unread(atlas, "manifest"))


def _elsewhere(atlas: Atlas, shared: str) -> Section:
    blocks = (
        Prose((t("elsewhere.what"), t("elsewhere.caveats")), links=((shared, t("elsewhere.link")),)),
        Prose(heading=t("api.qgis.heading"), points=(t("api.qgis.layer"), t("api.qgis.style"))),
        Prose(heading=t("api.excel.heading"), points=(t("api.excel.open"), t("api.excel.address"))),
    )
    return Section("brug", t("method.heading.brug"), blocks)


def _fetched(atlas: Atlas) -> tuple[str, ...]:
    """Which borders this installation has fetched itself, and when; nothing where it has fetched none."""
    fetched = [
        t("boundaries.fetched_one", layer=t(f"boundaries.layer.{layer}"), day=period(source.published))
        for layer, source in fetched_layers(atlas).items()
    ]
    return (t("boundaries.fetched", layers=names(fetched)),) if fetched else ()


def _glossary(atlas: Atlas) -> Section:
    terms = [(t(f"glossary.{name}.term"), t(f"glossary.{name}.text")) for name in keys("glossary")]
    ordered = tuple(sorted(terms, key=lambda pair: danish_order(pair[0])))
    heading = t("method.heading.ordliste", count=len(terms))
    return Section("ordliste", heading, (Prose(terms=ordered), ssp.terms_sheet(atlas)), _unread(atlas, "ssp_levels"))


def _version(atlas: Atlas) -> Section:
    rows: list[Mapping[str, Entry]] = [
        {"name": Entry(t("version.app")), "number": Entry(app_version())},
        {"name": Entry(t("version.data")), "number": Entry(atlas.version)},
    ]
    rows += [
        {"name": Entry(name), "number": Entry(installed or t("version.missing"))}
        for name, installed in library_versions().items()
    ]
    columns = (Column("name", t("version.name")), Column("number", t("version.number"), "code"))
    heading = t("method.heading.version", version=app_version(), hash=atlas.version[: sources.SHORT_HASH])
    sheet = Sheet("version", t("version.caption"), columns, tuple(rows))
    return Section("version", heading, (Prose((t("version.note"),)), sheet))


def _access(atlas: Atlas) -> Section:
    tested = tuple(
        t(f"access.tested_{part}") for part in ("axe", "keys", "tab", "said", "own", "grey", "small", "print")
    )
    weak = tuple(t(f"access.weak_{part}") for part in ("reader", "map", "draw", "show", "lang", "own", "tables", "pdf"))
    blocks = (
        Prose((t("access.status"),)),
        Prose(heading=t("access.tested_heading"), points=tested),
        Prose(heading=t("access.weak_heading"), points=weak),
        Prose((t("access.contact", section=t("method.toc.fejl")),)),
    )
    return Section("tilgaengelighed", t("method.heading.tilgaengelighed"), blocks)


def _report(atlas: Atlas, contact: str) -> Section:
    where = t("report.contact", contact=contact) if contact else t("report.no_contact")
    include = (
        t("report.include_address"),
        t("report.include_figure"),
        t("report.include_source"),
        t("report.include_version", hash=atlas.version[: sources.SHORT_HASH]),
    )
    blocks = (
        Prose((t("report.who"), where)),
        Prose(heading=t("report.include_heading"), points=include),
        Prose((t("report.after", section=t("method.toc.uenighed")),)),
    )
    return Section("fejl", t("method.heading.fejl"), blocks)
