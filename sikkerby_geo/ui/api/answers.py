"""Answers under ``data/v1``: made once for a data version and its question, kept packed within a bound, and told apart
by a tag."""

from __future__ import annotations

import gzip
import hashlib
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from threading import Lock

from sikkerby_geo.domain.catalogue import adds_to_register
from sikkerby_geo.facts.thresholds import MOST_KEPT_ANSWERS
from sikkerby_geo.facts.versions import program_digest
from sikkerby_geo.ui.api.asked import canonical, known_words, read, several_at_once, usual_word
from sikkerby_geo.ui.api.resources import CSV, RESOURCE, RESOURCES, Ground, Resource
from sikkerby_geo.ui.frame import cache
from sikkerby_geo.ui.frame.static_files import asset
from sikkerby_geo.views.api.description import Told, ToldFile, ToldParameter, index_page, openapi

MEDIA_TYPES = {CSV: "text/csv; charset=utf-8; header=present", "geojson": "application/geo+json"}
DESCRIPTION = "oversigt.json"
TO_THE_BASE = "../../"
"""From ``data/v1/`` to the base path."""
PACKING = 6
"""Level of gzip: the ones above take longer and save little."""


class NoSuchAddress(Exception):
    """Nothing is found under this name."""


@dataclass(frozen=True)
class Answer:
    """What is said to one question: its tag, when the facts last changed (UTC), and who may read it.

    ``packed`` gives the body as gzip; it is only made when it is asked for. ``public`` = everything in it has been
    published, so that pages of other hosts may read it.
    """

    media_type: str
    tag: str
    version: str
    changed: datetime
    with_own: bool
    public: bool
    packed: Callable[[], bytes]


@dataclass
class Answers:
    """Finds answers; one instance for a server, asked by several threads.

    ``with_own`` = own figures that nobody has published are told as well. ``most`` is how many bytes are kept.
    """

    with_own: bool = False
    most: int = MOST_KEPT_ANSWERS.value
    _kept: OrderedDict[str, bytes] = field(default_factory=OrderedDict)
    _ground: Ground | None = None
    _one: Lock = field(default_factory=Lock)
    _making: Lock = field(default_factory=Lock)

    def find(self, name: str, query: str) -> Answer:
        """The answer to a name (``tal.csv``; blank is the page that explains) with the query of its address.

        Raises
        ------
        NoSuchAddress
            There is nothing of this name.
        Refused
            The query is not understood.
        """
        ground = self._now()
        changed = cache.changed()
        if name in ("", DESCRIPTION):
            read({}, query)
            media_type = "application/json" if name else "text/html; charset=utf-8"
            question = repr((name, str(changed)))
            return self._answer(ground, changed, media_type, question, lambda: self._told(ground, changed, name))
        stem, _, suffix = name.partition(".")
        resource = RESOURCE.get(stem)
        if resource is None or suffix not in resource.formats:
            raise NoSuchAddress(name)
        declared = resource.declared(ground, suffix)
        fields = read(declared, query)
        question = repr((name, canonical(declared, fields)))
        return self._answer(
            ground, changed, MEDIA_TYPES[suffix], question, lambda: resource.make(ground, suffix, fields)
        )

    @property
    def kept_bytes(self) -> int:
        return sum(map(len, self._kept.values()))

    def _now(self) -> Ground:
        atlas = cache.shared_atlas() if self.with_own else cache.published_atlas()
        with self._one:
            if self._ground is None or self._ground.atlas is not atlas:
                self._ground = Ground(atlas)
            return self._ground

    def _answer(
        self, ground: Ground, changed: datetime, media_type: str, question: str, make: Callable[[], bytes]
    ) -> Answer:
        atlas = ground.atlas
        said = "\n".join((program_digest(), atlas.version, str(self.with_own), question))
        tag = hashlib.sha256(said.encode()).hexdigest()[:32]
        return Answer(
            media_type,
            f'W/"{tag}"',
            atlas.version,
            changed,
            self.with_own,
            public=not self.with_own and not adds_to_register(atlas),
            packed=lambda: self._packed(tag, make),
        )

    def _packed(self, tag: str, make: Callable[[], bytes]) -> bytes:
        """The body as gzip, from what is kept or made now; one at a time, so that nobody makes what another makes."""
        found = self._from_kept(tag)
        if found is None:
            with self._making:
                found = self._from_kept(tag) or self._keep(tag, gzip.compress(make(), PACKING, mtime=0))
        return found

    def _from_kept(self, tag: str) -> bytes | None:
        with self._one:
            if tag in self._kept:
                self._kept.move_to_end(tag)
            return self._kept.get(tag)

    def _keep(self, tag: str, packed: bytes) -> bytes:
        """Keep an answer; those nobody has asked for the longest yield to it."""
        with self._one:
            self._kept[tag] = packed
            while self.kept_bytes > self.most:
                self._kept.popitem(last=False)
        return packed

    def _told(self, ground: Ground, changed: datetime, name: str) -> bytes:
        files = tuple(_file(ground, resource, suffix) for resource in RESOURCES for suffix in resource.formats)
        told = Told(files, ground.atlas.version, changed, self.with_own)
        return openapi(told) if name else index_page(told, TO_THE_BASE, asset("icon.svg")).encode()


def _file(ground: Ground, resource: Resource, suffix: str) -> ToldFile:
    parameters = tuple(
        ToldParameter(one.name, known_words(one), usual_word(one), several_at_once(one))
        for one in resource.declared(ground, suffix).values()
    )
    return ToldFile(resource.name, suffix, MEDIA_TYPES[suffix].partition(";")[0], parameters, resource.columns())
