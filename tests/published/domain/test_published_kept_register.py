"""Every row of the record is an entry of the register as it was published, and can be edited as it is."""

from __future__ import annotations

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.register.embedded import effort_of
from sikkerby_geo.domain.register.validation import Surroundings, faults_of
from sikkerby_geo.facts.efforts import KIND
from sikkerby_geo.facts.purposes import FOCUS_AREAS
from sikkerby_geo.facts.register import FIELD
from sikkerby_geo.facts.register_entry import entry_from, payload_of
from sikkerby_geo.views.efforts.field_words import code_words


def test_every_published_effort_comes_back_from_the_register_as_it_was(atlas: Atlas) -> None:
    names = {effort.focus: effort.focus_name for effort in atlas.published if effort.focus}
    for effort in atlas.published_of_register:
        kept = entry_from(payload_of(atlas.register[effort.effort_id].entry))
        assert effort_of(effort.effort_id, kept, names, effort, None) == effort


def test_every_published_effort_can_be_edited_without_a_fault_of_its_own(atlas: Atlas) -> None:
    around = Surroundings.of(atlas)
    faulty = {one: found for one, row in atlas.register.items() if (found := faults_of(row.entry, around))}
    assert faulty == {}


def test_the_focus_areas_are_those_of_the_programme_of_2010(atlas: Atlas) -> None:
    printed = {effort.focus: effort.focus_name for effort in atlas.published if effort.focus}
    assert {code: code_words(FIELD["focus_area"], code, atlas) for code in FOCUS_AREAS} == printed


def test_no_area_renewal_is_published_with_a_boundary(atlas: Atlas) -> None:
    assert [effort for effort in atlas.published if effort.kind is KIND["area_renewal"]] == []
