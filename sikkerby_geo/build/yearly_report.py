"""The yearly report: what this installation keeps for it, read together; the texts and figures written."""

from __future__ import annotations

from datetime import UTC, datetime

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.yearly_report.held_figures import held_now
from sikkerby_geo.facts.clock import COPENHAGEN
from sikkerby_geo.facts.revisions import StoreError
from sikkerby_geo.facts.yearly_report import MONTHS_OF_QUARTER, Kept, Period, SavedStudy
from sikkerby_geo.store import yearly_report as kept_in
from sikkerby_geo.store.history import Store
from sikkerby_geo.store.roles import role_revisions
from sikkerby_geo.store.yearly_report import take_step as take_step
from sikkerby_geo.store.yearly_report import write_words as write_words


def kept_for(store: Store, period: Period) -> Kept:
    """What is kept for a report; nothing and the reason where the store cannot be read.

    The own revisions are those since the report before was held, else those made in the period or after it. Roles are
    no part of it.
    """
    try:
        revisions = store.revisions()
        if not revisions:
            return Kept(studies=saved_studies(store, period))
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
            studies=saved_studies(store, period),
        )
    except StoreError as error:
        return Kept(trouble=error)


def saved_studies(store: Store, period: Period) -> tuple[SavedStudy, ...]:
    """The studies of an effect that were saved in a period; none is kept yet."""
    return ()


def beginning(period: Period) -> datetime:
    """The first moment of a period in Copenhagen, in UTC."""
    month = MONTHS_OF_QUARTER * ((period.quarter or 1) - 1) + 1
    return datetime(period.year, month, 1, tzinfo=COPENHAGEN).astimezone(UTC)


def hold_figures(store: Store, atlas: Atlas, period: Period, *, who: str) -> int:
    """Keep the figures of an atlas as those the report of a period is made of; raises as ``store.hold``."""
    standing = kept_in.held(store, period)
    return kept_in.hold(store, held_now(atlas, period), who=who, seen=standing.revision if standing else 0)
