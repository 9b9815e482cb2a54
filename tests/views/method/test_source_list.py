"""The list of sources and data sets: complete, filtered as asked, with trust, terms and safe links."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.facts.datasets import TABLES
from sikkerby_geo.facts.sources import OWN
from sikkerby_geo.text import has
from sikkerby_geo.views.method.sources import (
    EVERY,
    TRUST_CLASSES,
    Filter,
    kinds_offered,
    licences_sheet,
    listed,
    sources_sheet,
    trust_sheet,
    uses,
)


def titles(atlas: Atlas, **asked: str) -> list[str]:
    return [source.title for source in listed(atlas, Filter(**asked))]


def test_every_source_is_listed_once(atlas: Atlas):
    assert len(sources_sheet(atlas, EVERY).rows) == len(atlas.snapshot.table("sources"))


def test_best_trust_comes_first(atlas: Atlas):
    trust = [source.trust for source in listed(atlas, EVERY)]
    assert trust == sorted(trust)


def test_all_words_must_be_there_whatever_their_case(atlas: Atlas):
    found = titles(atlas, words="LEGEBY tryghedsundersøgelsen")
    assert found
    assert found == ["Tryghedsundersøgelsen, Legeby"]
    assert titles(atlas, words="findes slet ikke nogen steder") == []


def test_every_kind_can_be_asked_for_and_own_figures_where_there_are_any(atlas: Atlas):
    own = replace(next(iter(atlas.sources.values())), source_id="egne", kind=OWN)
    with_own = replace(atlas, sources={**atlas.sources, "egne": own})
    assert {*kinds_offered(with_own)} - {*kinds_offered(atlas)} == {OWN}
    for kind in kinds_offered(with_own):
        found = listed(with_own, Filter(kind=kind))
        assert found
        assert {source.kind for source in found} == {kind}
    assert all(has(f"source_kind.{kind}") for kind in TABLES["sources"].columns["kind"].choices)


@pytest.mark.parametrize("trust", TRUST_CLASSES)
def test_every_trust_class_can_be_asked_for_and_is_explained(atlas: Atlas, trust):
    assert {source.trust for source in listed(atlas, Filter(trust=str(trust)))} == {trust}
    assert has(f"trust.t{trust}")
    assert has(f"trust.t{trust}_reason")


def test_the_trust_classes_count_every_source(atlas: Atlas):
    assert sum(int(row["count"].text) for row in trust_sheet(atlas).rows) == len(atlas.sources)


def test_what_is_read_in_a_transcript_says_so(atlas: Atlas):
    for row, source in zip(sources_sheet(atlas, EVERY).rows, listed(atlas, EVERY), strict=True):
        assert (row["kind"].quiet == "gengivet af andre") is (source.kind == "transcription")


def test_uses_count_every_row_that_names_a_source(atlas: Atlas):
    found = uses(atlas)
    survey = atlas.snapshot.table("survey")
    assert sum(rows["survey"] for rows in found.values()) == len(survey)
    assert found["rygte"] == {"survey": 1}
    assert found["kort"]["stations_layer"] == found["kort"]["stations"] == len(atlas.snapshot.table("stations"))


def test_a_used_source_has_terms(atlas: Atlas):
    for row, source in zip(sources_sheet(atlas, EVERY).rows, listed(atlas, EVERY), strict=True):
        assert bool(row["licence"].text) is (source.source_id in uses(atlas))


def test_only_web_addresses_become_links(atlas: Atlas):
    first = listed(atlas, EVERY)[0]
    evil = {first.source_id: replace(first, url="javascript:alert(1)")}
    row = sources_sheet(replace(atlas, sources=evil), EVERY).rows[0]
    assert row["title"].url == ""
    for row in sources_sheet(atlas, EVERY).rows:
        assert row["title"].url == "" or row["title"].url.startswith(("https://", "http://"))


def test_the_csv_has_publisher_and_address_in_columns_of_their_own(atlas: Atlas):
    head = sources_sheet(atlas, EVERY).csv.decode("utf-8-sig").splitlines()[0].split(";")
    assert {"Titel", "Udgiver", "Adresse"} <= set(head)


def test_every_data_file_is_listed_with_licence_and_where_it_was_seen(atlas: Atlas, toy_root: Path):
    rows = {row["dataset"].text: row for row in licences_sheet(atlas).rows}
    files = {f"{folder}/{path.name}" for folder in ("data", "geodata") for path in (toy_root / folder).glob("*.*")}
    assert set(rows) == files - {"data/manifest.csv"}
    for row in rows.values():
        assert row["terms"].text
        assert row["terms"].quiet
        assert len(row["hash"].text) == 12
