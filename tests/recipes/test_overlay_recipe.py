"""The README's recipe of an overlay, followed to the letter on a copy: lines, points and areas stand everywhere."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.recipes import copies, overlays
from tests.recipes.copies import run
from tests.recipes.overlays import NONE_YET, PATHS, POSTS, SOME, TOYS, ZONES, Toy

KNOWN = {PATHS: "completed", POSTS: "in_progress", ZONES: "in_progress"}
"""The group of each in a year with all: what lasts is there since it was made, the others have a period."""
EACH = pytest.mark.parametrize("toy", TOYS, ids=[toy.overlay_id for toy in TOYS])


@pytest.fixture(scope="module")
def follow(toy_root: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Path]:
    """A copy of the code on the toy city, with these steps of the recipe taken."""
    return lambda *taken: copies.follow(toy_root, tmp_path_factory.mktemp("overlay") / "city", taken)


@pytest.fixture(scope="module")
def whole(follow: Callable[..., Path]) -> Path:
    """The copy in which the recipe was followed to the end."""
    return follow(*overlays.EVERYTHING)


@pytest.fixture(scope="module")
def seen(whole: Path) -> dict:
    """What the readers of that copy meet."""
    asked = [[toy.overlay_id for toy in TOYS], [NONE_YET, SOME]]
    walked = run(whole, "-m", "tests.recipes.overlay_walk", json.dumps(asked))
    assert walked.returncode == 0, walked.stderr[-3000:]
    found = json.loads(walked.stdout)
    assert found["troubles"] == []
    return found


@EACH
def test_its_geometry_says_how_it_is_drawn(seen: dict, toy: Toy) -> None:
    role = {PATHS: "line", POSTS: "symbol", ZONES: "outline"}[toy]
    shapes = seen[toy.overlay_id]["geometry"]
    assert [(shape["id"], shape["role"], shape["symbol"]) for shape in shapes] == [
        (each, role, toy.kind_id) for each in toy.ids
    ]
    assert all(toy.one in shape["tip"][1] for shape in shapes)


@EACH
def test_the_map_draws_it_by_what_is_known_of_it(seen: dict, toy: Toy) -> None:
    drawn = seen[toy.overlay_id]["some"]["state"]
    assert [(each["id"], each["group"]) for each in drawn] == [(each, KNOWN[toy]) for each in toy.ids]
    assert seen[toy.overlay_id]["none"]["state"] == []


@EACH
def test_the_legend_counts_it_and_says_none_in_a_year_without(seen: dict, toy: Toy) -> None:
    assert seen[toy.overlay_id]["some"]["legend"] == [[toy.one, len(toy.efforts), toy.kind_id]]
    assert seen[toy.overlay_id]["none"]["legend"] == [[toy.one, 0, toy.kind_id]]
    assert f".m-{toy.kind_id}" in seen["css"]


@EACH
def test_the_printed_map_has_as_many_marks_as_its_legend_says(seen: dict, toy: Toy) -> None:
    for when in ("none", "some"):
        printed = seen[toy.overlay_id][when]
        (_, count, _) = printed["legend"][0]
        assert printed["symbols" if toy is POSTS else "lines"] == count
        assert printed["lines" if toy is POSTS else "symbols"] == 0
        assert printed["keyed"] > 10_000
        assert not any("dasharray" in path for path in printed["dashed"])


@EACH
def test_its_place_lists_it_in_panel_and_timeline(seen: dict, toy: Toy) -> None:
    met = seen[toy.overlay_id]
    _, name, area, _ = toy.efforts[0]
    assert met["place"] == area
    assert name in met["some"]["panel"]
    assert name not in met["none"]["panel"]
    assert name in met["timeline"]["words"]
    assert any(name in row.values() and toy.one in row.values() for row in met["timeline"]["table"])
    assert "periods" in met["timeline"]["marks"]
    assert met["timeline"]["picture"] > 1000


@EACH
def test_the_register_has_it_with_filter_files_and_map(seen: dict, toy: Toy) -> None:
    register = seen[toy.overlay_id]["register"]
    assert (register["messages"], register["address"]) == ([], toy.overlay_id)
    assert [row["entry_id"] for row in register["rows"]] == toy.ids
    assert {(row["symbol"], row["symbol_group"], row["kind"]) for row in register["rows"]} == {
        (toy.kind_id, "completed", toy.one)
    }
    assert all("papir" in card or "Notat" in card for card in register["cards"])
    assert [each["id"] for each in register["map"]] == toy.ids
    assert {each["group"] for each in register["map"]} == {"completed"}
    assert register["key"]["groups"] == [["completed", "gennemført", len(toy.efforts)]]
    assert register["key"]["kinds"] == [[toy.kind_id, toy.one, len(toy.efforts)]]
    assert all(each in register["csv"] for each in toy.ids)
    features = register["geojson"]["features"]
    form = {PATHS: "LineString", POSTS: "Point", ZONES: "Polygon"}[toy]
    assert [(each["id"], each["geometry"]["type"]) for each in features] == [(each, form) for each in toy.ids]
    assert register["gpkg"] > 10_000


def test_only_areas_that_cover_count_as_coverage(seen: dict) -> None:
    assert seen[ZONES.overlay_id]["covered"] == pytest.approx(0.16, abs=0.001)
    assert seen[POSTS.overlay_id]["covered"] == 0


@EACH
def test_a_drawing_over_it_meets_it(seen: dict, toy: Toy) -> None:
    assert toy.ids[0] in seen[toy.overlay_id]["met"]


@EACH
def test_the_method_page_says_why_it_is_there(seen: dict, toy: Toy) -> None:
    assert f"Grunden til {toy.many}." in seen["method"]


def test_forgotten_contracts_are_told_as_soon_as_the_code_is_loaded(follow: Callable[..., Path]) -> None:
    said = run(follow(*overlays.LINES), "-c", "import sikkerby_geo.facts.efforts").stderr
    assert "RegistryError: facts/efforts.py is not whole" in said
    for toy in TOYS:
        assert f'{toy.overlay_id}: add the contract "{toy.table}" to TABLES in facts/datasets.py' in said


def test_geometry_its_role_cannot_draw_is_a_fault_of_the_file(follow: Callable[..., Path]) -> None:
    shapes = tuple((each, shape.centroid) for each, _, _, shape in PATHS.efforts)
    points = overlays.Layer(PATHS.table, shapes, f"{PATHS.kind_id}_id")
    table, _ = overlays.data_of(PATHS)
    root = follow(table, points, *overlays.contracts_of(PATHS), overlays.line_of(PATHS))
    told = "print([fault.kind for one in read_snapshot(Path('.')).troubles for fault in one.faults])"
    said = run(root, "-c", f"from pathlib import Path\nfrom sikkerby_geo.store.reading import read_snapshot\n{told}")
    assert said.stdout.strip().endswith("['form', 'form']"), said.stdout + said.stderr
