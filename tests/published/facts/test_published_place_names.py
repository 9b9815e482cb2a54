"""Streets and everyday names of the record: every one lies in an area, or is known to lie outside."""

from __future__ import annotations

from sikkerby_geo.facts.snapshot import Snapshot


def test_there_are_2725_streets_and_most_lie_in_one_area(snapshot: Snapshot):
    streets = snapshot.table("streets")
    areas = streets.groupby("name").area_id.nunique()
    assert (len(areas), (areas > 1).sum(), areas.max()) == (2725, 92, 4)
    assert set(streets.area_id) == set(snapshot.table("areas").area_id)


def test_the_island_of_amager_is_no_street(snapshot: Snapshot):
    assert "Amager" not in set(snapshot.table("streets").name)
    named = snapshot.table("place_names").set_index("name")
    assert named.area_ids["Amager"] == ("amager-vest", "amager-oest")


def test_what_lies_outside_has_no_area_and_says_what_it_is(snapshot: Snapshot):
    outside = snapshot.table("place_names").query("kind == 'outside'").set_index("name")
    assert {"Frederiksberg", "2000", "1800-1999"} <= set(outside.index)
    assert all(areas == () for areas in outside.area_ids)
    assert (outside.note_da != "").all()
