"""The ledger: every source with its id, trust and use, and every data set with its terms, as rows."""

from __future__ import annotations

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.catalogue import data_sets
from sikkerby_geo.text import t
from sikkerby_geo.views.api.rows import Row
from sikkerby_geo.views.method.sources import EVERY, listed, sources_sheet

SOURCE_COLUMNS = (
    *("kilde_id", "titel", "udgiver", "art", "tillid", "offentliggjort", "adresse", "brugt_i", "vilkaar", "note"),
    "dataversion",
)
DATA_SET_COLUMNS = (
    *("datasaet", "udgiver", "licens", "licens_set", "kreditering", "dokumenteret_til", "sha256", "note"),
    "dataversion",
)


def source_rows(atlas: Atlas) -> list[Row]:
    """Every source, best trust first: what the list on *Om tallene* says of it, and the id that figures name it by."""
    return [
        {
            "kilde_id": source.source_id,
            "titel": source.title,
            "udgiver": source.publisher,
            "art": said["kind"].text,
            "tillid": source.trust,
            "offentliggjort": source.published,
            "adresse": said["title"].url,
            "brugt_i": said["used"].plain,
            "vilkaar": said["licence"].plain,
            "note": source.note,
            "dataversion": atlas.version,
        }
        for source, said in zip(listed(atlas, EVERY), sources_sheet(atlas, EVERY).rows, strict=True)
    ]


def data_set_rows(atlas: Atlas) -> list[Row]:
    """Every data set of the manifest, in its order."""
    return [
        {
            "datasaet": one.origin,
            "udgiver": one.publisher,
            "licens": one.licence,
            "licens_set": t(f"licence.{one.licence_seen}"),
            "kreditering": one.attribution,
            "dokumenteret_til": one.documented_to,
            "sha256": one.sha256,
            "note": one.note,
            "dataversion": atlas.version,
        }
        for one in data_sets(atlas)
    ]
