"""Studies of effect as they are kept and read, and what tells whether the facts behind one have changed since."""

from __future__ import annotations

import hashlib
import json
import uuid

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.store.effect_studies import drop_study as drop_study
from sikkerby_geo.store.effect_studies import keep_study as keep_study
from sikkerby_geo.store.effect_studies import kept_studies as kept_studies
from sikkerby_geo.store.effect_studies import study_revisions as study_revisions


def new_study_id() -> str:
    """An id nobody else draws."""
    return f"studie-{uuid.uuid4().hex[:12]}"


def figures_of(atlas: Atlas) -> str:
    """The hash of all facts an atlas is made of, whatever revision they stand by: saving a study does not change it."""
    snapshot = atlas.snapshot
    efforts = sorted((effort_id, one.revision) for effort_id, one in snapshot.register.items())
    reports = sorted((*key, table.payload()["told"]) for key, table in snapshot.reports.tables.items())
    said = [sorted(snapshot.digests.items()), efforts, reports]
    return hashlib.sha256(json.dumps(said, sort_keys=True, default=str).encode()).hexdigest()
