"""A ranking in words: its sentence, how sure, why an area stands where it does, and where the figures come from."""

from __future__ import annotations

from collections.abc import Sequence

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.figures.changes import CLEAR
from sikkerby_geo.domain.figures.observations import Figure
from sikkerby_geo.domain.priority.evidence import Evidence
from sikkerby_geo.domain.priority.ranking import Ranked, swap
from sikkerby_geo.facts import priority as registry
from sikkerby_geo.facts.areas import Level
from sikkerby_geo.facts.efforts import EffortKind
from sikkerby_geo.facts.indicators import VISITED
from sikkerby_geo.text import names, number, percent, t, tight
from sikkerby_geo.views.base import figures
from sikkerby_geo.views.base.clear_words import clear_condition
from sikkerby_geo.views.base.effort_words import any_kept
from sikkerby_geo.views.base.headline import Headline
from sikkerby_geo.views.priority.ask import Answer

MOST_NAMES = 4
POINT_DECIMALS = 1


def says(atlas: Atlas, answer: Answer) -> Headline:
    """What the ranking says: who is first, alone or not, who may come next, and how far ranks move."""
    found = answer.leaders
    year = answer.ask.year
    first, rivals, candidates = (
        names((tight(atlas.places[row.place_id].name) for row in rows), most=MOST_NAMES)
        for rows in (found.first, found.rivals, found.candidates)
    )
    if rivals:
        title = t("priority.title_rivals", year=year, first=first, rivals=rivals)
    elif len(found.first) > 1:
        title = t("priority.title_tied", year=year, first=first)
    else:
        title = t("priority.title_alone", year=year, first=first)
    if candidates and not rivals:
        key = "priority.next_many" if len(found.candidates) > 1 else "priority.next_one"
        title = f"{title} {t(key, candidates=candidates)}"
    second = [t("priority.certainty", signal=t("priority.signal"), width=answer.mean_width)]
    second += [*_left_out(atlas, answer), *_transcripts(answer), clear_condition(atlas)]
    return Headline(title, " ".join(filter(None, second)))


def _left_out(atlas: Atlas, answer: Answer) -> list[str]:
    ranked = {row.place_id for row in answer.rows}
    lacking = [place.name for place in atlas.places.at(Level.SURVEY_AREA) if place.place_id not in ranked]
    return [t("priority.certainty_left_out", names=names(lacking), year=answer.ask.year)] if lacking else []


def _transcripts(answer: Answer) -> list[str]:
    years = sorted({year for year, figure in shown_figures(answer) if figure.read_in_transcript})
    return [t("priority.transcript", years=names(str(year) for year in years))] if years else []


def shown_figures(answer: Answer) -> list[tuple[int, Figure]]:
    """Every survey figure behind the ranking, with its year."""
    found: list[tuple[int, Figure]] = []
    for item in answer.found.evidence:
        dated = (("level", item.level), ("evening", item.evening))
        found += [(year, figure) for part, figure in dated if figure and (year := answer.found.years[part])]
        if item.before is not None and "worsening" in answer.found.used:
            found.append((answer.ask.year - 1, item.before))
    return found


def evidence_figures(answer: Answer, item: Evidence) -> list[tuple[int, Figure]]:
    """The figures of one area that its score is made of, each with its year."""
    dated = (("level", item.level), ("evening", item.evening), ("crime", item.crime))
    found = [(year, figure) for part, figure in dated if figure and (year := answer.found.years[part])]
    before = [(answer.ask.year - 1, item.before)] if item.before and "worsening" in answer.found.used else []
    return [*found, *before]


def own_words(atlas: Atlas, answer: Answer) -> tuple[str, ...]:
    """That scores are made of figures nobody has published, and of which areas and years; none where they are not."""
    own = [
        (atlas.places[item.place_id].name, year)
        for item in answer.found.evidence
        for year, figure in evidence_figures(answer, item)
        if figure.unpublished
    ]
    return (t("figure.unpublished_names", names=names(figures.by_year(own))),) if own else ()


def part_words(answer: Answer, item: Evidence, part_id: str) -> str:
    """One part of an area in words, with its interval and year, or that it is missing."""
    raw, year = item.raw[part_id], answer.found.years[part_id]
    if raw is None or year is None:
        return t(f"priority.part.missing_{part_id}")
    family = answer.ask.family_id
    if part_id in ("level", "evening"):
        figure = item.evening if part_id == "evening" and item.evening else item.level
        shown, interval = percent(figure.value, figure.decimals), figures.interval(figure)
        words = t(f"priority.{family}.{part_id}", figure=shown, interval=interval, year=year)
        return ", ".join([words, *figures.stressed(figure)])
    if part_id == "worsening":
        return _worsening(item, family, raw, year - 1)
    if part_id == "crime":
        key = "priority.part.crime_visited" if item.place_id in VISITED else "priority.part.crime"
        rate = number(raw, item.crime.decimals if item.crime else 0)
        return t(key, rate=rate, year=year, visitors=t("priority.visitors"))
    if part_id == "known" and answer.ask.kind is not None:
        key = "priority.known.value" if raw else "priority.known.value_none"
        return t(key, count=number(raw), kind=kind_word(answer.ask.kind), year=year)
    return t("priority.part.uncovered", share=percent(raw), year=year)


def _worsening(item: Evidence, family: str, points: float, since: int) -> str:
    """A change for the worse as it was measured, whether it is clear, and how many points of it count."""
    old, new = item.before, item.level
    if old is None or old.doubted or new.doubted:
        return t("priority.part.doubted_worsening", year=since)
    if not points:
        return t(f"priority.{family}.worsening_none", year=since)
    measured = number(abs(new.value - old.value), max(old.decimals, new.decimals))
    words = t(f"priority.{family}.{_how_clear(item)}", change=measured, year=since)
    return t("priority.part.worsening_counts", change=words, points=number(points, POINT_DECIMALS))


def _how_clear(item: Evidence) -> str:
    if item.verdict in CLEAR:
        return "worsening_clear"
    return "worsening_possible" if item.verdict is not None and item.verdict.possible else "worsening_open"


def known_words(item: Evidence) -> str:
    """How many efforts of the chosen kind are known in an area: ingen kendt, 3 kendte."""
    raw = item.raw["known"]
    if raw is None:
        return ""
    return t("priority.known.count", count=number(raw)) if raw else t("priority.known.count_none")


def kind_word(kind: EffortKind) -> str:
    """A kind of effort inside a sentence."""
    return t(f"effort_kind.{kind.kind_id}")


def earlier_words(answer: Answer, row: Ranked, form: str) -> str:
    """Where an area would stand with the figures of the year before, in one of the forms of ``priority.earlier``."""
    found = answer.earlier
    if found is None:
        return t(f"priority.earlier.{form}_no_year")
    rank = found.ranks.get(row.place_id)
    if rank is None:
        return t(f"priority.earlier.{form}_no_figure", year=found.year)
    return t(f"priority.earlier.{form}", year=found.year, rank=rank)


def earlier_note(answer: Answer) -> str:
    """What the places with the figures of the year before are worked out from."""
    found = answer.earlier
    if found is None:
        return t("priority.earlier.note_no_year")
    lacking = names(t(f"reason.part_name.{part}").lower() for part in found.lacking)
    left_out = f" {t('priority.earlier.left_out', parts=lacking, year=found.year)}" if lacking else ""
    return t("priority.earlier.note", year=found.year, count=len(found.ranks), left_out=left_out)


def reason(answer: Answer, row: Ranked) -> str:
    """Why an area stands where it does: the two parts that add most to its score, and a clear worsening besides."""
    most = sorted(row.points, key=lambda part: -row.points[part])[:2]
    clear = {"worsening"} if row.points.get("worsening") and row.evidence.verdict in CLEAR else set()
    told = [part for part in registry.PART_IDS if part in {*most, *clear}]
    words = names(part_words(answer, row.evidence, part) for part in told)
    return f"{words[0].upper()}{words[1:]}."


def swap_words(atlas: Atlas, answer: Answer, index: int) -> str:
    """What would let the next area draw level with this one; empty for the last."""
    found = swap(answer.rows, index, answer.found, answer.ask.by_part)
    if found is None:
        return ""
    name = atlas.places[found.next_id].name
    if found.points is None:
        return t("priority.swap.never", name=name)
    if found.points == 0:
        return t("priority.swap.level", name=name)
    move = t(f"priority.{answer.ask.family_id}.swap", name=name, points=found.points)
    return t("priority.swap.within" if found.within_noise else "priority.swap.beyond", swap=move)


def missing_words(row: Ranked) -> tuple[str, ...]:
    """How an area is ranked without the parts it lacks."""
    low, high = number(row.low), number(row.high)
    return tuple(
        t("priority.missing.one", part=t(f"reason.part_name.{part}"), low=low, high=high) for part in row.missing
    )


def span(ends: tuple[int, int]) -> str:
    """A range of ranks: 2–9, or the one rank."""
    low, high = ends
    return t("priority.range.same", rank=low) if low == high else t("priority.range.span", low=low, high=high)


def source_lines(atlas: Atlas, answer: Answer) -> list[str]:
    """Where the figures, the intervals, the crime and the efforts come from, and how the ranges were made."""
    used = {source for _, figure in shown_figures(answer) for source in figure.sources}
    crime = {source for item in answer.found.evidence if item.crime for source in item.crime.sources}
    years = answer.found.years
    lines = [
        t("priority.sources.figures", sources=_titles(used)),
        t("priority.sources.answers", answers=_answers(answer)),
    ]
    if crime:
        lines.append(t("priority.sources.crime", year=years["crime"], sources=_titles(crime)))
    if years["uncovered"] is not None:
        key = "priority.sources.efforts_kept" if any_kept(atlas.efforts) else "priority.sources.efforts"
        lines.append(t(key, year=years["uncovered"]))
    if answer.shares.get("worsening"):
        lines.append(t("priority.sources.worsening", usual=number(registry.YEARLY_CHANGE.value)))
    draws, seed = number(registry.DRAWS.value), str(int(registry.SEED.value))
    return [*lines, t("priority.sources.noise", draws=draws, seed=seed), earlier_note(answer)]


def _titles(sources: set) -> str:
    return figures.titles(sorted(sources, key=lambda source: (source.trust, source.source_id)))


def _answers(answer: Answer) -> str:
    """The answers behind the figures, each sort once."""
    said: Sequence[str] = [figures.answers(figure) for _, figure in shown_figures(answer)]
    return names(dict.fromkeys(said), most=MOST_NAMES)
