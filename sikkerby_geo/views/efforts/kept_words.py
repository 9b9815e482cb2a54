"""What the kept register says beyond the record: on an entry's card, of likely duplicates, and of merged changes."""

from __future__ import annotations

from collections.abc import Iterable

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.register.checks import checks_of
from sikkerby_geo.domain.register.likeness import Alike
from sikkerby_geo.facts.characters import shown
from sikkerby_geo.facts.register import FIELD
from sikkerby_geo.facts.register_entry import Entry, Origin, RegisterRow
from sikkerby_geo.facts.revisions import Revision
from sikkerby_geo.text import kroner, names, number, period, t
from sikkerby_geo.views.base.html import render
from sikkerby_geo.views.efforts.field_words import check_words, field_name, origin_words, value_words

ON_CARD = ("principles", "serves", "stages", "yearly_status", "effectiveness_mark", "contact_function")
"""Fields of an entry that no effort of the record has, in the order of the card."""


def kept_fields(row: RegisterRow, atlas: Atlas) -> tuple[tuple[str, str], ...]:
    """(name, text) of what only the kept register says of an effort; blank ones are left out."""
    entry = row.entry
    told = [(field_name(FIELD[name]), value_words(FIELD[name], getattr(entry, name), atlas)) for name in stated(entry)]
    whom = target_people(entry)
    if whom:
        told.append((t("kept.people"), whom))
    if entry.spent_dkk is not None:
        told.append((t("kept.spent"), spent(entry)))
    if row.origin is not Origin.EMBEDDED:
        told.append((t("kept.origin"), origin_words(row.origin)))
    return tuple(told)


def stated(entry: Entry) -> tuple[str, ...]:
    return tuple(name for name in ON_CARD if getattr(entry, name))


def target_people(entry: Entry) -> str:
    """Ages and number of those an effort is for: 15–25 år, 40 personer."""
    first, last = entry.target_age_from, entry.target_age_to
    ages = ""
    if first is not None and last is not None:
        ages = t("kept.ages", first=first, last=last)
    elif first is not None:
        ages = t("kept.ages_from", first=first)
    elif last is not None:
        ages = t("kept.ages_to", last=last)
    people = "" if entry.target_number is None else t("kept.number", count=entry.target_number)
    return ", ".join(filter(None, (ages, people)))


def spent(entry: Entry) -> str:
    """What is spent, and up to when that is known."""
    if entry.spent_to:
        return t("kept.spent_to", money=kroner(entry.spent_dkk or 0), date=period(entry.spent_to))
    return t("kept.spent_some_time", money=kroner(entry.spent_dkk or 0))


def alike_html(alike: Iterable[Alike], atlas: Atlas, heading: str, *, step: str = "") -> str:
    """Efforts that may be the same, each a way to its card; ``step`` takes the keyboard there."""
    rows = [(one.row.effort_id, shown(one.row.entry.name), alike_words(one, atlas)) for one in alike]
    return render("register_alike.html", heading=heading, rows=rows, step=step)


def alike_words(one: Alike, atlas: Atlas) -> str:
    """Why an effort may be the same: kind, place, years, how far away."""
    entry = one.row.entry
    years = [str(year) for year in (entry.start_year, entry.end_year) if year is not None]
    return ", ".join(
        filter(
            None,
            (
                value_words(FIELD["kind"], entry.kind, atlas).lower(),
                value_words(FIELD["area_ids"], entry.area_ids, atlas) if entry.area_ids else "",
                "–".join(dict.fromkeys(years)),
                "" if one.metres is None else t("kept.metres", metres=number(round(one.metres))),
            ),
        )
    )


def merged_words(by: Revision, fields: Iterable[str]) -> str:
    """That somebody else has changed other fields meanwhile, and that both changes stand."""
    changed = names(field_name(FIELD[name]) for name in fields)
    return t("kept.merged", who=shown(by.occasion.who), fields=changed)


def checks_html(entry: Entry, year: int) -> str:
    """What is worth a second look in an entry, as quiet remarks; empty where nothing is."""
    remarks = [check_words(check) for check in checks_of(entry, year)]
    return render("register_remarks.html", texts=remarks) if remarks else ""
