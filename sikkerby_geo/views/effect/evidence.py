"""Effect × evidence: each effort's own result beside what is known of its kind, its cost, and what is not known."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.effect.answer import Estimate, Study, Verdict
from sikkerby_geo.domain.effect.results import EffortResult
from sikkerby_geo.domain.efforts.effort import Effort
from sikkerby_geo.domain.efforts.query import sums_of
from sikkerby_geo.facts.efforts import KINDS, EffortKind
from sikkerby_geo.facts.evidence import note_on
from sikkerby_geo.facts.register import LEAST, MOST
from sikkerby_geo.text import first_upper, money, names, number, t
from sikkerby_geo.views.base import effort_words
from sikkerby_geo.views.base.headline import Headline
from sikkerby_geo.views.base.kind_evidence import class_words, finding_lines, noted_words, source_titles
from sikkerby_geo.views.base.sheet import Column, Entry, Sheet
from sikkerby_geo.views.effect.ask import outcome_words
from sikkerby_geo.views.effect.effect_words import estimate_words, reason_lines, verdict_words

RANKED = (Verdict.BETTER, Verdict.WORSE)
"""The verdicts under which the place of an effort among others is known; under any other it is not."""
_ORDER = (
    Verdict.BETTER,
    Verdict.MAYBE_BETTER,
    Verdict.NOT_CLEAR,
    Verdict.MAYBE_WORSE,
    Verdict.WORSE,
    Verdict.TOO_SMALL,
    Verdict.NOT_COMPARABLE,
    Verdict.NOT_MEASURABLE,
)


@dataclass(frozen=True)
class Line:
    """An effort with its own result; ``rank`` is None where its place among others is not known."""

    effort: Effort
    result: EffortResult
    note: str
    mark: str
    rank: int | None = None

    @property
    def study(self) -> Study | None:
        return self.result.study

    @property
    def estimate(self) -> Estimate | None:
        return self.study.measured.effect if self.study is not None and self.study.measured is not None else None

    @property
    def verdict(self) -> Verdict | None:
        return self.study.verdict if self.study is not None else None


@dataclass(frozen=True)
class Evidence:
    """All efforts by their own results on one outcome: those with a known place first, then by kind and name."""

    outcome: str
    lines: tuple[Line, ...]

    @property
    def clear(self) -> tuple[Line, ...]:
        return tuple(line for line in self.lines if line.rank is not None)


def evidence_of(atlas: Atlas, outcome: str, results: Mapping[str, EffortResult]) -> Evidence:
    """Every effort with its result, ordered by what is known."""
    efforts = {one.effort_id: one for one in (*atlas.efforts, *atlas.records)}
    lines = [_line(atlas, efforts[one], result) for one, result in results.items() if one in efforts]
    kinds = {kind: at for at, kind in enumerate(KINDS)}
    lines.sort(key=lambda one: (_at(one), _better_first(one), kinds[one.effort.kind], one.effort.name))
    ranks = {
        line.effort.effort_id: at for at, line in enumerate([one for one in lines if one.verdict in RANKED], start=1)
    }
    return Evidence(
        outcome,
        tuple(Line(one.effort, one.result, one.note, one.mark, ranks.get(one.effort.effort_id)) for one in lines),
    )


def _line(atlas: Atlas, effort: Effort, result: EffortResult) -> Line:
    row = atlas.register.get(effort.effort_id)
    note, mark = (row.entry.evidence_note, row.entry.effectiveness_mark) if row is not None else ("", "")
    return Line(effort, result, note, mark)


def _at(line: Line) -> int:
    return len(_ORDER) if line.verdict is None else _ORDER.index(line.verdict)


def _better_first(line: Line) -> float:
    """The measured difference of a clear one, so that the most improved stands first; of any other nothing."""
    if line.verdict not in RANKED or line.estimate is None or line.study is None:
        return 0.0
    return line.estimate.value if line.study.question.worse_high else -line.estimate.value


def evidence_headline(found: Evidence) -> Headline:
    """How many have a clear effect, and what becomes of the others."""
    outcome, total = outcome_words(found.outcome, inline=True), len(found.lines)
    told = t("effect.evidence.counts", told="; ".join(_counted(found.lines)))
    if not found.clear:
        return Headline(t("effect.evidence.title_none", total=total, outcome=outcome), told)
    return Headline(t("effect.evidence.title", clear=len(found.clear), total=total, outcome=outcome), told)


def _counted(lines: Sequence[Line]) -> list[str]:
    """How many there are of each result, those there are none of left out."""
    counts = {
        "clear": sum(one.rank is not None for one in lines),
        "maybe": sum(one.verdict in (Verdict.MAYBE_BETTER, Verdict.MAYBE_WORSE) for one in lines),
        "not_clear": sum(one.verdict is Verdict.NOT_CLEAR for one in lines),
        "too_small": sum(one.verdict is Verdict.TOO_SMALL for one in lines),
        "not_measurable": sum(one.verdict in (Verdict.NOT_MEASURABLE, Verdict.NOT_COMPARABLE) for one in lines),
        "no_question": sum(one.verdict is None for one in lines),
    }
    return [t(f"effect.evidence.count_{name}", count=count) for name, count in counts.items() if count]


def evidence_notes(found: Evidence) -> list[str]:
    """What the order says and does not say, and what is missing."""
    order = t("effect.evidence.ranked" if found.clear else "effect.evidence.no_rank")
    missing = [kind for kind in kinds_of(found) if note_on(kind.kind_id).not_assessed is not None]
    told = names(t(f"effort_kind.{kind.kind_id}") for kind in missing)
    unknown = [t("effect.evidence.not_noted", kinds=first_upper(told))] if missing else []
    return [order, t("evidence.scale"), noted_words(), *unknown]


def kinds_of(found: Evidence) -> tuple[EffortKind, ...]:
    """The kinds there are efforts of, in the order of the registry."""
    there = {one.effort.kind for one in found.lines}
    return tuple(kind for kind in KINDS if kind in there)


def evidence_sheet(atlas: Atlas, found: Evidence, lines: Sequence[Line], *, rest: bool = False) -> Sheet:
    """Efforts: place, own result with interval or the reason why there is none, evidence and money; ``rest``: those
    without a measured difference."""
    names_ = ("effort", "rank", "kind", "area", "period", "result", "why", "class", "cost")
    forms = {"rank": "number", "why": "note", "class": "note", "cost": "number"}
    columns = tuple(Column(name, t(f"effect.evidence.{name}"), forms.get(name, "text")) for name in names_)
    rows = tuple(row_of(atlas, line) for line in lines)
    key = "effect.evidence.caption_rest" if rest else "effect.evidence.caption"
    caption = t(key, outcome=outcome_words(found.outcome, inline=True))
    return Sheet("effekt-evidens-resten" if rest else "effekt-evidens", caption, columns, rows)


def row_of(atlas: Atlas, line: Line) -> dict[str, Entry]:
    """An effort's fields in words."""
    effort = line.effort
    amount = money(effort.amount.total) if effort.amount is not None else t("effect.evidence.unknown_cost")
    return {
        "effort": Entry(effort.name),
        "rank": Entry(str(line.rank) if line.rank else t("effect.evidence.unranked")),
        "kind": Entry(effort_words.kind(effort)),
        "area": Entry(names(atlas.places[one].name for one in effort.area_ids if one in atlas.places.by_id)),
        "period": Entry(effort_words.period(effort)),
        "result": Entry(result_words(line), quiet=_interval_words(line)),
        "why": Entry(why_words(atlas, line)),
        "class": Entry(class_words(effort.kind.kind_id), quiet=" ".join(known_words(line))),
        "cost": Entry(amount),
    }


def result_words(line: Line) -> str:
    """An effort's own result in a few words."""
    if line.study is None:
        return t("effect.verdict.not_measurable")
    return verdict_words(line.study)


def _interval_words(line: Line) -> str:
    return estimate_words(line.study.question, line.estimate) if line.study and line.estimate else ""


def why_words(atlas: Atlas, line: Line) -> str:
    """Why a result is no stronger, or why there is none."""
    if line.study is None:
        return t(f"effect.no_question_short.{line.result.no_question}")
    return " ".join(reason_lines(atlas, line.study)[:1])


def known_words(line: Line) -> list[str]:
    """What the register itself says of what works: the effort's own note, the administration's mark; mostly nothing."""
    found = [t("effect.evidence.class_note", note=line.note)] if line.note else []
    if line.mark in (MOST, LEAST):
        found.append(t(f"effect.evidence.mark_{line.mark}"))
    return found


def kinds_sheet(found: Evidence) -> Sheet:
    """The same by kind: how many, their results counted, evidence, and the money that is stated for some of them."""
    names_ = ("kind", "kind_count", "kind_results", "class", "kind_cost")
    forms = {"kind_count": "number", "class": "note"}
    columns = tuple(Column(name, t(f"effect.evidence.{name}"), forms.get(name, "text")) for name in names_)
    rows = tuple(_kind_row([one for one in found.lines if one.effort.kind == kind]) for kind in kinds_of(found))
    return Sheet("effekt-slags", t("effect.evidence.kinds_caption"), columns, rows)


def _kind_row(lines: Sequence[Line]) -> dict[str, Entry]:
    counts: dict[str, int] = {}
    for line in lines:
        words = result_words(line)
        counts[words] = counts.get(words, 0) + 1
    results = "; ".join(t("effect.evidence.result_count", words=words, count=many) for words, many in counts.items())
    sums = sums_of(one.effort for one in lines)
    cost = t("effect.evidence.kind_cost_none")
    if sums.stated:
        cost = t("effect.evidence.kind_cost_some", amount=money(sums.total), stated=sums.stated, count=sums.count)
    notes = sum(bool(one.note) for one in lines)
    known = t("effect.evidence.notes", count=notes) if notes else ""
    return {
        "kind": Entry(effort_words.kind(lines[0].effort)),
        "kind_count": Entry(number(len(lines))),
        "kind_results": Entry(results),
        "class": Entry(class_words(lines[0].effort.kind.kind_id), quiet=known),
        "kind_cost": Entry(cost),
    }


def notes_sheet(atlas: Atlas, found: Evidence) -> Sheet:
    """The literature note on every kind there are efforts of: class, what was found and does not follow, sources."""
    names_ = ("kind", "class", "found", "found_sources")
    forms = {"class": "note", "found": "wide", "found_sources": "note"}
    columns = tuple(Column(name, t(f"effect.evidence.{name}"), forms.get(name, "text")) for name in names_)
    rows = tuple(_note_row(atlas, kind) for kind in kinds_of(found))
    return Sheet("evidens-noter", t("effect.evidence.found_caption"), columns, rows)


def _note_row(atlas: Atlas, kind: EffortKind) -> dict[str, Entry]:
    first, *rest = finding_lines(kind.kind_id)
    return {
        "kind": Entry(t(f"effort_kind.{kind.kind_id}")),
        "class": Entry(class_words(kind.kind_id)),
        "found": Entry(first, lines=tuple(rest)),
        "found_sources": Entry(source_titles(atlas, kind.kind_id)),
    }


def measured_lines(found: Evidence) -> list[Line]:
    """The lines with a measured difference."""
    return [one for one in found.lines if one.estimate is not None]


def other_lines(found: Evidence) -> list[Line]:
    """The lines without one, those that could be asked about first."""
    return [one for one in found.lines if one.estimate is None]
