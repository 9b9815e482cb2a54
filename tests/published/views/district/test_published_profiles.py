"""Profiles of the real places: each is whole and fits its page, and Bispebjerg's as the record stood in 2026."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from datetime import date

from pypdf import PdfReader

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.facts.areas import Level, Place
from sikkerby_geo.views.district.files import place_pdf
from sikkerby_geo.views.district.gaps import gaps_of
from sikkerby_geo.views.district.profile import profile
from tests.published.views.bounded import through
from tests.views.asking import choose, danish


def different(atlas: Atlas) -> list[Place]:
    """Every area, and the committees and bydele that are more than one area."""
    return [place for place in atlas.places.places if place.level is Level.SURVEY_AREA or len(place.members) > 1]


def test_every_place_has_a_profile_whose_figures_carry_year_and_source(atlas: Atlas) -> None:
    for place in atlas.places.places:
        found = profile(atlas, choose(2020), place)
        assert found.title
        assert found.figures
        for figure in found.figures:
            assert figure.sources, place.name
            assert re.search(r"\b20\d\d\b", figure.full), place.name
        assert not [gap for gap in gaps_of(atlas, place) if gap.endswith("..") or not gap.endswith(".")]


def test_every_place_fits_one_page(atlas: Atlas) -> None:
    for place in different(atlas):
        choice = replace(choose(2020), level=place.level, place_id=place.place_id)
        document = place_pdf(atlas, choice, place, printed=date(2026, 11, 22))
        assert len(PdfReader(io.BytesIO(document)).pages) == 1, place.name


def test_bispebjerg_as_the_record_stood_in_2026(atlas: Atlas) -> None:
    atlas = through(atlas, 2026)
    found = profile(atlas, choose(2020), atlas.places["bispebjerg"])
    assert found.title == danish(
        "I 2026 er 80~% trygge: under 85~% trygge, ikke klart. Ingen klar ændring fra 2025 (80~%). "
        "Over 10~% i alle år med svar, 2015–2020."
    )
    assert "gengivet af andre" in found.certainty


def test_oesterbro_was_never_over_the_limit_to_2026(atlas: Atlas) -> None:
    atlas = through(atlas, 2026)
    assert profile(atlas, choose(2020), atlas.places["oesterbro"]).title.endswith(
        danish("Ikke over 10~% i noget år med svar, 2015–2020.")
    )


def test_valbys_possible_fall_of_2026_stands_first_with_its_condition_and_beside_the_citys(atlas: Atlas) -> None:
    found = profile(through(atlas, 2026), choose(2020), atlas.places["valby"])
    assert danish("Muligt fald fra 2025: 88 → 79~%, hvis 2026-tallet ikke er en trykfejl.") in found.title
    moved = "9 procentpoint ned i Valby, 2 i hele byen fra 2025 til 2026; forskellen er ikke klar."
    assert found.certainty.startswith(moved)
    assert found.figures[0].beside == danish("Lavere end hele byen (86~%), hvis tallet ikke er en trykfejl")
    assert [(figure.subject, figure.year) for figure in found.older] == [
        ("Utrygge aften og nat", 2022),
        ("Utrygge i nabolaget", 2020),
    ]
