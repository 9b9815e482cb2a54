"""The profile of a place: every place builds, no figure without source and year, and gaps told in sentences."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import replace

import openpyxl
import pytest

from sikkerby_geo.domain.atlas import Atlas, build_atlas
from sikkerby_geo.domain.figures.observations import MissingReason
from sikkerby_geo.facts.areas import Level
from sikkerby_geo.facts.indicators import SURVEY_FROM, SURVEY_INDICATORS
from sikkerby_geo.facts.snapshot import Snapshot
from sikkerby_geo.text import t
from sikkerby_geo.views.base.choice import opening
from sikkerby_geo.views.base.html import render
from sikkerby_geo.views.district.files import place_csv, place_rows, place_xlsx
from sikkerby_geo.views.district.gaps import gaps_of, years_words
from sikkerby_geo.views.district.profile import profile
from tests.toytown import table
from tests.toytown.city import AREAS
from tests.views.asking import danish
from tests.views.busy import DATED, UNDATED, busy


@pytest.mark.parametrize("level", list(Level))
def test_every_place_has_a_profile_whose_figures_carry_year_and_source(atlas: Atlas, level: Level) -> None:
    for place in atlas.places.at(level):
        found = profile(atlas, opening(atlas), place)
        assert found.title
        assert found.certainty
        assert found.figures
        for figure in (*found.figures, *found.older):
            assert figure.sources
            assert re.search(r"\b20\d\d\b", figure.full)


@pytest.mark.parametrize(
    ("place_id", "title", "certainty"),
    [
        (
            "moellehoej",
            "I 2025 er 71~% trygge: klart under 85~% trygge. Over 10~% i alle år med svar, 2015–2020.",
            "Klart over 10~% i 2016–2020.",
        ),
        (
            "havnen",
            "I 2025 er 92~% trygge: mindst 85~% trygge, klart. Over 10~% i 2019; ikke i 2015–2018 og 2020.",
            "For ingen af årene over 10~% er det klart.",
        ),
        (
            "oeen",
            "I 2025 er 83~% trygge: under 85~% trygge, ikke klart. "
            "Ikke over 10~% i noget år med svar, 2015–2017 og 2020.",
            "De nyeste tal er gengivet af andre; rapporten er ikke læst.",
        ),
    ],
)
def test_a_place_says_when_it_lay_over_the_limit_and_where_it_is_now(
    atlas: Atlas, place_id: str, title: str, certainty: str
) -> None:
    found = profile(atlas, opening(atlas), atlas.places[place_id])
    assert found.title == danish(title)
    assert found.certainty.startswith(danish(certainty))
    assert "gengivet af andre" in found.certainty


def test_what_is_new_stands_large_with_its_year_and_older_measures_are_folded(atlas: Atlas) -> None:
    found = profile(atlas, opening(atlas), atlas.places["moellehoej"])
    assert [figure.year for figure in found.figures] == [2025, 2025, 2024]
    assert [figure.year for figure in found.older] == [2022, 2020]
    assert found.figures[0].beside.startswith("Lavere end hele byen (")
    page = render("key_figures.html", heading="", second="", figures=found.figures, older=found.older, without=())
    large, folded = page.split("<details")
    assert danish("71~% <small>2025</small></b>") in large
    assert "Utrygge" not in large
    assert folded.count("<li>") == 2


def test_the_newest_change_comes_with_the_newest_figure_and_beside_the_citys(snapshot: Snapshot) -> None:
    """31 % in 2016 and 8 % in 2017, everybody else and the city unchanged."""
    rows = [
        {"year": year, "measure": "insecure_neighbourhood", "series": "tryghedsundersoegelse"}
        | {"source_id": "undersoegelsen", "area_id": area, "percent": percent}
        for year in (2016, 2017)
        for area, percent in {**dict.fromkeys(AREAS, 8), "dalum": 31 if year == 2016 else 8, "koebenhavn": 9}.items()
    ]
    survey = table("survey", rows)
    atlas = build_atlas(replace(snapshot, tables={**snapshot.tables, "survey": survey}), "fell")
    found = profile(atlas, opening(atlas), atlas.places["dalum"])
    assert danish("Klart færre utrygge fra 2016: 31 → 8~%.") in found.title
    moved = "23 procentpoint ned i Dalum, samme tal i hele byen fra 2016 til 2017; forskellen er klar."
    assert moved in found.certainty


def test_computed_places_name_their_parts(atlas: Atlas) -> None:
    found = profile(atlas, opening(atlas), atlas.places["bydel-6"])
    assert "Indre Lund" in found.kicker
    assert "Ydre Lund" in found.kicker
    assert found.title == profile(atlas, opening(atlas), atlas.places["lu-lund"]).title


def test_a_sentence_on_a_gap_ends_in_one_full_stop(snapshot: Snapshot) -> None:
    upgrades = snapshot.table("upgrades").copy()
    upgrades.loc[upgrades.upgrade_id == "u-oeen-kamera", "place"] = "Øens kaj m.fl."
    atlas = build_atlas(replace(snapshot, tables={**snapshot.tables, "upgrades": upgrades}), "abbreviated")
    told = [gap for place in atlas.places.places for gap in gaps_of(atlas, place)]
    assert any(gap.endswith("m.fl.") for gap in told)
    assert not [gap for gap in told if gap.endswith("..") or not gap.endswith(".")]


def test_efforts_without_a_year_or_a_place_are_counted_and_the_first_are_named(snapshot: Snapshot) -> None:
    atlas = busy(snapshot)
    gaps = gaps_of(atlas, atlas.places["bakken"])
    (undated,) = [gap for gap in gaps if gap.startswith("År ikke oplyst")]
    assert undated.startswith(f"År ikke oplyst for {UNDATED} indsatser: {danish('Lygte~uden~år~0')}, ")
    (unplaced,) = [gap for gap in gaps if gap.startswith("Sted ikke fundet")]
    assert unplaced.startswith(f"Sted ikke fundet for {DATED + UNDATED} indsatser: ")


def test_every_year_without_a_figure_is_in_the_gaps(atlas: Atlas) -> None:
    for place in atlas.places.at(Level.SURVEY_AREA):
        gaps = " ".join(gaps_of(atlas, place))
        for measure in SURVEY_INDICATORS:
            missing = [
                year
                for year in atlas.years
                if year >= SURVEY_FROM
                and atlas.observation(measure.indicator_id, place.place_id, year).missing is MissingReason.NOT_FOUND
            ]
            name = t(f"indicator.{measure.indicator_id}.name")
            told = f"{t('missing_short.not_found')} i {years_words(missing)}"
            assert (name in gaps and told in gaps) if missing else told not in gaps


def test_years_are_told_as_runs() -> None:
    assert years_words([2020, 2015, 2016, 2017]) == "2015–2017 og 2020"
    assert years_words([2018]) == "2018"


def test_the_csv_holds_every_year_and_never_a_zero_for_a_missing_figure(atlas: Atlas) -> None:
    text = place_csv(atlas, atlas.places["moellehoej"]).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text), delimiter=";"))
    survey = [row for row in rows if row["Mål"] == "Utrygge i nabolaget"]
    assert {int(row["År"]) for row in survey} == set(atlas.years)
    unknown = next(row for row in survey if row["År"] == "2024")
    assert unknown["Tal"] == ""
    assert unknown["Bemærkning"]
    assert next(row for row in survey if row["År"] == "2017")["Tal"] == "21"
    bound = next(row for row in survey if row["År"] == "2015")
    assert (bound["Tal"], bound["Kendt grænse, mindst"], bound["Kendt grænse, højst"]) == ("", "10", "")
    assert (survey[0]["Svar"], survey[0]["Anmeldelser"]) == ("", "")


def test_the_visitors_warning_stands_in_every_row_of_their_place(atlas: Atlas, monkeypatch) -> None:
    monkeypatch.setattr("sikkerby_geo.domain.figures.observations.VISITED", ("havnen",))
    counted = build_atlas(atlas.snapshot, "visited")
    crime = [
        row
        for row in place_rows(counted, counted.places["havnen"])
        if "Anmeldt" in str(row["Mål"]) and row["Tal"] is not None
    ]
    assert crime
    assert all(t("crime.visitors") in str(row["Bemærkning"]) for row in crime)


def test_the_workbook_of_a_place_has_its_rows_and_what_is_not_known(atlas: Atlas) -> None:
    place = atlas.places["moellehoej"]
    content = place_xlsx(atlas, opening(atlas), place)
    sheet, notes = openpyxl.load_workbook(io.BytesIO(content)).worksheets
    assert sheet.max_row == len(place_rows(atlas, place)) + 1
    assert set(gaps_of(atlas, place)) <= {note for (note,) in notes.iter_rows(values_only=True)}


def test_the_csv_says_why_a_figure_of_reported_crime_is_missing(atlas: Atlas) -> None:
    rows = list(csv.DictReader(io.StringIO(place_csv(atlas, atlas.places["dalum"]).decode("utf-8-sig")), delimiter=";"))
    crime = [row for row in rows if "borgervendt" in row["Mål"].casefold()]
    assert crime
    assert {(row["Tal"], row["Bemærkning"]) for row in crime} == {("", t("missing_short.not_found"))}
