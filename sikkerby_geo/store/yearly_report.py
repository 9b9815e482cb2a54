"""The yearly report in the store: its texts and the steps each has gone, and the figures a report was made of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from sikkerby_geo.facts.revisions import Change, NothingNewError, Occasion, Revision, RevisionKind, Version
from sikkerby_geo.facts.yearly_report import (
    FIGURES_KIND,
    NEXT,
    TEXT_KIND,
    AssessmentText,
    Author,
    HeldFigures,
    KeptText,
    Period,
    ReportTextError,
    Review,
    Step,
    checked_words,
    held_from,
    text_from,
)
from sikkerby_geo.store.history import Store

Wanted = tuple[Period, Author]
"""Which text: of which report, whose."""


def texts_of(store: Store, period: Period, made: Mapping[int, Revision] | None = None) -> dict[Author, KeptText]:
    """The texts of a report that stand; one that cannot be read is left out, and its author has none.

    ``made`` are all revisions by number, where they are known already. Raises StoreError.
    """
    known = {one.number: one for one in store.revisions()} if made is None else made
    found = {}
    for author in Author:
        versions = store.history(TEXT_KIND, f"{period.period_id}/{author}")
        kept = kept_text([one for one in versions if one.revision in known], known)  # none that came meanwhile
        if kept is not None:
            found[author] = kept
    return found


def kept_text(versions: Iterable[Version], made: Mapping[int, Revision]) -> KeptText | None:
    """What stands of a text, by all its versions from the first on; None where it is deleted or cannot be read.

    New words begin anew; words that an undo has put back bring the steps along that they had gone before.
    """
    gone: dict[tuple[str, Review], tuple[Step, ...]] = {}
    kept: KeptText | None = None
    for version in versions:
        text = _text(version)
        if text is None:
            kept = None
            continue
        before = kept.text if kept else None
        step = _step(text.state, made[version.revision])
        onward = before is not None and before.words == text.words and NEXT.get(before.state) is text.state
        if kept is not None and onward:
            steps = (*kept.steps, step)
        else:
            again = gone.get((text.words, text.state)) if _undone(made[version.revision]) else None
            steps = again or (step,)
        gone[text.words, text.state] = steps
        kept = KeptText(text, version.revision, steps)
    return kept


def _text(version: Version) -> AssessmentText | None:
    try:
        return None if version.payload is None else text_from(version.payload)
    except (KeyError, ValueError):
        return None


def _undone(revision: Revision) -> bool:
    return revision.occasion.kind is RevisionKind.UNDO


def _step(state: Review, revision: Revision) -> Step:
    return Step(state, revision.occasion.who, revision.at, revision.number)


def write_words(store: Store, wanted: Wanted, words: str, *, who: str, seen: int) -> int:
    """Write a text as a draft, or take it out where there are no words; gives the revision's number.

    ``seen`` is the revision of what the writer has seen, 0 where there was none.

    Raises
    ------
    ReportTextError
        The words cannot be kept.
    NothingNewError
        The same words stand already, however far they are.
    ConflictError
        Somebody has changed it since.
    StoreError
        The store cannot be written.
    """
    period, author = wanted
    text = AssessmentText(period.period_id, author, checked_words(words))
    standing = store.history(TEXT_KIND, text.record_id)
    kept = _text(standing[-1]) if standing else None
    if (kept.words if kept else "") == text.words:
        raise NothingNewError
    payload = text.payload() if text.words else None
    change = Change(TEXT_KIND, text.record_id, payload, seen)
    return store.write([change], Occasion(who, "", RevisionKind.EDIT, source=text.record_id))


def take_step(store: Store, kept: KeptText, *, who: str) -> int:
    """Bring a text that somebody has read a step further: reviewed, approved; gives the revision's number.

    Raises
    ------
    ReportTextError
        It has gone all its steps.
    ConflictError
        Its words or its state have been changed since it was read.
    StoreError
        The store cannot be written.
    """
    state = NEXT.get(kept.text.state)
    if state is None:
        raise ReportTextError("yearly.fault.no_step")
    text = replace(kept.text, state=state)
    change = Change(TEXT_KIND, text.record_id, text.payload(), kept.revision)
    return store.write([change], Occasion(who, "", RevisionKind.EDIT, source=text.record_id))


def held(store: Store, period: Period) -> HeldFigures | None:
    """The figures a report was made of, as they were kept last; None where nobody has. Raises StoreError."""
    versions = [one for one in store.history(FIGURES_KIND, period.period_id) if one.payload is not None]
    for version in reversed(versions):
        made = next((one.at for one in store.revisions() if one.number == version.revision), None)
        try:
            return held_from(version.payload or {}, version.revision, made)
        except (KeyError, ValueError):
            continue
    return None


def hold(store: Store, figures: HeldFigures, *, who: str, seen: int) -> int:
    """Keep the figures a report is made of; gives the revision's number.

    Raises
    ------
    NothingNewError
        The same figures are kept already.
    ConflictError
        Somebody has kept others since ``seen``.
    StoreError
        The store cannot be written.
    """
    change = Change(FIGURES_KIND, figures.period_id, figures.payload(), seen)
    return store.write([change], Occasion(who, "", RevisionKind.EDIT, source=figures.period_id))
