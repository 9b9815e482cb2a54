"""The register in files: the columns with their heads and words, and what a file would change, in Danish."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.register.history import Conflict
from sikkerby_geo.domain.register.importing import Import, ImportRow
from sikkerby_geo.domain.register.merging import WHOLE
from sikkerby_geo.domain.register.validation import EntryFault
from sikkerby_geo.facts.areas import CITY_ID, Level, normalise
from sikkerby_geo.facts.characters import shown
from sikkerby_geo.facts.delivery_kinds import UPGRADES, DeliveryKind, Form
from sikkerby_geo.facts.delivery_kinds import Field as ColumnField
from sikkerby_geo.facts.efforts import REGISTER_KINDS
from sikkerby_geo.facts.indicators import INDICATOR
from sikkerby_geo.facts.intake import Choice, Fault, Question, Where
from sikkerby_geo.facts.register import FIELD, FIELDS, Field, FieldType
from sikkerby_geo.facts.register_cells import FETCHED, ID, LATITUDE, LONGITUDE, SEEN, RegisterColumns
from sikkerby_geo.facts.register_entry import Entry, RegisterRow
from sikkerby_geo.text import names, t
from sikkerby_geo.views.base.sheet import Column, Sheet
from sikkerby_geo.views.base.sheet import Entry as Cell
from sikkerby_geo.views.efforts.field_words import code_words, fault_words, field_name, goals, value_words

KIND = "register"
"""The name of a file of the register among the kinds of files."""
_FORMS = {
    FieldType.YEAR: Form.YEAR,
    FieldType.NUMBER: Form.COUNT,
    FieldType.KRONER: Form.MONEY,
    FieldType.PLACES: Form.PLACE,
    FieldType.CHOICE: Form.WORD,
    FieldType.GEOMETRY: Form.SHAPE,
}
_UPGRADE_FIELDS = {
    "name": "place",
    "kind": "kind",
    "stage": "stage",
    "start_year": "start_year",
    "end_year": "end_year",
    "undivided_dkk": "amount_dkk",
    "area_ids": "area_ids",
    "place_words": "streets",
    "geometry": "shape",
    "source_words": "source_id",
    "note": "note_da",
}
"""The column of a file of upgrades that is a field of the register, by the field."""


_KIND_OF = {kind.word or kind.kind_id: kind.kind_id for kind in REGISTER_KINDS}
"""The kind of an effort by the word its table has for it."""


def register_columns(atlas: Atlas) -> RegisterColumns:
    """The columns of a file of the register; the words of goals and areas are those of the atlas."""
    return _columns(atlas.version, _Held(atlas))


class _Held:
    """An atlas that is the same key as any other; its version tells them apart."""

    def __init__(self, atlas: Atlas) -> None:
        self.atlas = atlas

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Held)

    def __hash__(self) -> int:
        return 0


@lru_cache(maxsize=4)
def _columns(version: str, held: _Held) -> RegisterColumns:
    atlas = held.atlas
    more = (
        ColumnField(ID, Form.TEXT, (t("exchange.column.id"), ID)),
        *(_column(field, atlas) for field in FIELDS),
        ColumnField(LATITUDE, Form.LATITUDE, _heads("latitude", UPGRADES), shown=False),
        ColumnField(LONGITUDE, Form.LONGITUDE, _heads("longitude", UPGRADES), shown=False),
        ColumnField(SEEN, Form.TEXT, (t("exchange.column.revision"), SEEN)),
        ColumnField(FETCHED, Form.TEXT, (t("exchange.column.fetched"), FETCHED)),
    )
    return RegisterColumns(DeliveryKind(KIND, "", more))


def _heads(name: str, kind: DeliveryKind) -> tuple[str, ...]:
    known = kind.field(name)
    return known.heads if known else ()


def _column(field: Field, atlas: Atlas) -> ColumnField:
    """The column of a field: our head first, then what the old file of upgrades calls it."""
    upgrade = _UPGRADE_FIELDS.get(field.name, "")
    first = t("exchange.column.geometry") if field.type is FieldType.GEOMETRY else field_name(field)
    heads = (first, field.name, *_heads(upgrade, UPGRADES))
    words = [(word, code) for code, word in _words(field, atlas).items()]
    known = UPGRADES.field(upgrade)
    mine = {normalise(word) for word, _ in words}
    for word, meant in known.words if known else ():
        code = _KIND_OF.get(meant, meant) if field.name == "kind" else meant
        if code in field.codes and normalise(word) not in mine:
            words.append((word, code))
    form = _FORMS.get(field.type, Form.TEXT)
    return ColumnField(field.name, form, tuple(dict.fromkeys(heads)), field.required, tuple(words))


def _words(field: Field, atlas: Atlas) -> dict[str, str]:
    """The word of each code of a field; where two codes have one word, each has its code beside it."""
    codes: Sequence[str] = field.codes
    if field.type is FieldType.PLACES:
        codes = (*(place.place_id for place in atlas.places.at(Level.SURVEY_AREA)), CITY_ID)
    elif field.name == "serves":
        codes = served(atlas)
    words = {code: " ".join(code_words(field, code, atlas).replace(";", ",").split()) for code in codes}
    folded = [normalise(word) for word in words.values()]
    return {code: word if folded.count(normalise(word)) == 1 else f"{word} [{code}]" for code, word in words.items()}


def served(atlas: Atlas) -> tuple[str, ...]:
    """What an effort may serve: the goals, then the indicators."""
    return (*goals(atlas), *INDICATOR)


def standing(atlas: Atlas, effort_ids: Iterable[str] | None = None) -> tuple[RegisterRow, ...]:
    """The rows of the register that stand, or those of some efforts, in their order."""
    wanted = atlas.register if effort_ids is None else effort_ids
    found = (atlas.register[one] for one in wanted if one in atlas.register)
    return tuple(row for row in found if not row.entry.withdrawn)


def fetched_at(atlas: Atlas) -> int:
    """The newest revision an atlas knows of its register: what a file of it was taken from.

    Not the store's newest, which may be of a moment later: a file would then seem to lack on purpose what it never saw.
    """
    return max((row.revision for row in atlas.register.values()), default=0)


def choices_of(field: Field, columns: RegisterColumns) -> tuple[str, ...]:
    """The words a field may have, those that may be chosen anew; none where anything may stand."""
    said = columns.said.get(field.name, {})
    offered = field.choosable or tuple(said)
    return tuple(said[code] for code in offered if code in said)


def told_faults(faults: Iterable[tuple[Where, Fault | EntryFault]]) -> tuple[Fault, ...]:
    """Everything wrong with rows, as the intake tells it."""
    return tuple(
        Fault("entry", where, fault_words(fault).rstrip(".")) if isinstance(fault, EntryFault) else fault
        for where, fault in faults
    )


def summary(found: Import, removed: int, merged: int) -> str:
    """What would change, counted."""
    said = t(
        "exchange.says.counts",
        added=len(found.added),
        changed=len(found.changed),
        removed=removed,
        same=len(found.same),
    )
    return " ".join(filter(None, (said, t("exchange.says.merged", count=merged) if merged else "")))


def changes_sheet(found: Import, atlas: Atlas) -> Sheet:
    """Changed efforts field by field, old beside new."""
    columns = tuple(Column(key, t(f"exchange.changes.{key}")) for key in ("name", "field", "before", "after"))
    rows = tuple(row for one in found.changed for row in _changed_rows(one, atlas))
    caption = t("exchange.changes.caption", count=len(found.changed))
    return Sheet("register-exchange-changes", caption, columns, rows)


def _changed_rows(one: ImportRow, atlas: Atlas) -> Iterable[dict[str, Cell]]:
    name = one.before.entry.name if one.before else one.entry.name
    for change in one.changes:
        yield {
            "name": Cell(shown(name)),
            "field": Cell(field_name(change.field)),
            "before": Cell(value_words(change.field, change.before, atlas)),
            "after": Cell(value_words(change.field, change.after, atlas)),
        }


ADDED = ("name", "kind", "area_ids", "stage", "start_year", "geometry")
"""Fields an added or removed effort is told by."""


def added_sheet(found: Import, atlas: Atlas) -> Sheet:
    """The efforts that would be added."""
    rows = tuple(_told(row.entry, atlas) for row in found.added)
    return Sheet("register-exchange-added", t("exchange.added", count=len(rows)), _columns_told(), rows)


def removed_sheet(removed: Sequence[RegisterRow], atlas: Atlas) -> Sheet:
    """The efforts that would go."""
    rows = tuple(_told(row.entry, atlas) for row in removed)
    return Sheet("register-exchange-removed", t("exchange.removed", count=len(rows)), _columns_told(), rows)


def _columns_told() -> tuple[Column, ...]:
    return tuple(Column(name, field_name(FIELD[name])) for name in ADDED)


def _told(entry: Entry, atlas: Atlas) -> dict[str, Cell]:
    return {name: Cell(value_words(FIELD[name], getattr(entry, name), atlas)) for name in ADDED}


def stays_words(stays: Sequence[RegisterRow]) -> str:
    """Efforts the file lacks because they are younger than it; empty where there are none."""
    if not stays:
        return ""
    return t("exchange.says.stays", count=len(stays), names=names([shown(row.entry.name) for row in stays], 3))


def conflict_questions(
    conflict: Conflict, atlas: Atlas, key_of: Callable[[Conflict, str], str]
) -> tuple[Question, ...]:
    """One question a field that somebody else has changed too: the file's side, the register's, or later."""
    name = next(one.name for one in (conflict.theirs, conflict.mine, conflict.base) if one is not None)
    asked = []
    for field in conflict.fields:
        mine, theirs = (_side(entry, field, atlas) for entry in (conflict.mine, conflict.theirs))
        example = shown(name) if field == WHOLE else f"{shown(name)}: {field_name(FIELD[field])}"
        sides = (Choice("mine", "conflict_mine", mine), Choice("theirs", "conflict_theirs", theirs))
        choices = (*sides, Choice("leave", "conflict_leave"))
        asked.append(Question(key_of(conflict, field), "conflict", Where(), example, choices))
    return tuple(asked)


def _side(entry: Entry | None, field: str, atlas: Atlas) -> str:
    if entry is None:
        return t("exchange.says.deleted")
    if field == WHOLE:
        return t("exchange.says.kept")
    return value_words(FIELD[field], getattr(entry, field), atlas)
