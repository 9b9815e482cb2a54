"""Coverage on the layers of the record: the years it is known for, and two areas with and without located efforts."""

from __future__ import annotations

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.efforts.coverage import coverage, last_documented_year


def test_shares_lie_between_nothing_and_everything_from_2010_to_2024(atlas: Atlas) -> None:
    for year in range(2010, 2025):
        shares = coverage(atlas, year)
        assert len(shares) == 13
        assert all(0 <= share <= 1 for share in shares.values())


def test_coverage_is_known_to_the_end_of_the_record_and_no_further(atlas: Atlas) -> None:
    last = last_documented_year(atlas)
    assert last >= 2024
    assert coverage(atlas, last) is not None
    assert coverage(atlas, last + 1) is None


def test_in_2024_oesterbro_had_no_located_effort_and_broenshoej_husum_had(atlas: Atlas) -> None:
    assert coverage(atlas, 2024)["oesterbro"] == 0
    assert coverage(atlas, 2024)["broenshoej-husum"] > 0.03
