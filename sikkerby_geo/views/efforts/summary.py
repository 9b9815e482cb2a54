"""What a choice from the register says: one sentence, how the money is to be read, and what was asked for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.efforts.coverage import last_documented_year
from sikkerby_geo.domain.efforts.effort import Effort, Stage
from sikkerby_geo.domain.efforts.query import NOT_STATED, Filter, Sums, by_stage, matching, summed_by, sums_of
from sikkerby_geo.domain.efforts.status_group import grouped
from sikkerby_geo.facts.areas import CITY_ID, Place
from sikkerby_geo.facts.efforts import REGISTER_TABLES
from sikkerby_geo.text import money, names, number, t
from sikkerby_geo.views.base.effort_words import kept_note
from sikkerby_geo.views.efforts.entries import RegisterChoice, administration_name, area_name, period, say


@dataclass(frozen=True)
class Says:
    """The sentence over a choice, the line that says how to read its money, and further notes."""

    title: str
    certainty: str
    notes: tuple[str, ...] = ()


def says(
    atlas: Atlas, choice: RegisterChoice, place: Place | None, entries: tuple[Effort, ...], all_count: int
) -> Says:
    """The words over the entries that fit a choice; ``all_count`` is the size of the whole register."""
    wanted = choice.wanted(place, atlas)
    if not entries:
        return Says(t("register.says.none"), t("register.says.none_help"))
    if len(entries) == 1:
        return Says(_one(entries[0]), t("effort.record_note"), _notes(wanted, entries))
    staged = {row.key: row.sums for row in summed_by(entries, by_stage).rows if row.sums.stated}
    stated = _stated(sums_of(entries), tuple(staged))
    count = number(len(entries))
    where = choice.area if choice.area is not None else place.place_id if place else None
    if where is not None:
        title = t("register.says.place", place=area_name(where, atlas), count=count, stated=stated)
    else:
        key = "register.says.all" if len(entries) == all_count else "register.says.many"
        title = t(key, count=count, stated=stated)
    certainty = [_by_stage(staged)] if len(staged) > 1 else []
    notes = (_by_group(atlas, entries), *filter(None, (kept_note(entries),)), *_notes(wanted, entries))
    return Says(title, " ".join([*certainty, t("effort.record_note")]), notes)


def _one(entry: Effort) -> str:
    stated = t("register.says.stated_one_none")
    if entry.amount is not None:
        stated = t("register.says.stated_one", total=money(entry.amount.total), stage=say(entry.stage))
    return t("register.says.one", name=entry.name, kind=say(entry.kind), period=period(entry), stated=stated)


def _stated(sums: Sums, stages: tuple[Stage, ...]) -> str:
    """How many state money; their total only where it is of one stage, so that wishes never add to what was spent."""
    if not sums.stated:
        return t("register.says.stated_none")
    how_many = "all" if sums.stated == sums.count else "some"
    if len(stages) > 1:
        return t(f"register.says.stated_{how_many}", stated=number(sums.stated))
    total = money(sums.total)
    return t(f"register.says.stated_{how_many}_total", stated=number(sums.stated), total=total, stage=say(stages[0]))


def _by_stage(staged: dict[Stage, Sums]) -> str:
    parts = [
        t("register.says.stage_part", total=money(sums.total), stage=say(stage))
        for stage, sums in sorted(staged.items(), key=lambda item: -item[1].total)
    ]
    return t("register.says.stages", parts=names(parts))


def _by_group(atlas: Atlas, entries: Iterable[Effort]) -> str:
    """How many entries are in progress, completed, and so on, as the record last knows them; every one is counted."""
    found = list(entries)
    groups = grouped(atlas, found, None)
    parts = [t(f"effort.count_{group}", count=number(len(efforts))) for group, efforts in groups.items() if efforts]
    if dropped := len(found) - sum(map(len, groups.values())):
        parts.append(t("register.says.dropped", count=number(dropped)))
    return t("register.says.groups", year=last_documented_year(atlas) or atlas.years[-1], groups=names(parts))


def _notes(wanted: Filter, entries: Iterable[Effort]) -> tuple[str, ...]:
    undated = sum(entry.years is None for entry in entries)
    if not wanted.by_year or not undated:
        return ()
    return (t("register.says.undated_one" if undated == 1 else "register.says.undated", count=undated),)


def elsewhere(register: tuple[Effort, ...], wanted: Filter) -> tuple[int, int]:
    """How many fit all but the place and are stated for the whole city, and for no place: they may be here too."""
    if not wanted.areas or wanted.areas & {CITY_ID, NOT_STATED}:
        return 0, 0
    city = matching(register, replace(wanted, areas=frozenset({CITY_ID})))
    unknown = matching(register, replace(wanted, areas=frozenset({NOT_STATED})))
    return len(city), len(unknown)


def chosen_words(atlas: Atlas, choice: RegisterChoice, place: Place | None) -> str:
    """What was asked for, in words; empty where nothing was."""
    words = []
    if choice.text:
        words.append(t("register.filter.word_search", text=choice.text))
    where = choice.area if choice.area is not None else place.place_id if place else None
    if where is not None:
        words.append(area_name(where, atlas))
    words += [say(kind) for kind in choice.kinds]
    words += [say(group) for group in choice.groups]
    words += [say(stage) for stage in choice.stages]
    words += [_labelled("administration", administration_name(code)) for code in choice.administrations]
    words += [_labelled("focus", focus or t("register.not_stated")) for focus in choice.focus]
    if choice.first is not None or choice.last is not None:
        words.append(_years(choice))
    if choice.with_money:
        words.append(t("register.filter.word_money"))
    if choice.located:
        words.append(t("register.filter.word_located"))
    return ", ".join(words)


def _labelled(name: str, text: str) -> str:
    return f"{t(f'register.filter.{name}').lower()} {text}"


def _years(choice: RegisterChoice) -> str:
    first, last = choice.first, choice.last
    if first is None:
        return t("register.filter.word_to", year=last)
    if last is None:
        return t("register.filter.word_from", year=first)
    key = "register.filter.word_one_year" if first == last else "register.filter.word_between"
    return t(key, year=first, first=first, last=last)


def lost_words(atlas: Atlas) -> str:
    """Which of the register's files cannot be read; empty where all can."""
    files = [atlas.origin(table) for table in REGISTER_TABLES if not atlas.readable(table)]
    return t("register.says.lost", files=names(files)) if files else ""
