"""The trend over all years in the fold-out: a sentence, a picture of the slopes against the city, and two tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.figures.long_trend import LongTrend, Slope, Together, long_trends, years_together
from sikkerby_geo.facts.areas import Place
from sikkerby_geo.text import names, number, percent, t, tight
from sikkerby_geo.views.base.choice import Choice
from sikkerby_geo.views.base.sheet import Column, Entry, Prose, Sheet
from sikkerby_geo.views.charts.card import ChartCard
from sikkerby_geo.views.charts.slope_picture import DECIMALS, signed, slope_card

SPANS = (2, 3)


def long_trend_blocks(
    atlas: Atlas, choice: Choice, places: Sequence[Place] | None = None
) -> tuple[Prose | Sheet | ChartCard, ...]:
    """What there is to say of the years of a choice taken together, of these places or of all; empty where nothing is.

    Whether a trend is clear is judged beside all places of the level, whichever are shown.
    """
    found = long_trends(atlas, choice.indicator_id, choice.level, choice.year)
    shown = list(places) if places is not None else list(atlas.places.at(choice.level))
    trends = {place.place_id: found[place.place_id] for place in shown if place.place_id in found}
    blocks: list[Prose | Sheet | ChartCard] = []
    if trends:
        first, last = min(each.first for each in trends.values()), max(each.last for each in trends.values())
        told = _sentences(atlas, choice, trends)
        blocks.append(Prose((*told, t("long_trend.read")), heading=t("long_trend.heading", first=first, last=last)))
        sheet = _sheet(atlas, choice, trends)
        blocks += [*filter(None, [slope_card(atlas, choice, trends, sheet)]), sheet]
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
    points, low, high = (signed(value) for value in (slope.points, slope.interval.low, slope.interval.high))
    return t("long_trend.slope", points=points, low=low, high=high)


def _verdict(slope: Slope | None) -> str:
    if slope is None:
        return t("long_trend.missing")
    if not slope.clear:
        return t("long_trend.open")
    return t("long_trend.rise" if slope.points > 0 else "long_trend.fall")


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
