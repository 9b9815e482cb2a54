"""Registry of efforts: which table holds them, how the map draws them, whether they last, and where else they are told.

One line is all that the other floors know of an overlay: none of them asks for the name of a table or an overlay.
"""

from __future__ import annotations

from collections.abc import Iterator

from sikkerby_geo.facts.datasets import GEOMETRY, LAYERS, PERIOD, TABLES
from sikkerby_geo.facts.overlays import Columns as Columns
from sikkerby_geo.facts.overlays import Dashes as Dashes
from sikkerby_geo.facts.overlays import EffortKind as EffortKind
from sikkerby_geo.facts.overlays import Overlay as Overlay
from sikkerby_geo.facts.overlays import Role as Role
from sikkerby_geo.facts.problems import RegistryError


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


def _offer(kind_id: str, address: str, word: str = "", hidden: bool = False) -> EffortKind:
    return EffortKind(kind_id, address, word, drawn_as="offer", shape="house", glyph="door", hidden=hidden)


OFFERS = Overlay(
    "tilbud",
    "offers",
    Columns("offer_id", kind="kind"),
    (
        _offer("youth_club", "ungdomsklub"),
        _offer("youth_project", "ungeprojekt"),
        _offer("activity_house", "aktivitetshus"),
        _offer("sports_hall", "idraetsanlaeg"),
        _offer("playground", "legeplads"),
        _offer("holiday_camp", "ferieaktivitet"),
        _offer("library", "bibliotek"),
        _offer("culture_house", "kulturhus"),
        _offer("cemetery", "kirkegaard"),
        _offer("street_team", "gadeplan"),
        _offer("night_walkers", "natteravne"),
        _offer("nightlife", "natteliv"),
        _offer("city_staff", "medarbejdere-i-byen", word="presence"),
        _offer("leisure_guides", "foreningsguider"),
        _offer("leisure_job", "fritidsjob", word="job"),
        _offer("exit_programme", "exit", word="exit"),
        _offer("resource_centre", "ressourcecenter"),
        _offer("drop_in_18plus", "vaerested", hidden=True),
    ),
    Role.SYMBOL,
    ("offers_layer",),
    offers=True,
    default_on=False,
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
    OFFERS,
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
    if overlay.in_register and overlay.columns.areas and not overlay.offers
    for kind in overlay.kinds
    if not kind.loose
)
"""The kinds whose efforts can be known of an area."""
REGISTER_TABLES = tuple(dict.fromkeys(one.table for one in REGISTRY if one.in_register and not one.own))
EFFORT_TABLES = tuple(
    dict.fromkeys(one.table for one in OVERLAYS if not one.timeless and not one.own and not one.offers)
)
"""The tables of efforts on the map, those for orientation and of offers left out."""


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
