"""What is said where nothing is delivered: of all reports, and of the tables that only the police can count."""

from __future__ import annotations

from sikkerby_geo.text import t
from sikkerby_geo.views.base.headline import Headline
from sikkerby_geo.views.base.sheet import Prose

COUNTED_BY_POLICE = ("age", "young", "places")
"""Tables of the key figures that cannot be made from points."""


def absent_headline() -> Headline:
    return Headline(t("reports.absent.title"), t("reports.absent.certainty"))


def absent_prose() -> Prose:
    """What is needed, who has it, and how it comes in."""
    parts = ("need", "who", "how")
    terms = tuple((t(f"reports.absent.{part}_heading"), t(f"reports.absent.{part}")) for part in parts)
    return Prose((t("reports.absent.then"),), terms=terms, example=t("reports.absent.command"))


def counted_prose() -> Prose:
    """The tables that the police must count themselves, each as not delivered with who has it."""
    missing = t("reports.counted.missing")
    return Prose(terms=tuple((t(f"reports.counted.{name}"), missing) for name in COUNTED_BY_POLICE))
