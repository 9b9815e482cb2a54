"""How a place moved beside the city, in words: how far each went, and whether the difference is clear."""

from __future__ import annotations

from sikkerby_geo.domain.figures.beside_city import MovedBeside, Side
from sikkerby_geo.facts.areas import Place
from sikkerby_geo.text import number, t, tight


def moved_beside_words(place: Place, moved: MovedBeside) -> str:
    """One sentence: 9 point ned i Valby, 2 i hele byen fra 2025 til 2026; forskellen er ikke klar."""
    years = {"before": moved.before.own.year, "after": moved.after.own.year}
    if _way(moved.points) == _way(moved.city_points) == "still":
        return t("beside.both_still", name=tight(place.name), **years)
    return t(
        "beside.moved",
        own=t(f"beside.own_{_way(moved.points)}", points=_points(moved.points), name=tight(place.name)),
        city=_city(moved),
        judged=_judged(moved),
        **years,
    )


def _city(moved: MovedBeside) -> str:
    way = _way(moved.city_points)
    same = "same_way" if way == _way(moved.points) else way
    return t(f"beside.city_{same}", points=_points(moved.city_points))


def _judged(moved: MovedBeside) -> str:
    if moved.side is Side.NOT_TESTABLE and moved.as_printed in (Side.HIGHER, Side.LOWER):
        return t("beside.judged_if_printed")
    if moved.as_printed is Side.NOT_TESTABLE:
        return t("beside.judged_not_testable")
    return t("beside.judged_not_clear" if moved.as_printed is Side.LEVEL else "beside.judged_clear")


def _way(points: float) -> str:
    whole = round(points, 1)
    return "up" if whole > 0 else "down" if whole < 0 else "still"


def _points(points: float) -> str:
    size = round(abs(points), 1)
    return number(size, 0 if size == int(size) else 1)
