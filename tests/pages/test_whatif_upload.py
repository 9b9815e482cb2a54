"""A scenario file on the page: latitude first is said and can be turned, and a harmful file ends in sentences."""

from __future__ import annotations

from sikkerby_geo.text import t
from tests.cases import geojson as cases


def upload(page, content: bytes) -> None:
    page.app.file_uploader(key="whatif-file").set_value(("fil.geojson", content, "application/geo+json"))
    page.app.run()


def test_a_file_written_latitude_first_is_turned_by_a_button(open_page, toy_root):
    page = open_page("pages/prioritering.py", root=toy_root)
    assert not [button for button in page.app.button if button.key == "whatif-turn"]
    upload(page, cases.written(cases.REFUSED["latitude first"][0]))
    assert "ligner breddegrad først" in page.words
    button = page.app.button(key="whatif-turn")
    assert button.label == t("whatif.turn")
    button.click().run()
    assert t("scenario_file.loaded", names="»Prøve«") in page.words
    assert "ligner breddegrad først" not in page.words
    assert not [button for button in page.app.button if button.key == "whatif-turn"]


def test_a_harmful_file_ends_in_sentences_and_the_section_goes_on(open_page, toy_root):
    page = open_page("pages/prioritering.py", root=toy_root)
    for content in (cases.nested(900), cases.written(cases.REFUSED["half a character"][0])):
        upload(page, content)
        assert not page.app.exception
        assert t("scenario_file.nothing_loaded") in page.words
    upload(page, cases.written(cases.collection(cases.feature(navn="{{9**(9**7)}}{% for a in b %}"))))
    assert t("scenario_file.loaded", names="»{{9**(9**7)}}{% for a in b %}«") in page.words
    assert page.app.text_input(key="whatif-rename-A").value == "{{9**(9**7)}}{% for a in b %}"
