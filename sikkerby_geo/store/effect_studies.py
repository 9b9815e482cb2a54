"""Saved studies of effect: records like any other, so that each has a history and can be undone."""

from __future__ import annotations

from sqlalchemy import select

from sikkerby_geo.facts.effect_studies import STUDY_KIND, EffectStudy, KeptStudies, KeptStudy, check_study, study_from
from sikkerby_geo.facts.revisions import Change, Occasion, Revision, RevisionKind
from sikkerby_geo.store.history import Store
from sikkerby_geo.store.tables import VERSION


def kept_studies(store: Store) -> KeptStudies:
    """The studies that stand, the newest first; one that cannot be read is left out, and named.

    Raises
    ------
    StoreError
        The store cannot be read.
    """
    versions = store.current(STUDY_KIND)
    made = {one.number: one for one in store.revisions()} if versions else {}
    found, unread = [], []
    for version in sorted(versions, key=lambda one: (-one.revision, one.record_id)):
        try:
            study = study_from(version.record_id, version.payload or {})
        except (KeyError, TypeError, ValueError):
            unread.append(version.record_id)
            continue
        by = made[version.revision]
        found.append(KeptStudy(study, version.revision, by.at, by.occasion.who, by.occasion.why))
    return KeptStudies(tuple(found), tuple(unread))


def keep_study(store: Store, study: EffectStudy, *, who: str, why: str, seen: int = 0) -> int:
    """Keep a study as one revision, and give its number; ``seen`` is the revision of the one it takes the place of.

    Raises
    ------
    StudyError
        Its words cannot be kept.
    ConflictError
        Somebody has changed it since.
    NothingNewError
        It says that already.
    StoreError
        The store cannot be written.
    """
    check_study(study)
    change = Change(STUDY_KIND, study.study_id, study.payload(), seen)
    return store.write([change], Occasion(who, why, RevisionKind.EDIT, source=study.title))


def drop_study(store: Store, kept: KeptStudy, *, who: str, why: str) -> int:
    """Let a study stand no longer, as a revision that can be undone; raises as ``keep_study``."""
    change = Change(STUDY_KIND, kept.study.study_id, None, kept.revision)
    return store.write([change], Occasion(who, why, RevisionKind.EDIT, source=kept.study.title))


def study_revisions(store: Store) -> list[Revision]:
    """The revisions that kept, dropped or put back a study, newest first. Raises StoreError."""
    asked = select(VERSION.c.revision).where(VERSION.c.record_kind == STUDY_KIND).distinct()
    with store.database.reading() as connection:
        numbers = frozenset() if connection is None else frozenset(connection.execute(asked).scalars())
    return [one for one in store.revisions() if one.number in numbers] if numbers else []
