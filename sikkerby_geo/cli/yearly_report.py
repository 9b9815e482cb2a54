"""``report``: the report of a year, or the short one of a quarter, as a PDF and a document; what the page says."""

from __future__ import annotations

import getpass
from pathlib import Path
from typing import Annotated

import typer

from sikkerby_geo import build
from sikkerby_geo.build import yearly_report as kept_for_report
from sikkerby_geo.cli.showing import at, written
from sikkerby_geo.cli.terminal import SCREEN, plain, refuse, told
from sikkerby_geo.facts.clock import today
from sikkerby_geo.facts.revisions import NothingNewError
from sikkerby_geo.facts.yearly_report import QUARTERS, Period
from sikkerby_geo.text import number, t
from sikkerby_geo.views.yearly_report.files import file_name, report_docx, report_pdf
from sikkerby_geo.views.yearly_report.report import report_of

KINDS = {"pdf": report_pdf, "docx": report_docx}


def report(
    year: Annotated[int, typer.Argument(help=t("yearly.cli.year"), metavar=t("yearly.cli.named_year"))],
    quarter: Annotated[
        int | None, typer.Option("--quarter", help=t("yearly.cli.quarter"), metavar="1-4", min=1, max=len(QUARTERS))
    ] = None,
    folder: Annotated[
        Path, typer.Option("--to", help=t("yearly.cli.folder"), metavar=t("cli.folder"), show_default=False)
    ] = Path(),
    only: Annotated[str, typer.Option("--only", help=t("yearly.cli.only"), metavar="pdf|docx")] = "",
    hold: Annotated[bool, typer.Option("--hold", help=t("yearly.cli.hold"))] = False,
) -> None:
    """Write the report; a name that is taken is followed by a number, and nothing is written over."""
    if only and only not in KINDS:
        refuse("yearly.cli.no_only", only=plain(only))
    store, period = build.own_store(), Period(year, quarter)
    with told():
        with at("read_atlas"):
            atlas = build.Current(build.data_root(), store).atlas()
        years = atlas.survey_years or atlas.years
        if year not in years:
            refuse("yearly.cli.no_year", year=year, first=years[0], last=years[-1])
        kept = kept_for_report.kept_for(store, period, atlas)
        if kept.trouble is not None:
            raise kept.trouble
        with at("write"):
            made = report_of(atlas, kept, period, names=True)
            for kind in [only] if only else KINDS:
                content = KINDS[kind](atlas, made, printed=today())
                path = written(folder, file_name(period, kind), content)
                size = number(len(content) / 1000)
                SCREEN.print(t("yearly.cli.written", file=str(path), size=size), markup=False, soft_wrap=True)
        SCREEN.print(t("yearly.cli.lacks", title=made.title, sentence=made.sentence), markup=False, soft_wrap=True)
        if hold:
            try:
                revision = kept_for_report.hold_figures(store, atlas, period, who=getpass.getuser())
            except NothingNewError as error:
                SCREEN.print(t(error.key), markup=False)
            else:
                SCREEN.print(t("yearly.cli.held", revision=revision), markup=False)
