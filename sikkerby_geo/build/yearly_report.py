"""The yearly report: what this installation keeps for it, read together; the texts and figures written."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from sikkerby_geo.build.effect_studies import figures_of
from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.yearly_report.held_figures import held_now
from sikkerby_geo.facts.clock import COPENHAGEN
from sikkerby_geo.facts.effect_studies import KeptStudies
from sikkerby_geo.facts.revisions import StoreError
from sikkerby_geo.facts.yearly_report import MONTHS_OF_QUARTER, QUARTERS, Kept, Period
from sikkerby_geo.store import yearly_report as kept_in
from sikkerby_geo.store.effect_studies import kept_studies
from sikkerby_geo.store.history import Store
from sikkerby_geo.store.roles import role_revisions
from sikkerby_geo.store.yearly_report import held as held
from sikkerby_geo.store.yearly_report import take_step as take_step
from sikkerby_geo.store.yearly_report import texts_of as texts_of
from sikkerby_geo.store.yearly_report import write_words as write_words


def kept_for(store: Store, period: Period, atlas: Atlas) -> Kept:
    """What is kept for a report; nothing and the reason where the store cannot be read.

    The own revisions are those since the report before was held, else those made in the period or after it. Roles are
    no part of it.
    """
    try:
        revisions = store.revisions()
        if not revisions:
            return Kept()
        made = {one.number: one for one in revisions}
        before = kept_in.held(store, period.before)
        about_roles = role_revisions(store)
        since = (
            [one for one in revisions if one.number > before.revision]
            if before is not None
            else [one for one in revisions if one.at >= beginning(period)]
        )
        return Kept(
            texts=kept_in.texts_of(store, period, made),
            before=before,
            held=kept_in.held(store, period),
            revisions=tuple(one for one in since if one.number not in about_roles),
            studies=studies_of(store, period),
            figures=figures_of(atlas),
        )
    except StoreError as error:
        return Kept(trouble=error)


def studies_of(store: Store, period: Period) -> KeptStudies:
    """The studies of effect that were kept in a period and still stand. Raises StoreError."""
    found = kept_studies(store)
    first, after = beginning(period), end(period)
    return replace(found, studies=tuple(one for one in found.studies if first <= one.at < after))


def beginning(period: Period) -> datetime:
    """The first moment of a period in Copenhagen, in UTC."""
    month = MONTHS_OF_QUARTER * ((period.quarter or 1) - 1) + 1
    return datetime(period.year, month, 1, tzinfo=COPENHAGEN).astimezone(UTC)


def end(period: Period) -> datetime:
    """The first moment after a period in Copenhagen, in UTC."""
    if period.quarter is None or period.quarter == QUARTERS[-1]:
        return beginning(Period(period.year + 1))
    return beginning(Period(period.year, period.quarter + 1))


def hold_figures(store: Store, atlas: Atlas, period: Period, *, who: str) -> int:
    """Keep the figures of an atlas as those the report of a period is made of; raises as ``store.hold``."""
    standing = kept_in.held(store, period)
    return kept_in.hold(store, held_now(atlas, period), who=who, seen=standing.revision if standing else 0)
