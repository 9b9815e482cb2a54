"""What is said where no reports are delivered as points."""

from __future__ import annotations

from sikkerby_geo.text import t
from sikkerby_geo.views.base.headline import Headline
from sikkerby_geo.views.base.sheet import Prose


def absent_headline(*, counted: bool = False) -> Headline:
    """``counted``: tables that others have counted are there all the same."""
    if counted:
        return Headline(t("reports.absent.title_counted"), t("reports.absent.certainty_counted"))
    return Headline(t("reports.absent.title"), t("reports.absent.certainty"))


def absent_prose() -> Prose:
    """What is needed, who has it, and how it comes in."""
    parts = ("need", "who", "how")
    terms = tuple((t(f"reports.absent.{part}_heading"), t(f"reports.absent.{part}")) for part in parts)
    return Prose((t("reports.absent.then"),), terms=terms, example=t("reports.absent.command"))
