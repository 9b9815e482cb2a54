"""Reports as points: a run that counts files of them in the areas of an atlas."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.reports.areas import areas_label, report_areas
from sikkerby_geo.domain.reports.counting import count
from sikkerby_geo.domain.reports.label_index import LabelIndex
from sikkerby_geo.store.database import data_folder
from sikkerby_geo.store.reports.dask_workers import Cluster, DaskWorkers
from sikkerby_geo.store.reports.files import FOLDER
from sikkerby_geo.store.reports.plan import Plan
from sikkerby_geo.store.reports.run import Progress, Run
from sikkerby_geo.store.sqlite import SqliteDatabase


def report_run(
    atlas: Atlas,
    plans: Sequence[Plan],
    told: Callable[[Progress], None] = lambda progress: None,
    cluster: Cluster | None = None,
) -> Run | None:
    """A run that counts files of reports, here or on a cluster; None where the areas cannot be read.

    What it has done lies in the folder of the own records while it goes on, wherever these are. Raises StoreError where
    that cannot be.
    """
    areas = report_areas(atlas)
    if not areas:
        return None
    index = LabelIndex(areas)
    beside = SqliteDatabase(data_folder())
    beside.make_folder()
    here = partial(count, index=index)
    elsewhere = None
    if cluster is not None:
        elsewhere = DaskWorkers(cluster, count, partial(LabelIndex, areas), here, index.zones)
    return Run(plans, here, index.zones, beside.folder / FOLDER, areas_label(areas), told=told, elsewhere=elsewhere)
