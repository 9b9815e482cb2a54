"""The download holds the facts of the screen, one row a place."""

from __future__ import annotations

import csv
from pathlib import Path

from sikkerby_geo.text import t


def test_the_csv_has_a_row_for_each_of_the_thirteen_areas(kort):
    screen = kort("aar=2017")
    with screen.page.expect_download() as started:
        screen.page.get_by_role("button", name=t("table.download_csv")).click()
    download = started.value
    assert download.suggested_filename == "sikkerby-utryg-nabolag-2017.csv"
    with Path(download.path()).open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file, delimiter=";"))
    assert {row[t("csv.place_id")] for row in rows} == set(screen.districts())
    assert len(rows) == 13
    percent = {row[t("csv.place_id")]: row[t("csv.percent")] for row in rows}
    assert percent["moellehoej"] == "21"
    assert percent["aaby"] == ""
