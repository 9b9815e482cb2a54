"""A file from the command line: read, asked about, shown and put in; and what is exported comes back as nothing new."""

from __future__ import annotations

import json
from functools import partial
from pathlib import Path

import pytest
from typer.testing import CliRunner

from sikkerby_geo import build
from sikkerby_geo.cli import app
from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.facts.delivery_kinds import DELIVERY_KIND
from sikkerby_geo.facts.own_records import OWN_KINDS
from sikkerby_geo.store.history import Store
from tests.cases.deliveries import GOOD, HEAD
from tests.store.filled import filled

SHARES = HEAD + "Åby;2025;Utrygge i nabolaget;0,12;231;\nBakken;2025;Utrygge i nabolaget;0,08;200;\n"
MEASURED = HEAD + "Åby;2025;Utrygge i nabolaget;12,4;231;\nBakken;2025;Utrygge i nabolaget;45;200;\n"


@pytest.fixture(autouse=True)
def store(tmp_path: Path, toy_root: Path, atlas: Atlas, monkeypatch: pytest.MonkeyPatch) -> Store:
    """The store the command line works on; the public record is worked out once for all."""
    monkeypatch.setattr(build, "Current", partial(build.Current, _atlas=atlas))
    monkeypatch.setenv("SIKKERBY_DATA", str(tmp_path / "own"))
    monkeypatch.setenv("SIKKERBY_ROOT", str(toy_root))
    monkeypatch.setenv("COLUMNS", "200")
    monkeypatch.chdir(tmp_path)
    return Store(tmp_path / "own")


def run(*words: object) -> tuple[int, str]:
    """The exit code of a command, and all it says, line ends undone."""
    result = CliRunner().invoke(app, [*map(str, words)])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.exit_code, " ".join(result.output.split())


def written(tmp_path: Path, content: str | bytes, name: str = "tal.csv") -> Path:
    file = tmp_path / name
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    return file


NEW = ("--source", "Måling 2025", "--publisher", "Legeby Kommune", "--own")


def test_a_file_is_shown_and_put_in_and_the_second_time_says_nothing_new(tmp_path: Path, store: Store) -> None:
    file = written(tmp_path, MEASURED)
    code, said = run("check", file, "--kind", "survey", *NEW[:2], "--own")
    assert (code, store.newest()[0]) == (0, 0)
    assert "Bakken 2025 Utrygge i nabolaget" in said
    assert "45 %" in said
    assert "egne tal, ikke offentliggjort" in said
    assert "Klart over 10 %" in said
    code, said = run("add", file, "--kind", "survey", *NEW, "--why", "årets måling")
    assert (code, store.newest()[0]) == (0, 1)
    assert "Det er revision 1" in said
    assert {one.record_kind for one in store.current()} == {"source", "survey", "recipe"}
    code, said = run("add", file, "--kind", "survey", "--source", "Måling 2025")
    assert (code, store.newest()[0]) == (0, 1)
    assert said.endswith("Det står der allerede, så der er intet at gemme.")


def test_what_is_ambiguous_is_asked_and_the_answer_is_remembered_for_the_source(tmp_path: Path, store: Store) -> None:
    file = written(tmp_path, SHARES)
    code, said = run("add", file, "--kind", "survey", *NEW)
    assert (code, store.newest()[0]) == (2, 0)
    assert "Står »0,12« for en andel af 1 eller for procent?" in said
    assert "--answer 'share:procent=share' en andel: 12 %" in said
    assert run("add", file, "--kind", "survey", *NEW, "--answer", "share")[0] == 1
    assert run("add", file, "--kind", "survey", *NEW, "--answer", "share:procent=share")[0] == 0
    next_year = written(tmp_path, SHARES.replace("2025", "2023"), "naeste.csv")
    code, said = run("add", next_year, "--kind", "survey", "--source", "Måling 2025")
    assert (code, "som sidst: »share:procent« er »share«" in said) == (0, True)
    assert run("undo", "1")[0] == 0
    assert [one.payload["year"] for one in store.current("survey") if one.payload] == ["2023", "2023"]
    assert len(store.current("recipe")) == 1


def test_a_recipe_is_exported_edited_and_used(tmp_path: Path) -> None:
    file = written(tmp_path, SHARES)
    assert run("add", file, "--kind", "survey", *NEW, "--answer", "share:procent=share")[0] == 0
    assert run("export", "ud")[0] == 0
    (kept,) = (tmp_path / "ud").glob("opskrift-survey-*.json")
    said = json.loads(kept.read_text(encoding="utf-8"))
    assert said["answers"] == {"share:procent": "share"}
    kept.write_text(json.dumps({**said, "answers": {"share:procent": "percent"}}), encoding="utf-8")
    code, told = run("check", file, "--kind", "survey", "--recipe", kept)
    assert (code, "Åby 2025 Over 10 %, ikke klart Højst 10 %, klart" in told) == (0, True)
    assert run("check", file, "--recipe", file) == (1, f"{file} er ikke en opskrift fra Sikker By.")


def test_faults_are_told_by_group_and_only_the_good_rows_are_taken_if_asked_for(tmp_path: Path, store: Store) -> None:
    file = written(tmp_path, MEASURED + "Xyzzy;2025;Utrygge i nabolaget;7;20;\n")
    code, said = run("add", file, "--kind", "survey", *NEW)
    assert (code, store.newest()[0]) == (1, 0)
    assert "Stedet: 1 Række 4, kolonne »Område«: området »Xyzzy« kendes ikke" in said
    assert said.endswith("De lægges ind alene med --good-rows.")
    assert run("add", file, "--kind", "survey", *NEW, "--good-rows")[0] == 0
    assert len(store.current("survey")) == 2


def test_a_long_list_of_faults_is_whole_in_a_file_and_overwrites_none(tmp_path: Path) -> None:
    bad = "".join(f"Xyzzy{number};2025;Utrygge i nabolaget;7;20;\n" for number in range(50))
    file = written(tmp_path, MEASURED + bad)
    for name in ("tal-fejl.csv", "tal-fejl-2.csv"):
        code, said = run("check", file, "--kind", "survey", "--lists", tmp_path)
        assert code == 1
        assert f"Alle 50 fejl står i {tmp_path / name}" in said
        assert len((tmp_path / name).read_text(encoding="utf-8-sig").splitlines()) == 51


def test_a_file_without_a_kind_is_known_by_its_columns_or_asks(tmp_path: Path) -> None:
    code, said = run("check", written(tmp_path, HEAD + GOOD))
    assert (code, said.startswith("Tryghedsundersøgelse: 1 række kan bruges")) == (0, True)
    code, said = run("check", written(tmp_path, "a;b\n1;2\n"))
    assert (code, "--kind survey Tryghedsundersøgelse" in said) == (2, True)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--kind", "survey"), "Filen nævner ingen kilde. Skriv den med --source."),
        (("--kind", "survey", "--source", "Ny"), "»Ny« er en ny kilde. Skriv med --publisher"),
        (("--kind", "kartofler"), "Der er ingen slags »kartofler«."),
    ],
)
def test_what_is_lacking_is_told(tmp_path: Path, store: Store, words: tuple[str, ...], told: str) -> None:
    code, said = run("add", written(tmp_path, MEASURED), *words)
    assert (code, told in said) == (1, True)
    assert store.newest()[0] == 0
    assert run("add", tmp_path / "intet.csv", "--kind", "survey")[1].endswith("findes ikke eller kan ikke læses.")


def test_a_file_without_a_figure_is_told_so_and_so_is_what_is_lacking_beside_a_question(tmp_path: Path) -> None:
    for command in ("check", "add"):
        code, said = run(command, written(tmp_path, "Område;År;Indbyggere\nÅby;2025;..\n"), "--kind", "population")
        assert (code, "Der er ingen tal at lægge ind i filen." in said) == (1, True), said
    code, said = run("check", written(tmp_path, HEAD + "Åby;2025;Utrygge i nabolaget;..;;\n"), "--kind", "survey")
    assert (code, "Åby 2025 Utrygge i nabolaget intet tal tilbageholdt" in said) == (0, True)
    code, said = run("check", written(tmp_path, "Område;Værdi\nÅby;12\n"), "--kind", "survey")
    assert (code, "hvilket år tallene er fra" in said, "hvad tallene måler" in said) == (2, True, True)


@pytest.mark.parametrize("kind", OWN_KINDS)
def test_an_export_is_read_back_as_nothing_new(tmp_path: Path, store: Store, kind: str) -> None:
    assert run("add", written(tmp_path, filled(kind), "tal.xlsx"), "--kind", kind, *NEW)[0] == 0
    assert run("publish", "1", "2028-03-12")[0] == 0
    assert run("export", "ud")[0] == 0
    code, said = run("add", tmp_path / "ud" / f"egne-tal-{kind}.csv", "--kind", kind)
    assert (code, said.endswith("Det står der allerede, så der er intet at gemme.")) == (0, True), said
    assert store.newest()[0] == 2


def test_figures_that_were_changed_and_are_back_are_published_with_the_revision_that_brought_them(
    tmp_path: Path, store: Store
) -> None:
    run("add", written(tmp_path, MEASURED), "--kind", "survey", *NEW)
    corrected = written(tmp_path, MEASURED.replace("12,4", "13").replace("45", "44"))
    run("add", corrected, "--kind", "survey", "--source", "Måling 2025")
    code, said = run("publish", 1, "2024-03-12")
    assert (code, store.newest()[0]) == (1, 2)
    assert "Tallene fra revision 1 står ikke længere: de er ændret eller fortrudt i revision 2." in said
    run("undo", 2)
    assert run("publish", 1, "2024-03-12")[0] == 0
    assert [(one.payload["percent"], one.payload["published"]) for one in store.current("survey")] == [
        ("12.4", "2024-03-12"),
        ("45", "2024-03-12"),
    ]
    assert "Det står der allerede" in run("publish", 1, "2024-03-12")[1]


def test_templates_are_written_beside_what_is_there(tmp_path: Path) -> None:
    for expected in ("skabelon-tryghed.xlsx", "skabelon-tryghed-2.xlsx"):
        code, said = run("templates", "skabeloner")
        assert (code, expected in said) == (0, True)
    assert len([*(tmp_path / "skabeloner").iterdir()]) == 2 * (len(DELIVERY_KIND) + 1)  # and one of the register


EFFORTS = "Navn;Slags;Stadie;Kilde;Område\nNyt lys;belysning;besluttet;Udvalget;Åby\n"


def test_efforts_are_checked_and_put_in_by_the_same_commands(tmp_path: Path, store: Store) -> None:
    file = written(tmp_path, EFFORTS + "Uden slags;;besluttet;Udvalget;Åby\n")
    code, said = run("check", file, "--kind", "upgrades")
    assert (code, "1 ny, 0 rettet" in said, "Slags skal udfyldes" in said) == (1, True, True)
    assert run("add", file, "--kind", "register")[0] == 1
    assert store.newest()[0] == 0
    code, said = run("add", file, "--kind", "register", "--good-rows", "--why", "budget")
    assert (code, said.endswith("Den kan fortrydes med sikkerby undo 1.")) == (0, True), said
    code, said = run("add", written(tmp_path, EFFORTS, "igen.csv"), "--kind", "register")
    assert (code, "Er »Nyt lys« en indsats, der står i registret i forvejen?" in said) == (2, True)
    assert "--answer 'alike::2:nyt-lys=new'" in said


@pytest.mark.parametrize("name", ["ud.xlsx", "ud.gpkg"])
def test_the_register_is_written_and_read_back_as_nothing_new(tmp_path: Path, store: Store, name: str) -> None:
    assert run("add", written(tmp_path, EFFORTS), "--kind", "register")[0] == 0
    code, said = run("register", name)
    assert (code, said.endswith(f"sikkerby add {name} --kind register")) == (0, True), said
    assert run("register", name)[0] == 1
    code, said = run("add", name, "--kind", "register", "--whole")
    assert (code, said.endswith("Filen ændrer ikke noget.")) == (0, True), said
    assert store.newest()[0] == 1


def test_what_a_whole_register_lacks_is_removed_only_with_a_reason(tmp_path: Path, store: Store) -> None:
    file = written(tmp_path, EFFORTS)
    code, said = run("add", file, "--kind", "register", "--whole")
    assert (code, said.endswith("Skriv med --why, hvorfor indsatserne fjernes.")) == (1, True), said
    assert run("register", "ud.txt")[0] == 1
    assert run("register", "ud.gpkg", "--crs", "3857")[0] == 1
