"""Pooled shares beside the published ones: how many places are expected on a rule's side, each place's chance."""

from __future__ import annotations

from collections.abc import Mapping

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.figures.pooling import Pooled, number_of, pooled_shares
from sikkerby_geo.facts.rules import Rule
from sikkerby_geo.facts.thresholds import LIKELY
from sikkerby_geo.text import names, number, percent, t
from sikkerby_geo.views.base import figures
from sikkerby_geo.views.base.choice import Choice
from sikkerby_geo.views.base.measured import Cell, plain
from sikkerby_geo.views.base.sheet import Column, Entry, Prose, Sheet

DECIMALS = 1


def pooled_of(atlas: Atlas, choice: Choice) -> dict[str, Pooled]:
    """The pooled shares of a choice by place id; empty where too few places have a share."""
    return pooled_shares(atlas, choice.indicator_id, choice.level, choice.year, choice.rule)


def pooled_blocks(atlas: Atlas, choice: Choice) -> tuple[Prose | Sheet, ...]:
    """The expected number on the rule's side, the chances in one sentence, and every place in a table."""
    found = pooled_of(atlas, choice)
    if not found:
        return ()
    paragraphs = _expected(choice.rule, found) if choice.rule else ()
    without = [place.name for place in atlas.places.at(choice.level) if place.place_id not in found]
    lacking = (t("pooled.left_out", names=names(without)),) if without and paragraphs else ()
    told = (*paragraphs, *lacking)
    sheet = _sheet(atlas, choice, found)
    return (*((Prose(told),) if told else ()), Prose((t("pooled.read"),), heading=t("pooled.heading")), sheet)


def _expected(rule: Rule, found: Mapping[str, Pooled]) -> tuple[str, ...]:
    chances = [each.flagged for each in found.values() if each.flagged is not None]
    count = number_of(chances)
    side = t(f"rule.{rule.rule_id}.flagged")
    likely = sum(chance >= LIKELY.value for chance in chances)
    unlikely = sum(chance <= 1 - LIKELY.value for chance in chances)
    return (
        t("pooled.expected", side=side, expected=number(count.expected), low=count.low, high=count.high),
        t(
            "pooled.split",
            side=side,
            most=percent(100 * LIKELY.value),
            likely=likely,
            unlikely=unlikely,
            open=len(chances) - likely - unlikely,
        ),
        t("pooled.why"),
    )


def _sheet(atlas: Atlas, choice: Choice, found: Mapping[str, Pooled]) -> Sheet:
    rule, rows = choice.rule, []
    for place_id, pooled in sorted(found.items(), key=lambda pair: _order(choice, pair[1])):
        cell = atlas.observation(choice.indicator_id, place_id, choice.year)
        row = {
            "place": Entry(atlas.places[place_id].name),
            "figure": Entry(f"{figures.short(cell)} ({figures.interval(cell.known)})"),
            "value": Entry(pooled_words(pooled)),
        }
        if rule is not None and pooled.flagged is not None:
            row["chance"] = Entry(chance_words(pooled.flagged))
        rows.append(row)
    heads = {
        "place": t("csv.place"),
        "figure": t("pooled.figure"),
        "value": t("pooled.value"),
        "chance": t("pooled.chance", side=t(f"rule.{rule.rule_id}.flagged")) if rule else "",
    }
    columns = tuple(Column(name, heads[name]) for name in rows[0])
    caption = t("pooled.caption", measure=t(f"indicator.{choice.indicator_id}.name"), year=choice.year)
    return Sheet(f"udjaevnet-{choice.indicator.address}-{choice.year}", caption, columns, tuple(rows))


def _order(choice: Choice, pooled: Pooled) -> float:
    """The place of most need first."""
    return -pooled.value if choice.indicator.worse_high else pooled.value


def pooled_columns(pooled: Pooled | None) -> dict[str, Cell]:
    """The pooled share in columns of its own for a file, in per cent; None where there is none."""
    ends = (pooled.value, pooled.interval.low, pooled.interval.high) if pooled else (None, None, None)
    names = ("pooled.csv_value", "pooled.csv_low", "pooled.csv_high")
    return {t(name): None if end is None else plain(end, DECIMALS) for name, end in zip(names, ends, strict=True)}


def pooled_words(pooled: Pooled) -> str:
    """75,6 % (70,0–80,5 %)."""
    low, high = number(pooled.interval.low, DECIMALS), percent(pooled.interval.high, DECIMALS)
    return f"{percent(pooled.value, DECIMALS)} ({low}–{high})"


def chance_words(chance: float) -> str:
    """A chance in whole per cent; what would round to none or all is told as under 1 and over 99 %."""
    if chance < 0.01:
        return t("pooled.under", value=percent(1))
    return t("pooled.over", value=percent(99)) if chance > 0.99 else percent(100 * chance)
