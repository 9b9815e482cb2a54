"""The register out as a file and back: nothing new where nothing was done, and else exactly what was done."""

from __future__ import annotations

import io
import sqlite3
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from pathlib import Path

import geopandas as gpd
import pyogrio
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from shapely import LineString, Point, box

from sikkerby_geo.build import conflicts, exchange, register
from sikkerby_geo.build.exchange import Cells, FileSaid, Pasted, Plan
from sikkerby_geo.build.geopackage import geopackage
from sikkerby_geo.build.register import Edit
from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.register.exchange import Ground
from sikkerby_geo.facts.geography import DEGREES, METRES
from sikkerby_geo.facts.intake import Recipe
from sikkerby_geo.facts.register import FIELDS
from sikkerby_geo.facts.register_cells import FETCHED, ID, SEEN, RegisterColumns
from sikkerby_geo.facts.register_entry import DatedStage, Entry, Origin, RegisterRow, YearlyStatus
from sikkerby_geo.facts.revisions import RevisionKind
from sikkerby_geo.store.history import Store
from sikkerby_geo.views.efforts import exchange_files
from sikkerby_geo.views.efforts.exchange_words import register_columns, standing, told_faults
from sikkerby_geo.views.own_data.intake_words import fault_sentence
from tests.register_rows import LAMPS, entries

OWN, CAMERA, TREES, STREET = "egen-1", "u-havnen-kamera", "u-dalum-beplantning", "u-moellehoej-lys"
HERE = replace(LAMPS, geometry=Point(12.52, 55.69))
TYPED = st.text("=+-@'\" ;|abæ1\n", max_size=6).map(str.strip)
HEADS = ("name", "kind", "stage", "source_words")


class Standing:
    """An atlas whose register is another one."""

    def __init__(self, atlas: Atlas, rows: Mapping[str, RegisterRow]) -> None:
        self._atlas, self.register = atlas, rows

    def __getattr__(self, name: str) -> object:
        return getattr(self._atlas, name)


@pytest.fixture(scope="module")
def columns(atlas: Atlas) -> RegisterColumns:
    return register_columns(atlas)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "own")


@pytest.fixture
def now(store: Store, atlas: Atlas) -> Callable[[], Atlas]:
    """The atlas with the register as it stands."""
    return lambda: Standing(atlas, register.read_register(store, atlas))  # type: ignore[return-value]


@pytest.fixture
def planned(store: Store, now: Callable[[], Atlas], columns: RegisterColumns) -> Callable[..., Plan]:
    def plan(source: exchange.Source | str, **answers: str) -> Plan:
        said = FileSaid(source.encode(), "indsatser.csv") if isinstance(source, str) else source
        recipe = Recipe(answers={key.replace("__", ":"): answer for key, answer in answers.items()})
        return exchange.plan(store, Ground(now()), said, columns, recipe)

    return plan


def put(store: Store, atlas: Atlas, entry: Entry | None, effort_id: str = OWN, seen: int = 0) -> int:
    return register.save(store, atlas, [Edit(effort_id, entry, seen)], who="bo", why="").revision


def package(rows: Iterable[RegisterRow], columns: RegisterColumns, atlas: Atlas, crs: int = METRES) -> bytes:
    layers = exchange_files.layers(tuple(rows), columns, 0, atlas)
    return geopackage(layers, exchange_files.shown_fields(columns), exchange_files.NUMBERS, crs)


def changes(plan: Plan) -> dict[str, tuple[str, ...]]:
    return {row.effort_id: tuple(one.field.name for one in row.changes) for row in plan.found.changed}


def told(plan: Plan, columns: RegisterColumns, atlas: Atlas) -> str:
    faults = told_faults((one.where, one.fault) for one in plan.faults)
    return " ".join(fault_sentence(fault, columns.kind, atlas.places) for fault in faults)


def nothing_new(plan: Plan, count: int) -> bool:
    return (plan.good, plan.faults, plan.questions, len(plan.found.same)) == (0, (), (), count)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(said=st.lists(st.tuples(entries, TYPED, TYPED), min_size=1, max_size=4))
def test_a_workbook_of_any_register_comes_back_as_nothing_new(
    said: list, store: Store, atlas: Atlas, columns: RegisterColumns
) -> None:
    made = [replace(entry, name=name or "x", note=note) for entry, name, note in said]
    rows = {f"egen-{at}": RegisterRow(f"egen-{at}", entry, Origin.OWN, 1) for at, entry in enumerate(made)}
    held = Standing(atlas, rows)
    book = exchange_files.as_workbook(tuple(rows.values()), columns, 1, held)
    plan = exchange.plan(store, Ground(held), FileSaid(book, scope=tuple(rows)), columns, Recipe())
    assert nothing_new(plan, len(rows)), (plan, changes(plan))


@settings(max_examples=4, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(made=st.lists(entries, min_size=1, max_size=4), crs=st.sampled_from((DEGREES, METRES)))
def test_a_geopackage_of_any_register_comes_back_as_nothing_new(
    made: list[Entry], crs: int, store: Store, atlas: Atlas, columns: RegisterColumns
) -> None:
    rows = {f"egen-{at}": RegisterRow(f"egen-{at}", entry, Origin.OWN, 1) for at, entry in enumerate(made)}
    held = Standing(atlas, rows)
    content = package(rows.values(), columns, held, crs)
    plan = exchange.plan(store, Ground(held), FileSaid(content, scope=tuple(rows)), columns, Recipe())
    assert nothing_new(plan, len(rows)), (plan, changes(plan))


def test_what_was_published_comes_back_as_nothing_new(
    planned: Callable[..., Plan], atlas: Atlas, columns: RegisterColumns
) -> None:
    rows = standing(atlas)
    book = exchange_files.as_workbook(rows, columns, 0, atlas)
    for content in (book, package(rows, columns, atlas), package(rows, columns, atlas, DEGREES)):
        assert nothing_new(planned(FileSaid(content, scope=tuple(atlas.register))), len(rows))


def test_what_qgis_did_to_a_geopackage_is_exactly_what_the_preview_says(
    planned: Callable[..., Plan], atlas: Atlas, columns: RegisterColumns, tmp_path: Path
) -> None:
    """Attributes, a moved point, a new feature, a deleted one; fields reordered, layers renamed, multipoints."""
    content, edited = package(standing(atlas), columns, atlas), tmp_path / "rettet.gpkg"
    for name, form in pyogrio.list_layers(io.BytesIO(content)):
        frame = pyogrio.read_dataframe(io.BytesIO(content), layer=name)
        if form is None:
            pyogrio.write_dataframe(frame, edited, layer=name)
            continue
        frame = frame[[*reversed(frame.columns.drop("geometry")), "geometry"]]
        frame.loc[frame[ID] == CAMERA, "note"] = "rettet i QGIS"
        moved = frame[ID] == TREES
        frame.loc[moved, "geometry"] = frame.geometry[moved].translate(50, 0)
        frame = frame[frame[ID] != STREET]
        if form == "Point":
            new = {"name": "Ny lampe", "kind": "belysning", "stage": "besluttet", "source_words": "QGIS"}
            spot = gpd.GeoSeries([Point(12.52, 55.69)], crs=DEGREES).to_crs(METRES)
            frame = gpd.pd.concat([frame, gpd.GeoDataFrame([new], geometry=list(spot), crs=METRES)], ignore_index=True)
        frame["fid"] = range(10, 10 + len(frame))
        options = {"promote_to_multi": True, "FID": "fid_1"}
        pyogrio.write_dataframe(frame, edited, layer=f"{name} kopi", driver="GPKG", **options)
    plan = planned(FileSaid(edited.read_bytes(), scope=tuple(atlas.register)))
    assert changes(plan) == {CAMERA: ("note",), TREES: ("geometry",)}
    assert [(row.entry.name, row.entry.area_ids, row.entry.basis) for row in plan.found.added] == [
        ("Ny lampe", ("aaby",), "drawn")
    ]
    assert [row.effort_id for row in plan.removed] == [STREET]
    assert (plan.faults, plan.questions, len(plan.found.same)) == ((), (), len(atlas.register) - 3)


def test_a_feature_that_is_far_off_is_a_fault_alone(
    planned: Callable[..., Plan], columns: RegisterColumns, atlas: Atlas
) -> None:
    frame = gpd.GeoDataFrame(
        {ID: [CAMERA, TREES, "u-oeen-andet"], SEEN: 0},
        geometry=[Point(12.5191, 55.6506), Point(10.2, 56.1), Point(12.5513, 55.655)],
        crs=DEGREES,
    )
    plan = planned(FileSaid(frame.to_json().encode()))
    assert changes(plan) == {CAMERA: ("geometry",), "u-oeen-andet": ("geometry",)}
    assert told(plan, columns, atlas).startswith("Række 3: stedet POINT (10.2 56.1) ligger uden for København")


def test_a_geopackage_shows_its_fields_in_danish_and_offers_their_words(
    atlas: Atlas, columns: RegisterColumns, tmp_path: Path
) -> None:
    path = tmp_path / "ud.gpkg"
    path.write_bytes(package(standing(atlas), columns, atlas))
    connection = sqlite3.connect(path)
    shown = dict(connection.execute("SELECT column_name, title FROM gpkg_data_columns"))
    stages = {
        one
        for (one,) in connection.execute(
            "SELECT value FROM gpkg_data_column_constraints WHERE constraint_name = 'stage'"
        )
    }
    connection.close()
    assert (shown["name"], shown["capital_dkk"]) == ("Navn", "Anlæg, kr.")
    assert all(name.isascii() for name in shown)
    assert {"besluttet", "gennemført"} <= stages


def edited_book(content: bytes, *edits: tuple[str, str, object], drop: tuple[str, ...] = ()) -> bytes:
    """A workbook of ours with cells changed (id, head, value), and the rows of some ids deleted."""
    book = load_workbook(io.BytesIO(content))
    sheet = book.worksheets[0]
    heads = {cell.value: cell.column for cell in sheet[1]}
    numbers = {sheet.cell(row, 1).value: row for row in range(2, sheet.max_row + 1)}
    for effort_id, head, value in edits:
        sheet.cell(numbers[effort_id], heads[head]).value = value
    for effort_id in drop:
        sheet.delete_rows(numbers[effort_id])
        numbers = {sheet.cell(row, 1).value: row for row in range(2, sheet.max_row + 1)}
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_a_file_brought_back_later_is_put_together_with_what_happened_since(
    planned: Callable[..., Plan], store: Store, now: Callable[[], Atlas], columns: RegisterColumns
) -> None:
    first = put(store, now(), HERE)
    book = exchange_files.as_workbook(standing(now()), columns, first, now())
    put(store, now(), replace(HERE, note="bos note", end_year=2017), seen=first)
    later = put(store, now(), replace(HERE, name="Kommet til senere"), "egen-2")
    brought = edited_book(book, (OWN, "Partnere", "boligforening"), (OWN, "Til år", 2018), drop=(CAMERA,))
    source = FileSaid(brought, "rettet.xlsx", tuple(now().register))
    plan = planned(source)
    assert [(one.effort_id, one.fields) for one in plan.conflicts] == [(OWN, ("end_year",))]
    assert [row.effort_id for row in plan.removed] == [CAMERA]
    assert [row.effort_id for row in plan.stays] == ["egen-2"]
    plan = planned(source, **{f"conflict__{OWN}__end_year": "mine"})
    assert changes(plan) == {OWN: ("partners", "end_year")}
    made = exchange.put_in(store, Ground(now()), plan, who="anna", why="ryddet op").revision
    assert made == later + 1
    row = now().register[OWN].entry
    assert (row.partners, row.end_year, row.note) == ("boligforening", 2018, "bos note")
    assert now().register[CAMERA].entry.withdrawn == "ryddet op"
    occasion = store.revisions()[0].occasion
    assert (occasion.kind, occasion.file_name, len(occasion.sha256)) == (RevisionKind.IMPORT, "rettet.xlsx", 64)
    register.undo_change(store, now(), OWN, made, who="bo", why="")
    assert now().register[OWN].entry.partners == ""
    assert now().register[CAMERA].entry.withdrawn
    store.undo(made, "bo", "", later=True)
    assert not now().register[CAMERA].entry.withdrawn


def test_a_conflict_that_is_left_waits_and_the_rest_is_put_in(
    planned: Callable[..., Plan], store: Store, now: Callable[[], Atlas], columns: RegisterColumns
) -> None:
    first = put(store, now(), HERE)
    book = exchange_files.as_workbook(standing(now()), columns, first, now())
    put(store, now(), replace(HERE, note="bos"), seen=first)
    brought = edited_book(book, (OWN, "Note", "annas"), (CAMERA, "Note", "set"))
    plan = planned(FileSaid(brought), **{f"conflict__{OWN}__note": "leave"})
    exchange.put_in(store, Ground(now()), plan, who="anna", why="")
    assert now().register[CAMERA].entry.note == "set"
    waiting = conflicts.waiting(store, now())
    assert [(one.effort_id, one.mine.note, one.theirs.note) for one in waiting if one.mine and one.theirs] == [
        (OWN, "annas", "bos")
    ]


def test_an_edit_of_what_has_been_deleted_is_asked_about_and_brings_it_back(
    planned: Callable[..., Plan], store: Store, now: Callable[[], Atlas], columns: RegisterColumns
) -> None:
    first = put(store, now(), HERE)
    book = exchange_files.as_workbook(standing(now()), columns, first, now())
    put(store, now(), None, seen=first)
    assert not planned(FileSaid(book)).good
    source = FileSaid(edited_book(book, (OWN, "Note", "står stadig")))
    assert planned(source).conflicts[0].fields == ("*",)
    assert not planned(source, **{f"conflict__{OWN}__*": "theirs"}).good
    plan = planned(source, **{f"conflict__{OWN}__*": "mine"})
    exchange.put_in(store, Ground(now()), plan, who="anna", why="")
    assert now().register[OWN].entry.note == "står stadig"


HEAD = "Navn;Slags;Stadie;Kilde"


@pytest.mark.parametrize(
    ("heads", "row", "wanted"),
    [
        ("Slags", "springvand", "Række 2, kolonne »Slags«: »springvand« kendes ikke her"),
        ("Fra år", "snart", "kolonne »Fra år«: »snart« er ikke et år"),
        ("Anlæg, kr.", "1,5", "kolonne »Anlæg, kr.«: »1,5« er ikke et helt"),
        ("Områder", "Ålborg", "kolonne »Områder«: området »Ålborg« kendes ikke"),
        ("Stadier med dato", "i fjor", "er ikke et stadie med dato"),
        ("Årlig status", "fin", "er ikke en årlig status"),
        ("Brugt til og med", "03/04/2024", "kan være to datoer"),
        ("Sted på kortet (WKT)", "POINT (x)", "er ikke en geometri"),
        ("Sted på kortet (WKT)", "POINT (10.2 56.1)", "ligger uden for København"),
        ("Note", "<script>", "har en vinkelparentes"),
        ("Kontakt (funktion)", "a@b.dk", "ikke en mailadresse"),
        ("Til år", "1989", "Til år skal ligge i 1990–2100"),
        ("Id", "ukendt", "Registret har ingen indsats med id'et ukendt"),
        ("Revision", "ny", "»ny« er ikke et tal"),
    ],
)
def test_a_fault_says_where_it_stands_and_what_would_do(
    heads: str, row: str, wanted: str, planned: Callable[..., Plan], columns: RegisterColumns, atlas: Atlas
) -> None:
    names = [one for one in HEAD.split(";") if one != heads]
    good = {"Navn": "Nyt lys", "Slags": "belysning", "Stadie": "besluttet", "Kilde": "Udvalget"}
    plan = planned(";".join([*names, heads]) + "\n" + ";".join([*(good[name] for name in names), row]) + "\n")
    assert wanted in told(plan, columns, atlas)
    assert plan.good == 0


def test_a_place_for_people_who_must_not_be_found_gets_none_on_the_map(
    planned: Callable[..., Plan], columns: RegisterColumns, atlas: Atlas
) -> None:
    rows = "Navn;Slags;Stadie;Kilde;Område;WKT\nKrisecentret;andet;besluttet;Udvalget;Åby;{}\n"
    plan = planned(rows.format("POINT (12.52 55.69)"))
    assert "ikke må kunne findes" in told(plan, columns, atlas)
    assert planned(rows.format("")).good == 1


def test_good_rows_stand_beside_bad_ones_and_doubles_are_told(
    planned: Callable[..., Plan], columns: RegisterColumns, atlas: Atlas
) -> None:
    row = "Nyt lys;belysning;besluttet;Udvalget\n"
    plan = planned(f"{HEAD}\n{row}{row}Uden kilde;belysning;besluttet;\n")
    assert [one.entry.name for one in plan.found.added] == ["Nyt lys"]
    assert "også i række 2" in told(plan, columns, atlas)
    assert "Række 4, kolonne »Kilde«: Kilde skal udfyldes" in told(plan, columns, atlas)


def test_a_likely_duplicate_is_asked_about(planned: Callable[..., Plan], atlas: Atlas) -> None:
    rows = "Navn;Slags;Stadie;Kilde;Område\nHavnepladsen;videoovervågning;gennemført;Udvalget;Havnen\n"
    plan = planned(rows)
    (question,) = plan.questions
    assert [choice.choice_id for choice in question.choices] == ["new", CAMERA, "skip"]
    key = question.key.replace(":", "__")
    assert len(planned(rows, **{key: "new"}).found.added) == 1
    assert planned(rows, **{key: "skip"}).skipped == 1
    assert changes(planned(rows, **{key: CAMERA})) == {CAMERA: ("source_words",)}


def test_a_street_gives_its_areas_and_is_asked_about_where_it_is_in_several(planned: Callable[..., Plan]) -> None:
    rows = HEAD + ";Gader\nNyt lys;belysning;besluttet;Udvalget;{}\n"
    (row,) = planned(rows.format("Møllevej")).found.added
    assert (row.entry.area_ids, row.entry.place_words, row.entry.geometry) == (("moellehoej",), "Møllevej", None)
    plan = planned(rows.format("Lundegade"))
    (question,) = plan.questions
    assert (question.kind, plan.good) == ("street", 0)
    (row,) = planned(rows.format("Lundegade"), street__lundegade="ydre-lund").found.added
    assert row.entry.area_ids == ("ydre-lund",)


def test_a_file_of_upgrades_is_read_into_the_register(planned: Callable[..., Plan]) -> None:
    plan = planned(
        "Sted;Type;Bredde;Længde;Status;År;Beløb;Kilde\nNyt lys;lys;55,69;12,52;udført;2024;250.000;Udvalget\n"
    )
    (row,) = plan.found.added
    one = row.entry
    assert (one.name, one.kind, one.stage, one.start_year, one.undivided_dkk) == (
        "Nyt lys",
        "lighting",
        "completed",
        2024,
        250_000,
    )
    assert (one.geometry, one.area_ids) == (Point(12.52, 55.69), ("aaby",))


def test_every_field_is_read_from_its_words(planned: Callable[..., Plan], columns: RegisterColumns) -> None:
    """Any entry as cells of a new row, under Danish heads, is that entry."""
    full = replace(
        HERE,
        kind_words="lygter",
        focus_area="4",
        principles=("knowledge", "youth"),
        partners="skole; boligforening",
        target_age_from=12,
        area_ids=("aaby", "bakken"),
        basis="point",
        stages=(DatedStage("2016-05", "decided"), DatedStage("2016-11-01", "completed")),
        yearly_status=(YearlyStatus(2016, "reached", "Lyset er sat op; det virker"), YearlyStatus(2017, "partly")),
        spent_to="2024-05",
        serves=("insecure_evening",),
        effectiveness_mark="most",
        source_url="https://example.org/a",
        note="ikke en formel",
    )
    cells = {name: cell for name, cell in columns.cells(full).items() if cell is not None}
    heads, values = [columns.head(name) for name in cells], list(cells.values())
    book = Workbook()
    book.active.append(heads)
    book.active.append(values)
    out = io.BytesIO()
    book.save(out)
    (row,) = planned(FileSaid(out.getvalue())).found.added
    assert row.entry == full


@pytest.mark.parametrize("head", [True, False])
def test_rows_pasted_from_excel_are_read_with_and_without_heads(head: bool, planned: Callable[..., Plan]) -> None:
    text = 'Nyt lys\tbelysning\tbesluttet\t"Udvalget\n12. maj"\n'
    heads = "\t".join(("Navn", "Slags", "Stadie", "Kilde")) + "\n"
    (row,) = planned(Pasted(heads * head + text, HEADS)).found.added
    assert (row.entry.name, row.entry.kind, row.entry.stage) == ("Nyt lys", "lighting", "decided")
    assert row.entry.source_words.startswith("Udvalget")


def test_cells_of_a_table_are_previewed_as_a_file_is(planned: Callable[..., Plan]) -> None:
    rows = {1: (CAMERA, 0, "Havnepladsen", "besluttet"), 2: (None, None, "Uden slags", None)}
    plan = planned(Cells((ID, SEEN, "name", "stage"), rows, gone=(TREES,)))
    assert changes(plan) == {CAMERA: ("stage",)}
    assert {one.where.row for one in plan.faults} == {2}
    assert [row.effort_id for row in plan.removed] == [TREES]


def test_a_geometry_too_long_for_a_cell_stays_as_it_is(
    planned: Callable[..., Plan], store: Store, now: Callable, columns: RegisterColumns
) -> None:
    long = LineString([(12.51 + at * 1e-6, 55.69 + (at % 2) * 1e-4) for at in range(3000)])
    put(store, now(), replace(HERE, geometry=long))
    book = exchange_files.as_workbook(standing(now(), [OWN]), columns, 1, now())
    assert load_workbook(io.BytesIO(book)).worksheets[0]["P2"].value.startswith("LineString ")
    assert changes(planned(FileSaid(edited_book(book, (OWN, "Note", "ny"))))) == {OWN: ("note",)}


def test_the_template_has_every_field_a_drop_down_and_an_example(
    columns: RegisterColumns, atlas: Atlas, planned: Callable[..., Plan]
) -> None:
    book = load_workbook(io.BytesIO(exchange_files.template(columns, atlas)))
    heads = [cell.value for cell in book.worksheets[0][1]]
    assert {columns.head(field.name) for field in FIELDS if field.name != "withdrawn"} <= set(heads)
    assert any(rule.type == "list" for rule in book.worksheets[0].data_validations.dataValidation)
    example = book["Eksempel"]
    sheet = Workbook()
    for row in example.iter_rows(values_only=True):
        sheet.active.append(row)
    out = io.BytesIO()
    sheet.save(out)
    plan = planned(FileSaid(out.getvalue()))
    assert (len(plan.found.added), plan.faults) == (1, ())
    assert box(12.4, 55.6, 12.7, 55.8).contains(plan.found.added[0].entry.geometry)
    assert FETCHED not in heads
