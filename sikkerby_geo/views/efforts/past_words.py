"""The past of the register in words: the changes of an effort, what was published, and two changes that disagree."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.register.differences import FieldChange, field_changes
from sikkerby_geo.domain.register.history import Conflict, Past, Touched
from sikkerby_geo.domain.register.merging import WHOLE
from sikkerby_geo.facts.characters import shown
from sikkerby_geo.facts.clock import COPENHAGEN
from sikkerby_geo.facts.register import FIELD
from sikkerby_geo.facts.register_entry import Entry, RegisterRow
from sikkerby_geo.facts.revisions import Revision, RevisionKind
from sikkerby_geo.text import names, t
from sikkerby_geo.views.base.sheet import Column, Sheet
from sikkerby_geo.views.base.sheet import Entry as Cell
from sikkerby_geo.views.efforts.field_words import field_name, value_words

MOST_NAMED = 3
"""Efforts named in a row of the log; the others are counted."""


def moment(at: datetime) -> str:
    """A moment by Copenhagen's clock: 12.05.2026 kl. 14.03."""
    return f"{at.astimezone(COPENHAGEN):%d.%m.%Y kl. %H.%M}"


def deed(past: Past) -> str:
    """What a change did: rettet, tilføjet, udgået, slettet, hentet fra en fil, fortrudt ændring 3."""
    occasion = past.revision.occasion
    if occasion.kind is RevisionKind.UNDO:
        return t("past.deed.undo", revisions=", ".join(map(str, occasion.undoes)))
    if past.after is None:
        return t("past.deed.deleted")
    if past.before is None:
        return t("past.deed.added")
    if bool(past.after.withdrawn) != bool(past.before.withdrawn):
        return t("past.deed.withdrawn" if past.after.withdrawn else "past.deed.brought_back")
    return t("past.deed.imported" if occasion.kind is RevisionKind.IMPORT else "past.deed.edited")


def change_line(past: Past) -> str:
    """A change in a line: its number, when, who, what."""
    revision = past.revision
    return t(
        "past.line",
        number=revision.number,
        at=moment(revision.at),
        who=shown(revision.occasion.who),
        deed=deed(past),
    )


def reason(past: Past) -> str:
    """Why a change was made and the file it came from, in the writer's own words; empty where nothing was said."""
    occasion = past.revision.occasion
    return " · ".join(shown(text) for text in (occasion.why, occasion.file_name) if text)


def changes_sheet(changes: Sequence[FieldChange], atlas: Atlas, caption: str, before: str, after: str) -> Sheet:
    """Fields that differ, a column for each of two states; ``before`` and ``after`` head the columns."""
    columns = (Column("field", t("past.field")), Column("before", before), Column("after", after))
    rows = tuple(
        {
            "field": Cell(field_name(one.field)),
            "before": Cell(value_words(one.field, one.before, atlas)),
            "after": Cell(value_words(one.field, one.after, atlas)),
        }
        for one in changes
    )
    return Sheet("register-changes", caption, columns, rows, titled=True)


def past_sheet(past: Past, atlas: Atlas) -> Sheet:
    """One change: before and after."""
    return changes_sheet(past.changes, atlas, change_line(past), t("past.before"), t("past.after"))


def published_sheet(row: RegisterRow, atlas: Atlas) -> Sheet:
    """Where an edited effort says something else than what was published."""
    changes = field_changes(row.published, row.entry)
    return changes_sheet(changes, atlas, t("past.published_caption"), t("past.published"), t("past.now"))


def conflict_intro(conflict: Conflict, atlas: Atlas) -> str:
    """Whose two changes disagree, and on what."""
    entry = conflict.theirs or conflict.mine or conflict.base
    name = entry.name if entry is not None else conflict.effort_id
    by = conflict.since.occasion.who
    if conflict.fields == (WHOLE,):
        key = "past.conflict.deleted_now" if _gone(conflict.theirs) else "past.conflict.deleted_mine"
        return t(key, name=shown(name), by=shown(by), at=moment(conflict.since.at))
    fields = names(field_name(FIELD[field]) for field in conflict.fields)
    return t("past.conflict.fields", name=shown(name), by=shown(by), at=moment(conflict.since.at), fields=fields)


def conflict_sheet(conflict: Conflict, atlas: Atlas) -> Sheet:
    """What both changes say of the fields they disagree on, and what those said before either."""
    entries = {"base": conflict.base, "theirs": conflict.theirs, "mine": conflict.mine}
    columns = (Column("field", t("past.field")), *(Column(name, t(f"past.conflict.{name}")) for name in entries))
    rows = tuple(
        {"field": Cell(field_name(field))}
        | {name: Cell(_said(entry, field.name, atlas)) for name, entry in entries.items()}
        for field in (FIELD[name] for name in told_fields(conflict))
    )
    return Sheet("register-conflict", t("past.conflict.caption"), columns, rows, titled=True)


def told_fields(conflict: Conflict) -> tuple[str, ...]:
    """The fields to compare: those they disagree on, or, where one deletes the effort, all that the other changed."""
    if conflict.fields != (WHOLE,):
        return conflict.fields
    kept = conflict.mine if _gone(conflict.theirs) else conflict.theirs
    return tuple(one.field.name for one in field_changes(conflict.base, kept))


def _gone(entry: Entry | None) -> bool:
    return entry is None or bool(entry.withdrawn)


def _said(entry: Entry | None, field: str, atlas: Atlas) -> str:
    return t("past.conflict.gone") if entry is None else value_words(FIELD[field], getattr(entry, field), atlas)


def log_sheet(touched: Iterable[Touched], known: Mapping[str, str]) -> Sheet:
    """The newest changes of the register; ``known`` gives the name of an effort by its id."""
    keys = ("number", "at", "who", "what", "why")
    columns = tuple(Column(key, t(f"past.log.{key}")) for key in keys)
    rows = tuple(_log_row(one.revision, [known.get(one, one) for one in one.effort_ids]) for one in touched)
    return Sheet("register-log", t("past.log.caption", count=len(rows)), columns, rows)


def _log_row(revision: Revision, efforts: Sequence[str]) -> dict[str, Cell]:
    occasion = revision.occasion
    kind = t("past.deed.undo", revisions=", ".join(map(str, occasion.undoes))) if occasion.undoes else ""
    return {
        "number": Cell(str(revision.number)),
        "at": Cell(moment(revision.at)),
        "who": Cell(shown(occasion.who)),
        "what": Cell(names([shown(name) for name in efforts], MOST_NAMED), quiet=kind),
        "why": Cell(" · ".join(shown(text) for text in (occasion.why, occasion.file_name) if text)),
    }
