"""One entry of the register in full, as its card shows it."""

from __future__ import annotations

from dataclasses import dataclass

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.efforts.effort import Effort
from sikkerby_geo.domain.efforts.query import NOT_STATED
from sikkerby_geo.text import t
from sikkerby_geo.views.efforts.entries import (
    administration_name,
    amount_words,
    focus_name,
    location,
    period,
    places,
    say,
    web_address,
)
from sikkerby_geo.views.efforts.kept_words import kept_fields


@dataclass(frozen=True)
class EntryCard:
    """One entry in full: (label, text) of every field that is stated, its source and the source's address."""

    name: str
    kicker: str
    fields: tuple[tuple[str, str], ...]
    source: str
    link: str


def entry_card(entry: Effort, atlas: Atlas) -> EntryCard:
    """Everything the register knows of an entry, with source and note."""
    remarks = " ".join(t(f"register.remark.{remark}") for remark in entry.remarks)
    listed = (
        ("stage", say(entry.stage)),
        ("status", entry.status),
        ("period", period(entry)),
        ("place", places(entry, atlas)),
        ("place_words", entry.place_words),
        ("amount", amount_words(entry)),
        ("administration", ", ".join(administration_name(code) for code in entry.administrations or (NOT_STATED,))),
        ("focus", focus_name(entry.focus, (entry,)) if entry.focus else ""),
        ("location", location(entry)),
        *entry.facts,
        ("note", " ".join(filter(None, (entry.note, remarks)))),
        ("id", entry.effort_id),
    )
    row = atlas.register.get(entry.effort_id)
    kept = kept_fields(row, atlas) if row is not None else ()
    source = entry.source
    publisher = source.publisher and t("register.entry.source_text", title=source.title, publisher=source.publisher)
    year = t("register.entry.source_year", year=source.published_year) if source.published_year else ""
    return EntryCard(
        name=entry.name,
        kicker=say(entry.kind),
        fields=(*((t(f"register.entry.{label}"), text) for label, text in listed if text), *kept),
        source=(publisher or source.title) + year,
        link=web_address(source.url),
    )
