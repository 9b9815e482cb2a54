"""The README's recipes, followed to the letter on a copy: what they promise is there, and what is forgotten is told."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from sikkerby_geo.views.base.palette import CLASS_COLOURS
from sikkerby_geo.views.map.state import map_state
from tests.recipes import copies, overlays, steps
from tests.recipes.copies import checks, run
from tests.views.asking import choose, danish

QUERIES = {
    "rule": {"aar": "2020", "regel": "8pct", "sted": "indre-lund"},
    "old_rule": {"aar": "2020", "regel": "10pct", "sted": "indre-lund"},
    "indicator": {"tal": "aleneboende", "sted": "indre-lund"},
    "whole": {"tal": "aleneboende", "niveau": "bydel", "aar": "2024", "sted": "bydel-3"},
    "nothing": {"tal": "aleneboende", "aar": "2019", "sted": "indre-lund"},
    "year": {"regel": "10pct", "sted": "indre-lund"},
    "other_in_year": {"tal": "utryg-aften", "aar": str(steps.YEAR), "sted": "indre-lund"},
}

EVERY_LINE = (*overlays.DATA, *overlays.CONTRACTS, *overlays.LINES, *steps.LINES)
NAMES = (
    steps.Line(steps.WORDS, "", f'[rule.{steps.RULE}]\nname = "Over 8 % utrygge"'),
    steps.Line(steps.WORDS, "", f'[indicator.{steps.INDICATOR}]\nname = "Aleneboende"'),
    steps.Line(overlays.WORDS, "[overlay]", f'{overlays.PATHS.overlay_id} = "{overlays.PATHS.many}"'),
)


@pytest.fixture(scope="module")
def follow(toy_root: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Path]:
    """A copy of the code on the toy city, with these steps of the recipes taken."""
    return lambda taken: copies.follow(toy_root, tmp_path_factory.mktemp("recipe") / "city", taken)


@pytest.fixture(scope="module")
def whole(follow: Callable[..., Path]) -> Path:
    """The copy in which all three recipes were followed to the end."""
    return follow((*steps.LINES, *steps.TEXTS, *steps.GLOSSARIES, *steps.ROWS))


@pytest.fixture(scope="module")
def seen(whole: Path) -> dict:
    """What the readers of that copy meet."""
    walked = run(whole, "-m", "tests.recipes.walk", json.dumps(QUERIES))
    assert walked.returncode == 0, walked.stderr[-3000:]
    return json.loads(walked.stdout)


def test_every_file_is_read_and_every_address_is_understood(seen: dict) -> None:
    assert seen["troubles"] == []
    assert {name: seen[name]["messages"] for name in QUERIES} == {name: [] for name in QUERIES}
    assert all(seen[name]["again"] for name in QUERIES)
    assert {steps.RULE, steps.INDICATOR} <= set(seen["registered"])


def test_a_second_rule_judges_beside_the_first_one(seen: dict) -> None:
    shown = seen["rule"]
    over = [label for label, count in shown["states"] if "over" in label.casefold() and count]
    assert sum(count for label, count in shown["states"] if label in over) == 7
    assert danish("8~%") in shown["headline"][0]
    assert [limit for _, _, limit in shown["legend"]].index(True) == 2
    assert shown["legend"][2][0] == danish("over 8 til 12~%")
    assert danish("8~%") in shown["limit"]
    assert ("Over 8 % utrygge") in [name.replace("\u00a0", " ") for name, _ in shown["since"]]
    assert danish("8~%") in shown["goals"][0]
    assert "Over 8" in shown["map_csv"].replace("\u00a0", " ")
    assert shown["printed"] > 10_000


def test_a_rule_with_classes_of_its_own_recolours_no_map_of_another(seen: dict, atlas) -> None:
    under_the_old_rule = json.loads(json.dumps(map_state(atlas, choose(2020, place_id="indre-lund"))["areas"]))
    assert seen["old_rule"]["map"] == under_the_old_rule
    nine = next(area for area, state in under_the_old_rule.items() if state["figure"] == danish("9~%"))
    assert seen["old_rule"]["map"][nine]["colour"] == CLASS_COLOURS[1]
    assert seen["rule"]["map"][nine]["colour"] == CLASS_COLOURS[2]


def test_an_indicator_goes_everywhere_with_its_source_and_without_an_invented_interval(seen: dict) -> None:
    shown = seen["indicator"]
    share = danish(f"{steps.ALONE['indre-lund']}~%")
    assert shown["year"] == 2024
    assert shown["map"]["indre-lund"]["figure"] == share
    assert (
        shown["map"]["indre-lund"]["colour"]
        == CLASS_COLOURS[sum(steps.ALONE["indre-lund"] > e for e in (35, 40, 45, 50))]
    )
    assert sum(count for _, count, _ in shown["legend"][:5]) == len(steps.ALONE)
    assert shown["legend"][-1][1] == 1
    assert shown["states"] == []
    for where in ("drawn", "map_csv", "panel", "chart_table", "context", "place_csv"):
        assert share.split("\u00a0")[0] in str(shown[where]), where
    assert "aleneboende" in " ".join(shown["chart"]).casefold()
    assert any("Aleneboende" in subject and "kortlag" in source for subject, _, source in shown["context"])
    everything = json.dumps(shown["context"] + shown["table"] + [shown["panel"]], ensure_ascii=False)
    assert "svar" not in shown["panel"].split("husstande med én beboer")[1][:120]
    assert f"{share} (" not in everything
    assert shown["printed"] > 10_000


def test_an_indicator_goes_up_the_levels_and_names_what_is_missing(seen: dict) -> None:
    known = {area: state["figure"] for area, state in seen["whole"]["map"].items()}
    assert len(known) == 10
    assert all(figure.endswith("\u00a0%") for area, figure in known.items() if figure)
    assert sum(not figure for figure in known.values()) == 1


def test_a_year_without_figures_gives_the_newest_with_figures(seen: dict) -> None:
    for name, asked in (("nothing", 2019), ("other_in_year", steps.YEAR)):
        assert seen[name]["year"] != asked
        assert sum(count for _, count, _ in seen[name]["legend"][:-1]) > 0


def test_a_year_of_rows_is_the_newest_everywhere(seen: dict) -> None:
    shown = seen["year"]
    assert seen["years"][-1] == steps.YEAR == shown["year"]
    share = danish(f"{steps.NEW_SHARES['indre-lund']}~%")
    assert shown["map"]["indre-lund"]["figure"] == share
    assert any(subject == "Utrygge i nabolaget" and str(steps.YEAR) in full for subject, full, _ in shown["figures"])
    assert str(steps.YEAR) in shown["place_csv"]
    assert "Næste undersøgelse" in shown["map_csv"]
    assert str(steps.YEAR) in str(shown["chart_table"])


def test_the_method_page_explains_what_was_added(seen: dict) -> None:
    choices = seen["method"][0].replace("\u00a0", " ")
    assert "Det næste programs mål." in choices
    assert "Et tal fra et register." in choices


def test_the_checks_of_a_copy_with_everything_pass(follow: Callable[..., Path]) -> None:
    said = checks(follow((*EVERY_LINE, *overlays.TEXTS, *overlays.GLOSSARIES, *steps.TEXTS, *steps.GLOSSARIES)))
    assert said.rstrip().endswith("[100%]"), said[-3000:]


def test_forgotten_words_and_rows_of_the_glossary_are_told_one_by_one(follow: Callable[..., Path]) -> None:
    """Of a rule, an indicator and an overlay nothing is written but the name, of two overlays nothing at all."""
    said = checks(follow((*EVERY_LINE, *NAMES)))
    expected = [
        *(f"rule.{steps.RULE}.{form}" for form in ("programme", "flagged", "clear", "Flagged", "whose")),
        f"indicator.{steps.INDICATOR}.inline",
        f"subject.{steps.INDICATOR}",
        f"reason.rule.{steps.RULE}",
        f"reason.counted.{steps.INDICATOR}",
    ]
    for toy in overlays.TOYS:
        keys = [f"{section}.{toy.overlay_id}" for section in ("overlay", "overlay_one", "reason.overlay")]
        expected += [*keys[toy is overlays.PATHS :], f"effort_kind.{toy.kind_id}"]
    assert [key for key in expected if f'add "{key}" to sikkerby_geo/text/da' not in said] == []
    rows = {steps.RULE: "Over 8", steps.INDICATOR: "Aleneboende", overlays.PATHS.overlay_id: "Nattebelyste stier"}
    for term, words in (*rows.items(), *((toy.overlay_id, "") for toy in overlays.TOYS)):
        assert f"add a row to docs/glossary.md: | `{term}` | {words}" in said.replace("\u00a0", " ")
