"""What a service offers, as OWSLib reads its capabilities, and how a layer of it is asked for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode, urlsplit

from owslib.feature.wfs200 import WebFeatureService_2_0_0

from sikkerby_geo.facts.boundaries import BoundaryError
from sikkerby_geo.facts.geography import DEGREES, METRES
from sikkerby_geo.store.wfs.answers import is_json, local, xml_of
from sikkerby_geo.store.wfs.service import Service

VERSION = "2.0.0"
"""The one version spoken: it says how many features there are, so that half an answer is seen."""
AT_ONCE = 1000
"""Features asked for in one answer; a service may give fewer."""
NEAR = 6


@dataclass(frozen=True)
class Offer:
    """What a service offers: its layers, and the forms of its answers."""

    service: Service
    read: Any

    def named(self, type_name: str) -> str | None:
        """The layer's full name here: as it is written, or the only one that differs by its prefix alone."""
        if type_name in self.read.contents:
            return type_name
        bare = type_name.rpartition(":")[2]
        alike = [name for name in self.read.contents if name.rpartition(":")[2] == bare]
        return alike[0] if len(alike) == 1 else None

    def near(self, type_name: str) -> tuple[str, ...]:
        """Names of layers that share the beginning of a word with a name, for who must choose another."""
        bare = type_name.rpartition(":")[2].casefold()[:4]
        return tuple(sorted(name for name in self.read.contents if bare in name.casefold()))[:NEAR]

    def page(self, type_name: str, start: int) -> bytes:
        """Features of a layer from a number on (0 is the first), as the service sends them.

        Raises
        ------
        BoundaryError
            See ``Service.get``.
        """
        url = self.read.getGETGetFeatureRequest(
            typename=[type_name],
            maxfeatures=AT_ONCE,
            srsname=self._system(type_name),
            outputFormat=self._form(),
            startindex=start or None,
        )
        return self.service.get(urlsplit(url).query)

    def _system(self, type_name: str) -> str | None:
        """Metres where the service has them: they have no order of axes to mistake. Else degrees, else its own."""
        options = self.read.contents[type_name].crsOptions
        for code in (METRES, DEGREES):
            for option in options:
                if option.code == code:
                    return option.id
        return None

    def _form(self) -> str | None:
        """GeoJSON where it is offered, else GML; the service's own form where it says nothing."""
        values = self.read.getOperationByName("GetFeature").parameters.get("outputFormat", {}).get("values", [])
        offered = [value for value in values if value]
        for part in ("json", "gml+xml; version=3.2", "gml/3.2", "gml/3", "gml"):
            for value in offered:
                if part in value.casefold() and "jsonp" not in value.casefold() and "javascript" not in value:
                    return value
        return None


def offered(service: Service) -> Offer:
    """Ask a service what it offers.

    Raises
    ------
    BoundaryError
        See ``Service.get``; or it is no WFS of version 2.0.0.
    """
    body = service.get(urlencode({"service": "WFS", "version": VERSION, "request": "GetCapabilities"}))
    if is_json(body):
        raise BoundaryError("not_wfs")
    root = xml_of(body)
    if local(root) != "WFS_Capabilities":
        raise BoundaryError("not_wfs")
    if not str(root.get("version", "")).startswith("2.0"):
        raise BoundaryError("version", version=str(root.get("version", "")))
    try:
        read = WebFeatureService_2_0_0(service.address, VERSION, xml=body)
        read.getOperationByName("GetFeature").methods[0]["url"]
    except (AttributeError, TypeError, KeyError, ValueError, IndexError) as error:
        # OWSLib takes what it reads for granted, and stumbles where a part is missing.
        raise BoundaryError("not_wfs") from error
    return Offer(service, read)
