"""The longest texts the door lets in, in every field at once: each export is done in bounded time."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable
from csv import DictReader, DictWriter
from datetime import date
from pathlib import Path

import pytest

from sikkerby_geo.domain.atlas import Atlas, build_atlas
from sikkerby_geo.domain.efforts.register import register_from
from sikkerby_geo.facts.areas import Level
from sikkerby_geo.facts.contracts import Column
from sikkerby_geo.facts.datasets import TABLES
from sikkerby_geo.facts.thresholds import LONGEST_FIELD, LONGEST_WORD
from sikkerby_geo.store.files import path_of
from sikkerby_geo.store.reading import read_snapshot
from sikkerby_geo.views.base.choice import opening
from sikkerby_geo.views.district.files import place_csv, place_pdf
from sikkerby_geo.views.efforts import files as register_files
from sikkerby_geo.views.efforts.entries import say
from sikkerby_geo.views.map.files import map_png, map_sheet
from sikkerby_geo.views.map.state import map_state
from sikkerby_geo.views.map.table import facts_csv
from sikkerby_geo.views.meeting.agenda import Agenda
from sikkerby_geo.views.meeting.handout import handout_of
from sikkerby_geo.views.meeting.handout_print import handout_pdf
from sikkerby_geo.views.meeting.show import show_html

DAY = date(2019, 5, 2)
SECONDS = 10.0
"""Processor time an export may take with texts nobody writes; with usual ones it is under one."""
FREE = (Column(), Column(blank=False))


@pytest.fixture(scope="module")
def long_atlas(toy_root: Path, tmp_path_factory: pytest.TempPathFactory) -> Atlas:
    """The toy city with every free text as long as it may be, its words as long as they may be."""
    root = tmp_path_factory.mktemp("long") / "city"
    shutil.copytree(toy_root, root)
    for name, contract in TABLES.items():
        if name == "manifest":
            continue
        path = root / path_of(name)
        rows = list(DictReader(path.read_text(encoding="utf-8").splitlines()))
        for row in rows:
            for column, rule in contract.columns.items():
                if rule in FREE and column not in contract.key and row[column]:
                    word = row[column].replace(" ", "")[:20].ljust(LONGEST_WORD.value, "w")
                    row[column] = " ".join([word] * 20)[: LONGEST_FIELD.value].strip()
        with path.open("w", encoding="utf-8", newline="") as target:
            writer = DictWriter(target, contract.columns, lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)
    snapshot = read_snapshot(root)
    assert snapshot.troubles == ()
    return build_atlas(snapshot, "long")


def agenda(atlas: Atlas) -> Agenda:
    return Agenda(choice=opening(atlas), committee=atlas.places.at(Level.LOKALUDVALG)[0])


EXPORTS: dict[str, Callable[[Atlas], object]] = {
    "map state": lambda atlas: map_state(atlas, opening(atlas)),
    "map sheet": lambda atlas: map_sheet(atlas, opening(atlas), printed=DAY),
    "map picture": lambda atlas: map_png(atlas, opening(atlas)),
    "map table": lambda atlas: facts_csv(atlas, opening(atlas)),
    "show": lambda atlas: show_html(atlas, agenda(atlas), link=None, printed=DAY),
    "hand-out": lambda atlas: handout_pdf(handout_of(atlas, agenda(atlas), link=None), version="long", printed=DAY),
    "place": lambda atlas: place_pdf(
        atlas,
        opening(atlas),
        atlas.places.at(Level.SURVEY_AREA)[0],
        printed=DAY,
    ),
    "place table": lambda atlas: place_csv(atlas, atlas.places.at(Level.SURVEY_AREA)[0]),
    "register table": lambda atlas: register_files.as_csv(register_from(atlas, say), atlas),
    "register workbook": lambda atlas: register_files.as_xlsx(register_from(atlas, say), atlas, ""),
    "register map": lambda atlas: register_files.as_geojson(register_from(atlas, say), atlas),
}


@pytest.mark.parametrize("make", EXPORTS.values(), ids=EXPORTS)
def test_an_export_of_the_longest_texts_is_done_in_bounded_time(long_atlas, make):
    start = time.process_time()
    assert make(long_atlas)
    assert time.process_time() - start < SECONDS
