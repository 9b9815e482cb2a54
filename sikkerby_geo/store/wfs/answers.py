"""What a service answers, as XML or JSON: nothing in it is fetched, unfolded or believed before it is looked at."""

from __future__ import annotations

import json
from collections.abc import Mapping

from lxml import etree

from sikkerby_geo.facts.boundaries import BoundaryError
from sikkerby_geo.facts.characters import shown
from sikkerby_geo.facts.geojson import GeoJSONError, check_nesting

EXCEPTIONS = ("ExceptionReport", "ServiceExceptionReport")
LONGEST_SAID = 200


def is_json(body: bytes) -> bool:
    return body.lstrip()[:1] in (b"{", b"[")


def json_of(body: bytes) -> Mapping:
    """The object of a JSON answer.

    Raises
    ------
    BoundaryError
        It is none, breaks off, or is nested too deeply.
    """
    try:
        text = body.decode("utf-8-sig")
        check_nesting(text)
        found = json.loads(text)
    except (ValueError, GeoJSONError) as error:
        raise BoundaryError("unreadable") from error
    if not isinstance(found, Mapping):
        raise BoundaryError("not_wfs")
    return found


def xml_of(body: bytes) -> etree._Element:
    """The root of an XML answer. A document type, the only place entities can be declared in, is refused.

    Raises
    ------
    BoundaryError
        It is none, breaks off, declares a document type, or is an exception report.
    """
    if b"<!DOCTYPE" in body or b"<!ENTITY" in body or b"\x00" in body:
        raise BoundaryError("entities")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(body, parser)
    except etree.XMLSyntaxError as error:
        raise BoundaryError("unreadable" if body.lstrip().startswith(b"<") else "not_wfs") from error
    if root.getroottree().docinfo.doctype:
        raise BoundaryError("entities")
    if local(root) in EXCEPTIONS:
        said = " ".join(" ".join(str(text) for text in root.itertext()).split())
        raise BoundaryError("exception", said=shown(said)[:LONGEST_SAID])
    return root


def local(element: etree._Element) -> str:
    """The name of an element without its namespace."""
    return etree.QName(element).localname
