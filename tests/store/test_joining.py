"""Own records meet the embedded one under the same contracts and the same rule of claims, and only they are new."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from sikkerby_geo import build
from sikkerby_geo.build import Current, atlas_of, preview
from sikkerby_geo.domain import atlas as atlases
from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.figures.flags import FlagState
from sikkerby_geo.domain.figures.intervals import AnswersBasis
from sikkerby_geo.domain.figures.observations import Caveat, MissingReason
from sikkerby_geo.domain.own_data.differences import moved_figures, turned_flags
from sikkerby_geo.facts.problems import DataError
from sikkerby_geo.facts.revisions import Change, ConflictError, NothingNewError, Occasion, RevisionKind, Version
from sikkerby_geo.facts.rules import RULES
from sikkerby_geo.store.deliveries import Delivery, deliver, publish
from sikkerby_geo.store.history import Store
from sikkerby_geo.store.joining import join, published_only, read_own
from sikkerby_geo.views.base import figures
from sikkerby_geo.views.base.notices import notices
from sikkerby_geo.views.goals.key_figures import group_sheet
from tests.store.own_city import HEARSAY, OWN_SURVEY, row, survey

SURVEYED = ("insecure_neighbourhood", "aaby", 2025)


@pytest.fixture(autouse=True)
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """A slow machine is no reason to be shown what was before."""
    monkeypatch.setattr(build, "FIRST_WAIT", None)


@pytest.fixture
def before(atlas: Atlas) -> Atlas:
    """The toy city without own records."""
    return atlas


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "own")


def add(store: Store, atlas: Atlas, delivery: Delivery) -> int:
    return deliver(store, atlas.snapshot.embedded, delivery, who="anna", why="", seen=store.newest()[0])


def after(root: Path, before: Atlas, store: Store) -> Atlas:
    return atlas_of(root, before, read_own(store))


def test_an_own_figure_stands_with_its_answers_and_its_caveat(toy_root: Path, before: Atlas, store: Store) -> None:
    add(store, before, survey())
    cell = after(toy_root, before, store).observation(*SURVEYED)
    assert (cell.known.value, cell.known.asked.count, cell.known.asked.basis) == (12.4, 321, AnswersBasis.KNOWN)
    assert [source.trust for source in cell.known.sources] == [1]
    assert Caveat.UNPUBLISHED in cell.caveats
    assert figures.full(cell).endswith("321 svar, 2025, egne tal, ikke offentliggjort")


def test_the_caveat_goes_up_the_levels_and_with_a_bound(toy_root: Path, before: Atlas, store: Store) -> None:
    bound = row("20", bound="<", area_id="engvang", respondents="")
    add(store, before, survey(row(area_id="indre-lund", year="2020"), bound))
    now = after(toy_root, before, store)
    lund = now.observation("insecure_neighbourhood", "bydel-6", 2020)
    assert figures.full(lund).endswith("egne tal, ikke offentliggjort")
    assert lund.known.value > before.observation("insecure_neighbourhood", "bydel-6", 2020).known.value
    only_bound = now.observation("insecure_neighbourhood", "engvang", 2025)
    assert only_bound.figure is None
    assert figures.full(only_bound) == "under 20\u00a0%, 2025, egne tal, ikke offentliggjort"


def test_figures_less_trusted_than_the_published_one_are_kept_beside_it(
    toy_root: Path, before: Atlas, store: Store
) -> None:
    published = before.observation("insecure_neighbourhood", "aaby", 2020)
    add(store, before, survey(row(year="2020"), source=HEARSAY))
    cell = after(toy_root, before, store).observation("insecure_neighbourhood", "aaby", 2020)
    assert cell.known == published.known
    assert Caveat.UNPUBLISHED not in cell.caveats
    assert {claim.source.trust for claim in cell.claims if claim.source.kind == "own"} == {3}


def test_a_corrected_figure_takes_the_place_of_the_one_before(toy_root: Path, before: Atlas, store: Store) -> None:
    add(store, before, survey())
    add(store, before, survey(row("13.1")))
    cell = after(toy_root, before, store).observation(*SURVEYED)
    assert [claim.stated for claim in cell.claims if claim.source.kind == "own"] == [13.1]


def test_what_is_marked_as_published_loses_the_caveat_until_it_is_another_figure(
    toy_root: Path, before: Atlas, store: Store
) -> None:
    add(store, before, survey(row(), row(area_id="engvang")))
    publish(store, 1, "2028-03-12", who="anna", why="rapporten er ude")
    cell = after(toy_root, before, store).observation(*SURVEYED)
    assert Caveat.UNPUBLISHED not in cell.caveats
    assert [(source.kind, source.published_year) for source in cell.known.sources] == [("own_published", 2028)]
    with pytest.raises(NothingNewError):
        add(store, before, survey(row(), row(area_id="engvang")))
    add(store, before, survey(row("15"), row(area_id="engvang")))
    now = after(toy_root, before, store)
    assert Caveat.UNPUBLISHED in now.observation(*SURVEYED).caveats
    assert Caveat.UNPUBLISHED not in now.observation("insecure_neighbourhood", "engvang", 2025).caveats


GOAL = {
    **{"goal_id": "egen-plan-1", "programme": "Egen plan", "indicator_da": "Utrygge", "scope": "city", "target": "8"},
    **{"measure": "insecure_neighbourhood", "comparator": "<=", "unit": "percent"},
}
RESIDENTS = {"date": "2025-01-01", "precision": "day", "area_level": "survey_area", "population": "61234"}
UNEMPLOYED = {"indicator": "unemployed", "area_id": "bydel-1", "year": "2024", "value": "3.2"}
REPORTS = {"year": "2024", "area_id": "aaby", "series": "borgervendt", "reports": "1642"}


@pytest.mark.parametrize(
    ("kind", "rows"),
    [
        ("crime", REPORTS),
        ("population", {**RESIDENTS, "area_id": "aaby"}),
        ("goals", GOAL),
        ("indicator", UNEMPLOYED),
        ("key_figures", {"key_figure_id": "n-ledige", "year": "2025", "value": "210"}),
    ],
)
def test_every_kind_joins_its_table_and_leaves_it_when_undone(
    before: Atlas, store: Store, kind: str, rows: dict[str, str]
) -> None:
    add(store, before, Delivery(kind, [rows], OWN_SURVEY))
    embedded = before.snapshot
    now = join(embedded, read_own(store), embedded)
    table = {"indicator": "context", "key_figures": "key_figure_values"}.get(kind, kind)
    (own,) = now.tables[table].query("source_id == @OWN_SURVEY.source_id").to_dict("records")
    assert {name: str(own[name]).removesuffix(".0") for name in rows} == rows
    assert list(now.tables[table].dtypes) == list(embedded.tables[table].dtypes)
    assert now.troubles == embedded.troubles
    assert now.snapshot_id != embedded.snapshot_id
    store.undo(1, "anna", "fejl")
    assert join(embedded, read_own(store), now) is embedded


def test_only_what_a_delivery_touches_is_worked_out_again(
    toy_root: Path, before: Atlas, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = set()
    work_out = atlases.observations_of

    def noted(indicator, record):
        asked.add(indicator.column.table)
        return work_out(indicator, record)

    monkeypatch.setattr(atlases, "observations_of", noted)
    add(store, before, survey())
    now = after(toy_root, before, store)
    assert asked == {"survey"}
    tables = now.snapshot.tables
    assert {name for name in tables if tables[name] is not before.snapshot.tables[name]} == {"survey", "sources"}
    asked.clear()
    add(store, before, Delivery("indicator", [UNEMPLOYED], OWN_SURVEY))
    then = after(toy_root, now, store)
    assert asked == {"context"}
    assert then.snapshot.tables["survey"] is now.snapshot.tables["survey"]
    fresh = atlas_of(toy_root, None, read_own(store))
    assert (fresh.version, fresh.observations, fresh.flags) == (then.version, then.observations, then.flags)


def test_what_a_preview_has_worked_out_is_not_worked_out_again_when_it_is_put_in(
    toy_root: Path, before: Atlas, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(store, before, survey(row(area_id="engvang"), row(area_id="havnen")))
    current = Current(toy_root, store, _atlas=after(toy_root, before, store))
    delivery = survey(row("45"), row(area_id="engvang", percent="20"))
    would = preview(current.atlas(), store, delivery).atlas
    current.expect(would)
    add(store, before, delivery)
    monkeypatch.setattr(atlases, "observations_of", lambda indicator, record: pytest.fail(indicator.indicator_id))
    now = current.atlas()
    assert now.version != would.version
    assert (now.observations, now.flags) == (would.observations, would.flags)


def test_an_open_page_sees_a_new_revision_at_its_next_run(toy_root: Path, before: Atlas, store: Store) -> None:
    current = Current(toy_root, store, _atlas=before)
    first = current.atlas()
    add(store, first, survey())
    second = current.atlas()
    assert second.version != first.version
    assert current.atlas() is second


def test_the_published_atlas_rests_on_nothing_that_is_not_published(
    toy_root: Path, before: Atlas, store: Store
) -> None:
    current = Current(toy_root, store, _atlas=before)
    first = current.published()
    assert first is current.atlas()
    added = survey(row(), row(area_id="indre-lund", year="2020"), row("20", bound="<", area_id="engvang"))
    add(store, before, added)
    told, every = current.published(), current.atlas()
    assert Caveat.UNPUBLISHED in every.observation("insecure_neighbourhood", "bydel-6", 2020).caveats
    assert (told.version, told.observations, told.flags) == (first.version, first.observations, first.flags)
    assert current.published() is told
    publish(store, 1, "2028-03-12", who="anna", why="rapporten er ude")
    assert current.published() is current.atlas()
    assert current.published().observation(*SURVEYED).figure is not None


def test_of_own_records_only_unpublished_figures_are_taken_out(before: Atlas, store: Store) -> None:
    add(store, before, survey())
    effort = Version("effort", "lamper-1", 1, {"name": "Lamper", "source_id": OWN_SURVEY.source_id})
    own = replace(read_own(store), versions=(*read_own(store).versions, effort))
    told = published_only(own)
    assert [version.record_kind for version in told.versions] == ["source", "effort"]
    assert told.stamp != own.stamp
    assert published_only(told) is told


def test_a_preview_says_what_would_change_and_writes_nothing(before: Atlas, store: Store) -> None:
    rule = next(rule for rule in RULES if rule.indicator_id == "insecure_neighbourhood")
    would = preview(before, store, survey(row("45")))
    assert store.newest()[0] == would.seen == 0
    assert [(one.record_kind, one.before, one.fields[-1:] != ()) for one in would.differences] == [
        ("source", None, True),
        ("survey", None, True),
    ]
    moved = {(one.after.indicator_id, one.after.place_id, one.after.year) for one in moved_figures(before, would.atlas)}
    assert SURVEYED in moved
    assert all(indicator == "insecure_neighbourhood" and year == 2025 for indicator, _, year in moved)
    turned = {(flag.rule.rule_id, flag.place_id): flag.after for flag in turned_flags(before, would.atlas)}
    assert turned[rule.rule_id, "aaby"] is FlagState.FLAGGED_SURE
    assert all(before.flag(rule, place, 2025).state is not state for (_, place), state in turned.items())


def test_old_stands_beside_new_in_a_preview(toy_root: Path, before: Atlas, store: Store) -> None:
    add(store, before, survey())
    now = after(toy_root, before, store)
    (difference,) = preview(now, store, survey(row("15"))).differences
    assert difference.fields == ("percent",)
    assert difference.before
    assert difference.after
    assert (difference.before["percent"], difference.after["percent"]) == ("12.4", "15")


def test_whoever_delivers_what_somebody_has_changed_since_the_preview_is_told(before: Atlas, store: Store) -> None:
    seen = preview(before, store, survey()).seen
    add(store, before, survey(row("11")))
    with pytest.raises(ConflictError):
        deliver(store, before.snapshot.embedded, survey(), who="bo", why="", seen=seen)
    other = survey(row(area_id="engvang"))
    assert deliver(store, before.snapshot.embedded, other, who="bo", why="", seen=seen) == 2


@pytest.mark.parametrize(
    ("delivery", "told"),
    [
        (survey(row("120"), row(area_id="atlantis")), [("out_of_range", 1), ("unknown_places", 2)]),
        (survey(row(), row("13")), [("double", 2)]),
        (survey(row(surplus="x")), [("surplus_column", 0)]),
        (Delivery("survey", [], OWN_SURVEY), [("no_rows", 0)]),
        (Delivery("goals", [{"goal_id": "g-utrygge"}], OWN_SURVEY), None),
    ],
)
def test_rows_that_do_not_keep_their_contract_are_all_told_and_nothing_is_written(
    before: Atlas, store: Store, delivery: Delivery, told: list | None
) -> None:
    with pytest.raises(DataError) as refused:
        add(store, before, delivery)
    if told is not None:
        assert [(fault.kind, fault.line) for fault in refused.value.faults] == told
    assert store.newest()[0] == 0


def test_numbers_are_kept_in_one_form(before: Atlas, store: Store) -> None:
    add(store, before, survey(row("012.40")))
    (kept,) = store.current("survey")
    assert kept.payload == {**row("12.4"), "source_id": OWN_SURVEY.source_id}
    with pytest.raises(NothingNewError):
        add(store, before, survey())


def test_an_own_row_that_breaks_its_contract_is_out_alone_and_told(toy_root: Path, before: Atlas, store: Store) -> None:
    """As after an update that asks more of a row than the release it was delivered to."""
    add(store, before, survey())
    wrong = {**row(area_id="engvang"), "percent": "1200", "source_id": OWN_SURVEY.source_id}
    store.write([Change("survey", "wrong", wrong, 0)], Occasion("x", "", RevisionKind.EDIT))
    now = after(toy_root, before, store)
    assert now.observation(*SURVEYED).known.value == 12.4
    (trouble,) = [one for one in now.troubles if one not in before.troubles]
    assert (trouble.rows_out, trouble.faults[0].value) == (1, "1200")
    assert after(toy_root, now, store).troubles == now.troubles


def test_a_database_of_a_newer_program_is_told_and_the_published_figures_stand(
    toy_root: Path, before: Atlas, store: Store
) -> None:
    add(store, before, survey())
    with sqlite3.connect(store.database.file) as database:
        database.execute("UPDATE alembic_version SET version_num = 'of_tomorrow'")
    database.close()
    current = Current(toy_root, store, _atlas=before)
    now = current.atlas()
    assert current.atlas() is now
    assert now.observations == before.observations
    (told,) = notices(set(now.troubles) - set(before.troubles))
    assert "nyere udgave af programmet (of_tomorrow)" in told


def test_of_what_is_not_delivered_nothing_is_known(toy_root: Path, before: Atlas, store: Store) -> None:
    add(store, before, survey(row(year="2031")))
    now = after(toy_root, before, store)
    assert now.observation("insecure_neighbourhood", "engvang", 2031).missing is MissingReason.NOT_FOUND


def test_an_own_value_of_a_key_figure_is_the_newest_on_the_page_of_goals(
    toy_root: Path, before: Atlas, store: Store
) -> None:
    add(
        store,
        before,
        Delivery("key_figures", [{"key_figure_id": "n-ledige", "year": "2025", "value": "210"}], OWN_SURVEY),
    )
    row = next(one for one in group_sheet(after(toy_root, before, store), "indikatorer").rows)
    assert row["newest"].text == "210\u00a0personer (2025, egne tal, ikke offentliggjort)"
    assert "egne tal" in row["source"].text
