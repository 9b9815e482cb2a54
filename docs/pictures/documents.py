"""Draw the yearly report as LibreOffice and a PDF reader show it: a sheet of pages each. Run by ``make pictures``."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from datetime import date
from pathlib import Path

from PIL import Image

from sikkerby_geo import build
from sikkerby_geo.facts.yearly_report import NOTHING_KEPT, Period
from sikkerby_geo.views.yearly_report.files import report_docx, report_pdf
from sikkerby_geo.views.yearly_report.report import report_of

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
YEAR = 2026
DAY = date(2026, 11, 27)
PAGES, DOTS = 4, 50
"""Pages of a sheet, and their dots to the inch."""


def drawn(pdf: Path, name: str, folder: Path) -> None:
    """The first pages of a PDF beside each other, as a picture in this folder."""
    command = ["pdftoppm", "-r", str(DOTS), "-l", str(PAGES), "-png", str(pdf), str(folder / name)]
    subprocess.run(command, check=True)
    pages = [Image.open(path) for path in sorted(folder.glob(f"{name}-*.png"))]
    sheet = Image.new("RGB", (sum(page.width for page in pages), pages[0].height), "white")
    at = 0
    for page in pages:
        sheet.paste(page, (at, 0))
        at += page.width
    sheet.quantize(64).save(HERE / f"{name}.png", optimize=True)


def main() -> None:
    if shutil.which("soffice") is None or shutil.which("pdftoppm") is None:
        print("without soffice and pdftoppm no document is drawn")
        return
    atlas = build.atlas_of(ROOT)
    report = report_of(atlas, NOTHING_KEPT, Period(YEAR), names=False)
    with tempfile.TemporaryDirectory(prefix="sikkerby-") as place:
        folder = Path(place)
        (folder / "pdf.pdf").write_bytes(report_pdf(atlas, report, printed=DAY))
        (folder / "word.docx").write_bytes(report_docx(atlas, report, printed=DAY))
        office = ["soffice", f"-env:UserInstallation=file://{folder}/office", "--headless", "--convert-to", "pdf"]
        subprocess.run([*office, "--outdir", str(folder), str(folder / "word.docx")], check=True, capture_output=True)
        drawn(folder / "pdf.pdf", "aarsrapport_pdf", folder)
        drawn(folder / "word.pdf", "aarsrapport_word", folder)


if __name__ == "__main__":
    main()
