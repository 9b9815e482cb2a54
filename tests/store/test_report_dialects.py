"""Files of reports are read as they come, or asked about; nothing of a point is told."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from pyproj import Transformer

from sikkerby_geo.facts.intake import Recipe
from sikkerby_geo.facts.reports import Coordinates, Moment, Reason
from sikkerby_geo.store.reports.batches import ManyTypesError
from sikkerby_geo.store.reports.coordinates import MISSING, NumberRules, in_metres, numbers_of
from sikkerby_geo.store.reports.dates import DateRules, Dates, read_date
from sikkerby_geo.store.reports.fingerprints import fingerprints
from tests.store.report_files import COUNTED, HEADS, ROWS, TODAY, as_dict, counted, looked, plan_of, text

MARCH = 12 * 2024 + 2


@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_csv_in_any_dialect_comes_to_the_same(tmp_path: Path, delimiter: str, encoding: str, end: str) -> None:
    said = text(delimiter=delimiter, decimal="." if delimiter == "," else ",")
    path = tmp_path / "politi.csv"
    path.write_bytes(said.replace("\n", end).encode(encoding))
    found = counted([plan_of(path)], tmp_path / "runs", block=90)
    assert as_dict(found) == COUNTED
    assert found.ledger[0].rows == found.ledger[0].placed == 3


@pytest.mark.parametrize(
    "said",
    [
        "Udtræk fra politiet\n\n" + text(),
        "sep=;\n" + text(),
        text().replace("vold", '"vold"').replace("Vold", '"Vo\nld"').replace("Vo\nld", "vold"),
        text().replace("721400,0", "721.400,0").replace("719400,0", "719.400,0"),
        text().replace("721400,0", " 721400,0 "),
        text(decimal="."),
        text([(i, d.replace("-", "/"), *more) for i, d, *more in ROWS]),
        text([(i, f"{d[6:]}-{d[3:5]}-{d[:2]}T13:45:10", *more) for i, d, *more in ROWS]),
        text([(i, f"{d[6:]}-{d[3:5]}", *more) for i, d, *more in ROWS]),
        text([(i, f"{d[6:]}{d[3:5]}{d[:2]}", *more) for i, d, *more in ROWS]),
        text([(i, f"{d} 23:59", *more) for i, d, *more in ROWS]),
        text([(*more, y, x) for *more, x, y in ROWS], heads=(*HEADS[:3], "Nord", "Øst")),
        text([(*more, y, x) for *more, x, y in ROWS]),
    ],
)
def test_titles_quotes_thousands_and_forms_of_dates(tmp_path: Path, said: str) -> None:
    path = tmp_path / "politi.csv"
    path.write_text(said, encoding="utf-8")
    assert as_dict(counted([plan_of(path)], tmp_path / "runs")) == COUNTED


def test_degrees_are_projected(tmp_path: Path) -> None:
    to_degrees = Transformer.from_crs("EPSG:25832", "EPSG:4326", always_xy=True)
    rows = [(i, d, w, *map(float, to_degrees.transform(x, y))) for i, d, w, x, y in ROWS]
    path = tmp_path / "politi.csv"
    path.write_text(text(rows, heads=(*HEADS[:3], "lon", "lat")), encoding="utf-8")
    plan = plan_of(path)
    assert plan.coordinates is Coordinates.DEGREES
    assert as_dict(counted([plan], tmp_path / "runs")) == COUNTED
    east, north = in_metres(np.array([row[3] for row in rows]), np.array([row[4] for row in rows]), plan.coordinates)
    assert np.abs(east - [row[3] for row in ROWS]).max() < 0.001
    assert np.abs(north - [row[4] for row in ROWS]).max() < 0.001
    far = in_metres(np.array([np.nan, 500.0]), np.array([55.0, 55.0]), Coordinates.DEGREES)
    assert np.isnan(far[0][0])
    assert np.isinf(far[0][1])


@pytest.mark.parametrize("kind", ["date", "moment", "zoned", "text", "large_text", "decimal", "numbered_types"])
def test_a_parquet_file_comes_to_the_same(tmp_path: Path, kind: str) -> None:
    days = [datetime.strptime(row[1], "%d-%m-%Y").replace(hour=12) for row in ROWS]
    columns: dict[str, pa.Array] = {
        "id": pa.array(range(3)),
        "dato": pa.array([day.date() for day in days]),
        "type": pa.array([row[2] for row in ROWS]),
        "x": pa.array([row[3] for row in ROWS]),
        "y": pa.array([row[4] for row in ROWS]),
    }
    if kind == "moment":
        columns["dato"] = pa.array(days, pa.timestamp("us"))
    if kind == "zoned":  # half past eleven in the evening of 31 January in UTC is 1 February in Denmark
        night = [datetime(2023, 12, 31, 23, 30, tzinfo=UTC), *(datetime(2024, 1, 31, 23, 30, tzinfo=UTC),) * 2]
        columns["dato"] = pa.array(night, pa.timestamp("ms", "UTC"))
    if kind == "text":
        columns |= {name: columns[name].cast(pa.string()) for name in ("id", "dato", "x", "y")}
    if kind == "large_text":
        columns |= {name: columns[name].cast(pa.large_string()) for name in ("id", "dato", "type")}
    if kind == "numbered_types":
        columns["type"] = pa.array([1, 2, 1])
    if kind == "decimal":
        columns |= {name: columns[name].cast(pa.decimal128(12, 2)) for name in ("x", "y")}
    path = tmp_path / "politi.bin"
    pq.write_table(pa.table(columns), path, row_group_size=2)
    found = as_dict(counted([plan_of(path)], tmp_path / "runs"))
    if kind == "numbered_types":
        assert [key[1] for key in found] == ["1", "1", "2"]
    else:
        assert found == COUNTED


@pytest.mark.parametrize(
    ("said", "key", "answer"),
    [
        (text(heads=("Nr", "Hvornår", *HEADS[2:])), "column:date", "Hvornår"),
        (text(heads=("Anmeldt dato", *HEADS[1:])), "column:date", "Gerningsdato"),
        (text([(i, "03/02/2024", *more) for i, _, *more in ROWS]), "day_first:Gerningsdato", "day"),
        (text([(i, d, w, x - 600_000, y) for i, d, w, x, y in ROWS]), "coordinates", "metres"),
    ],
)
def test_what_a_file_cannot_settle_is_asked_once(tmp_path: Path, said: str, key: str, answer: str) -> None:
    path = tmp_path / "politi.csv"
    path.write_text(said, encoding="utf-8")
    asked = looked(path)
    assert asked.plan is None
    assert [question.key for question in asked.questions] == [key]
    assert not any(sign in repr(asked.questions) for sign in ("721400", "6173400", "121400"))
    read = looked(path, None, **{key: answer})
    assert read.plan is not None
    assert looked(path, Recipe.with_answers(read.recipe, {})).plan == read.plan


def test_what_is_no_file_of_reports_is_a_fault(tmp_path: Path) -> None:
    for content, kind in ((b"", "empty_file"), (b"PK\x03\x04", "not_reports"), (b"PAR1xx", "broken_parquet")):
        (tmp_path / "file").write_bytes(content)
        assert [fault.kind for fault in looked(tmp_path / "file").faults] == [kind]
    (tmp_path / "file").write_text("a;b\n1;2\n", encoding="utf-8")
    assert [fault.kind for fault in looked(tmp_path / "file").faults] == ["no_heads"]
    (tmp_path / "file").write_text("\n".join(text().splitlines()[1:]), encoding="utf-8")
    (fault,) = looked(tmp_path / "file").faults
    assert (fault.kind, fault.value) == ("no_heads", "a-# · ##-##-#### · vold · ######,# · #######,#")


def test_a_column_of_free_text_is_no_type_and_none_of_it_is_told(tmp_path: Path) -> None:
    path = tmp_path / "politi.csv"
    path.write_text(text([(i, d, f"{w} mod NN {'x' * 130}", x, y) for i, d, w, x, y in ROWS]), encoding="utf-8")
    with pytest.raises(ManyTypesError) as told:
        counted([plan_of(path)], tmp_path / "runs")
    assert "NN" not in f"{told.value} {told.value.params}"
    found = counted([plan_of(path, **{"column:type": "none"})], tmp_path / "runs")
    assert {row[1] for row in as_dict(found)} == {"uoplyst"}


@pytest.mark.parametrize(
    ("written", "moment"),
    [
        ("2024-03-01", MARCH),
        ("1/3-2024", Reason.NOT_A_DATE),
        ("01.03.2024 12.30", MARCH),
        ("marts 2024", MARCH),
        ("2024M03", MARCH),
        ("20240301", MARCH),
        ("202403", MARCH),
        ("2024-02-29T23:30:00Z", MARCH),
        ("2024-03-31T23:30:00+00:00", MARCH + 1),
        ("31-02-2024", Reason.NO_SUCH_DAY),
        ("2024", Reason.LONG_PERIOD),
        ("2024K1", Reason.LONG_PERIOD),
        ("2023-2024", Reason.LONG_PERIOD),
        ("28-03-2024 - 02-04-2024", Reason.LONG_PERIOD),
        ("28-03-2024 – 30-03-2024", MARCH),
        ("03/04/2024", Reason.AMBIGUOUS_DATE),
        ("03/14/2024", MARCH),
        ("16-06-2024", Reason.FUTURE),
        ("15-06-2024", MARCH + 3),
        ("juli 2024", Reason.FUTURE),
        ("", Reason.NO_DATE),
        ("uoplyst", Reason.NO_DATE),
        ("i går", Reason.NOT_A_DATE),
        ("01-01-1899", Reason.NOT_A_DATE),
    ],
)
def test_the_month_of_a_date(written: str, moment: Moment) -> None:
    assert read_date(written, DateRules(TODAY)) == moment


def test_days_and_texts_of_days_have_the_same_months() -> None:
    days = [date(1900, 1, 1), date(1899, 12, 31), date(2024, 2, 29), TODAY, date(2024, 6, 16), date(2099, 12, 31), None]
    days += [date(2100, 1, 1), date(1970, 1, 1)]
    reader = Dates(DateRules(TODAY))
    moments, when = reader.of(pa.array(days, pa.date32()))
    texts = [read_date(day.isoformat() if day else "", DateRules(TODAY)) for day in days]
    assert [moments[at] for at in when] == texts


def test_both_ends_of_a_period_say_the_month(tmp_path: Path) -> None:
    rows = [(i, d, end, *more) for (i, d, *more), end in zip(ROWS, ("31-01-2024", "", "03-03-2024"), strict=True)]
    path = tmp_path / "politi.csv"
    path.write_text(text(rows, heads=("Id", "Dato fra", "Dato til", *HEADS[2:])), encoding="utf-8")
    line = counted([plan_of(path)], tmp_path / "runs").ledger[0]
    assert (line.placed, line.reasons) == (2, {Reason.LONG_PERIOD: 1})


def test_numbers_are_read_or_told() -> None:
    written = ["721400.5", " 1 ", *MISSING, "12a", "1.2.3", "--1", None, "1e3", "+5.", "NaN"]
    numbers, unread = numbers_of(pa.array(written), NumberRules())
    assert numbers[~np.isnan(numbers)].tolist() == [721400.5, 1.0, 1000.0, 5.0]
    assert [written[at] for at in unread] == ["12a", "1.2.3", "--1"]
    grouped, _ = numbers_of(pa.array(["721.400,5", "6 173 400,25"]), NumberRules(",", True))
    assert grouped.tolist() == [721400.5, 6173400.25]


def test_fingerprints_are_the_same_for_the_same_id_alone() -> None:
    ids = ["a", "b", "a ", "", None, "0100-73111-00012345-24", "0100-73111-00012346-24", "0100-73111-00012345-24", "æ"]
    found = fingerprints(pa.array(ids), (1, 2))
    same = [(at, to) for at in range(9) for to in range(at) if (found[at] == found[to]).all()]
    assert same == [(2, 0), (4, 3), (7, 5)]
    assert found[3].tolist() == [0, 0]
    assert (fingerprints(pa.array(ids), (1, 3))[0] != found[0]).any()
    numbers = fingerprints(pa.array([5, 5, 6, None]), (1, 2))
    assert (numbers[0] == numbers[1]).all()
    assert (numbers[1] != numbers[2]).any()
    assert numbers[3].tolist() == [0, 0]
    many = fingerprints(pa.array([f"0100-73{at:09d}" for at in range(20_000)]), (7, 8))
    assert len(np.unique(many[:, 0])) == len(np.unique(many, axis=0)) == 20_000
    sliced = fingerprints(pa.array(ids).slice(5, 3), (1, 2))
    assert (sliced == found[5:8]).all()
