"""The words of a published count of reports: shown, hidden or not delivered, which are three different things."""

from __future__ import annotations

from collections.abc import Iterable

from sikkerby_geo.domain.figures.observations import Caveat, MissingReason
from sikkerby_geo.facts.published_counts import PublishedCount
from sikkerby_geo.text import number, t


def short(count: PublishedCount | None) -> str:
    """In a cell or on a map: the number, what is told of a hidden one, or that there is none."""
    if count is None:
        return t("hidden.not_delivered")
    if count.value is not None:
        return number(count.value)
    if count.high is not None:
        return t("hidden.range", low=number(count.low), high=number(count.high))
    return t("hidden.at_least", low=number(count.low)) if count.low else t("hidden.short")


def reason(missing: MissingReason | None) -> str:
    """Why a number of reports is not told; blank where it is."""
    return t("hidden.reason") if missing is MissingReason.SUPPRESSED else ""


def notes(caveats: Iterable[Caveat]) -> list[str]:
    """What must stand wherever counts with these caveats are shown, in sentences."""
    return [t("hidden.synthetic")] if Caveat.SYNTHETIC in caveats else []


def mark(caveats: Iterable[Caveat], form: str = "{}") -> str:
    """The same as a mark beside a figure or a heading, in a ``form``; blank where there is nothing to say."""
    return form.format(t("reports.mark")) if Caveat.SYNTHETIC in caveats else ""


def mark_word(caveats: Iterable[Caveat], form: str = "{}") -> str:
    """The same as a word within a sentence."""
    return form.format(t("reports.mark_word")) if Caveat.SYNTHETIC in caveats else ""
