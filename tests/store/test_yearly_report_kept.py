"""The texts of a yearly report: drafts, their steps with who and when, undone whole; and the figures a report held."""

from __future__ import annotations

import pytest

from sikkerby_geo.build.yearly_report import beginning, end, hold_figures, kept_for, take_step, texts_of, write_words
from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.facts.clock import danish_date
from sikkerby_geo.facts.effect_studies import EffectStudy
from sikkerby_geo.facts.problems import SikkerByError
from sikkerby_geo.facts.revisions import Change, ConflictError, NothingNewError, Occasion, RevisionKind
from sikkerby_geo.facts.thresholds import LONGEST_ASSESSMENT
from sikkerby_geo.facts.yearly_report import TEXT_KIND, Author, KeptText, Period, ReportTextError, Review, checked_words
from sikkerby_geo.store.effect_studies import keep_study
from sikkerby_geo.store.history import Store
from tests.store.places import Place

YEAR = Period(2024)
POLICE = (YEAR, Author.POLICE)


@pytest.fixture
def store(place_with_tables: Place) -> Store:
    """A store on tables without a revision."""
    return place_with_tables.store()


def kept(store: Store) -> KeptText:
    return texts_of(store, YEAR)[Author.POLICE]


def steps(store: Store) -> list[tuple[Review, str]]:
    return [(step.state, step.who) for step in kept(store).steps]


def test_a_text_goes_from_draft_over_reviewed_to_approved_and_no_further(store: Store) -> None:
    write_words(store, POLICE, "Færre  anmeldelser.\r\n\r\nFlere patruljer.", who="anna", seen=0)
    assert kept(store).text.paragraphs == ("Færre anmeldelser.", "Flere patruljer.")
    take_step(store, kept(store), who="bo")
    take_step(store, kept(store), who="carl")
    assert steps(store) == [(Review.DRAFT, "anna"), (Review.REVIEWED, "bo"), (Review.APPROVED, "carl")]
    assert not kept(store).same_hand
    assert [step.at for step in kept(store).steps] == [one.at for one in reversed(store.revisions())]
    with pytest.raises(ReportTextError):
        take_step(store, kept(store), who="carl")


def test_new_words_are_a_draft_again_and_an_undo_brings_the_steps_back(store: Store) -> None:
    write_words(store, POLICE, "Før", who="anna", seen=0)
    take_step(store, kept(store), who="anna")
    assert kept(store).same_hand
    number = write_words(store, POLICE, "Efter", who="bo", seen=kept(store).revision)
    assert steps(store) == [(Review.DRAFT, "bo")]
    store.undo(number, "carl", "")
    assert steps(store) == [(Review.DRAFT, "anna"), (Review.REVIEWED, "anna")]
    with pytest.raises(NothingNewError):
        write_words(store, POLICE, " Før ", who="carl", seen=kept(store).revision)


def test_nobody_writes_over_or_approves_what_he_has_not_seen(store: Store) -> None:
    write_words(store, POLICE, "Først", who="anna", seen=0)
    read = kept(store)
    write_words(store, POLICE, "Siden", who="bo", seen=read.revision)
    with pytest.raises(ConflictError):
        write_words(store, POLICE, "Også siden", who="carl", seen=read.revision)
    with pytest.raises(ConflictError):
        take_step(store, read, who="carl")
    assert kept(store).text.words == "Siden"


def test_a_text_without_words_is_taken_out(store: Store) -> None:
    write_words(store, POLICE, "Kort", who="anna", seen=0)
    write_words(store, POLICE, " \n ", who="anna", seen=kept(store).revision)
    assert texts_of(store, YEAR) == {}


@pytest.mark.parametrize("words", ["x" * (LONGEST_ASSESSMENT.value + 1), "skjult \u202e tegn", "nul \x00"])
def test_what_is_too_long_or_cannot_be_seen_is_refused(words: str) -> None:
    with pytest.raises(ReportTextError):
        checked_words(words)


def test_a_record_nobody_can_read_is_no_text(store: Store) -> None:
    broken = Change(TEXT_KIND, "2024/police", {"period": "2024", "author": "nobody"}, 0)
    store.write([broken], Occasion("anna", "", RevisionKind.EDIT))
    assert texts_of(store, YEAR) == {}


def test_the_figures_of_a_report_are_held_for_the_next_one(store: Store, atlas: Atlas) -> None:
    number = hold_figures(store, atlas, YEAR, who="anna")
    write_words(store, POLICE, "Efter", who="bo", seen=0)
    found = kept_for(store, Period(2025), atlas)
    assert found.before is not None
    assert found.before.version == atlas.version
    assert found.before.figures["safe_neighbourhood/moellehoej/2025"]
    assert [one.number for one in found.revisions] == [number + 1]
    assert kept_for(store, Period(2025, 1), atlas).before is None
    with pytest.raises(NothingNewError):
        hold_figures(store, atlas, YEAR, who="anna")


def test_a_store_that_cannot_be_read_leaves_the_reason(
    store: Store, atlas: Atlas, monkeypatch: pytest.MonkeyPatch
) -> None:
    from sikkerby_geo.facts.revisions import StoreError

    def refuse(self: Store) -> None:
        raise StoreError("problem.store_unreadable", file="x")

    monkeypatch.setattr(Store, "revisions", refuse)
    found = kept_for(store, YEAR, atlas)
    assert isinstance(found.trouble, SikkerByError)
    assert not found.texts


def test_a_report_has_the_studies_of_effect_that_were_kept_in_its_period(store: Store, atlas: Atlas) -> None:
    study = EffectStudy(
        "studie-1", "Lys i Møllevej", {"sted": "moellehoej"}, {"verdict": "not_measurable"}, "abc", "def"
    )
    keep_study(store, study, who="anna", why="")
    kept_on = danish_date(store.revisions()[0].at)
    this_year, quarter = Period(kept_on.year), Period(kept_on.year, (kept_on.month + 2) // 3)
    for period in (this_year, quarter):
        found = kept_for(store, period, atlas)
        assert [one.study.title for one in found.studies.studies] == ["Lys i Møllevej"]
        assert found.figures
    assert kept_for(store, this_year.before, atlas).studies.studies == ()


def test_a_quarter_ends_where_the_next_begins() -> None:
    assert end(Period(2024, 1)) == beginning(Period(2024, 2))
    assert end(Period(2024, 4)) == end(Period(2024)) == beginning(Period(2025))
