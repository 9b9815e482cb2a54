"""Registry of efforts: which table holds them, how the map draws them, whether they last, and where else they are told.

One line is all that the other floors know of an overlay: none of them asks for the name of a table or an overlay.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from sikkerby_geo.facts.datasets import GEOMETRY, LAYERS, PERIOD, TABLES
from sikkerby_geo.facts.problems import RegistryError


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


def _upgrades(overlay_id: str, kind: EffortKind) -> Overlay:
    return Overlay(
        overlay_id,
        "upgrades",
        Columns("upgrade_id", ("place",), kind="kind", stage="stage"),
        (kind,),
        Role.SYMBOL,
        ("upgrades_layer", "upgrades_osm_layer"),
        persists=True,
        named_by_place=True,
    )


INITIATIVE_2010 = EffortKind("initiative_2010", "indsats-2010", dated="budget_year")
PROPOSAL_2010 = EffortKind("proposal_2010", "forslag-2010", dated="proposed_for")

PARTNERSHIPS = Overlay(
    "partnerskaber",
    "partnerships",
    Columns("partnership_id", kind="kind"),
    (
        EffortKind("safety_partnership", "tryghedspartnerskab", drawn_as="partnership"),
        EffortKind("police_partnership", "politipartnerskab", drawn_as="partnership"),
        EffortKind("hotspot", "hotspot", dashes=Dashes.DASH_DOT),
        EffortKind("cooperation", "samarbejde", word="other", drawn_as="partnership", loose=True),
    ),
    Role.OUTLINE,
    ("partnerships_layer",),
    covers=True,
)
ACTIVITIES = Overlay(
    "aktiviteter",
    "partnership_activities",
    Columns("activity_id", ("name_da",)),
    (EffortKind("activity", "aktivitet"),),
)
INITIATIVES_2010 = Overlay(
    "indsatser2010", "initiatives_2010", Columns("initiative_id", ("name_da",)), (INITIATIVE_2010,)
)
PROPOSALS_2010 = Overlay(
    "forslag2010", "proposals_2010", Columns("proposal_id", ("name_da",), areas=""), (PROPOSAL_2010,)
)
REGISTRY = (
    PARTNERSHIPS,
    ACTIVITIES,
    Overlay(
        "helhedsplaner",
        "housing_plans",
        Columns("plan_id"),
        (EffortKind("housing_plan", "helhedsplan"),),
        Role.SURFACE,
        ("housing_plans_layer",),
        covers=True,
    ),
    _upgrades("belysning", EffortKind("lighting", "belysning", shape="circle", glyph="bulb")),
    _upgrades("kameraer", EffortKind("video_surveillance", "kameraer", shape="square", glyph="camera")),
    _upgrades("byrum", EffortKind("public_space", "byrum", shape="diamond", glyph="bench")),
    _upgrades("trafik", EffortKind("traffic_calming", "trafik", shape="triangle", glyph="bump")),
    _upgrades("beplantning", EffortKind("planting", "beplantning", shape="hexagon", glyph="tree")),
    _upgrades("andet", EffortKind("other_upgrade", "andet", word="other", shape="pentagon", glyph="dot")),
    Overlay(
        "omraadefornyelser",
        "",
        Columns(""),
        (EffortKind("area_renewal", "omraadefornyelse", dashes=Dashes.DASH_DOT),),
        Role.SURFACE,
        covers=True,
    ),
    Overlay(
        "forebyggelse",
        "",
        Columns(""),
        (EffortKind("prevention", "forebyggelse", shape="down", glyph="person"),),
        Role.SYMBOL,
    ),
    INITIATIVES_2010,
    PROPOSALS_2010,
    Overlay(
        "udsatte",
        "deprived_areas",
        Columns("deprived_area_id", ("sub_area", "name")),
        (EffortKind("deprived_area", dashes=Dashes.LONG),),
        Role.BOUNDARY,
        ("deprived_areas_layer",),
        timeless=True,
        in_register=False,
        default_on=False,
    ),
    Overlay(
        "stationer",
        "stations",
        Columns("station_id", areas="area_id"),
        (EffortKind("station"),),
        Role.LANDMARK,
        ("stations_layer",),
        timeless=True,
        in_register=False,
        default_on=False,
    ),
)
"""Every line, in the order of the map's list and of the register."""

OVERLAYS = tuple(overlay for overlay in REGISTRY if overlay.role is not None)
OVERLAY = {overlay.overlay_id: overlay for overlay in OVERLAYS}
KINDS = tuple(kind for overlay in REGISTRY for kind in overlay.kinds)
KIND = {kind.kind_id: kind for kind in KINDS}
OVERLAY_OF = {kind: overlay for overlay in REGISTRY for kind in overlay.kinds}
REGISTER_KINDS = tuple(kind for overlay in REGISTRY if overlay.in_register for kind in overlay.kinds)
PLACED_KINDS = tuple(
    kind
    for overlay in REGISTRY
    if overlay.in_register and overlay.columns.areas
    for kind in overlay.kinds
    if not kind.loose
)
"""The kinds whose efforts can be known of an area."""
REGISTER_TABLES = tuple(dict.fromkeys(one.table for one in REGISTRY if one.in_register and not one.own))
EFFORT_TABLES = tuple(dict.fromkeys(one.table for one in OVERLAYS if not one.timeless and not one.own))
"""The tables of efforts on the map, those for orientation left out."""


def roles_of(layer: str) -> tuple[Role, ...]:
    """As what the overlays draw a layer; none where no overlay reads it."""
    return tuple(dict.fromkeys(one.role for one in OVERLAYS if one.role is not None and layer in one.layers))


def lacking(overlay: Overlay) -> Iterator[str]:
    """What must be added for a line to be whole, and where."""
    if not overlay.own:
        contract = TABLES.get(overlay.table)
        if contract is None:
            yield f'add the contract "{overlay.table}" to TABLES in facts/datasets.py'
            return
        needed = set(overlay.columns.named)
        if overlay.role is not None:
            needed |= {"source_id"} | (set() if overlay.timeless else {*PERIOD, *GEOMETRY} - {"matched"})
        for column in sorted(needed - set(contract.columns)):
            yield f'add the column "{column}" to the contract "{overlay.table}" in facts/datasets.py'
    if not overlay.kinds:
        yield "add its kinds: kinds=(EffortKind(…),)"
    for kind in overlay.kinds:
        if overlay.in_register and not kind.address:
            yield f'give the kind "{kind.kind_id}" the word links call it by: address="…"'
        if overlay.role is Role.SYMBOL and not (kind.shape and kind.glyph):
            yield f'give the kind "{kind.kind_id}" a shape and a glyph of views/base/symbols.py'
    if overlay.role is None or overlay.own:
        return
    if not overlay.layers:
        yield 'name the layers of its geometry: layers=("…_layer",)'
    for layer in overlay.layers:
        said = LAYERS.get(layer)
        if said is None:
            known = f'LayerContract("{overlay.columns.effort_id}", "{overlay.table}")'
            yield f'add the layer "{layer}": {known} to LAYERS in facts/datasets.py'
        elif (said.id_column, said.known_in) != (overlay.columns.effort_id, overlay.table):
            ids = f'"{overlay.columns.effort_id}" and "{overlay.table}"'
            yield f'let the layer "{layer}" name {ids} in facts/datasets.py'


def check_registry(registry: tuple[Overlay, ...] = REGISTRY) -> None:
    """Hold the lines against the contracts of the data sets.

    Raises
    ------
    RegistryError
        With everything that must be added, line by line.
    """
    faults = [f"{overlay.overlay_id}: {fault}" for overlay in registry for fault in lacking(overlay)]
    kinds = [kind for overlay in registry for kind in overlay.kinds]
    for name, ids in (
        ("overlay_id", [overlay.overlay_id for overlay in registry]),
        ("kind_id", [kind.kind_id for kind in kinds]),
        ("address", [kind.address for kind in kinds if kind.address]),
    ):
        faults += [f'"{one}" is the {name} of two lines' for one in sorted({one for one in ids if ids.count(one) > 1})]
    if faults:
        raise RegistryError("facts/efforts.py", tuple(faults))


check_registry()
