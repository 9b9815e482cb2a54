"""The laws of the domain, which the toy city obeys, hold for the public record too, whatever its newest year."""

from __future__ import annotations

from dataclasses import replace

from sikkerby_geo.domain.atlas import Atlas, build_atlas
from sikkerby_geo.facts.snapshot import Snapshot
from tests.domain.test_atlas import (  # noqa: F401
    test_every_measure_place_and_year_has_a_cell,
    test_every_rule_place_and_year_has_a_flag_and_the_city_has_none,
    test_the_newest_cell_has_a_figure_and_nothing_newer_has,
)
from tests.domain.test_counts import test_every_year_since_the_break_is_there_and_adds_up  # noqa: F401
from tests.domain.test_crime import test_every_row_is_a_claim_of_its_series_and_of_no_other  # noqa: F401
from tests.domain.test_domain_efforts import (  # noqa: F401
    test_every_effort_with_a_place_has_its_shape,
    test_every_row_of_every_overlay_is_an_effort_and_none_is_two,
)
from tests.domain.test_drawings import (  # noqa: F401
    test_a_larger_place_is_its_survey_areas,
    test_every_place_and_every_effort_with_an_area_can_be_picked,
)
from tests.domain.test_effort_record import test_every_effort_of_a_place_stands_once  # noqa: F401
from tests.domain.test_gaps import (  # noqa: F401
    test_all_adds_up_to_measures_times_areas_times_years,
    test_every_area_is_counted_once_each_year,
)
from tests.domain.test_levels import test_places_of_one_area_have_their_areas_flags  # noqa: F401
from tests.domain.test_neighbours import test_neighbours_are_symmetric_and_never_oneself  # noqa: F401
from tests.domain.test_whatif import test_a_whole_place_reaches_its_whole_population_and_no_neighbour  # noqa: F401


def test_the_order_of_rows_does_not_matter(atlas: Atlas, snapshot: Snapshot):
    shuffled = {name: rows.sample(frac=1, random_state=1) for name, rows in snapshot.tables.items()}
    again = build_atlas(replace(snapshot, tables=shuffled), "test")
    for name in ("observations", "flags", "totals", "documented_to", "published_counts", "years", "sources"):
        assert getattr(again, name) == getattr(atlas, name), name
    assert again.places.places == atlas.places.places
    assert set(again.efforts) == set(atlas.efforts)
