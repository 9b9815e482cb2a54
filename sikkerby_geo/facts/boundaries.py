"""Where the municipality's own borders can be fetched: one address, one line a layer, and what a refusal is.

Nothing here is certain to stand: it is what public code that reads the service has used (``source``). An installation
says otherwise with ``SIKKERBY_WFS`` and ``SIKKERBY_WFS_LAYERS``, or for one time on the command line.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from sikkerby_geo.facts.problems import SikkerByError

ADDRESS = "https://wfs-kbhkort.kk.dk/k101/ows"
"""The municipality's WFS, as the sources of the embedded layers name it (``data/sources.csv``, kk-wfs-bydel-2025)."""

FETCHED_KIND = "fetched_source"
"""Record kind of where a fetched layer comes from: a row of the table ``sources``, by the layer's name."""

BORDER_KIND = "border"
"""Record kind of one shape of a fetched layer: by the layer's name and the id of its place, with ``/`` between."""


class Role(StrEnum):
    """What a layer of the service is to us."""

    DISTRICTS = "districts"
    RODER = "roder"
    SURVEY_AREAS = "areas"
    COMMITTEES = "committees"
    DEPRIVED = "deprived"


@dataclass(frozen=True)
class ServiceLayer:
    """One layer of the service: its name there (blank: it is not asked for), and the fields that tell its features.

    Fields are tried in their order. ``source`` is where the name was seen. A layer that is not ``needed`` is passed
    over, and told, where the service does not offer it.
    """

    role: Role
    type_name: str
    source: str
    names: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    needed: bool = False


_NAMES = ("navn", "name", "betegnelse")

SERVICE_LAYERS: dict[Role, ServiceLayer] = {
    layer.role: layer
    for layer in (
        # The ten bydele: the ground all else is fitted to.
        ServiceLayer(
            Role.DISTRICTS, "k101:bydel", "kk-wfs-bydel-2025", ("navn", "bydel_navn", "bydelsnavn", "name"), needed=True
        ),
        # Roder are the smallest parts of the city. No layer of the 13 survey areas is known; where a bydel holds two of
        # them, the line between them runs along the roder, as it does in the embedded layer.
        ServiceLayer(Role.RODER, "k101:rode", "kk-wfs-rode-2023", numbers=("rode_nr", "rodenr", "rode", "id")),
        # For the day the service offers them.
        ServiceLayer(Role.SURVEY_AREAS, "", "choice", ("omraade", *_NAMES)),
        # Read to check the nesting alone: a committee is put together from its areas.
        ServiceLayer(
            Role.COMMITTEES, "k101:lokaludvalgsgraense", "choice", ("navn", "lokaludvalg", "lokaludvalg_navn", "name")
        ),
        ServiceLayer(
            Role.DEPRIVED,
            "k101:f_udsatte_byomraader",
            "kk-wfs-udsatte-byomraader",
            ("omraade", "hovedomraade", *_NAMES),
            ("delomraade", "underomraade"),
            ("nr", "omraade_nr", "id"),
        ),
    )
}

PUBLISHER = "Københavns Kommune"


class BoundaryError(SikkerByError):
    """Borders that are not put in; ``kind`` names the sentence (``boundaries.refused.<kind>``)."""

    def __init__(self, kind: str, **params: object) -> None:
        super().__init__(f"boundaries.refused.{kind}", **params)
        self.kind = kind


class BoundaryErrors(SikkerByError):
    """Everything that is wrong with borders, where more than one thing can be; there is at least one."""

    def __init__(self, errors: tuple[BoundaryError, ...]) -> None:
        super().__init__(errors[0].key, **errors[0].params)
        self.errors = errors


def layers_named(said: Mapping[str, str]) -> dict[Role, ServiceLayer]:
    """The layers of the service with the names somebody says otherwise, by role; blank leaves a layer out.

    Raises
    ------
    BoundaryError
        A role there is not, or a name with signs a layer's name has not.
    """
    found = dict(SERVICE_LAYERS)
    for role, name in said.items():
        if role not in [*Role]:
            raise BoundaryError("no_role", said=role, roles=", ".join(Role))
        if name and not all(sign.isalnum() or sign in ":_.-" for sign in name):
            raise BoundaryError("no_layer_name", said=name)
        layer = found[Role(role)]
        found[Role(role)] = ServiceLayer(
            layer.role, name, "choice", layer.names, layer.parts, layer.numbers, layer.needed
        )
    return found


def said_layers(text: str) -> dict[str, str]:
    """Names of layers as a setting says them: ``districts=k101:bydel roder=k101:rode``.

    Raises
    ------
    BoundaryError
        A word that is none of that.
    """
    found = {}
    for word in text.split():
        role, equals, name = word.partition("=")
        if not equals:
            raise BoundaryError("no_role", said=word, roles=", ".join(Role))
        found[role] = name
    return found
