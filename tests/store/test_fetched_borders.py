"""The municipality's borders: fetched whole or not at all, checked, shown before they are put in, and undone."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from time import monotonic

import pytest
from shapely.geometry.base import BaseGeometry

from sikkerby_geo import build
from sikkerby_geo.build.boundaries import fetch_borders, preview_borders
from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.facts.boundaries import BoundaryError, BoundaryErrors, Role
from sikkerby_geo.facts.clock import today
from sikkerby_geo.facts.geography import METRES
from sikkerby_geo.facts.revisions import NothingNewError
from sikkerby_geo.facts.thresholds import MOST_TRIES
from sikkerby_geo.store.borders import FetchedBorders
from sikkerby_geo.store.history import Store
from sikkerby_geo.store.joining import read_own
from sikkerby_geo.store.wfs import service as services
from sikkerby_geo.text import period
from sikkerby_geo.views.base.own_files import export_files
from sikkerby_geo.views.method.sections import section
from sikkerby_geo.views.method.sources import Filter, sources_sheet
from sikkerby_geo.views.own_data.borders import error_words, errors_words, source_row
from tests.store.own_city import DELIVERED
from tests.store.test_cli import run
from tests.store.wfs_standin import GML, JSON, Standin, toy_layers
from tests.toytown import city

MOVED = toy_layers(north=0.15, east=0.1)
"""Engvang gives 0.6 km² to Fjordby; Indre Lund takes 0.4 km² of Ydre Lund."""


@pytest.fixture(scope="session")
def running_standin() -> Iterator[Standin]:
    with Standin().running() as standin:
        yield standin


@pytest.fixture
def store(tmp_path: Path, toy_root: Path, monkeypatch: pytest.MonkeyPatch) -> Store:
    """The store the command line works on."""
    monkeypatch.setenv("SIKKERBY_DATA", str(tmp_path / "own"))
    monkeypatch.setenv("SIKKERBY_ROOT", str(toy_root))
    monkeypatch.setenv("COLUMNS", "200")
    return Store(tmp_path / "own")


@pytest.fixture
def standin(running_standin: Standin, monkeypatch: pytest.MonkeyPatch) -> Standin:
    running_standin.behave(layers=MOVED)
    monkeypatch.setattr(services, "wait", lambda _: None)
    return running_standin


def fetched(standin: Standin, atlas: Atlas, **layers: str) -> dict[str, dict[str, BaseGeometry]]:
    _, borders = fetch_borders(atlas, standin.address, layers, lambda _: None)
    return {one.layer: dict(one.shapes) for one in borders}


def refusal(standin: Standin, atlas: Atlas, **layers: str) -> str:
    """The sentences of a refusal, as the command says them."""
    with pytest.raises((BoundaryError, BoundaryErrors)) as caught:
        fetched(standin, atlas, **layers)
    error = caught.value
    return " ".join(errors_words(error)) if isinstance(error, BoundaryErrors) else error_words(error)


FORMS = [
    {"system": "urn:ogc:def:crs:EPSG::25832"},
    {"system": "EPSG:25832", "turned": True},
    {"system": "urn:ogc:def:crs:EPSG::4326", "degrees": True, "turned": True},
    {"system": "http://www.opengis.net/def/crs/EPSG/0/4326", "degrees": True, "turned": True},
    {"system": "urn:ogc:def:crs:OGC:1.3:CRS84", "degrees": True},
    {"system": "EPSG:4326", "degrees": True},
]


@pytest.mark.parametrize("form", [JSON, GML])
@pytest.mark.parametrize("axes", FORMS, ids=lambda axes: "-".join(map(str, axes.values())))
def test_every_form_and_order_of_axes_gives_the_same_borders(
    standin: Standin, atlas: Atlas, form: str, axes: dict[str, object]
) -> None:
    standin.behave(layers=MOVED, form=form, **axes)
    found = fetched(standin, atlas)
    areas = found["survey_areas_layer"]
    assert {name: len(shapes) for name, shapes in found.items()} == {
        "survey_areas_layer": 13,
        "lokaludvalg_layer": 12,
        "bydele_layer": 10,
        "deprived_areas_layer": 2,
    }
    for area, share in (("engvang", 0.85), ("fjordby", 1.15), ("indre-lund", 1.1), ("ydre-lund", 0.9), ("aaby", 1)):
        assert areas[area].area / city.SIDE**2 == pytest.approx(share, abs=1e-4), area
    for bydel, members in (("bydel-6", ("indre-lund", "ydre-lund")), ("bydel-7", ("havnen", "oeen"))):
        whole = found["bydele_layer"][bydel]
        assert whole.symmetric_difference(areas[members[0]].union(areas[members[1]])).area < 1


@pytest.mark.parametrize(("form", "matched"), [(JSON, True), (GML, True), (JSON, False)])
def test_a_service_that_gives_few_at_a_time_is_asked_for_all(
    standin: Standin, atlas: Atlas, form: str, matched: bool
) -> None:
    standin.behave(layers=MOVED, form=form, cap=7, matched=matched)
    assert len(fetched(standin, atlas)["bydele_layer"]) == 10
    starts = [int(query.get("startindex", 0)) for query in standin.asked if query.get("typenames") == "k101:rode"]
    assert starts == [*range(0, 53 - matched, 7)] if matched else [*range(0, 52, 7), 52]


PASSING = ["status", "dropped", "chunk_dropped"]


@pytest.mark.parametrize("fault", PASSING)
def test_what_may_pass_is_asked_for_again(standin: Standin, atlas: Atlas, fault: str) -> None:
    standin.behave(layers=MOVED, fault=fault, of="k101:bydel", times=2)
    assert len(fetched(standin, atlas)["bydele_layer"]) == 10
    assert len([query for query in standin.asked if query.get("typenames") == "k101:bydel"]) == 3


@pytest.mark.parametrize(
    ("fault", "of", "asked", "said"),
    [
        ("status", "k101:rode", 4, "svarede med fejlen 500"),
        ("forbidden", "", 1, "svarede med fejlen 403"),
        ("dropped", "k101:rode", 4, "blev afbrudt midt i svaret"),
        ("chunk_dropped", "k101:rode", 4, "blev afbrudt midt i svaret"),
        ("exception", "k101:rode", 1, "fejlmelding i stedet for grænser: java.lang.OutOfMemoryError"),
        ("exception", "", 1, "fejlmelding i stedet for grænser"),
        ("half", "k101:rode", 2, "lovede 52, og der kom 26"),
        ("half", "k101:bydel", 2, "lovede 10, og der kom 5"),
        ("elsewhere", "k101:bydel", 1, "sender videre til evil.invalid. Vi følger ikke med"),
        ("loop", "k101:bydel", 3, "sender videre og videre"),
        ("bomb", "k101:bydel", 1, "erklærer indhold, som en WFS ikke har brug for"),
        ("bomb_utf16", "k101:bydel", 1, "erklærer indhold, som en WFS ikke har brug for"),
        ("login", "", 1, "Svaret kommer ikke fra en WFS"),
        ("nothing", "k101:bydel", 1, "Svaret kommer ikke fra en WFS"),
        ("other_json", "k101:bydel", 1, "ikke en samling af kortobjekter"),
        ("broken_json", "k101:bydel", 1, "kan ikke læses til ende"),
        ("packed", "k101:bydel", 1, "pakket svar"),
        ("old", "", 1, "taler WFS 1.1.0; vi taler 2.0.0"),
    ],
)
def test_a_misbehaving_service_is_refused_with_its_sentence(
    standin: Standin, atlas: Atlas, fault: str, of: str, asked: int, said: str
) -> None:
    standin.behave(layers=MOVED, fault=fault, of=of)
    assert said in refusal(standin, atlas)
    assert len([query for query in standin.asked if query.get("typenames", "") == of]) == asked


def test_a_page_that_comes_twice_is_refused(standin: Standin, atlas: Atlas) -> None:
    standin.behave(layers=MOVED, fault="same_page", cap=7)
    assert "ikke dele svaret i sider" in refusal(standin, atlas)


@pytest.mark.parametrize("form", [JSON, GML])
def test_a_page_that_breaks_off_between_two_features_is_refused(standin: Standin, atlas: Atlas, form: str) -> None:
    standin.behave(layers=MOVED, form=form, fault="miscounted", matched=False)
    assert "lovede 11, og der kom 10" in refusal(standin, atlas)


def test_a_redirect_stays_on_the_host() -> None:
    asked = "http://kort.dk/ows"
    stays = ["http://kort.dk/wfs", "https://kort.dk/ows"]
    leaves = ["https://kort.dk.evil.dk/", "http://kort.dk:8080/ows", "https://andre.dk/ows", "ftp://kort.dk/ows"]
    assert [services.same_host(asked, target) for target in (*stays, *leaves)] == [True] * 2 + [False] * 4
    assert not services.same_host("https://kort.dk/ows", "http://kort.dk/ows")


@pytest.mark.parametrize("fault", ["slow", "dripping"])
def test_nobody_waits_longer_than_the_limit(standin: Standin, monkeypatch: pytest.MonkeyPatch, fault: str) -> None:
    monkeypatch.setattr(services, "MOST_TRIES", replace(MOST_TRIES, value=1))
    standin.behave(fault=fault)
    began = monotonic()
    with pytest.raises(BoundaryError, match="timeout"):
        services.Service(standin.address, seconds=0.2).get("request=GetCapabilities")
    assert monotonic() - began < 1
    standin.released.set()


def test_an_answer_beyond_the_limit_is_left_unread(standin: Standin) -> None:
    standin.behave(fault="huge")
    with pytest.raises(BoundaryError, match="large"):
        services.Service(standin.address, most_bytes=1_000_000).get("request=GetCapabilities")


def test_a_service_that_is_not_there_is_told(atlas: Atlas, standin: Standin) -> None:
    with pytest.raises(BoundaryError, match="unreachable"):
        services.Service("http://127.0.0.1:9/ows").get("request=GetCapabilities")
    for address in ("ftp://example.dk/ows", "example.dk", "https://navn:kode@example.dk/ows", "http://[::1/ows"):
        with pytest.raises(BoundaryError, match="address"):
            services.Service(address)


def test_an_address_keeps_its_own_parameters_and_the_netrc_is_left_alone(
    standin: Standin, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "netrc").write_text("machine 127.0.0.1 login anna password hemmelig")
    monkeypatch.setenv("NETRC", str(tmp_path / "netrc"))
    services.Service(f"{standin.address}?map=kbh.map").get("request=GetCapabilities")
    assert standin.asked == [{"map": "kbh.map", "request": "GetCapabilities", "authorization": ""}]


def without(layers: dict, name: str, place: str) -> dict:
    return {**layers, name: [item for item in layers[name] if item[0]["navn"] != place]}


def other(layers: dict, name: str, place: str, shape: BaseGeometry | None = None, called: str = "") -> dict:
    """Layers with one place drawn or called otherwise."""
    changed = [
        ({**fields, "navn": called or fields["navn"]}, shape if shape is not None else drawn)
        if fields["navn"] == place
        else (fields, drawn)
        for fields, drawn in layers[name]
    ]
    return {**layers, name: changed}


BYDELE = "k101:bydel"
BAD_LAYERS = [
    (without(MOVED, BYDELE, "DALUM"), "Mangler: Dalum (bydel). Et halvt svar bruges ikke."),
    (other(MOVED, BYDELE, "DALUM", called="Dallum"), "»Dallum« er ikke et af vores steder. Nærmeste: Dalum."),
    (other(MOVED, BYDELE, "DALUM", called="Bakken"), "»Bakken« står der to gange"),
    (other(MOVED, BYDELE, "DALUM", called=" "), "har intet navn"),
    (
        other(MOVED, BYDELE, "DALUM", city.part("dalum", 0, 0, 1.2, 1)),
        "Dalum og Lund ligger oven i hinanden på 16,7\u00a0% af den mindste",
    ),
    (other(MOVED, BYDELE, "DALUM", city.part("dalum", 0, 0, 0.2, 1)), "et hul på 3,04 km²"),
    (
        other(MOVED, "k101:lokaludvalgsgraense", "Dalum Lokaludvalg", city.part("dalum", 0, 0, 1, 0.9)),
        "Dalum er tegnet anderledes i kommunens lag med lokaludvalg",
    ),
    ({**MOVED, "k101:rode": [*MOVED["k101:rode"][:25], *MOVED["k101:rode"][28:]]}, "Delene af Lund dækker ikke"),
    (
        {**MOVED, "k101:rode": [({"rode_nr": "1"}, city.square(1.2, 2.2, 1.4, 0.6)), *MOVED["k101:rode"][:20]]},
        "En rode i Lund ligger på begge sider af delelinjen",
    ),
    ({**MOVED, BYDELE: MOVED["k101:rode"]}, "har intet navn (ledt i felterne"),
    ({**MOVED, BYDELE: [({"navn": "Dalum"}, city.square(-90, 0))]}, "ligger ikke i København"),
    ({name: items for name, items in MOVED.items() if name != BYDELE}, "Tjenesten har ikke laget k101:bydel"),
    ({name: items for name, items in MOVED.items() if name != "k101:rode"}, "ingen roder til at dele Lund efter"),
]


@pytest.mark.parametrize(("layers", "said"), BAD_LAYERS, ids=[said[:40] for _, said in BAD_LAYERS])
def test_borders_that_do_not_fit_are_refused(standin: Standin, atlas: Atlas, layers: dict, said: str) -> None:
    standin.behave(layers=layers)
    assert said in refusal(standin, atlas)


def test_layers_that_are_not_needed_may_be_away_or_left_out(standin: Standin, atlas: Atlas) -> None:
    few = {name: MOVED[name] for name in (BYDELE, "k101:rode")}
    standin.behave(layers=few)
    found, _ = fetch_borders(atlas, standin.address, {}, lambda _: None)
    assert found.passed_over == (Role.COMMITTEES, Role.DEPRIVED)
    found, _ = fetch_borders(atlas, standin.address, {"committees": "", "deprived": ""}, lambda _: None)
    assert found.passed_over == ()


def test_survey_areas_of_the_service_itself_go_before_the_roder(standin: Standin, atlas: Atlas) -> None:
    squares = [({"navn": row[0]}, city.square(*row[4])) for row in city.AREAS.values()]
    standin.behave(layers={**toy_layers(), "k101:tryghed": squares})
    assert fetched(standin, atlas, areas="k101:tryghed", roder="")["survey_areas_layer"].keys() == city.AREAS.keys()
    outside = [
        ({"navn": "Havnen"}, city.part("havnen", 0, -0.5, 1, 1.5)),
        *(one for one in squares if one[0]["navn"] != "Havnen"),
    ]
    standin.behave(layers={**toy_layers(), "k101:tryghed": outside})
    assert "Havnen ligger med 33,3\u00a0% uden for" in refusal(standin, atlas, areas="k101:tryghed", roder="")


def sourced(standin: Standin, atlas: Atlas) -> list[FetchedBorders]:
    found, borders = fetch_borders(atlas, standin.address, {}, lambda _: None)
    day = date(2025, 11, 27)
    return [replace(one, source=source_row(one.layer, found.type_names, standin.address, day)) for one in borders]


@pytest.fixture
def read_before(monkeypatch: pytest.MonkeyPatch, atlas: Atlas) -> Iterator[None]:
    """The command has no need to read the toy city anew."""
    with monkeypatch.context() as patched:
        patched.setattr(build.Current, "atlas", lambda _: atlas)
        yield


def test_the_command_shows_asks_and_changes_nothing_without_a_yes(
    standin: Standin, store: Store, read_before: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SIKKERBY_WFS", standin.address)
    code, said = run("fetch", "boundaries")
    said = said.replace("\u00a0", " ")
    assert code == 1
    assert said.startswith("Grænser, der flytter sig: ")
    assert "Undersøgelsens områder Engvang 4,000 km² 3,400 km² 15,00 % 300 m" in said
    assert "Undersøgelsens områder Indre Lund 4,000 km² 4,400 km² 10,00 % 200 m" in said
    assert "Udsatte byområder Kajen (udsat-3) – 0,640 km² nyt" in said
    assert re.search(r"Udsatte byområder [^(]+ \(udsat-2\) 0,800 km² – falder bort", said)
    assert said.endswith("Giv kommandoen igen og svar ja, eller skriv --yes.")
    assert store.revisions() == []


def test_a_list_too_long_for_the_screen_is_whole_in_a_file(
    standin: Standin, store: Store, read_before: None, tmp_path: Path
) -> None:
    many = [
        ({"nr": str(10 + n), "omraade": f"Kvarter {n}"}, city.part("dalum", 0.02 * n, 0.1, 0.01, 0.1))
        for n in range(45)
    ]
    standin.behave(layers={**MOVED, "k101:f_udsatte_byomraader": many})
    code, said = run("fetch", "boundaries", "--address", standin.address, "--lists", str(tmp_path))
    assert (code, "graenser-aendringer.csv" in said) == (1, True)
    written = (tmp_path / "graenser-aendringer.csv").read_text(encoding="utf-8-sig")
    assert all(f"Kvarter {n} (udsat-{10 + n})" in written for n in range(45))


def test_borders_that_were_put_in_stand_at_the_next_run_until_they_are_undone(
    standin: Standin, store: Store, read_before: None, atlas: Atlas, monkeypatch: pytest.MonkeyPatch
) -> None:
    code, said = run("fetch", "boundaries", "--address", standin.address, "--yes", "--why", "ny inddeling")
    assert (code, store.newest()[0]) == (0, 1), said
    assert "sikkerby undo 1" in said
    now = build.atlas_with(atlas.snapshot.embedded, read_own(store), atlas)
    layer = now.layer("survey_areas_layer")
    assert layer.to_crs(METRES).set_index("area_id").area["engvang"] / 1e6 == pytest.approx(3.4, abs=0.001)
    deprived = now.snapshot.table("deprived_areas")
    assert list(deprived.deprived_area_id) == ["udsat-1", "udsat-3"]
    assert list(deprived.area_ids) == [("moellehoej",), ("havnen",)]
    source = now.sources["hentet-survey-areas"]
    assert (source.trust, source.publisher, source.url) == (1, "Københavns Kommune", standin.address)
    assert "k101:bydel, k101:rode" in source.title
    assert now.troubles == atlas.troubles
    assert "ny inddeling" in run("log")[1]
    day = period(today().isoformat())
    assert f"Bydele (hentet {day})" in section(now, "data").blocks[0].paragraphs[-1]
    assert day in sources_sheet(now, Filter("hentet-bydele")).rows[0]["note"].text
    exported = export_files(store.current(), store.revisions())
    assert len(json.loads(exported["graenser-survey_areas.geojson"])["features"]) == 13
    assert b"hentet-bydele" in exported["kilder.csv"]
    with pytest.raises(NothingNewError):
        preview_borders(now, store, sourced(standin, now))
    again = build.atlas_with(atlas.snapshot.embedded, read_own(store), now)
    assert again.layer("survey_areas_layer") is layer

    fewer = {**MOVED, "k101:f_udsatte_byomraader": MOVED["k101:f_udsatte_byomraader"][:1]}
    standin.behave(layers=fewer)
    gone = [one.record_id for one in preview_borders(now, store, sourced(standin, now)).changes if one.payload is None]
    assert gone == ["deprived_areas_layer/udsat-3"]

    assert run("undo", "1")[0] == 0
    back = build.atlas_with(atlas.snapshot.embedded, read_own(store), now)
    assert back.layer("survey_areas_layer") is atlas.layer("survey_areas_layer")
    assert list(back.snapshot.table("deprived_areas").deprived_area_id) == ["udsat-1", "udsat-2"]


def test_a_layer_that_no_longer_keeps_its_contract_leaves_the_embedded_one(
    standin: Standin, store: Store, atlas: Atlas
) -> None:
    would = preview_borders(atlas, store, sourced(standin, atlas))
    spoilt = [
        replace(one, payload={**one.payload, "geometry": {"type": "Point", "coordinates": [720_000, 6_170_000]}})
        if one.record_id == "bydele_layer/bydel-1"
        else one
        for one in would.changes
    ]
    store.write(spoilt, DELIVERED)
    now = build.atlas_with(atlas.snapshot.embedded, read_own(store), atlas)
    assert now.layer("bydele_layer") is atlas.layer("bydele_layer")
    assert [(one.dataset, one.faults[0].kind) for one in now.troubles] == [("bydele_layer", "geojson.not_degrees")]
    assert now.layer("survey_areas_layer") is not atlas.layer("survey_areas_layer")
    assert build.atlas_with(atlas.snapshot.embedded, read_own(store), now).troubles == now.troubles


def test_a_refusal_of_the_command_is_in_danish_and_changes_nothing(
    standin: Standin, store: Store, read_before: None
) -> None:
    standin.behave(layers=MOVED, fault="half", of="k101:rode")
    code, said = run("fetch", "boundaries", "--address", standin.address, "--yes")
    assert code == 1
    assert said.endswith("og der kom 26. Et halvt svar bruges ikke; prøv igen. Intet er ændret.")
    assert run("fetch", "boundaries", "--layer", "bydele=x")[1].startswith("»bydele« er ikke et lag, vi kender")
    assert store.revisions() == []


def test_borders_that_stand_are_not_put_in_again(standin: Standin, atlas: Atlas, store: Store) -> None:
    standin.behave(layers={name: items for name, items in toy_layers().items() if name != "k101:f_udsatte_byomraader"})
    with pytest.raises(NothingNewError):
        preview_borders(atlas, store, sourced(standin, atlas))
