"""Every row of the tables of the programmes is on screen with its source and its time, in words that blame nobody."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.goals.conditions import Because, ConditionState, condition_of
from sikkerby_geo.domain.programme.events import events_on
from sikkerby_geo.domain.programme.key_figures import key_figures, parts_of
from sikkerby_geo.facts.events import EventsShown
from sikkerby_geo.facts.indicators import INDICATOR
from sikkerby_geo.facts.snapshot import Snapshot
from sikkerby_geo.text import has, t
from sikkerby_geo.views.base.sheet import Sheet
from sikkerby_geo.views.base.unrest_words import mentions_prose, when_words
from sikkerby_geo.views.goals.exit import exit_report
from sikkerby_geo.views.goals.key_figure_words import value_words
from sikkerby_geo.views.goals.key_figures import csv_rows, group_sheet, groups
from sikkerby_geo.views.goals.other_places import other_places
from sikkerby_geo.views.goals.partnership import partnership_reports
from sikkerby_geo.views.goals.programmes import judged_goals, programmes
from sikkerby_geo.views.method.ssp import terms_sheet, unrest_sheet
from sikkerby_geo.views.trends.event_list import events_sheet
from tests.views.asking import danish

NOT_SHOWN: dict[str, str] = {}
"""Rows that are deliberately not on screen, by their id, each with the reason: none."""
TABLES = ("key_figures", "key_figure_values", "events", "exit_phases", "ssp_levels", "unrest_notes")
BLAMING = re.compile(r"bandeadfærd|bandeunge|bandebørn|ghetto|kriminalitet mod personer|(?<!»)voldelig", re.IGNORECASE)
"""Words the sources' own authors would not stand by, or that mean something else than the defined ones."""


@pytest.fixture(scope="module")
def lines(atlas: Atlas) -> dict[str, list[str]]:
    """What stands on screen, row by row, by the table it comes from."""
    figures = [row for group in groups(atlas) for row in told(group_sheet(atlas, group))]
    return {
        "key_figures": figures,
        "key_figure_values": figures,
        "events": list(told(events_sheet(atlas, {}))),
        "exit_phases": list(told(exit_report(atlas, judged_goals(atlas)).phases)),
        "ssp_levels": list(told(terms_sheet(atlas))),
        "unrest_notes": list(told(unrest_sheet(atlas))),
    }


def told(sheet: Sheet) -> Iterator[str]:
    for row in sheet.rows:
        yield " | ".join(entry.plain for entry in row.values())


def row_words(atlas: Atlas, table: str, row) -> list[str]:
    """What must stand in one line on screen of a row: what it says, when, and its source."""
    source = atlas.sources[row.source_id].title
    if table == "key_figures":
        return [row.indicator_da, source] if row.key_figure_id not in valued(atlas) else [row.indicator_da]
    if table == "key_figure_values":
        figures = key_figures(atlas)
        figure = figures[row.key_figure_id]
        value = next(one for one in figure.values if (one.period, one.value) == (row.period_da, float(row.value)))
        return [figure.indicator, value_words(figures, figure, value), row.period_da, source]
    if table == "events":
        return [row.title_da, row.text_da, row.date_from[:4], source]
    if table == "unrest_notes":
        return [row.measure_da, row.place_da, when_words(row.period), source]
    return [*(row.what_da.split() if table == "exit_phases" else [row.term_da]), source]


def valued(atlas: Atlas) -> set[str]:
    return set(atlas.snapshot.table("key_figure_values").key_figure_id)


@pytest.mark.parametrize("table", TABLES)
def test_every_row_is_on_screen_with_its_source(atlas: Atlas, lines: dict[str, list[str]], table: str) -> None:
    lacking = []
    for row in atlas.snapshot.table(table).itertuples():
        words = row_words(atlas, table, row)
        if row[1] not in NOT_SHOWN and not any(all(word in line for word in words) for line in lines[table]):
            lacking.append((row[1], words))
    assert lacking == []
    assert len(lines[table]) > 3


def test_what_is_not_shown_is_a_row_with_a_reason(snapshot: Snapshot) -> None:
    ids = {key for table in TABLES for key in snapshot.table(table).iloc[:, 0]}
    assert set(NOT_SHOWN) <= ids
    assert all(NOT_SHOWN.values())


def test_every_kind_has_words(snapshot: Snapshot) -> None:
    keys = [f"event.kind.{kind}" for kind in set(snapshot.table("events").kind)]
    keys += [f"unrest.kind.{kind}" for kind in set(snapshot.table("unrest_notes").kind)]
    keys += [f"other_places.of.{one}" for one in set(snapshot.table("key_figures").compares) - {""}]
    assert [key for key in keys if not has(key)] == []


def test_the_thirteen_indicators_of_2010_have_an_owner_and_a_direction_and_no_figure_of_the_record(
    atlas: Atlas,
) -> None:
    mine = [one for one in key_figures(atlas).values() if one.group_id == "indikatorer-2010"]
    assert len(mine) == 13
    assert all(one.owner and one.direction and one.focus_area for one in mine)
    published = [one for one in mine if not any(value.source.kind.startswith("own") for value in one.values)]
    sheet = {row["indicator"].text: row for row in group_sheet(atlas, "indikatorer-2010").rows}
    for one in published:
        row = sheet[one.indicator]
        assert (row["newest"].text, row["newest"].quiet) == ("ikke fundet", "2010–2015")
        assert "Ejer: " in row["indicator"].quiet
        assert "Ønsket retning: " in row["indicator"].quiet


def test_the_two_counts_of_al_capone_stand_side_by_side_and_are_not_one(atlas: Atlas) -> None:
    (row,) = group_sheet(atlas, "al-capone-2017").rows
    assert danish("111~personer (2017)") in row["newest"].plain
    assert danish("117~personer (2017)") in row["newest"].plain
    assert not any("228" in cell for cell in (row["newest"].plain, row["note"].plain))


@pytest.mark.parametrize(("whole", "parts"), [("kf-unge17", 103), ("kf-unge17-risiko", 42), ("kf-unge18", 40)])
def test_parts_of_a_whole_add_up_to_it(atlas: Atlas, whole: str, parts: int) -> None:
    figures = key_figures(atlas)
    assert sum(one.values[0].value for one in parts_of(figures, figures[whole])) == parts


@pytest.mark.parametrize(("whole", "largest"), [("103", "61"), ("40", "25")])
def test_the_young_people_met_in_cases_are_never_told_without_those_judged_not_at_risk(
    atlas: Atlas, whole: str, largest: str
) -> None:
    everything = [line for group in groups(atlas) for line in told(group_sheet(atlas, group)) if "truffet" in line]
    everything += [" | ".join(map(str, row.values())) for row in csv_rows(atlas) if "truffet" in str(row)]
    for report in partnership_reports(atlas):
        everything += [" | ".join((one.goal, one.result, one.why)) for one in report.verdicts]
    mine = [line for line in everything if re.search(rf"\b{whole}\s(?:unge|personer)", line) or f"| {whole} |" in line]
    assert mine
    assert [line for line in mine if not re.search(rf"\b{largest}\b", line)] == []


def test_conversations_completed_stand_under_the_goal_that_the_report_calls_fulfilled(atlas: Atlas) -> None:
    report = next(one for one in partnership_reports(atlas) if one.heading.startswith("For et trygt Nørrebro"))
    lines = next(one for one in report.verdicts if "103" in one.result)
    assert lines.verdict == "Opfyldt i rapportens egen vurdering"
    assert any("12 personer (2017). Af 42 unge i risiko" in line for line in lines.more)


def test_no_row_of_the_tables_blames_anybody(snapshot: Snapshot) -> None:
    frames = {table: snapshot.table(table).astype(str) for table in (*TABLES, "goals", "partnership_goals")}
    found = [
        (table, text)
        for table, frame in frames.items()
        for column in frame.columns
        for text in frame[column]
        if column.endswith("_da") and BLAMING.search(text)
    ]
    assert found == []


def test_the_falls_of_the_strategy_are_conditions_of_their_own(atlas: Atlas) -> None:
    judged = {one.goal.goal_id: condition_of(one.goal, one.results) for one in judged_goals(atlas)}
    share, crime, gangs = judged["g2018-1"], judged["g2018-2"], judged["g2018-5"]
    assert share is not None
    assert crime is not None
    assert gangs is not None
    assert (share.state, share.years, share.values) == (ConditionState.BROKEN, (2017, 2018), (9, 12))
    assert (crime.state, crime.because, crime.missing) == (ConditionState.OPEN, Because.YEARS_MISSING, (2017,))
    assert (gangs.kind, gangs.state, gangs.values) == ("gradual", ConditionState.BROKEN, (290, 304))
    assert "ikke en simpel stigning" in gangs.note
    assert judged["g2018-6"] is None


def test_the_goals_of_2014_are_both_there(atlas: Atlas) -> None:
    found = next(one for one in programmes(atlas, judged_goals(atlas)) if one.name == "Sikker By 2014–2017")
    assert [one.goal for one in found.verdicts] == [
        danish("Intet område har over 10 % utrygge i nabolaget"),
        "Andel utrygge om aftenen og natten i nabolaget",
    ]


def test_two_goals_of_2018_stand_beside_the_four_large_cities(atlas: Atlas) -> None:
    found = other_places(atlas, judged_goals(atlas))
    assert [card.card_id for card in found.cards] == ["andre-byer-g2018-3", "andre-byer-g2018-4"]
    assert danish("3,5~% i København mod 2,25~% i de fire andre store byer (2016)") in found.cards[0].title
    assert t("other_places.police") in found.notes


@pytest.mark.parametrize(
    ("measure", "place", "there", "absent"),
    [
        ("insecure_neighbourhood", "ydre-noerrebro", {"ev-2017-konflikt", "ev-2017-visitation"}, {"ev-2024-serie"}),
        ("insecure_neighbourhood", "valby", {"ev-2015-undersoegelse", "ev-felt-2020"}, {"ev-2017-konflikt"}),
        ("safe_neighbourhood", "valby", {"ev-2022-maal", "ev-2023-hovedtal"}, {"ev-2024-serie"}),
        ("straffelov", "valby", {"ev-2024-serie"}, {"ev-felt-2020", "ev-2015-undersoegelse"}),
    ],
)
def test_events_are_on_the_trends_they_belong_to(
    atlas: Atlas, measure: str, place: str, there: set[str], absent: set[str]
) -> None:
    ids = {one.event_id for one in events_on(atlas, INDICATOR[measure], [atlas.places[place]], EventsShown.LEADING)}
    assert there <= ids
    assert not absent & ids


def test_mentions_of_unrest_stand_at_the_places_the_source_names(atlas: Atlas) -> None:
    named = {place.place_id for place in atlas.places.by_id.values() if mentions_prose(atlas, place)}
    assert {"indre-noerrebro", "ydre-noerrebro", "valby", "bydel-3"} <= named
    assert not {"amager-oest", "amager-vest", "bispebjerg"} & named
