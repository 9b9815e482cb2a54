"""For whom the register's page is drawn: whether it offers to write, and whether it names who has."""

from __future__ import annotations

from dataclasses import replace

from sikkerby_geo.facts.revisions import Revision
from sikkerby_geo.text import t
from sikkerby_geo.ui.frame import account
from sikkerby_geo.ui.frame.sign_in import Writer


def writer() -> str | None:
    """The name of whoever may write; None for a reader. At a write it is asked anew (``sign_in.must_write``)."""
    found = account.drawn_for()
    return found.who if isinstance(found, Writer) else None


def told(revision: Revision) -> Revision:
    """A revision as this reader is told of it: without the name of who made it, where names are not for everybody."""
    if account.drawn_for().sees_names:
        return revision
    return replace(revision, occasion=replace(revision.occasion, who=t("past.somebody")))
