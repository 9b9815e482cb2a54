"""Each effort's own result, reports of the installation, and whom an effort reaches."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.effect.answer import Note, Reason, Verdict
from sikkerby_geo.domain.effect.question import Question
from sikkerby_geo.domain.effect.results import NoQuestion, effort_results, question_of
from sikkerby_geo.domain.effect.study import ground_of, study, study_on
from sikkerby_geo.facts.areas import CITY_ID
from sikkerby_geo.facts.published_counts import ALL, quarters_of
from sikkerby_geo.facts.stages import Stage
from tests.domain.effect_city import OUTCOME, asked, effort, quiet, reported, with_efforts
from tests.toytown.city import AREAS

FAR = ("aaby", "fjordby", "kongens-mose")


def test_every_effort_has_a_study_or_the_reason_it_has_none(atlas: Atlas) -> None:
    found = effort_results(atlas, OUTCOME)
    listed = {one.effort_id for one in (*atlas.efforts, *atlas.records) if one.done}
    assert found.keys() == listed
    assert all((one.study is None) != (one.no_question is None) for one in found.values())
    assert all(one.study.question.effort_ids == (key,) for key, one in found.items() if one.study is not None)


def test_why_an_effort_has_no_study(atlas: Atlas) -> None:
    plain = effort(atlas, "e", ("aaby",), 2019, 2021)
    wanting = {
        NoQuestion.NEVER_BEGUN: replace(plain, stage=Stage.PROPOSED),
        NoQuestion.CITYWIDE: replace(plain, area_ids=(CITY_ID,)),
        NoQuestion.NO_PLACE: replace(plain, area_ids=()),
        NoQuestion.NO_PERIOD: replace(plain, start_year=None, end_year=None),
    }
    for reason, one in wanting.items():
        assert question_of(atlas, one, OUTCOME) is reason
    question = question_of(atlas, plain, OUTCOME)
    assert isinstance(question, Question)
    assert (question.treated, question.start, question.end, question.lasts) == (("aaby",), 2019, 2021, False)


def test_each_is_judged_as_one_of_all(atlas: Atlas) -> None:
    helped = effort(atlas, "helped", FAR, 2019, 2022)
    others = [
        effort(atlas, f"none-{number}", pair, 2019, 2022)
        for number, pair in enumerate((("bakken", "oeen"), ("dalum", "engvang"), ("havnen", "vestmark")))
    ]
    city = asked(with_efforts(atlas, helped, *others), quiet(dict.fromkeys(FAR, -9), noise=1))
    found = effort_results(city, OUTCOME)
    assert found["helped"].study is not None
    assert found["helped"].study.verdict is Verdict.BETTER
    assert not any(one.study and one.study.verdict.clear for key, one in found.items() if key != "helped")
    not_among = study_on(ground_of(city, OUTCOME), found["helped"].study.question, among=False)
    assert (not_among.verdict, not_among.reasons) == (Verdict.MAYBE_BETTER, (Reason.FAMILY,))


def test_whom_an_effort_reaches(atlas: Atlas) -> None:
    by_id = {one.effort_id: one for one in atlas.efforts}

    def reached(effort_id: str) -> float | None:
        question = question_of(atlas, replace(by_id[effort_id], start_year=2020, end_year=2021), OUTCOME)
        assert isinstance(question, Question)
        return question.reached

    area, residents = 2000.0**2, AREAS["fjordby"][5]
    assert reached("u-fjordby-lys") == pytest.approx(residents * np.pi * 250**2 / area, rel=0.02)
    lund = sum(AREAS[one][5] for one in ("indre-lund", "ydre-lund"))
    assert reached("p-lund-2017") == pytest.approx(lund, rel=0.02)
    unknown = replace(by_id["u-fjordby-lys"], basis="none", start_year=2020)
    question = question_of(atlas, unknown, OUTCOME)
    assert isinstance(question, Question)
    assert question.reached is None


def _numbers(years: range) -> dict[tuple[str, str], int | None]:
    """Reports of every area and quarter, a third fewer in three areas from 2020 on, none hidden."""
    return {
        (area, quarter): round(row[5] / 200 * (0.66 if area in FAR and year >= 2020 else 1)) + number
        for number, (area, row) in enumerate(AREAS.items())
        for year in years
        for quarter in quarters_of(str(year))
    }


def test_reports_are_counted_in_whole_years(atlas: Atlas) -> None:
    asks = Question(FAR, 2019, None, ALL, lasts=True)
    numbers = _numbers(range(2016, 2022))
    city = with_efforts(reported(atlas, {key: many for key, many in numbers.items() if key[1] != "2021-K4"}))
    near = replace(asks, before=(), after=())
    found = study(city, near)
    assert found.measured is not None
    assert found.measured.after_years == (2020,)
    assert found.measured.effect.value == pytest.approx(-33, abs=4)
    assert Note.SYNTHETIC in found.notes
    assert study(with_efforts(atlas), asks).reasons == (Reason.NO_FIGURE_BEFORE,)


def test_a_hidden_count_is_a_gap(atlas: Atlas) -> None:
    numbers = _numbers(range(2017, 2022)) | {("aaby", f"{year}-K1"): None for year in (2020, 2021)}
    found = study(with_efforts(reported(atlas, numbers)), Question(FAR, 2019, None, ALL, lasts=True))
    assert (found.verdict, found.reasons) == (Verdict.NOT_MEASURABLE, (Reason.HIDDEN_COUNTS,))
