"""The strip under the year, and the two small charts of the panel: gaps stay gaps, bounds stay bounds."""

from __future__ import annotations

import itertools
import re
import xml.etree.ElementTree as ElementTree
from dataclasses import replace
from itertools import pairwise

import pytest

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.facts.areas import Level
from sikkerby_geo.facts.indicators import SURVEY_FROM, SURVEY_INDICATORS
from sikkerby_geo.facts.rules import RULES
from sikkerby_geo.facts.snapshot import Snapshot
from sikkerby_geo.views.charts.sparks import interval_chart, trend_chart
from sikkerby_geo.views.map_page.strip import counts, strip
from tests.views.asking import UNDER_85, choose, danish, renamed


def compared_years(atlas: Atlas) -> list[int]:
    return [year for year in atlas.years if year >= SURVEY_FROM]


def trend(atlas: Atlas, place_id: str, *choice: object, **more: object) -> ElementTree.Element:
    return ElementTree.fromstring(trend_chart(atlas, choose(*choice, **more), atlas.places[place_id]))


def dots(chart: ElementTree.Element) -> list[tuple[float, float]]:
    return [
        (float(dot.get("cx")), float(dot.get("cy"))) for dot in chart.iter("circle") if dot.get("class") != "pooled"
    ]


def courses(chart: ElementTree.Element) -> set[tuple[float, float]]:
    """Ends (x from, x to) of the lines that join two figures: those whose ends are both dots."""
    at = set(dots(chart))
    found = set()
    for line in chart.iter("line"):
        one, two = ((float(line.get(f"x{end}")), float(line.get(f"y{end}"))) for end in (1, 2))
        if one != two and one in at and two in at:
            found.add((one[0], two[0]))
    return found


def words(chart: ElementTree.Element) -> list[str]:
    return [text.text for text in chart.iter("text")]


def test_the_strip_counts_the_decided_places_of_each_year(atlas: Atlas) -> None:
    for rule in RULES:
        for level in Level:
            found = counts(atlas, choose(2020, rule.rule_id, level))
            assert found == {year: atlas.decided(rule, level, year) for year in atlas.years}
    found = counts(atlas, choose(2020))
    counted = {2014: 0, 2015: 13, 2017: 13, 2018: 3, 2021: 1, 2022: 0}
    assert {year: found[year] for year in counted} == counted


def test_without_a_rule_the_strip_counts_figures(atlas: Atlas) -> None:
    found = counts(atlas, choose(2022, "insecure_evening"))
    assert (found[2022], found[2023]) == (9, 0)


def test_the_strip_shows_every_year_and_is_read_out_in_words(atlas: Atlas) -> None:
    html = strip(atlas, choose(2018))
    assert re.findall(r'title="(\d{4}): (\d+)"', html) == [
        (str(year), str(count)) for year, count in counts(atlas, choose(2018)).items()
    ]
    said = "Søjlerne viser, hvor mange områder vi har svar for hvert år. I 2018 er det 3 af 13."
    assert f'aria-label="{said}"' in html
    assert html.count('class="now"') == 1


def test_a_line_joins_only_neighbouring_years_that_both_have_a_figure(atlas: Atlas) -> None:
    """Dalum has figures in 2016, 2017 and 2020: one line, none across 2018–2019."""
    chart = trend(atlas, "dalum", 2017)
    x = {year: at for year, (at, _) in zip((2016, 2017, 2020), sorted(dots(chart)), strict=True)}
    assert courses(chart) == {(x[2016], x[2017])}


def test_no_line_in_any_chart_crosses_a_gap(atlas: Atlas) -> None:
    drawn = 0
    for measure, place in itertools.product(SURVEY_INDICATORS, atlas.places.places):
        markup = trend_chart(atlas, choose(2020, measure.indicator_id), place)
        if not markup:
            continue
        chart = ElementTree.fromstring(markup)
        cells = {year: atlas.observation(measure.indicator_id, place.place_id, year) for year in compared_years(atlas)}
        years = [year for year, cell in cells.items() if cell.figure is not None]
        xs = sorted(at for at, _ in dots(chart))
        assert len(xs) == len(years)
        at = dict(zip(years, xs, strict=True))
        neighbours = {(at[one], at[two]) for one, two in pairwise(years) if two == one + 1}
        assert courses(chart) == neighbours
        drawn += len(neighbours)
    assert drawn


def test_a_bound_is_an_arrow_away_from_the_limit(atlas: Atlas) -> None:
    over = trend(atlas, "dalum", 2017)
    assert "> 10" in words(over)
    path = next(path.get("d") for path in over.iter("path"))
    start, tip = (float(number) for number in re.match(r"M[\d.]+ ([\d.]+)V([\d.]+)", path).groups())
    assert tip < start
    under = trend(replace(atlas, years=range(2015, 2018)), "oeen", 2017)
    assert "≤ 10" in words(under)
    path = next(path.get("d") for path in under.iter("path"))
    start, tip = (float(number) for number in re.match(r"M[\d.]+ ([\d.]+)V([\d.]+)", path).groups())
    assert tip > start
    assert dots(under) == []


def test_years_without_figures_are_a_field_with_its_reason(atlas: Atlas) -> None:
    chart = trend(atlas, "moellehoej", 2017)
    assert "ingen tal" in words(chart)
    assert len(list(chart.iter("rect"))) == 1


def test_a_place_without_any_figure_or_bound_has_no_chart(atlas: Atlas) -> None:
    assert trend_chart(atlas, choose(2020, "insecure_evening"), atlas.places["engvang"]) != ""
    silent = replace(atlas, years=range(2018, 2020))
    assert trend_chart(silent, choose(2019), silent.places["engvang"]) == ""


def test_the_chart_names_itself_its_limit_and_the_chosen_year(atlas: Atlas) -> None:
    chart = trend(atlas, "moellehoej", 2017)
    label = chart.find("svg").get("aria-label")
    assert label.startswith("Møllehøj: utrygge i nabolaget 2015–2025")
    strong = [text.text for text in chart.iter("text") if text.get("class") == "strong"]
    assert strong == ["10", "2017"]


def test_the_interval_is_drawn_where_it_lies(atlas: Atlas) -> None:
    markup = interval_chart(atlas, choose(2017), atlas.places["moellehoej"])
    assert danish("21~% (16–27~%), ca. 246 svar (skønnet), 2017") in markup
    chart = ElementTree.fromstring(f"<div>{markup}</div>")
    ticks = {text.text: float(text.get("x")) for text in chart.iter("text") if text.text.isdigit()}
    per_point = (ticks["30"] - ticks["0"]) / 30
    dot = next(chart.iter("circle"))
    assert float(dot.get("cx")) == pytest.approx(ticks["0"] + 21 * per_point, abs=0.2)
    limits = [line for line in chart.iter("line") if line.get("x1") == line.get("x2")]
    assert float(limits[0].get("x1")) == pytest.approx(ticks["10"], abs=0.1)
    interval = atlas.observation("insecure_neighbourhood", "moellehoej", 2017).figure.interval
    bar = list(chart.iter("rect"))[-1]
    assert float(bar.get("x")) == pytest.approx(ticks["0"] + interval.low * per_point, abs=0.2)
    assert float(bar.get("width")) == pytest.approx((interval.high - interval.low) * per_point, abs=0.3)


def test_without_a_figure_there_is_no_interval(atlas: Atlas) -> None:
    assert interval_chart(atlas, choose(2017), atlas.places["oeen"]) == ""


@pytest.mark.parametrize("measure", SURVEY_INDICATORS, ids=lambda measure: measure.indicator_id)
def test_everything_drawn_lies_inside_its_picture(atlas: Atlas, measure) -> None:
    for place in atlas.places.places:
        for year in compared_years(atlas)[::3]:
            choice = choose(year, measure.indicator_id)
            for markup in (interval_chart(atlas, choice, place), trend_chart(atlas, choice, place)):
                if not markup:
                    continue
                picture = next(ElementTree.fromstring(f"<div>{markup}</div>").iter("svg"))
                _, _, width, height = (float(part) for part in picture.get("viewBox").split())
                for dot in picture.iter("circle"):
                    assert 0 <= float(dot.get("cx")) <= width
                    assert 0 <= float(dot.get("cy")) <= height


def test_a_hostile_name_is_text_in_both_charts(snapshot: Snapshot) -> None:
    toy = renamed(snapshot, "moellehoej", '"><img src=x onerror=alert(1)>')
    place = toy.places["moellehoej"]
    for markup in (interval_chart(toy, choose(2017), place), trend_chart(toy, choose(2017), place)):
        assert "<img" not in markup
        assert "img" not in {node.tag for node in ElementTree.fromstring(f"<div>{markup}</div>").iter()}


def test_under_rules_have_the_scale_of_safe(atlas: Atlas) -> None:
    chart = trend(atlas, "bakken", 2025, UNDER_85)
    assert "100" in words(chart)
    assert "85" in words(chart)
