"""The decision memo: a page with the choice, its reasons and how sure they are, and one with map, money, scenarios."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.efforts.coverage import last_documented_year
from sikkerby_geo.domain.efforts.record import COUNTED, effort_record
from sikkerby_geo.domain.priority.budget import Money
from sikkerby_geo.domain.whatif.scenarios import Kept
from sikkerby_geo.facts import priority as registry
from sikkerby_geo.facts.problems import SikkerByError
from sikkerby_geo.text import number, percent, t
from sikkerby_geo.views.base.clear_words import clear_condition
from sikkerby_geo.views.base.prints import compile_print, picture
from sikkerby_geo.views.map.printed.scenario_map import scenario_map
from sikkerby_geo.views.priority.ask import Answer
from sikkerby_geo.views.priority.budget_words import budget_lines
from sikkerby_geo.views.priority.chances import winner_words
from sikkerby_geo.views.priority.files import seed
from sikkerby_geo.views.priority.matrix import PAPER, matrix_card, money_words
from sikkerby_geo.views.priority.priority_words import (
    earlier_words,
    kind_word,
    missing_words,
    part_words,
    reason,
    says,
    source_lines,
    span,
    swap_words,
)

LONGEST_DECISION, LONGEST_AUTHOR = 600, 60
"""Characters the memo has room for on its one page."""


MAP_WIDTH, MAP_HEIGHT, MAP_ALONE = 688.0, 420.0, 640.0
"""Pixels of the memo's map: as wide as its page, higher where no scenarios stand under it."""


@dataclass(frozen=True)
class Drawn:
    """The scenarios a memo carries: the drawings, a row of the table for each thing said of them, and its basis."""

    scenarios: tuple[Kept, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    basis: str = ""


@dataclass(frozen=True)
class Memo:
    """What a memo is about: an area, the words of those who decide (shown as they are), money and scenarios."""

    place_id: str
    decision: str = ""
    author: str = ""
    money: Money = field(default_factory=Money)
    drawn: Drawn = field(default_factory=Drawn)


def memo_pdf(atlas: Atlas, answer: Answer, memo: Memo, *, printed: date) -> bytes:
    """The memo as a tagged PDF of two A4 pages."""
    index = answer.index(memo.place_id)
    row = answer.rows[index]
    place = atlas.places[memo.place_id]
    total = len(answer.rows)
    author = " ".join(memo.author.split())[:LONGEST_AUTHOR]
    kicker = {"option": answer.ask.option, "rank": row.rank, "total": total}
    title = t(
        "priority.memo.title_first" if row.rank == 1 else "priority.memo.title_rank",
        name=place.name,
        year=answer.ask.year,
        rank=row.rank,
        total=total,
    )
    matrix = matrix_card(atlas, answer, PAPER)
    lines = [line for line in memo.decision.strip()[:LONGEST_DECISION].splitlines() if line.strip()]
    return compile_print(
        "memo.typ",
        {
            "kicker": t("priority.memo.kicker_author", **kicker, author=author)
            if author
            else t("priority.memo.kicker", **kicker),
            "certainty": _rank_words(row.noise),
            "decision_title": t("priority.memo.decision"),
            "decision": lines or "",
            "no_decision": t("priority.memo.no_decision"),
            "reasons_title": t("priority.memo.reasons"),
            "reasons": [
                reason(answer, row),
                *filter(None, [swap_words(atlas, answer, index), row.evidence.level.note]),
            ],
            "doubt_title": t("priority.memo.doubt"),
            "doubt": [
                says(atlas, answer).title,
                _weight_words(row.weights),
                earlier_words(answer, row, "sentence"),
                *missing_words(row),
                *filter(None, [winner_words(atlas, answer) if row.rank == 1 else "", clear_condition(atlas)]),
            ],
            "efforts_title": t("priority.memo.efforts"),
            "efforts": _efforts(atlas, memo.place_id),
            "list_title": t("priority.memo.list"),
            "list_head": [
                *(t(f"priority.memo.head_{name}") for name in ("place", "rank", "score", "noise", "weights")),
                t("priority.memo.head_earlier", year=answer.earlier.year)
                if answer.earlier
                else t("priority.memo.head_earlier_none"),
            ],
            "list": [
                [
                    atlas.places[other.place_id].name,
                    str(other.rank),
                    number(other.score),
                    span(other.noise),
                    span(other.weights),
                    str(answer.earlier.ranks.get(other.place_id, "–")) if answer.earlier else "–",
                ]
                for other in answer.rows
            ],
            "parts_title": t("priority.memo.parts"),
            "parts_head": [t(f"priority.memo.head_{name}") for name in ("part", "value", "need", "weight", "points")],
            "parts": [_part(answer, index, part) for part in answer.parts],
            "matrix_title": matrix.title,
            "matrix": picture(str(matrix.picture()), matrix.label),
            "matrix_note": matrix.subtitle,
            "signal": t("priority.signal"),
            "signal_long": t("priority.signal_long"),
            **_second_page(atlas, memo),
            "sources": [*_caveat(answer), _method(atlas, answer), *source_lines(atlas, answer)],
        },
        title=title,
        version=atlas.version,
        printed=printed,
    )


def _second_page(atlas: Atlas, memo: Memo) -> dict[str, object]:
    """The map, what the budget buys, and the scenarios with their numbers."""
    name, kept = atlas.places[memo.place_id].name, memo.drawn.scenarios
    told = memo.money.budget and memo.money.price is not None
    letters = ", ".join(each.letter for each in kept)
    alt = t("priority.memo.map_alt" if kept else "priority.memo.map_alt_alone", name=name, letters=letters)
    try:
        height = MAP_HEIGHT if kept else MAP_ALONE
        svg = scenario_map(atlas, memo.place_id, kept, alt=alt, width=MAP_WIDTH, height=height)
        drawing: object = picture(svg, alt)
    except SikkerByError as problem:
        drawing = t(problem.key, **problem.params)
    return {
        "map_title": t("priority.memo.map_scenarios" if kept else "priority.memo.map", name=name),
        "map": drawing,
        "map_source": t("priority.memo.map_source_drawn" if kept else "priority.memo.map_source"),
        "money_title": t("priority.memo.money"),
        "money": budget_lines(atlas, memo.money, memo.place_id) if told else [t("priority.memo.no_money")],
        "money_note": t("priority.money.whose") if told else "",
        "scenarios_title": t("priority.memo.scenarios"),
        "no_scenarios": t("priority.memo.no_scenarios"),
        "scenarios_head": [
            "",
            *(t("priority.memo.scenario_head", letter=each.letter, name=each.name) for each in kept),
        ],
        "scenarios": memo.drawn.rows if kept else [],
        "scenarios_basis": memo.drawn.basis,
    }


def _caveat(answer: Answer) -> list[str]:
    kind = answer.ask.kind
    return [t("priority.known.caveat", kind=kind_word(kind))] if kind else []


def _rank_words(ends: tuple[int, int]) -> str:
    low, high = ends
    return t("priority.memo.sure_first") if low == high else t("priority.memo.sure_range", low=low, high=high)


def _weight_words(ends: tuple[int, int]) -> str:
    low, high = ends
    return t("priority.memo.weights_same") if low == high else t("priority.memo.weights_range", low=low, high=high)


def _method(atlas: Atlas, answer: Answer) -> str:
    draws = number(registry.DRAWS.value)
    version = atlas.version[:12]
    return t("priority.memo.method", weights=answer.weight_words, seed=seed(), draws=draws, version=version)


def _part(answer: Answer, index: int, part_id: str) -> list[str]:
    row = answer.rows[index]
    need, share = row.needs[part_id], answer.shares.get(part_id, 0.0)
    score = number(row.score)
    return [
        t(f"reason.part_name.{part_id}"),
        part_words(answer, row.evidence, part_id),
        t("priority.part.unknown") if need is None else number(need),
        percent(100 * share),
        t("priority.memo.points_of", points=number(row.points[part_id]), score=score) if part_id in row.points else "",
    ]


def _efforts(atlas: Atlas, place_id: str) -> str:
    record = effort_record(atlas, atlas.places[place_id], last_documented_year(atlas))
    if not record.known:
        return t("priority.memo.efforts_none")
    counts = {kind.value: len(record.by_standing[kind]) for kind in COUNTED}
    money = money_words(record)
    return t("priority.memo.efforts_line", known=record.known, year=record.year, money=money, **counts)
