"""The manifest: every data file with its publisher, licence and content hash."""

from __future__ import annotations

import csv
import hashlib

import pytest

from sikkerby_geo.facts.versions import ROOT
from sikkerby_geo.store.files import path_of
from tests.published.record import RECORD, data_files

MANIFEST = RECORD / path_of("manifest")
with MANIFEST.open(encoding="utf-8", newline="") as text:
    LINES = list(csv.DictReader(text))
FILES = sorted(f"{path.parent.name}/{path.name}" for path in data_files(RECORD) if path != MANIFEST)


def hash_of(file: str) -> str:
    return hashlib.sha256((RECORD / file).read_bytes()).hexdigest()


@pytest.mark.parametrize("line", LINES, ids=lambda line: line["path"])
def test_a_line_of_the_manifest_is_true(line: dict[str, str]):
    path = RECORD / line["path"]
    assert path.is_file(), f"{line['path']} is in data/manifest.csv, but not on disk"
    found = hash_of(line["path"])
    assert line["sha256"] == found, f"{line['path']} has changed. Write in data/manifest.csv: {found}"
    for column in ("dataset", "publisher", "licence", "attribution_da", "licence_seen"):
        assert line[column].strip(), f"{line['path']}: {column} is blank in data/manifest.csv"
    assert line["licence_seen"] in ("first_hand", "second_hand", "assumed")
    if line["licence_seen"] != "first_hand":
        assert line["note_da"].strip(), f"{line['path']}: say in note_da where the licence was seen"


@pytest.mark.parametrize("file", FILES)
def test_a_data_file_has_its_line(file: str):
    dataset = file.split("/")[1].split(".")[0]
    missing = (
        f"Add to data/manifest.csv: {dataset},{file},<publisher>,<licence>,<attribution>,assumed,,{hash_of(file)},"
    )
    assert [line["path"] for line in LINES].count(file) == 1, missing


def test_streets_are_under_the_open_database_licence_and_kept_apart():
    licences = {line["path"]: line["licence"] for line in LINES}
    assert {path for path, licence in licences.items() if licence.startswith("ODbL")} == {
        "data/streets.csv",
        "geodata/upgrades_osm.geojson",
    }
    assert licences["geodata/survey_areas.geojson"] == "CC BY 4.0"


def test_the_documents_say_of_the_licences_what_the_manifest_says():
    documents = [(ROOT / name).read_text(encoding="utf-8") for name in ("LICENSES.md", "README.md")]
    first_hand = [line["path"] for line in LINES if line["licence_seen"] == "first_hand"]
    for said in documents:
        assert ("No licence has been seen first hand yet" in said) is (not first_hand)
        assert all(licence in said for licence in ("CC BY 4.0", "ODbL"))
    layers = [line["path"].split("/")[1] for line in LINES if line["path"].startswith("geodata/")]
    missing = [name for name in layers if name not in documents[0]]
    assert missing == [], f"Name in LICENSES.md: {', '.join(missing)}"
