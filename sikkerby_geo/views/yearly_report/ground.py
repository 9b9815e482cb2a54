"""What a report stands on: what is missing in all of it, its sources, its data version and its files."""

from __future__ import annotations

from collections.abc import Sequence

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.catalogue import data_sets
from sikkerby_geo.facts.sources import Source
from sikkerby_geo.facts.versions import app_version
from sikkerby_geo.facts.yearly_report import Kept, Period
from sikkerby_geo.text import names, period, t
from sikkerby_geo.views.base.sheet import Column, Entry, Prose, Sheet
from sikkerby_geo.views.method.gaps import gaps_sheet, survey_known
from sikkerby_geo.views.method.sources import SHORT_HASH, trust_words
from sikkerby_geo.views.yearly_report.parts import Section


def missing_section(atlas: Atlas, sections: Sequence[Section], period_of: Period) -> Section:
    """Everything that the sections lack, what is known of each measure in the year, and what was looked for in vain."""
    lacking = [
        t("yearly.missing.point", section=section.name, what=what) for section in sections for what in section.absent
    ]
    table = survey_known(atlas)
    row = next((one for one in table.rows if one.year == str(period_of.year)), None)
    known = (
        [
            t("yearly.missing.known", measure=name, known=words)
            for name, (_, words) in zip(table.columns, row.cells, strict=True)
        ]
        if row is not None
        else [t("yearly.missing.no_year", year=period_of.year)]
    )
    return Section(
        "mangler",
        t("yearly.missing.lead", count=len(lacking)) if lacking else t("yearly.missing.lead_none"),
        (
            Prose(points=tuple(lacking)),
            Prose(points=tuple(known), heading=t("yearly.missing.known_heading", year=period_of.year)),
            gaps_sheet(atlas),
        ),
    )


def ground_section(atlas: Atlas, kept: Kept, sections: Sequence[Section]) -> Section:
    """The ledger: every source of the report with the sections it stands behind, the data version, and the files."""
    used: dict[str, list[str]] = {}
    sources: dict[str, Source] = {}
    for section in sections:
        for source in section.sources:
            sources[source.source_id] = source
            used.setdefault(source.source_id, []).append(section.name)
    revision = max((one.number for one in kept.revisions), default=None)
    version = t("yearly.ground.version", version=atlas.version[:SHORT_HASH], app=app_version())
    notes = [version]
    if revision is not None:
        notes.append(t("yearly.ground.revision", revision=revision))
    if kept.held is not None:
        notes.append(t("yearly.ground.held", revision=kept.held.revision))
    notes += [t(trouble.key, **trouble.params) for trouble in atlas.troubles]
    if atlas.altered:
        notes.append(t("problem.altered", files=names(atlas.altered)))
    return Section(
        "grundlag",
        t("yearly.ground.lead", count=len(sources)),
        (Prose(tuple(notes)), _sources(sources, used), _files(atlas)),
    )


def _sources(sources: dict[str, Source], used: dict[str, list[str]]) -> Sheet:
    keys = ("title", "trust", "published", "used")
    columns = tuple(Column(key, t(f"source_list.{key}")) for key in keys)
    listed = sorted(sources.values(), key=lambda one: (one.trust, one.title))
    rows = tuple(
        {
            "title": Entry(source.title, quiet=source.publisher),
            "trust": Entry(trust_words(source)),
            "published": Entry(period(source.published) or t("source_list.undated")),
            "used": Entry(", ".join(used[source.source_id])),
        }
        for source in listed
    )
    return Sheet("aarsrapport-kilder", t("yearly.ground.sources"), columns, rows)


def _files(atlas: Atlas) -> Sheet:
    keys = ("dataset", "record", "hash")
    columns = tuple(Column(key, t(f"licence.{key}"), "code" if key == "hash" else "text") for key in keys)
    rows = tuple(
        {
            "dataset": Entry(one.origin, quiet=one.publisher),
            "record": Entry(str(one.documented_to or t("method.dash"))),
            "hash": Entry(one.sha256[:SHORT_HASH]),
        }
        for one in data_sets(atlas)
    )
    return Sheet("aarsrapport-filer", t("yearly.ground.files"), columns, rows)
