"""Templates: drop-downs, a filled example, a sheet that explains; and what is exported comes back as it was."""

from __future__ import annotations

import io

import openpyxl
import pandas as pd
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from sikkerby_geo.facts.areas import CITY_ID
from sikkerby_geo.facts.counted import CLOSURES, COUNTED_KIND
from sikkerby_geo.facts.datasets import CONTRACTS
from sikkerby_geo.facts.delivery_kinds import DELIVERY_KINDS, EXAMPLE_SHEET, WHOLE_BYDEL, DeliveryKind
from sikkerby_geo.facts.intake import Recipe
from sikkerby_geo.store.intake.take_in import Intake, take_in
from sikkerby_geo.views.own_data.templates import choices_of, example_rows, exported, head_of, template
from tests.cases.deliveries import around
from tests.toytown.city_record import city_atlas
from tests.toytown.counted import kept_frame

EACH = pytest.mark.parametrize("kind", DELIVERY_KINDS, ids=lambda kind: kind.kind_id)


def filled(kind: DeliveryKind) -> bytes:
    """The template with its own example typed into the empty sheet."""
    book = openpyxl.load_workbook(io.BytesIO(template(kind, around())))
    shown = [field for field in kind.fields if field.shown]
    for row in example_rows(kind, around()):
        book.worksheets[0].append([row[field.name] for field in shown])
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def back(content: bytes, kind: DeliveryKind) -> Intake:
    return take_in(content, kind.kind_id, around(), Recipe(kind.kind_id))


@EACH
def test_a_filled_template_is_read_without_a_question(kind: DeliveryKind) -> None:
    found = back(filled(kind), kind)
    assert [fault.kind for fault in found.faults] == []
    assert found.questions == ()
    assert len(found.rows) == 3
    assert found.ready


@EACH
def test_an_empty_template_has_no_rows_and_its_example_is_not_read(kind: DeliveryKind) -> None:
    found = back(template(kind, around()), kind)
    assert [fault.kind for fault in found.faults] == ["no_rows"]
    assert found.rows.empty
    assert ("example_sheet", EXAMPLE_SHEET) in [(one.kind, one.where.sheet) for one in found.remarks]


@EACH
def test_every_choice_of_a_drop_down_is_understood(kind: DeliveryKind) -> None:
    book = openpyxl.load_workbook(io.BytesIO(template(kind, around())))
    sheet: Worksheet = book.worksheets[0]
    rules = {str(rule.sqref).split("2:")[0]: rule for rule in sheet.data_validations.dataValidation}
    shown = [field for field in kind.fields if field.shown]
    for letter, field in zip("ABCDEFGHIJKLMNOP", shown, strict=False):
        offered = choices_of(field, kind, around())
        if offered:
            listed = [cell[0].value for cell in book.worksheets[1][f"{letter}1:{letter}{len(offered)}"]]
            assert tuple(listed) == offered
            assert rules[letter].type == "list"
            assert rules[letter].formula1.endswith(f"${letter}$1:${letter}${len(offered)}")
        for choice in offered:
            rows = example_rows(kind, around())[:1]
            content = pd.DataFrame([[rows[0][one.name] for one in shown]], columns=[head_of(one) for one in shown])
            content[head_of(field)] = choice
            if choice == "Disponibel indkomst, median":
                content["Værdi (andele 0-100)"] = 260_000
            if choice == CLOSURES.words[0]:
                content["Område"] = "Hele byen"
            stream = io.BytesIO()
            content.to_excel(stream, index=False)
            found = back(stream.getvalue(), kind)
            assert (found.faults, found.questions) == ((), ()), choice


@pytest.mark.parametrize("head", ["Procent (0-100)", "Værdi (andele 0-100)", "Målværdi (procent 0-100)"])
def test_heads_of_per_cents_say_that_they_go_to_a_hundred(head: str) -> None:
    assert head in {head_of(field) for kind in DELIVERY_KINDS for field in kind.fields if field.shown}


@EACH
def test_every_column_is_explained(kind: DeliveryKind) -> None:
    book = openpyxl.load_workbook(io.BytesIO(template(kind, around())))
    explained = {row[0]: row[1:3] for row in book.worksheets[-1].iter_rows(min_row=2, values_only=True) if row[0]}
    for field in kind.fields:
        if field.shown:
            needed, words = explained[field.heads[0]]
            assert needed == ("ja" if field.needed else "nej")
            assert words


def as_text(table: pd.DataFrame, columns: list[str]) -> pd.DataFrame:
    """A table of the record as a delivery's rows are: text, lists with ``;``, numbers in their shortest form."""

    def one(value: object) -> str:
        if isinstance(value, tuple):
            return ";".join(value)
        if value is None or value is pd.NA or value != value:
            return ""
        return f"{value:.10g}" if isinstance(value, float) else str(value)

    return pd.DataFrame({name: [one(value) for value in table[name]] for name in columns})


@EACH
def test_the_record_itself_is_exported_and_comes_back_unchanged(kind: DeliveryKind) -> None:
    atlas = city_atlas()
    columns = list(CONTRACTS[kind.table].columns)
    own = kind.kind_id == COUNTED_KIND
    table = as_text(kept_frame() if own else atlas.snapshot.table(kind.table), columns)
    if "status" in columns:
        table["status"] = table["stage"]
    shapes = {}
    if "geometry_basis" in columns:
        layer = atlas.layer("upgrades_layer")
        assert layer is not None
        shapes = dict(zip(layer.upgrade_id, layer.geometry, strict=True))
    titles = {key: one.title for key, one in atlas.sources.items()}
    if own:
        table["source_id"] = next(iter(titles))
    content = exported(kind, table.to_dict("records"), atlas.places, titles, shapes)
    found = back(content, kind)
    assert [(fault.kind, fault.value, fault.where) for fault in found.faults] == []
    assert found.questions == ()
    pd.testing.assert_frame_equal(found.rows[columns].astype(str), table.astype(str), check_dtype=False)
    for thing, shape in shapes.items():
        assert found.shapes[thing].equals_exact(shape, 1e-9)


def test_names_of_two_levels_are_told_apart_in_an_export() -> None:
    kind = DELIVERY_KINDS[0]
    said = {"year": "2024", "measure": "insecure_neighbourhood", "percent": "0.5", "series": "tryghedsundersoegelse"}
    rows = [{**said, "area_id": place, "source_id": "papir"} for place in ("havnen", "bydel-7", "bydel-6", CITY_ID)]
    titles = {key: one.title for key, one in city_atlas().sources.items()}
    content = exported(kind, rows, around().places, titles)
    names = [
        row[0] for row in openpyxl.load_workbook(io.BytesIO(content)).active.iter_rows(min_row=2, values_only=True)
    ]
    assert names == ["Havnen", f"Havnen inkl. Øen {WHOLE_BYDEL}", f"Lund {WHOLE_BYDEL}", "Hele byen"]
    found = back(content, kind)
    assert list(found.rows.area_id) == ["havnen", "bydel-7", "bydel-6", CITY_ID]
    assert set(found.rows.percent) == {"0.5"}
