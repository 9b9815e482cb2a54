"""What a line of the registry of efforts may say: roles on the map, kinds, columns, overlays."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What the efforts of an overlay are on the map; what stands later here lies on top."""

    SURFACE = "surface"
    BOUNDARY = "boundary"
    OUTLINE = "outline"
    LINE = "line"
    SYMBOL = "symbol"
    LANDMARK = "landmark"

    @property
    def forms(self) -> tuple[str, ...]:
        """The geometry it can draw: a symbol stands at a point, half way along a line or in the middle of an area."""
        if self is Role.SYMBOL:
            return ("Point", "LineString", "MultiLineString", "Polygon", "MultiPolygon")
        if self is Role.LANDMARK:
            return ("Point",)
        return ("LineString", "MultiLineString") if self is Role.LINE else ("Polygon", "MultiPolygon")


class Dashes(StrEnum):
    """How the line of a kind runs, so that kinds of one role can be told apart; dotted always means *not sure*."""

    NONE = "none"
    LONG = "long"
    DASH_DOT = "dash_dot"


@dataclass(frozen=True)
class EffortKind:
    """One kind of effort.

    ``kind_id`` names it in code and texts, ``address`` in links (``slags=``), ``word`` in the table's own column
    (blank = ``kind_id``). ``drawn_as`` is the symbol it shares with other kinds (blank = one of its own). ``shape``
    and ``glyph`` are the outline and the sign of a symbol (see ``views/base/symbols.py``). ``loose`` = a cooperation
    without a frame: listed, but no known effort. ``dated`` says how a year alone is told (``register.<dated>``).
    ``hidden`` = a place that does not tell where it lies: it is told by the name of its area at most, and has no shape.
    """

    kind_id: str
    address: str = ""
    word: str = ""
    drawn_as: str = ""
    shape: str = ""
    glyph: str = ""
    dashes: Dashes = Dashes.NONE
    loose: bool = False
    dated: str = "documented"
    hidden: bool = False

    @property
    def symbol(self) -> str:
        return self.drawn_as or self.kind_id


@dataclass(frozen=True)
class Columns:
    """Which column of the table is what: the id, the name (the first one stated), the areas, the kind and the stage.

    Without a ``kind`` every row is of the overlay's one kind; without a ``stage`` the efforts have none. Period,
    status, money, geometry basis, precision, note and source are called the same in every table.
    """

    effort_id: str
    name: tuple[str, ...] = ("name",)
    areas: str = "area_ids"
    kind: str = ""
    stage: str = ""

    @property
    def named(self) -> tuple[str, ...]:
        return tuple(filter(None, (self.effort_id, *self.name, self.areas, self.kind, self.stage)))


@dataclass(frozen=True)
class Overlay:
    """One overlay of the map, or, without a role, records that the register alone holds.

    ``kinds`` are the rows it takes, its usual kind first; ``layers`` hold the geometry. Without a ``table`` it has what
    this installation itself has put into the register alone. ``persists`` = a built thing
    that still stands the year after; otherwise it has a period. ``timeless`` = for orientation, drawn whatever the
    year. ``named_by_place`` = the kind must be said beside the name. ``covers`` = its areas count as coverage.
    ``offers`` = what is there for people to use: in the register and on the map, but no effort done in a place.
    """

    overlay_id: str
    table: str
    columns: Columns
    kinds: tuple[EffortKind, ...]
    role: Role | None = None
    layers: tuple[str, ...] = ()
    persists: bool = False
    timeless: bool = False
    named_by_place: bool = False
    covers: bool = False
    offers: bool = False
    in_register: bool = True
    default_on: bool = True

    @property
    def staged(self) -> bool:
        return bool(self.columns.stage)

    @property
    def own(self) -> bool:
        """Whether the published record has no table of it: all its efforts are this installation's own."""
        return not self.table

    @property
    def pickable(self) -> bool:
        """Whether its efforts have areas of their own that a reader can pick."""
        return self.role in (Role.SURFACE, Role.OUTLINE)

    def kind_of(self, word: str) -> EffortKind | None:
        """The kind a table calls ``word``; None where another overlay has it."""
        if not self.columns.kind:
            return self.kinds[0]
        return next((kind for kind in self.kinds if (kind.word or kind.kind_id) == word), None)
