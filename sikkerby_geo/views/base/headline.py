"""The sentences above the map: what it says, and how sure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.figures.flags import Flag, FlagState
from sikkerby_geo.domain.figures.observations import Caveat, Figure, MissingReason, Observation
from sikkerby_geo.facts.areas import Level, Place
from sikkerby_geo.facts.indicators import INDICATOR, SURVEY_FROM
from sikkerby_geo.facts.rules import Rule, rule_of
from sikkerby_geo.text import form_of, names, t, tight
from sikkerby_geo.views.base import figures
from sikkerby_geo.views.base.area_years import areas_line
from sikkerby_geo.views.base.choice import Choice
from sikkerby_geo.views.base.clear_words import clear_condition
from sikkerby_geo.views.base.offers import Offer, offers

MOST_NAMES = 5


@dataclass(frozen=True)
class Headline:
    """One sentence that says what the map says, one that says how sure, and other views to offer."""

    title: str
    certainty: str
    offers: tuple[Offer, ...] = ()


@dataclass(frozen=True)
class _Row:
    place: Place
    cell: Observation
    flag: Flag

    @property
    def state(self) -> FlagState:
        return self.flag.state

    @property
    def figure(self) -> Figure | None:
        """The figure a sentence may lean on: none where it contradicts the flag."""
        return None if self.flag.disputed else self.cell.figure


def headline(atlas: Atlas, choice: Choice) -> Headline:
    """The headline of a choice: the rule's answer, or the figures alone where no rule is chosen."""
    rows = [
        _Row(
            place,
            atlas.observation(choice.indicator_id, place.place_id, choice.year),
            atlas.flag(choice.rule, place.place_id, choice.year) if choice.rule else Flag(FlagState.NO_FIGURE),
        )
        for place in atlas.places.at(choice.level)
    ]
    if choice.rule is None or choice.year < SURVEY_FROM:
        title, certainty = _plain(rows, choice)
    else:
        title, certainty = _ruled(atlas, rows, choice, choice.rule)
        certainty = " ".join(filter(None, (areas_line(atlas, choice.rule, choice.level, choice.year), certainty)))
    certainty = " ".join(filter(None, (certainty, clear_condition(atlas))))
    return Headline(title, certainty, offers(atlas, choice))


def by_need(rows: Sequence[_Row]) -> list[_Row]:
    """Rows in falling order of need; those with only a bound last, ties in alphabetical order."""

    def need(row: _Row) -> tuple[bool, float]:
        if row.figure is None:
            return (True, 0)
        sign = -1 if INDICATOR[row.cell.indicator_id].worse_high else 1
        return (False, sign * row.figure.value)

    return sorted(rows, key=need)


def _named(row: _Row) -> str:
    figure = figures.short(row.cell) if row.figure is not None else ""
    return tight(f"{row.place.name} {figure}".strip())


def _none_or(count: int) -> str:
    return str(count) if count else t("list.none")


def _noun(level: Level, count: int) -> str:
    return form_of(count, t(f"level.{level}.one"), t(f"level.{level}.many"))


def _ruled(atlas: Atlas, rows: list[_Row], choice: Choice, rule: Rule) -> tuple[str, str]:
    side, year, total = t(f"rule.{rule.rule_id}.flagged"), choice.year, len(rows)
    decided = [row for row in rows if row.state.flagged is not None]
    flagged = by_need([row for row in decided if row.state.flagged])
    base = {"year": year, "total": total, "noun": _noun(choice.level, total), "side": side}
    if not decided:
        return _undecided(atlas, rows, choice, rule)
    if len(decided) < total:
        counts = {"flagged": _none_or(len(flagged)), "clear": _none_or(len(decided) - len(flagged))}
        title = t("title.part", **base, known=len(decided), **counts)
        return title, " ".join(_rest(atlas, rows, choice, rule))
    if not flagged:
        title = t("title.none", **base)
    elif len(flagged) == total:
        title = _all_flagged(flagged, base)
    elif len(flagged) == 1:
        key = "title.one_bydel" if choice.level is Level.BYDEL else "title.one"
        title = t(key, **base, names=_named(flagged[0]))
    else:
        listed = names((_named(row) for row in flagged), most=MOST_NAMES)
        title = t("title.several", **base, count=len(flagged), names=listed)
    return title, _certainty(rows, flagged, rule, total)


def _all_flagged(flagged: list[_Row], base: dict) -> str:
    with_figure = [row for row in flagged if row.figure is not None]
    if not with_figure:
        return t("title.all_bound", **base)
    return t("title.all", **base, **_ends(with_figure))


def _ends(rows: list[_Row]) -> dict[str, str]:
    """The places of most and least need, in words that fit the direction of the measure."""
    first, last = rows[0], rows[-1]
    worse_high = INDICATOR[first.cell.indicator_id].worse_high
    return {
        "first": t("title.highest" if worse_high else "title.lowest"),
        "last": t("title.lowest" if worse_high else "title.highest"),
        "first_name": _at_end(rows, first),
        "first_figure": figures.short(first.cell),
        "last_name": _at_end(rows, last),
        "last_figure": figures.short(last.cell),
    }


def _at_end(rows: list[_Row], end: _Row) -> str:
    """The place at an end of the order; of what is counted in whole numbers, how many share it where they are many."""
    tied = [row for row in rows if figures.short(row.cell) == figures.short(end.cell)]
    if end.cell.indicator.surveyed or len(tied) == 1:
        return tight(end.place.name)
    if len(tied) > 2:
        return tight(t("title.tied", count=len(tied), noun=_noun(end.place.level, len(tied))))
    return names(tight(row.place.name) for row in tied)


def _certainty(rows: list[_Row], flagged: list[_Row], rule: Rule, total: int) -> str:
    side, clear = t(f"rule.{rule.rule_id}.flagged"), t(f"rule.{rule.rule_id}.clear")
    sure = [row for row in flagged if row.state is FlagState.FLAGGED_SURE]
    with_figure = [row for row in rows if row.cell.figure is not None]
    bounds = [row for row in rows if row.state.bound_only]
    parts = []
    if len(flagged) == 1 and not flagged[0].state.bound_only:
        parts.append(t("certainty.sure_one", side=side) if sure else t("certainty.unsure_one"))
    elif sure and len(flagged) == total:
        parts.append(t("certainty.count_sure", count=len(sure)))
    elif sure:
        parts.append(t("certainty.sure_names", side=side, names=names(tight(row.place.name) for row in sure)))
    elif any(row.state is FlagState.FLAGGED_UNSURE for row in flagged):
        parts.append(t("certainty.none_sure"))
    clauses = []
    if with_figure:
        unsure = sum(row.state.unsure for row in with_figure)
        key = "certainty.other_side" if unsure else "certainty.no_other_side"
        alone = "_one" if len(with_figure) == 1 else ""
        clauses.append(t(key + alone, unsure=unsure, known=len(with_figure), name=with_figure[0].place.name))
    if bounds and not any(row.state.flagged for row in bounds):
        clauses.append(t("certainty.bound_clear", count=len(bounds), side=clear))
    if clauses:
        parts.append("; ".join(clauses) + ".")
    if any(row.state.flagged for row in bounds):
        parts.append(t("certainty.bound_both", count=len(bounds), total=total))
    for row in rows:
        if row.flag.disputed:
            figure = figures.short(row.cell)
            parts.append(t("figure.disputed", name=tight(row.place.name), year=row.cell.year, figure=figure, side=side))
    return " ".join([*parts, *_reading(rows)])


def _reading(rows: list[_Row]) -> list[str]:
    """What must be said of where the figures were read."""
    notes = []
    if any(row.cell.figure is not None and row.cell.figure.read_in_transcript for row in rows):
        notes.append(t("certainty.transcript"))
    notes += figures.cautions((row.place.name, row.cell) for row in rows)
    flagging = [source for row in rows if row.state.flagged for source in row.cell.flag_sources]
    if flagging and all(source.kind == "press" for source in flagging):
        notes.append(t("certainty.press", publisher=flagging[0].publisher))
    return notes


def _rest(atlas: Atlas, rows: list[_Row], choice: Choice, rule: Rule) -> list[str]:
    open_rows = [row for row in rows if row.state.flagged is None]
    computed = [row for row in open_rows if row.cell.missing in _COMPUTED_REASONS]
    parts = []
    if computed:
        parts.append(t("certainty.rest_computed", count=len(computed), noun=_noun(choice.level, len(computed))))
    if len(open_rows) > len(computed):
        count = len(open_rows) - len(computed)
        parts.append(t("certainty.rest_not_found", count=count, noun=_noun(choice.level, count)))
    return [*parts, *_published(atlas, choice, rule), *_reading(rows)]


_COMPUTED_REASONS = (MissingReason.PARTS_MISSING, MissingReason.NO_WEIGHTS, MissingReason.ONLY_BOUND)


def _published(atlas: Atlas, choice: Choice, rule: Rule) -> list[str]:
    """The municipality's own count, where it counted but we do not know which areas."""
    known = atlas.published_counts.get((rule.indicator_id, choice.year))
    if known is None or _names_known(atlas, rule, choice.year):
        return []
    count, source = known
    side = t(f"rule.{rule.rule_id}.flagged")
    if source.kind == "official":
        return [t("certainty.published_count", count=count, side=side)]
    return [t("certainty.published_count_press", count=count, side=side, publisher=source.publisher)]


def _names_known(atlas: Atlas, rule: Rule, year: int) -> bool:
    """Whether the names are known after all, so that a bare count adds nothing."""
    return atlas.decided(rule, Level.SURVEY_AREA, year) == len(atlas.places.at(Level.SURVEY_AREA))


def _undecided(atlas: Atlas, rows: list[_Row], choice: Choice, rule: Rule) -> tuple[str, str]:
    if reason := _one_reason(rows, choice):
        return reason, ""
    key = "title.undecided_bydel" if choice.level is Level.BYDEL else "title.undecided"
    title = t(key, year=choice.year, noun=t(f"level.{choice.level}.one"))
    not_found = t("certainty.not_found", measure=t(f"indicator.{rule.indicator_id}.inline"), year=choice.year)
    return title, " ".join([*_published(atlas, choice, rule), not_found])


def _one_reason(rows: list[_Row], choice: Choice) -> str:
    """The title where one reason explains every missing figure; empty where it does not."""
    reasons = {row.cell.missing for row in rows}
    if reasons == {MissingReason.ONLY_PARTS}:
        return t("title.only_parts", measure=t(f"indicator.{choice.indicator_id}.name"), year=choice.year)
    if reasons == {MissingReason.OTHER_LEVEL}:
        return t(
            "title.other_level",
            measure=t(f"indicator.{choice.indicator_id}.name"),
            level=t(f"level.{choice.indicator.native_level}.many"),
        )
    if reasons == {MissingReason.NOT_ASKED}:
        return t("title.not_asked", year=choice.year)
    return t("title.undecided_unread") if reasons == {MissingReason.UNREADABLE} else ""


def _plain(rows: list[_Row], choice: Choice) -> tuple[str, str]:
    measure = t(f"indicator.{choice.indicator_id}.name")
    ranked = [row for row in by_need(rows) if row.cell.figure is not None]
    bounds = sum(row.cell.figure is None and row.cell.flag_range is not None for row in rows)
    notes = []
    if reason := _one_reason(rows, choice):
        title = reason
    elif not ranked:
        inline = t(f"indicator.{choice.indicator_id}.inline")
        title = t("title.plain_none", measure=inline, year=choice.year)
        notes.append(t("certainty.not_nothing"))
    elif ranked[0].cell.of_the_index:
        title = t("title.index", measure=measure, year=choice.year, names=names(_named(row) for row in ranked))
    elif len(ranked) == 1:
        title = t("title.plain_one", measure=measure, year=choice.year, name=_named(ranked[0]))
    else:
        title = t("title.plain", measure=measure, year=choice.year, **_ends(ranked))
    if choice.indicator.surveyed and choice.year < SURVEY_FROM:
        notes.append(t("certainty.index"))
    elif ranked:
        noun = _noun(choice.level, len(rows))
        notes.append(t("certainty.plain", known=len(ranked), total=len(rows), noun=noun))
        notes.append(t("certainty.no_rule" if rule_of(choice.indicator_id) else "certainty.unruled"))
        if bounds:
            notes.append(t("certainty.plain_bound", count=bounds))
        if any(Caveat.VISITORS in row.cell.caveats for row in ranked):
            notes.append(t("crime.visitors"))
    return title, " ".join([*notes, *_reading(rows)])
