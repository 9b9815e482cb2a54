"""sikkerby report: the files of a year and of a quarter, what it refuses, and figures held for the next one."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from docx import Document
from typer.testing import CliRunner

from sikkerby_geo.build.yearly_report import held, write_words
from sikkerby_geo.cli import app
from sikkerby_geo.facts.yearly_report import Author, Period
from sikkerby_geo.store.history import Store


@pytest.fixture
def store(tmp_path: Path, toy_root: Path, monkeypatch: pytest.MonkeyPatch) -> Store:
    """The store the command line works on."""
    monkeypatch.setenv("SIKKERBY_DATA", str(tmp_path / "own"))
    monkeypatch.setenv("SIKKERBY_ROOT", str(toy_root))
    monkeypatch.setenv("COLUMNS", "200")
    return Store(tmp_path / "own")


def run(*words: str) -> tuple[int, str]:
    """The exit code of a command, and all it says, line ends undone."""
    result = CliRunner().invoke(app, [*words])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.exit_code, " ".join(result.output.split())


def test_a_quarter_is_written_with_what_was_written_by_hand(store: Store, tmp_path: Path) -> None:
    write_words(store, (Period(2025, 1), Author.POLICE), "Et roligt kvartal.", who="anna", seen=0)
    code, said = run("report", "2025", "--quarter", "1", "--to", str(tmp_path / "ud"))
    assert code == 0
    assert "Kvartalsrapport, 1. kvartal 2025: Udkast" in said
    files = sorted(path.name for path in (tmp_path / "ud").iterdir())
    assert files == ["sikkerby-kvartal-2025-k1.docx", "sikkerby-kvartal-2025-k1.pdf"]
    document = Document(io.BytesIO((tmp_path / "ud" / files[0]).read_bytes()))
    assert "Et roligt kvartal." in [one.text for one in document.paragraphs]
    code, said = run("report", "2025", "--quarter", "1", "--to", str(tmp_path / "ud"), "--only", "pdf", "--hold")
    assert code == 0
    assert "sikkerby-kvartal-2025-k1-2.pdf" in said
    assert run("export", str(tmp_path / "kopi"))[0] == 0
    exported = (tmp_path / "kopi" / "vurderinger.csv").read_text(encoding="utf-8-sig")
    assert exported.splitlines()[1] == "2025-K1;police;draft;Et roligt kvartal."
    kept = held(store, Period(2025, 1))
    assert kept is not None
    assert f"Tallene er fastholdt i revision {kept.revision}." in said


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (("report", "1999"), 1, "Der er ingen rapport for 1999"),
        (("report", "2025", "--only", "odt"), 1, "»odt« er hverken pdf eller docx."),
        (("report", "2025", "--quarter", "5"), 2, "ikke forstået"),
    ],
)
def test_what_there_is_no_report_of_is_told(store: Store, words: tuple[str, ...], code: int, told: str) -> None:
    found, said = run(*words)
    assert found == code
    assert told in said
