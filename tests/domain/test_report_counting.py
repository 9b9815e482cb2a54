"""Every report is counted once or has its reason, however the rows lie and are parted."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.reports.areas import areas_label, at_level, report_areas
from sikkerby_geo.domain.reports.counting import count
from sikkerby_geo.domain.reports.label_index import LabelIndex
from sikkerby_geo.domain.reports.synthetic import synthetic_reports
from sikkerby_geo.facts.areas import Level
from sikkerby_geo.facts.report_counts import Counts, Part, added
from sikkerby_geo.facts.reports import Moment, Reason, ReportBatch, month_name
from tests.domain.test_label_index import INDEX, TOWN

MOMENTS: tuple[Moment, ...] = (24_200, 24_201, Reason.NO_DATE, 24_200, Reason.FUTURE, 23_999)
WEST, SOUTH, EAST, NORTH = shapely.total_bounds([*TOWN.values()])
places = st.one_of(
    st.tuples(st.floats(WEST - 100, EAST + 100), st.floats(SOUTH - 100, NORTH + 100)),
    st.sampled_from([(float("nan"), 6_172_000.0), (720_000.0, float("nan")), (0.0, 0.0), (718_400.0, 6_170_400.0)]),
)
rows = st.lists(st.tuples(places, st.integers(0, 5), st.integers(0, 2), st.booleans()), max_size=60)


def batch(told: list[tuple[tuple[float, float], int, int, bool]]) -> ReportBatch:
    x, y = np.array([one[0] for one in told], dtype=float).reshape(-1, 2).T
    when, what = (np.array([one[at] for one in told], dtype=np.int32) for at in (1, 2))
    unread = np.array([at for at, one in enumerate(told) if one[3] and np.isnan(one[0]).any()], dtype=np.int64)
    return ReportBatch(x, y, MOMENTS, when, ("vold", "graffiti", "støj"), what, not_numbers=unread)


def one_by_one(told: list[tuple[tuple[float, float], int, int, bool]]) -> tuple[dict, dict]:
    """The same by the plainest way there is."""
    counts: dict = {}
    reasons: dict = {}
    for (x, y), when, what, unread in told:
        moment = MOMENTS[when]
        area = next((area for area, shape in TOWN.items() if shapely.intersects_xy(shape, x, y)), None)
        if isinstance(moment, Reason):
            reason = moment
        elif np.isnan(x) or np.isnan(y):
            reason = Reason.NOT_A_NUMBER if unread else Reason.NO_COORDINATE
        elif area is None:
            reason = Reason.OUTSIDE
        else:
            key = moment, ("vold", "graffiti", "støj")[what], area, f"1km_{int(y // 1000)}_{int(x // 1000)}"
            counts[key] = counts.get(key, 0) + 1
            continue
        reasons[reason] = reasons.get(reason, 0) + 1
    return counts, reasons


def as_dict(counts: Counts) -> dict:
    return {tuple(row[:4]): row[4] for row in counts.rows()}


@settings(max_examples=60)
@given(rows, st.randoms(use_true_random=False), st.integers(1, 7))
def test_each_row_is_counted_once_or_has_a_reason_in_any_order_and_partition(told, chance, size: int) -> None:
    counts, reasons = one_by_one(told)
    part = count(batch(told), INDEX)
    assert as_dict(part.counts) == counts
    assert part.reasons == reasons
    assert part.rows == len(told) == part.counts.total + sum(part.reasons.values())
    chance.shuffle(told)
    parts = [count(batch(told[at : at + size]), INDEX) for at in range(0, len(told), size)]
    whole = added([one.counts for one in parts], INDEX.zones)
    assert as_dict(whole) == counts
    assert sum(sum(one.reasons.values()) for one in parts) == sum(reasons.values())


def test_more_combinations_than_an_array_holds_are_counted_alike(monkeypatch) -> None:
    told = [((719_000.0 + 10 * at, 6_173_000.0), at % 6, at % 3, False) for at in range(200)]
    before = count(batch(told), INDEX)
    monkeypatch.setattr("sikkerby_geo.domain.reports.counting._MOST_BINS", 0)
    after = count(batch(told), INDEX)
    assert as_dict(before.counts) == as_dict(after.counts) == one_by_one(told)[0]


def test_the_first_rows_of_a_reason_are_told_broken_rows_counted_in() -> None:
    told = [((0.0, 0.0), 0, 0, False), ((719_000.0, 6_173_000.0), 0, 0, False), ((0.0, 0.0), 2, 0, False)]
    part = count(replace(batch(told), broken=(1, 1)), INDEX)
    assert part.rows == 5
    assert part.reasons == {Reason.NO_DATE: 1, Reason.OUTSIDE: 1, Reason.BROKEN_ROW: 2}
    assert part.examples == {Reason.OUTSIDE: (0,), Reason.BROKEN_ROW: (1, 2), Reason.NO_DATE: (4,)}


def test_ids_come_with_what_their_rows_are_counted_by() -> None:
    told = [((719_000.0, 6_173_000.0), when, 0, False) for when in (0, 2, 1)]
    ids = np.array([[1, 2], [3, 4], [0, 0]], dtype=np.uint64)
    part = count(replace(batch(told), ids=ids), INDEX)
    assert part.ids is not None
    assert part.id_keys is not None
    assert part.ids.tolist() == [[1, 2]]
    assert part.id_keys.tolist() == part.counts.keys[:1].tolist()
    assert part.without_id == 1


def test_the_levels_add_up_to_the_same(atlas: Atlas) -> None:
    areas = report_areas(atlas)
    index = LabelIndex(areas)
    made = synthetic_reports(areas, 3_000, 5)
    part: Part = count(
        ReportBatch(made.x, made.y, (24_200,), np.zeros(3_000, np.int32), ("vold",), np.zeros(3_000, np.int32)), index
    )
    by_level = {level: at_level(part.counts, atlas.places, level) for level in Level}
    assert {sum(found.values()) for found in by_level.values()} == {part.counts.total}
    assert [len({place for _, _, place in by_level[level]}) for level in Level] == [13, 12, 10]
    cells = {cell: 0 for _, _, _, cell, _ in part.counts.rows()}
    assert sum(many for *_, many in part.counts.rows()) == part.counts.total
    assert len(cells) > 13


def test_other_areas_have_another_label() -> None:
    assert areas_label(TOWN) == areas_label({**TOWN})
    assert areas_label(TOWN) != areas_label({**TOWN, "aaby": TOWN["havnen"]})


def test_a_month_has_its_iso_name() -> None:
    assert [month_name(12 * 2024 + 2), month_name(12 * 1999 + 11)] == ["2024-03", "1999-12"]
