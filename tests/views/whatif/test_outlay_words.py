"""Scenarios with street and price: in the answer, side by side, on paper, in the file, from the reader's own price."""

from __future__ import annotations

import json
from datetime import date

from sikkerby_geo.domain.priority.budget import Money, Unit
from sikkerby_geo.domain.whatif.drawings import circle, picked
from sikkerby_geo.domain.whatif.reach import scenario
from sikkerby_geo.domain.whatif.scenarios import Kept
from sikkerby_geo.views.whatif.comparison import compared, comparison_html, notes_on, printed_rows
from sikkerby_geo.views.whatif.files import as_geojson
from sikkerby_geo.views.whatif.measure_words import Question
from sikkerby_geo.views.whatif.outlay_words import costs

DAY, ASKED = date(2025, 1, 1), Question("safe_neighbourhood", 5)
PRICED = Money(budget=450_000, low=1_000, high=2_000)


def whole(atlas, money, place_id="moellehoej"):
    return costs(atlas, scenario(atlas, picked(atlas, place_id), DAY), money)


def beside(atlas, *drawings, money=PRICED):
    kept = [Kept(letter, "x", drawing, "toy") for letter, drawing in zip("ABC", drawings, strict=False)]
    return tuple(compared(atlas, each, scenario(atlas, each.drawing, DAY), ASKED, money) for each in kept)


def plain(text):
    return text.replace("\u00a0", " ")


def test_a_whole_area_at_the_readers_price(atlas):
    told = whole(atlas, PRICED)
    assert told.words["street"] == "0,9 km navngiven gade"
    assert plain(told.words["kroner"]) == (
        "ca. 900.000 kr. til 1,8 mio. kr. for al gade i det tegnede (budgettet rækker til 25–50 % af den)"
    )
    assert told.words["per_resident"].endswith("pr. beboer")
    assert "prisen er indtastet på siden og er ikke Sikker Bys tal" in told.basis
    assert "1.000–2.000 kr. pr. meter gade" in plain(told.basis)


def test_without_a_price_without_spacing_and_without_streets_it_says_what_is_missing(atlas):
    assert whole(atlas, Money()).words["kroner"].startswith("skriv en enhedspris")
    assert whole(atlas, Money(low=5, unit=Unit.PIECE)).words["kroner"].startswith("skriv, hvor mange meter")
    nowhere = whole(atlas, PRICED, "fjordby").words
    assert nowhere["street"].startswith("ikke kendt")
    assert nowhere["kroner"] == "kan ikke regnes ud uden gadernes længde"
    assert nowhere["per_resident"] == "–"


def test_a_part_of_an_area_is_an_estimate_and_says_so(atlas):
    (each,) = beside(atlas, circle((12.489, 55.675), 300))
    assert "skønnet efter arealandel" in each.told.answer.costs.words["street"]
    assert "bor jævnt fordelt" in notes_on((each,))


def test_the_rows_stand_side_by_side_on_screen_and_on_paper(atlas):
    columns = beside(atlas, picked(atlas, "moellehoej"), picked(atlas, "dalum"))
    html = comparison_html(atlas, columns, ASKED)
    printed = {row[0]: row[1:] for row in printed_rows(atlas, columns)}
    for label, key in (("Gade", "street"), ("Pris", "kroner"), ("Pris pr. beboer", "per_resident")):
        assert f'<th scope="row">{label}</th>' in html
        assert printed[label] == [each.told.answer.costs.words[key] for each in columns]
    assert set(printed) >= {"Beboere", "Land", "Nyeste tal for hele områderne"}


def test_on_paper_many_areas_are_counted(atlas):
    (large,) = beside(atlas, circle((12.55, 55.68), 5000))
    assert len(large.told.found.reach) > 5
    row = next(row for row in printed_rows(atlas, (large,)) if row[0] == "Områder, der nås")
    assert row[1].endswith(f"og {len(large.told.found.reach) - 3} andre områder")


def test_the_file_has_street_and_price_as_numbers_and_blank_where_not_known(atlas):
    priced = beside(atlas, picked(atlas, "moellehoej"), picked(atlas, "fjordby"))
    first, second = (each["properties"] for each in json.loads(as_geojson(atlas, priced, ASKED))["features"])
    assert (first["gade_km"], first["pris_fra_kr"], first["pris_til_kr"]) == (0.9, 900_000, 1_800_000)
    assert "indtastet" in first["pris_grundlag"]
    assert (second["gade_km"], second["pris_fra_kr"], second["pris_pr_beboer_til_kr"]) == (None, None, None)
