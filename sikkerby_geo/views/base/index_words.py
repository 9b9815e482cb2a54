"""The index of 2009–2014 in words: the known districts, the classes of need, and what the press wrote; as history."""

from __future__ import annotations

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.figures.safety_index import DISTRICTS, NEEDS, PressMention, SafetyIndex, safety_index
from sikkerby_geo.facts.areas import Place
from sikkerby_geo.text import names, t
from sikkerby_geo.views.base import figures
from sikkerby_geo.views.base.sheet import Column, Entry, Prose, Sheet


def index_heading(atlas: Atlas) -> str:
    """How many of the districts are known by name."""
    return t("index.heading", known=len(safety_index(atlas).districts), all=DISTRICTS)


def index_blocks(atlas: Atlas) -> tuple[Prose | Sheet, ...]:
    """The index as history: what it was, the classes of need, every known district, and what the press wrote."""
    found = safety_index(atlas)
    needs = tuple((t(f"index.need.{need}.term"), t(f"index.need.{need}.text")) for need in NEEDS)
    classes = Prose((t("index.classes"),), terms=needs, heading=t("index.classes_heading"))
    return (
        Prose((t("index.about"), t("index.no_map"))),
        classes,
        *((_districts(atlas, found),) if found.districts else ()),
        *((_mentions(atlas, found),) if found.mentions else ()),
    )


def _districts(atlas: Atlas, found: SafetyIndex) -> Sheet:
    rows = tuple(
        {
            "number": Entry(str(one.number)),
            "name": Entry(one.name, quiet=one.note),
            "area": Entry(_area(atlas, one.area_id)),
            "year": Entry("" if one.year is None else str(one.year)),
            "source": Entry(figures.titles([one.source]), quiet=one.locator),
        }
        for one in found.districts
    )
    return _sheet("indeks-distrikter", "districts", rows)


def _mentions(atlas: Atlas, found: SafetyIndex) -> Sheet:
    rows = tuple(
        {
            "year": Entry(t("index.press", year=one.year)),
            "name": Entry(one.name, quiet=one.note),
            "area": Entry(_area(atlas, one.area_id)),
            "need": Entry(t(f"index.category.{one.category}")),
            "source": Entry(figures.titles([one.source])),
        }
        for one in found.mentions
    )
    return _sheet("indeks-pressen", "mentions", rows)


def _sheet(sheet_id: str, name: str, rows: tuple[dict[str, Entry], ...]) -> Sheet:
    forms = {"name": "wide", "source": "note"}
    columns = tuple(Column(key, t(f"index.column.{key}"), forms.get(key, "text")) for key in rows[0])
    return Sheet(sheet_id, t(f"index.caption.{name}"), columns, rows)


def index_of(atlas: Atlas, place: Place) -> Prose | None:
    """The same of one place, in a few lines; None where no district of it is known."""
    found = safety_index(atlas).within(place)
    if not found.districts and not found.mentions:
        return None
    listed = names(t("index.numbered", number=one.number, name=one.name) for one in found.districts)
    told = [t("index.place", count=len(found.districts), names=listed)] if found.districts else []
    sources = dict.fromkeys([*(one.source for one in found.districts), *(one.source for one in found.mentions)])
    rest = (t("index.place_history"), t("source_line.text", sources=figures.titles(sources)))
    return Prose((*told, *map(_mention_words, found.mentions), *rest))


def _mention_words(one: PressMention) -> str:
    words = t("index.mention", year=one.year, name=one.name, need=t(f"index.category.{one.category}"))
    return " ".join(filter(None, (words, one.note)))


def _area(atlas: Atlas, area_id: str) -> str:
    place = atlas.places.get(area_id)
    return place.name if place else area_id
