"""The list of sources in words: trust, kind, what each is used for and under which terms; and the data sets."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.catalogue import data_sets, uses
from sikkerby_geo.facts.areas import danish_order
from sikkerby_geo.facts.datasets import LAYERS, TABLES
from sikkerby_geo.facts.evidence import EVIDENCE_NOTES
from sikkerby_geo.facts.sources import OWN, OWN_PUBLISHED, TRANSCRIPT, Source
from sikkerby_geo.text import number, period, t
from sikkerby_geo.views.base.sheet import Column, Entry, Sheet

TRUST_CLASSES = (1, 2, 3, 4)
SHORT_HASH = 12
"""Characters of a checksum that a reader is shown; the CSV has all of them."""


@dataclass(frozen=True)
class Filter:
    """What a reader asks of the list: words that must all be there, a kind, a trust class (empty = all)."""

    words: str = ""
    kind: str = ""
    trust: str = ""

    def lets_through(self, source: Source) -> bool:
        text = " ".join((source.source_id, source.title, source.publisher, source.note)).casefold()
        return (
            all(word in text for word in self.words.casefold().split())
            and self.kind in ("", source.kind)
            and self.trust in ("", str(source.trust))
        )


EVERY = Filter()
"""The filter that lets every source through."""


def kinds_offered(atlas: Atlas) -> tuple[str, ...]:
    """The kinds of source a reader may ask for; those of own figures where there are any."""
    there = {source.kind for source in atlas.sources.values()}
    return tuple(
        kind for kind in TABLES["sources"].columns["kind"].choices if kind not in (OWN, OWN_PUBLISHED) or kind in there
    )


def trust_words(source: Source) -> str:
    """Trust class of a source: 2, tæt på kilden."""
    return t(f"trust.t{source.trust}")


def listed(atlas: Atlas, chosen: Filter) -> list[Source]:
    """The sources a filter lets through: best trust first, then by title."""
    passed = [source for source in atlas.sources.values() if chosen.lets_through(source)]
    return sorted(passed, key=lambda source: (source.trust, danish_order(source.title)))


def sources_sheet(atlas: Atlas, chosen: Filter) -> Sheet:
    """The sources a filter lets through, one row each."""
    used, terms = uses(atlas), _terms(atlas)
    forms = {"title": "text", "published": "number", "used": "note", "licence": "note", "note": "wide"}
    keys = ("title", "kind", "trust", "published", "used", "licence", "note")
    columns = tuple(Column(key, t(f"source_list.{key}"), forms.get(key, "text")) for key in keys)
    files = {name: atlas.origin(name).rsplit("/", 1)[-1] for name in (*TABLES, *LAYERS)}
    rows = tuple(_row(source, used.get(source.source_id, Counter()), terms, files) for source in listed(atlas, chosen))
    return Sheet("kilder", t("source_list.caption"), columns, rows, csv_rows=tuple(map(_with_address, rows)))


def _row(source: Source, used: Counter[str], terms: Mapping[str, str], files: Mapping[str, str]) -> dict[str, Entry]:
    return {
        "title": Entry(source.title, quiet=source.publisher, url=_safe_url(source.url)),
        "kind": Entry(
            t(f"source_kind.{source.kind}"),
            quiet=t("source_list.transcript") if source.kind == TRANSCRIPT else "",
        ),
        "trust": Entry(trust_words(source)),
        "published": Entry(period(source.published) or t("source_list.undated")),
        "used": Entry(_used_words(source, used, files)),
        "licence": Entry("; ".join(dict.fromkeys(terms[name] for name in used if name in terms))),
        "note": Entry(source.note),
    }


def _used_words(source: Source, used: Counter[str], files: Mapping[str, str]) -> str:
    """In how many rows of each file a source is the origin, and in the literature note on how many kinds of effort."""
    told = [t("source_list.used_in", table=files[name], count=rows) for name, rows in used.items()]
    if noted := sum(source.source_id in note.source_ids for note in EVIDENCE_NOTES):
        told.append(t("source_list.used_in_note", count=noted))
    return ", ".join(told) or t("source_list.unused")


def _with_address(row: Mapping[str, Entry]) -> dict[str, str]:
    """A row of the CSV: publisher and address in columns of their own."""
    rest = {t(f"source_list.{key}"): entry.plain for key, entry in row.items() if key != "title"}
    title = row["title"]
    words = {t("source_list.title"): title.text, t("source_list.publisher"): title.quiet}
    return {**words, **rest, t("source_list.url"): title.url}


def _safe_url(url: str) -> str:
    """An address a browser may be sent to; anything but http is left out."""
    return url if url.startswith(("https://", "http://")) else ""


def _terms(atlas: Atlas) -> dict[str, str]:
    """By table or layer: under which terms its content is used, in words."""
    by_origin = {one.origin: one for one in data_sets(atlas)}
    found = {}
    for name in (*TABLES, *LAYERS):
        one = by_origin.get(atlas.origin(name))
        if one is None:
            continue
        facts = name in TABLES and one.licence not in ("CC BY 4.0", "ODbL 1.0")
        found[name] = (
            t("source_list.licence_facts")
            if facts
            else t("source_list.licence_layer", licence=one.licence, seen=t(f"licence.{one.licence_seen}"))
        )
    return found


def trust_sheet(atlas: Atlas) -> Sheet:
    """The four trust classes, what each covers and how many sources it holds."""
    counts = Counter(source.trust for source in atlas.sources.values())
    rows = tuple(
        {
            "name": Entry(t(f"trust.t{trust}")),
            "reason": Entry(t(f"trust.t{trust}_reason")),
            "count": Entry(number(counts[trust])),
        }
        for trust in TRUST_CLASSES
    )
    columns = (
        Column("name", t("trust.name")),
        Column("reason", t("trust.reason"), "wide"),
        Column("count", t("trust.count"), "number"),
    )
    return Sheet("tillid", t("trust.caption"), columns, rows)


def licences_sheet(atlas: Atlas) -> Sheet:
    """Every data set of the manifest: publisher, terms and where they were seen, attribution, checksum."""
    keys = ("dataset", "terms", "attribution", "record", "hash", "note")
    rows = tuple(
        {
            "dataset": Entry(one.origin, quiet=one.publisher),
            "terms": Entry(one.licence, quiet=t(f"licence.{one.licence_seen}")),
            "attribution": Entry(one.attribution),
            "record": Entry(str(one.documented_to or t("method.dash"))),
            "hash": Entry(one.sha256[:SHORT_HASH]),
            "note": Entry(one.note),
        }
        for one in data_sets(atlas)
    )
    forms = {"attribution": "wide", "note": "wide", "hash": "code", "record": "number"}
    columns = tuple(Column(key, t(f"licence.{key}"), forms.get(key, "text")) for key in keys)
    return Sheet("data", t("licence.caption"), columns, rows)
