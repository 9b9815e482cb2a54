"""What is there already, in a district where the record knows of located efforts and of a whole-district one."""

from __future__ import annotations

from datetime import date

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.whatif.drawings import picked
from sikkerby_geo.domain.whatif.reach import scenario

DAY = date(2026, 1, 1)


def test_broenshoej_husum_in_2026(atlas: Atlas) -> None:
    found = scenario(atlas, picked(atlas, "broenshoej-husum"), DAY)
    assert (found.main.place_id, found.main.population_day) == ("broenshoej-husum", DAY)
    assert found.main.source_id in atlas.sources
    assert any("Tingbjerg" in effort.name for effort in found.efforts)
    assert all(effort.located and not effort.overlay.timeless for effort in found.efforts)
    assert all(effort.whole_area for effort in found.whole_area)
    assert not any(effort.located or effort.whole_area for effort in found.unplaced)
