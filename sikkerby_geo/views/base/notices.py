"""Broken data files in plain Danish: which file, which line, what is wrong and what to do."""

from __future__ import annotations

from collections.abc import Iterable

from sikkerby_geo.facts.characters import shown
from sikkerby_geo.facts.problems import DataError, Fault
from sikkerby_geo.text import names, t
from sikkerby_geo.views.base.html import render

MOST_FAULTS = 6


def fault_words(fault: Fault) -> str:
    """One fault as a sentence without full stop; what a value hides is named in it."""
    said = t(
        f"fault.{fault.kind}",
        line=fault.line,
        column=shown(fault.column)[:60],
        value=shown(fault.value)[:60],
        allowed=shown(fault.allowed)[:160],
    )
    in_feature = fault.kind.startswith("geojson.") and fault.column
    return t("fault.feature", number=fault.column, fault=said) if in_feature else said


def notices(troubles: Iterable[DataError]) -> list[str]:
    """A notice (HTML) for each data file that cannot be used, or not all of it; the first faults are listed, the rest
    counted."""
    return [
        render(
            "notice.html",
            heading=t(trouble.key, **trouble.params),
            faults=[fault_words(fault) for fault in trouble.faults[:MOST_FAULTS]],
            more=t("problem.more_faults", count=len(trouble.faults) - MOST_FAULTS)
            if len(trouble.faults) > MOST_FAULTS
            else "",
        )
        for trouble in troubles
    ]


def altered_notice(files: Iterable[str]) -> list[str]:
    """One notice (HTML) for all files that are used though the manifest states another content; none for none."""
    listed = names(files, most=MOST_FAULTS)
    return [render("altered.html", files=listed)] if listed else []
