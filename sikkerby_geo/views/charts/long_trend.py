"""The trend over all years in the fold-out: a sentence, a picture of the slopes against the city, and two tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from markupsafe import Markup

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.figures.long_trend import LongTrend, Slope, Together, long_trends, years_together
from sikkerby_geo.facts.areas import Place
from sikkerby_geo.text import names, number, percent, t, tight
from sikkerby_geo.views.base.choice import Choice
from sikkerby_geo.views.base.html import render
from sikkerby_geo.views.base.sheet import Column, Entry, Prose, Sheet

DECIMALS = 1
SPANS = (2, 3)
ROW, TOP, LEFT, RIGHT = 20, 22, 130, 298
"""Height of a row, where the first lies, and where the scale begins and ends, in pixels."""


def long_trend_blocks(
    atlas: Atlas, choice: Choice, places: Sequence[Place] | None = None
) -> tuple[Prose | Sheet | Markup, ...]:
    """What there is to say of the years of a choice taken together, of these places or of all; empty where nothing is.

    Whether a trend is clear is judged beside all places of the level, whichever are shown.
    """
    found = long_trends(atlas, choice.indicator_id, choice.level, choice.year)
    shown = list(places) if places is not None else list(atlas.places.at(choice.level))
    trends = {place.place_id: found[place.place_id] for place in shown if place.place_id in found}
    blocks: list[Prose | Sheet | Markup] = []
    if trends:
        first, last = min(each.first for each in trends.values()), max(each.last for each in trends.values())
        told = _sentences(atlas, choice, trends)
        blocks.append(Prose((*told, t("long_trend.read")), heading=t("long_trend.heading", first=first, last=last)))
        blocks += filter(None, [_picture(atlas, trends, " ".join(told))])
        blocks.append(_sheet(atlas, choice, trends))
    together = [
        (place, each)
        for place in shown
        for span in SPANS
        for each in years_together(atlas, choice.indicator_id, place, choice.year, span)
    ]
    if together:
        blocks.append(Prose((t("long_trend.together_read"),), heading=t("long_trend.together_heading")))
        blocks.append(_together(choice, together))
    return tuple(blocks)


def _sentences(atlas: Atlas, choice: Choice, trends: Mapping[str, LongTrend]) -> tuple[str, str]:
    clear = [tight(atlas.places[each.place_id].name) for each in trends.values() if each.own.clear]
    apart = [tight(atlas.places[each.place_id].name) for each in trends.values() if each.beside and each.beside.clear]
    measure = t(f"indicator.{choice.indicator_id}.inline")
    return (
        t("long_trend.some" if clear else "long_trend.none", names=names(clear), measure=measure),
        t("long_trend.some_beside" if apart else "long_trend.none_beside", names=names(apart)),
    )


def _sheet(atlas: Atlas, choice: Choice, trends: Mapping[str, LongTrend]) -> Sheet:
    rows = tuple(
        {
            "place": Entry(atlas.places[each.place_id].name),
            "years": Entry(f"{each.first}–{each.last}"),
            "known": Entry(t("long_trend.known_words", figures=each.figures, bounds=each.bounds)),
            "own": Entry(_slope_words(each.own)),
            "own_clear": Entry(_verdict(each.own)),
            "beside": Entry(_slope_words(each.beside)),
            "beside_clear": Entry(_verdict(each.beside)),
        }
        for each in trends.values()
    )
    columns = tuple(Column(name, t(f"long_trend.{name}")) for name in rows[0])
    caption = t("long_trend.caption", measure=t(f"indicator.{choice.indicator_id}.name"))
    return Sheet(f"haeldning-{choice.indicator.address}-{choice.level}", caption, columns, rows)


def _slope_words(slope: Slope | None) -> str:
    if slope is None:
        return t("long_trend.missing")
    points, low, high = (_signed(value) for value in (slope.points, slope.interval.low, slope.interval.high))
    return t("long_trend.slope", points=points, low=low, high=high)


def _signed(value: float) -> str:
    rounded = round(value, DECIMALS)
    sign = "+" if rounded > 0 else "−" if rounded < 0 else ""
    return f"{sign}{number(abs(rounded), DECIMALS)}"


def _verdict(slope: Slope | None) -> str:
    if slope is None:
        return t("long_trend.missing")
    if not slope.clear:
        return t("long_trend.open")
    return t("long_trend.rise" if slope.points > 0 else "long_trend.fall")


def _picture(atlas: Atlas, trends: Mapping[str, LongTrend], said: str) -> Markup | None:
    """The slopes against the city with their intervals, a row a place; None where there is none."""
    slopes = {each.place_id: each.beside for each in trends.values() if each.beside is not None}
    if not slopes:
        return None
    widest = max(max(-each.interval.low, each.interval.high) for each in slopes.values())
    end = max(1, -int(-widest // 1))

    def x(value: float) -> float:
        return round(LEFT + (value + end) / (end + end) * (RIGHT - LEFT), 1)

    rows = [
        (
            tight(atlas.places[place_id].name),
            TOP + ROW * number_,
            x(slope.interval.low),
            x(slope.points),
            x(slope.interval.high),
            slope.clear,
        )
        for number_, (place_id, slope) in enumerate(slopes.items())
    ]
    bottom = TOP + ROW * len(rows)
    ticks = [(x(value), _signed(value)) for value in (-end, 0, end)]
    label = t("long_trend.picture", said=said)
    return Markup(render("long_trend.html", label=label, rows=rows, ticks=ticks, zero=x(0), bottom=bottom))


def _together(choice: Choice, found: Sequence[tuple[Place, Together]]) -> Sheet:
    rows = tuple(
        {
            "place": Entry(place.name),
            "years": Entry(f"{each.first}–{each.last}"),
            "together_share": Entry(
                f"{percent(each.value, DECIMALS)} "
                f"({number(each.interval.low, DECIMALS)}–{percent(each.interval.high, DECIMALS)})"
            ),
            "together_answers": Entry(number(each.answers)),
        }
        for place, each in found
    )
    columns = tuple(Column(name, t(f"long_trend.{name}")) for name in rows[0])
    caption = t("long_trend.together_caption", measure=t(f"indicator.{choice.indicator_id}.name"))
    return Sheet(f"flere-aar-{choice.indicator.address}-{choice.level}", caption, columns, rows)
