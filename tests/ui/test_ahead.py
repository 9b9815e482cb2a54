"""The map ahead of its page: what the controls lead to, and the state that is fetched for it."""

from __future__ import annotations

import json
import re
from html import unescape
from urllib.parse import parse_qsl, urlencode

import pytest

from sikkerby_geo.domain.goals.newest import answered_years
from sikkerby_geo.ui.address import every_page
from sikkerby_geo.ui.frame import ahead, cache, controls, own_session
from sikkerby_geo.views.map.state import map_state


@pytest.fixture(autouse=True)
def everybody_sees(atlas, monkeypatch):
    monkeypatch.setattr(cache, "atlas_at_hand", lambda: atlas)
    monkeypatch.setattr(own_session, "files", tuple)


def choice_of(atlas, **address):
    return every_page.parse(address, atlas).choice


def ways(atlas, choice) -> dict[str, str]:
    (written,) = re.findall(r'data-ways="([^"]*)"', ahead.ways(atlas, choice))
    return json.loads(unescape(written))


@pytest.mark.parametrize(
    "address",
    [
        {},
        {"aar": "2017", "regel": "10pct"},
        {"aar": "2017", "niveau": "bydel", "sted": "dalum", "klart": "ligelig"},
        {"aar": "1066", "tal": "{{ 7 * 7 }}", "lag": "<script>"},
    ],
)
def test_the_state_of_an_address_is_the_one_the_page_paints(ask, atlas, address):
    answer = ask(f"/{ahead.STATES}?{urlencode(address)}")
    choice = choice_of(atlas, **address)
    assert answer.status == 200
    assert json.loads(answer.body) == map_state(atlas.under(choice.assumed), choice)
    assert answer.headers["cache-control"] == "no-store"


def test_every_way_leads_to_the_choice_of_its_control(atlas):
    choice = choice_of(atlas, aar="2016", regel="10pct", sted="dalum")
    told = ways(atlas, choice)
    of_years = dict(parse_qsl(told.pop(ahead.YEARS)))
    assert choice_of(atlas, **of_years, aar=str(choice.year)) == choice
    assert {key: choice_of(atlas, **dict(parse_qsl(query))) for key, query in told.items()} == controls.leads_to(
        atlas, choice
    )
    assert {"control-next", "control-previous"} <= told.keys()
    assert any(key.startswith("rule-") for key in told)
    assert any(key.startswith("control-lag-") for key in told)


def test_no_way_leads_where_one_is(atlas):
    for year in atlas.years:
        choice = choice_of(atlas, aar=str(year))
        assert choice not in controls.leads_to(atlas, choice).values()
    newest = choice_of(atlas, aar=str(max(answered_years(atlas, choice.indicator_id, choice.level))))
    assert "control-next" not in controls.leads_to(atlas, newest)


def test_a_session_with_figures_of_its_own_waits_for_its_page(atlas, monkeypatch):
    monkeypatch.setattr(own_session, "files", lambda: ("egne.xlsx",))
    assert ahead.ways(atlas, choice_of(atlas)) == ""


def test_before_there_is_an_atlas_nothing_is_answered(ask, monkeypatch):
    monkeypatch.setattr(cache, "atlas_at_hand", lambda: None)
    assert ask(f"/{ahead.STATES}").status == 404
