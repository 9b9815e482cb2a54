"""What the addresses under ``data/v1`` are, told twice: to people as a page, to programs as OpenAPI 3.1."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

from sikkerby_geo.facts.clock import danish_date
from sikkerby_geo.facts.versions import app_version
from sikkerby_geo.text import has, period, t
from sikkerby_geo.views.base.html import render

EXAMPLES: Mapping[str, tuple[tuple[str, str], ...]] = {
    "tal": (("tal", "utryg-nabolag"), ("niveau", "omraade")),
    "flag": (("regel", "10pct"),),
    "omraader": (("niveau", "bydel"), ("system", "25832")),
    "indsatser": (("slags", "belysning"), ("status", "gennemfoert")),
}
"""An address worth trying for each name, in the order of its parameters; a name that takes none has none."""


@dataclass(frozen=True)
class ToldParameter:
    """One parameter: the values it may have (none = own words), the usual one, whether there may be several."""

    name: str
    known: tuple[str, ...]
    usual: str
    several: bool


@dataclass(frozen=True)
class ToldFile:
    """One address: ``tal.csv``, its media type, what it may be asked, and the columns of its rows."""

    name: str
    suffix: str
    media_type: str
    parameters: tuple[ToldParameter, ...]
    columns: tuple[str, ...]

    @property
    def address(self) -> str:
        return f"{self.name}.{self.suffix}"

    @property
    def example(self) -> str:
        taken = {parameter.name for parameter in self.parameters}
        asked = [pair for pair in EXAMPLES.get(self.name, ()) if pair[0] in taken]
        return self.address + (f"?{urlencode(asked)}" if asked else "")


@dataclass(frozen=True)
class Told:
    """All addresses of one data version; ``changed`` is its moment, ``with_own`` whether own figures that nobody has
    published are among the answers."""

    files: tuple[ToldFile, ...]
    version: str
    changed: datetime
    with_own: bool


def column_words(name: str, column: str) -> str:
    """What a column holds, in words."""
    if has(f"api.column.{column}"):
        return t(f"api.column.{column}")
    return t(f"register.column.{column}") if has(f"register.column.{column}") else ""


def own_words(with_own: bool) -> str:
    """Whether own figures that nobody has published are among the answers, in a sentence."""
    return t("api.own_with") if with_own else t("api.own_without")


def index_page(told: Told, up: str, icon: str) -> str:
    """The page that explains the addresses and links each; ``up`` leads to the base path, ``icon`` from there on."""
    names = dict.fromkeys(file.name for file in told.files)
    by_name = {name: [file for file in told.files if file.name == name] for name in names}
    return render(
        "api_index.html",
        told=told,
        own=own_words(told.with_own),
        day=period(danish_date(told.changed).isoformat()),
        groups=[
            (name, files, {one.name: one for file in reversed(files) for one in file.parameters}.values())
            for name, files in by_name.items()
        ],
        column_words=column_words,
        up=up,
        icon=icon,
    )


def openapi(told: Told) -> bytes:
    """The same for programs: an OpenAPI 3.1 document whose addresses are relative to its own."""
    document = {
        "openapi": "3.1.0",
        "info": {
            "title": t("api.title"),
            "version": f"v1 ({app_version()})",
            "description": " ".join((t("api.lead"), own_words(told.with_own), t("api.rows_note"))),
        },
        "servers": [{"url": "."}],
        "x-dataversion": told.version,
        "x-aendret": told.changed.isoformat(),
        "x-egne-tal": told.with_own,
        "paths": {f"/{file.address}": {"get": _operation(file)} for file in told.files},
    }
    return json.dumps(document, ensure_ascii=False, indent=1).encode()


def _operation(file: ToldFile) -> dict[str, object]:
    properties = {column: {"description": column_words(file.name, column)} for column in file.columns}
    rows = {"type": "array", "items": {"type": "object", "properties": properties}}
    return {
        "summary": t(f"api.resource.{file.name}"),
        "parameters": [_parameter(one) for one in file.parameters],
        "responses": {
            "200": {"description": t("api.answer"), "content": {file.media_type: {"schema": rows}}},
            "304": {"description": t("api.unchanged")},
            "400": {"description": t("api.refused"), "content": {"application/problem+json": {}}},
        },
    }


def _parameter(one: ToldParameter) -> dict[str, object]:
    value: dict[str, object] = {"type": "string", **({"enum": list(one.known)} if one.known else {})}
    schema = {"type": "array", "items": value} if one.several else value
    usual = {"default": one.usual.split(",") if one.several else one.usual} if one.usual else {}
    return {
        "name": one.name,
        "in": "query",
        "description": t(f"api.parameter.{one.name}"),
        "schema": {**schema, **usual},
        **({"style": "form", "explode": False} if one.several else {}),
    }
