"""Coverage on the real layers: shares within 0–1, nothing after the record ends, only what is located counts."""

from __future__ import annotations

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.coverage import counts_as_coverage, coverage, last_documented_year


def test_shares_lie_between_nothing_and_everything(atlas: Atlas) -> None:
    for year in range(2010, 2025):
        shares = coverage(atlas, year)
        assert len(shares) == 13
        assert all(0 <= share <= 1 for share in shares.values())


def test_after_the_record_ends_coverage_is_not_known(atlas: Atlas) -> None:
    assert last_documented_year(atlas) == 2024
    assert coverage(atlas, 2024) is not None
    assert coverage(atlas, 2025) is None


def test_an_area_without_located_effort_is_not_covered(atlas: Atlas) -> None:
    assert coverage(atlas, 2024)["oesterbro"] == 0
    assert coverage(atlas, 2024)["broenshoej-husum"] > 0.03


def test_proxies_whole_districts_drafts_and_loose_cooperation_never_count(atlas: Atlas) -> None:
    for effort in atlas.efforts:
        if effort.precision == "proxy" or effort.whole_area or effort.kind == "other" or effort.overlay.persists:
            assert not any(counts_as_coverage(effort, year, 2024) for year in range(2005, 2027))
