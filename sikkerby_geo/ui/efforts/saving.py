"""Writing what a form says, and what follows: saved, merged, in conflict, faulty, there already, thrown away."""

from __future__ import annotations

import streamlit as st

from sikkerby_geo import build
from sikkerby_geo.build import register as build_register
from sikkerby_geo.build.register import Edit, Saved
from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.register.likeness import Alike, LikenessIndex
from sikkerby_geo.facts.characters import shown
from sikkerby_geo.facts.register_entry import Entry
from sikkerby_geo.facts.revisions import NothingNewError
from sikkerby_geo.text import t
from sikkerby_geo.ui.address import browser
from sikkerby_geo.ui.efforts import conflicts, told
from sikkerby_geo.ui.efforts import draft as drafts
from sikkerby_geo.ui.efforts.draft import KEY, Draft
from sikkerby_geo.ui.frame import sign_in
from sikkerby_geo.views.efforts.kept_words import merged_words

MOST_ALIKE = 5


@st.cache_resource(max_entries=2, show_spinner=False)
def _index(version: str, _atlas: Atlas) -> LikenessIndex:
    return LikenessIndex(_atlas.register.values(), _atlas.effort_shapes_in_metres)


def alike(atlas: Atlas, draft: Draft) -> tuple[Alike, ...]:
    """The efforts that may be the one a form tells of, the likeliest first."""
    entry = draft.entry
    if not entry.name.strip() and entry.geometry is None:
        return ()
    return _index(atlas.version, atlas).alike(entry, draft.effort_id)[:MOST_ALIKE]


def unanswered(atlas: Atlas, draft: Draft) -> frozenset[str]:
    """Those of them that the writer has not yet said it is not."""
    return frozenset(one.row.effort_id for one in alike(atlas, draft)) - draft.others


def save(atlas: Atlas) -> None:
    """Write what the form says, unless something is wrong with it or it may be there already."""
    draft = drafts.current()
    if draft is None:
        return
    drafts.take_in(draft)
    draft.step += 1
    draft.leaving = False
    with told.step(KEY):
        who = sign_in.must_write().who
        draft.tried = True
        if draft.faults(atlas):
            return
        if draft.new and unanswered(atlas, draft):
            draft.asking = True
            return
        entry = draft.entry
        effort_id = build_register.new_id(entry.name) if draft.new else draft.effort_id
        done = "editing.added" if draft.new else "editing.edited"
        if write(atlas, Edit(effort_id, entry, draft.seen), who, draft.why.strip(), done):
            drafts.close()


def save_other(atlas: Atlas) -> None:
    """Write it all the same: it is another one."""
    draft = drafts.current()
    if draft is not None:
        drafts.take_in(draft)
        draft.others |= unanswered(atlas, draft)
        save(atlas)


def write(atlas: Atlas, edit: Edit, who: str, why: str, done: str, name: str = "", **words: object) -> bool:
    """Write one edit; ``done`` is what to say then. Whether what was to be written is in safety: written, or kept
    as a change the page asks about.

    Raises
    ------
    SikkerByError
        It is not.
    """
    said = name or (edit.entry.name if edit.entry is not None else "")
    try:
        saved = build_register.save(build.own_store(), atlas, [edit], who=who, why=why)
    except build_register.EditConflict as error:
        conflicts.keep_unsaved(error.conflicts[0], why)
        told.tell(t("editing.conflict"))
        return True
    except NothingNewError:
        told.tell(t("editing.nothing_new"))
        return True
    told.tell(t(done, name=shown(said), revision=saved.revision, **words), *_merged(saved))
    browser.put({"indsats": edit.effort_id if stands(edit.entry) else ""})
    return True


def stands(entry: Entry | None) -> bool:
    """Whether an entry is still to be found in the register."""
    return entry is not None and not entry.withdrawn


def _merged(saved: Saved) -> tuple[str, ...]:
    return tuple(merged_words(one.by, one.fields) for one in saved.merged)


def leave() -> None:
    """Close the form; where something in it is not saved, ask first."""
    draft = drafts.current()
    if draft is None:
        return
    drafts.take_in(draft)
    if draft.unsaved:
        draft.leaving = True
    else:
        discard()


def stay() -> None:
    """Go on with the form."""
    draft = drafts.current()
    if draft is not None:
        drafts.take_in(draft)
        draft.leaving = False


def discard() -> None:
    """Throw away what the form says."""
    drafts.close()
    told.trouble(KEY)
    told.tell(t("editing.discarded"))
