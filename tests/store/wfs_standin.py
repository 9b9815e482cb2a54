"""A WFS of the toy city on 127.0.0.1 that answers as it is told to: well in every form, or badly in one way."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from urllib.parse import parse_qs, urlsplit

import geopandas as gpd
from shapely import transform, unary_union
from shapely.geometry import mapping
from shapely.geometry.base import BaseGeometry

from tests.toytown import city

OGC = "http://www.opengis.net"
NAMESPACES = (
    f'xmlns:wfs="{OGC}/wfs/2.0" xmlns:ows="{OGC}/ows/1.1" xmlns:gml="{OGC}/gml/3.2" '
    'xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:k101="http://k101"'
)
JSON, GML = "application/json", "application/gml+xml; version=3.2"
Item = tuple[Mapping[str, str], BaseGeometry]
"""The fields of a feature and its shape in EPSG:25832."""


def toy_layers(north: float = 0.0, east: float = 0.0) -> dict[str, list[Item]]:
    """The layers as a municipality has them: by their own names, in their own spelling.

    The border between Engvang and Fjordby lies ``north`` squares further north than in the toy city, and the line
    between the two areas of Lund ``east`` squares further east; a square is 2 km.
    """
    squares = {area: city.square(*row[4]) for area, row in city.AREAS.items()}
    squares["engvang"] = city.part("engvang", 0, north, 1, 1 - north)
    squares["fjordby"] = city.part("fjordby", 0, 0, 1, 1 + north)
    districts = {row[3]: [] for row in city.AREAS.values()}
    committees = {row[2]: [] for row in city.AREAS.values()}
    for area, row in city.AREAS.items():
        districts[row[3]].append(squares[area])
        committees[row[2]].append(squares[area])
    names = {row[3]: city.BYDEL_NAMES.get(row[3], row[0]) for row in city.AREAS.values()}
    roder = [
        ({"rode_nr": f"{10 * number + part}"}, _rode(area, part % 2, part // 2, east))
        for number, area in enumerate(city.AREAS)
        for part in range(4)
    ]
    return {
        "k101:bydel": [({"navn": names[key].upper()}, unary_union(shapes)) for key, shapes in districts.items()],
        "k101:rode": roder,
        "k101:lokaludvalgsgraense": [
            ({"navn": city.names_of(city.members(key)[0])["lokaludvalg_name"]}, unary_union(shapes))
            for key, shapes in committees.items()
        ],
        "k101:f_udsatte_byomraader": [
            ({"nr": "1", "omraade": "Møllehøj", "delomraade": "Byggerne"}, city.part("moellehoej", 0.2, 0.2, 0.5, 0.4)),
            ({"nr": "3", "omraade": "Havnen", "delomraade": "Kajen"}, city.part("havnen", 0.1, 0.1, 0.4, 0.4)),
        ],
    }


def _rode(area: str, right: int, up: int, east: float) -> BaseGeometry:
    """A quarter of an area's square; in Lund with the line between its two areas moved."""
    west, end = 0.5 * right, 0.5 * right + 0.5
    west += east if (area, right) == ("ydre-lund", 0) else 0
    end += east if (area, right) == ("indre-lund", 1) else 0
    return city.part(area, west, 0.5 * up, end - west, 0.5)


@dataclass(frozen=True)
class Manner:
    """How the service answers: ``system`` is the name it gives its coordinates, ``turned`` whether latitude or north
    comes first, ``cap`` the most features in an answer. ``fault`` is what goes wrong, in ``of`` alone if it says so,
    and for the first ``times`` questions only."""

    layers: Mapping[str, list[Item]] = field(default_factory=toy_layers)
    form: str = JSON
    system: str = "urn:ogc:def:crs:EPSG::25832"
    degrees: bool = False
    turned: bool = False
    cap: int = 1000
    matched: bool = True
    fault: str = ""
    of: str = ""
    times: int = 1000


class Standin:
    """The service: ``manner`` may be another one for each test; ``asked`` are the queries it has had."""

    def __init__(self) -> None:
        self.manner = Manner()
        self.asked: list[dict[str, str]] = []
        self.faulty = 0
        self.released = Event()
        standin = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                standin.answer(self)

            def log_message(self, *_: object) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.address = f"http://127.0.0.1:{self._server.server_address[1]}/k101/ows"

    @contextmanager
    def running(self) -> Iterator[Standin]:
        thread = Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        try:
            yield self
        finally:
            self.released.set()
            self._server.shutdown()
            self._server.server_close()

    def behave(self, **manner: object) -> None:
        """Answer in another manner from now on."""
        self.manner, self.asked, self.faulty = replace(Manner(), **manner), [], 0
        self.released = Event()

    def answer(self, request: BaseHTTPRequestHandler) -> None:
        query = {name.lower(): values[0] for name, values in parse_qs(urlsplit(request.path).query).items()}
        self.asked.append(query | {"authorization": request.headers.get("Authorization", "")})
        manner, layer = self.manner, query.get("typenames", "")
        faulty = bool(manner.fault) and manner.of in ("", layer) and self.faulty < manner.times
        self.faulty += faulty
        body = self._capabilities(query) if query.get("request") == "GetCapabilities" else self._features(query)
        if faulty and _misbehaves(self, request, manner.fault, body):
            return
        request.send_response(200)
        request.send_header("Content-Length", str(len(body)))
        request.end_headers()
        request.wfile.write(body)

    def _capabilities(self, _: Mapping[str, str]) -> bytes:
        version = "1.1.0" if self.manner.fault == "old" else "2.0.0"
        types = "".join(
            f"<wfs:FeatureType><wfs:Name>{name}</wfs:Name><wfs:Title>{name}</wfs:Title>"
            f"<wfs:DefaultCRS>{self.manner.system}</wfs:DefaultCRS></wfs:FeatureType>"
            for name in self.manner.layers
        )
        return (
            f'<wfs:WFS_Capabilities version="{version}" {NAMESPACES}>'
            "<ows:ServiceIdentification><ows:Title>Legeby</ows:Title></ows:ServiceIdentification>"
            '<ows:OperationsMetadata><ows:Operation name="GetFeature"><ows:DCP><ows:HTTP>'
            '<ows:Get xlink:href="http://internal.invalid:8080/geoserver/ows"/></ows:HTTP></ows:DCP>'
            '<ows:Parameter name="outputFormat"><ows:AllowedValues>'
            f"<ows:Value>{self.manner.form}</ows:Value></ows:AllowedValues></ows:Parameter>"
            "</ows:Operation></ows:OperationsMetadata>"
            f"<wfs:FeatureTypeList>{types}</wfs:FeatureTypeList></wfs:WFS_Capabilities>"
        ).encode()

    def _features(self, query: Mapping[str, str]) -> bytes:
        manner = self.manner
        items = manner.layers[query["typenames"]]
        start, count = int(query.get("startindex", 0)), min(int(query["count"]), manner.cap)
        if manner.fault == "same_page":
            start = 0
        half = manner.fault == "half" and manner.of in ("", query["typenames"])
        there = items[: len(items) // 2] if half else items
        page = [(fields, self._sent(shape)) for fields, shape in there[start : start + count]]
        matched = str(len(items)) if manner.matched else "unknown"
        returned = len(page) + (manner.fault == "miscounted")
        return (_geojson if manner.form == JSON else _gml)(page, matched, returned, manner.system)

    def _sent(self, shape: BaseGeometry) -> BaseGeometry:
        if self.manner.degrees:
            shape = gpd.GeoSeries([shape], crs=25832).to_crs(4326).iloc[0]
        return transform(shape, lambda corners: corners[:, ::-1]) if self.manner.turned else shape


def _geojson(page: list[Item], matched: str, returned: int, system: str) -> bytes:
    features = [
        {"type": "Feature", "id": f"fid--{number}", "properties": dict(fields), "geometry": mapping(shape)}
        for number, (fields, shape) in enumerate(page)
    ]
    return json.dumps(
        {
            "type": "FeatureCollection",
            "features": features,
            "numberMatched": int(matched) if matched.isdecimal() else matched,
            "numberReturned": returned,
            "crs": {"type": "name", "properties": {"name": system}},
        }
    ).encode()


def _gml(page: list[Item], matched: str, returned: int, system: str) -> bytes:
    members = ""
    for number, (fields, shape) in enumerate(page):
        told = "".join(f"<k101:{name}>{text}</k101:{name}>" for name, text in fields.items())
        polygons = "".join(
            "<gml:surfaceMember><gml:Polygon><gml:exterior><gml:LinearRing><gml:posList>"
            + " ".join(f"{x!r} {y!r}" for x, y in polygon.exterior.coords)
            + "</gml:posList></gml:LinearRing></gml:exterior></gml:Polygon></gml:surfaceMember>"
            for polygon in getattr(shape, "geoms", [shape])
        )
        members += (
            f'<wfs:member><k101:it gml:id="it.{number}">{told}<k101:geom>'
            f'<gml:MultiSurface srsName="{system}" srsDimension="2">{polygons}</gml:MultiSurface>'
            "</k101:geom></k101:it></wfs:member>"
        )
    return (
        f'<wfs:FeatureCollection numberMatched="{matched}" numberReturned="{returned}" {NAMESPACES}>'
        f"{members}</wfs:FeatureCollection>"
    ).encode()


EXCEPTION = (
    f'<ows:ExceptionReport {NAMESPACES} version="2.0.0"><ows:Exception exceptionCode="NoApplicableCode">'
    "<ows:ExceptionText>java.lang.OutOfMemoryError</ows:ExceptionText></ows:Exception></ows:ExceptionReport>"
).encode()
LAUGHS = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
BOMB = f'<!DOCTYPE a [<!ENTITY e0 "ha">{LAUGHS}]><a b="&e9;"/>'.encode()
INSTEAD = {
    "exception": EXCEPTION,
    "bomb": BOMB,
    "bomb_utf16": BOMB.decode().encode("utf-16"),
    "login": b"<html><body><h1>Log ind</h1></body></html>",
    "nothing": b"",
    "other_json": b'{"type": "Topology", "objects": {}}',
    "broken_json": b'{"type": "FeatureCollection", "features": [',
}


def _misbehaves(standin: Standin, request: BaseHTTPRequestHandler, fault: str, body: bytes) -> bool:
    """Answer badly; False where the fault is in the body itself."""
    if fault in INSTEAD:
        body = INSTEAD[fault]
    elif fault == "slow":
        standin.released.wait(5)
    elif fault == "dripping":
        request.send_response(200)
        request.end_headers()
        while not standin.released.wait(0.01):
            try:
                request.wfile.write(b" ")
            except OSError:
                break
        request.close_connection = True
        return True
    elif fault == "status":
        request.send_error(500)
        return True
    elif fault == "forbidden":
        request.send_error(403)
        return True
    elif fault in ("elsewhere", "loop"):
        request.send_response(302)
        request.send_header("Location", "http://evil.invalid/ows" if fault == "elsewhere" else request.path)
        request.send_header("Content-Length", "0")
        request.end_headers()
        return True
    elif fault in ("dropped", "chunk_dropped"):
        request.send_response(200)
        if fault == "dropped":
            request.send_header("Content-Length", str(len(body)))
            request.end_headers()
            request.wfile.write(body[: len(body) // 2])
        else:
            request.send_header("Transfer-Encoding", "chunked")
            request.end_headers()
            request.wfile.write(b"%x\r\n" % len(body) + body[: len(body) // 2])
        request.close_connection = True
        return True
    elif fault == "huge":
        body = body.ljust(2_000_000)
    elif fault == "packed":
        body = gzip.compress(body)
        request.send_response(200)
        request.send_header("Content-Encoding", "gzip")
        request.send_header("Content-Length", str(len(body)))
        request.end_headers()
        request.wfile.write(body)
        return True
    else:
        return False
    request.send_response(200)
    request.send_header("Content-Length", str(len(body)))
    request.end_headers()
    try:
        request.wfile.write(body)
    except OSError:
        request.close_connection = True
    return True
