"""The register of the record in words and files: the programme of 2010, Nordvestpassagen, cards and geometries."""

from __future__ import annotations

import io
import json

import geopandas as gpd
import pyogrio
import pytest

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.efforts.effort import Effort
from sikkerby_geo.domain.efforts.query import matching
from sikkerby_geo.domain.efforts.register import register_from
from sikkerby_geo.facts.areas import Level
from sikkerby_geo.facts.efforts import KIND
from sikkerby_geo.views.efforts import files
from sikkerby_geo.views.efforts.card import entry_card
from sikkerby_geo.views.efforts.entries import RegisterChoice, say
from sikkerby_geo.views.efforts.map import drawn
from sikkerby_geo.views.efforts.summary import Says, says
from sikkerby_geo.views.efforts.sums import sum_table
from tests.views.asking import danish

Register = tuple[Effort, ...]


@pytest.fixture(scope="module")
def register(atlas: Atlas) -> Register:
    return register_from(atlas, say)


def told(atlas: Atlas, register: Register, **asked: object) -> Says:
    choice = RegisterChoice(**asked)
    return says(atlas, choice, None, matching(register, choice.wanted(None, atlas)), len(register))


def notes_of(atlas: Atlas, register: Register, **asked: object) -> str:
    entries = matching(register, RegisterChoice(**asked).wanted(None, atlas))
    return " ".join(sum_table(atlas, register, entries, "stadie", Level.SURVEY_AREA).notes)


def test_the_initiatives_of_2010_are_85_with_their_money(atlas: Atlas, register: Register) -> None:
    assert told(atlas, register, kinds=(KIND["initiative_2010"],)).title == danish(
        "85 indsatser, tilbud og forslag passer til valget; "
        "alle har oplyst beløb, i alt 210,5~mio.~kr. (i gang i 2010)."
    )
    assert danish("11 poster (56,4~mio.~kr.)") in notes_of(atlas, register, kinds=(KIND["initiative_2010"],))


def test_the_proposals_of_2010_and_the_programmes_misprint(atlas: Atlas, register: Register) -> None:
    proposals = tuple(found for found in register if found.kind is KIND["proposal_2010"])
    line = sum_table(atlas, register, proposals, "slags", Level.SURVEY_AREA).sum_line
    assert (line.capital, line.operating, line.total) == ("31.160.000", "33.440.000", "64.600.000")
    misprint = danish("Forslagenes linjer giver 64,6~mio.~kr. i alt. Programmet trykker selv 62,6~mio.~kr.")
    assert misprint in notes_of(atlas, register, focus=("2",))
    assert misprint not in notes_of(atlas, register, focus=("5",))
    assert danish("Uden for totalen: »Fra Sport til job« (500.000~kr.).") in notes_of(atlas, register, focus=("5",))


def test_no_sum_is_made_of_budgets_and_proposals_and_what_sofs_sum_leaves_out_stands_at_it(
    atlas: Atlas, register: Register
) -> None:
    table = sum_table(atlas, register, register, "forvaltning", Level.SURVEY_AREA)
    assert table.sum_line.total == "lægges ikke sammen"
    told = {line.label: line.outside for line in table.lines if line.outside}
    assert told == {
        "SOF – Socialforvaltningen": danish("uden ca. 163~mio.~kr. til døgninstitutioner og opgaver efter serviceloven")
    }
    assert danish("er uden ca. 163~mio.~kr.") in notes_of(atlas, register, kinds=(KIND["initiative_2010"],))


def test_nordvestpassagen_is_told_with_its_year_and_money(atlas: Atlas, register: Register) -> None:
    assert told(atlas, register, text="nordvestpassagen").title == danish(
        "Én passer til valget: Nordvestpassagen gennem Mimersparken, byrum, 2020; 76,7~mio.~kr. (besluttet)."
    )
    assert told(atlas, register, text="superkilen").title.endswith(", byrum, år ikke oplyst; beløb ikke oplyst.")


def test_every_card_has_its_source_and_no_empty_field(atlas: Atlas, register: Register) -> None:
    for found in register:
        card = entry_card(found, atlas)
        assert all(label and text.strip() for label, text in card.fields), found.effort_id
        assert card.source.startswith(found.source.title)
        assert card.link == "" or card.link.startswith("http")


def test_every_entry_with_a_place_is_drawn_and_goes_along_with_its_licence(atlas: Atlas, register: Register) -> None:
    located = {found.effort_id for found in register if found.located}
    assert {found.effort_id for found in drawn(atlas, register)} == located
    features = json.loads(files.as_geojson(register, atlas))["features"]
    assert {feature["id"] for feature in features if feature["geometry"] is not None} == located
    streets = set(atlas.layer("upgrades_osm_layer").upgrade_id)
    for feature in features:
        licence = "ODbL 1.0" if feature["id"] in streets else "CC BY 4.0"
        assert feature["properties"]["geometri_licens"] == (licence if feature["geometry"] else "")


def test_the_geopackage_keeps_the_licences_in_layers_of_their_own(atlas: Atlas, register: Register, tmp_path) -> None:
    path = tmp_path / "register.gpkg"
    path.write_bytes(files.as_gpkg(register, atlas))
    layers = dict(pyogrio.list_layers(path))
    streets = set(atlas.layer("upgrades_osm_layer").upgrade_id)
    frames = {name: gpd.read_file(path, layer=name) for name, form in layers.items() if form is not None}
    for name, frame in frames.items():
        assert set(frame.geometri_licens) == {"ODbL 1.0" if name.endswith("odbl") else "CC BY 4.0"}
        assert set(frame.id) <= streets if name.endswith("odbl") else set(frame.id).isdisjoint(streets)
        assert frame.geometry.is_valid.all()
    whole = gpd.read_file(io.BytesIO(files.as_geojson(register, atlas)))
    assert sum(map(len, frames.values())) == whole.geometry.notna().sum()
