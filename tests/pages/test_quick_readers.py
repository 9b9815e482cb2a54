"""Nothing a quick reader does is lost: a change may come from a browser that has not taken in the one before."""

from __future__ import annotations

import pytest

from sikkerby_geo.views.meeting.agenda import USUAL_SLIDES


class Behind:
    """A page in a browser that is one or more changes behind: each change tells the address it still shows."""

    def __init__(self, page) -> None:
        self.page, self.told = page, page.choice

    def does(self, alter) -> None:
        self.page.app.query_params.clear()
        self.page.app.query_params.update(self.told)
        alter(self.page.app).run()
        self.page.assert_calm()

    def goes_back(self) -> None:
        """The browser shows the earlier address because the reader wants it so."""
        self.page.app.query_params.clear()
        self.page.app.query_params.update(self.told)
        self.page.app.run()


@pytest.fixture
def behind(open_page, toy_root):
    return lambda file="app.py", **query: Behind(open_page(file, root=toy_root, **query))


def test_title_questions_and_slides_of_a_meeting_are_all_kept(behind):
    reader = behind("pages/moede.py", udvalg="lund")
    reader.does(lambda app: app.text_input(key="moede-title").set_value("Lys"))
    reader.does(lambda app: app.text_input(key="moede-spm1").set_value("Hvad nu?"))
    for slide in ("anmeldt", "sted"):
        reader.does(lambda app, slide=slide: app.button(key=f"moede-hide-{slide}").click())
    choice = reader.page.choice
    assert (choice["titel"], choice["spm1"]) == ("Lys", "Hvad nu?")
    assert choice["slides"].split(",") == [slide for slide in USUAL_SLIDES if slide not in ("anmeldt", "sted")]
    assert reader.page.app.text_input(key="moede-title").value == "Lys"


def test_another_committee_and_a_title_are_both_kept(behind):
    reader = behind("pages/moede.py", udvalg="lund", nabo="aaby")
    reader.does(lambda app: app.selectbox(key="moede-committee").set_value("lu-aaby"))
    reader.does(lambda app: app.text_input(key="moede-title").set_value("Lys"))
    choice = reader.page.choice
    assert (choice["udvalg"], choice["titel"], choice["sted"]) == ("aaby", "Lys", "aaby")
    assert "nabo" not in choice


def test_rule_year_and_overlays_of_the_map_are_all_kept(behind):
    reader = behind(aar="2016", lag="ingen")
    reader.does(lambda app: app.selectbox(key="control-rule").set_value("none"))
    reader.does(lambda app: app.checkbox(key="control-lag-belysning").check())
    for _ in range(2):
        reader.does(lambda app: app.button(key="control-next").click())
    choice = reader.page.choice
    assert (choice["regel"], choice["lag"], choice["aar"]) == ("ingen", "belysning", "2018")


def test_filters_of_the_register_are_all_kept(behind):
    reader = behind("pages/indsatser.py")
    reader.does(lambda app: app.text_input(key="register-search").set_value("lys"))
    reader.does(lambda app: app.selectbox(key="register-place").set_value("dalum"))
    reader.does(lambda app: app.checkbox(key="register-located").check())
    choice = reader.page.choice
    assert (choice["soeg"], choice["sted"], choice["kun"]) == ("lys", "dalum", "kort")


def test_weights_moved_one_after_the_other_are_all_kept(behind):
    reader = behind("pages/prioritering.py", aar="2025", tal="tryg-nabolag")
    reader.does(lambda app: app.slider(key="priority-weight-crime").set_value(100))
    reader.does(lambda app: app.slider(key="priority-weight-level").set_value(50))
    assert reader.page.choice["vaegte"] == "50-20-20-100-0"


def test_years_and_places_that_are_compared_are_all_kept(behind):
    reader = behind("pages/udvikling.py", aar="2018")
    reader.does(lambda app: app.multiselect(key="control-places").set_value(["dalum"]))
    reader.does(lambda app: app.selectbox(key="control-other-year").set_value(2016))
    assert (reader.page.choice["omraader"], reader.page.choice["aar2"]) == ("dalum", "2016")


def test_filters_of_the_sources_are_all_kept(behind):
    reader = behind("pages/om_tallene.py", afsnit="kilder")
    reader.does(lambda app: app.text_input(key="filter-soeg").set_value("Legeby"))
    reader.does(lambda app: app.selectbox(key="filter-klasse").set_value("1"))
    assert (reader.page.choice["soeg"], reader.page.choice["klasse"]) == ("Legeby", "1")


def test_who_goes_back_changes_what_stands_there(behind):
    """An earlier address that the browser shows at a run without a change is where the reader wants to be."""
    reader = behind("pages/moede.py", udvalg="lund")
    reader.does(lambda app: app.text_input(key="moede-title").set_value("Lys"))
    reader.goes_back()
    assert "titel" not in reader.page.choice
    reader.does(lambda app: app.text_input(key="moede-spm1").set_value("Hvad nu?"))
    assert "titel" not in reader.page.choice
    assert reader.page.choice["spm1"] == "Hvad nu?"
