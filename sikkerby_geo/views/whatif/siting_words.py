"""Who lives without an offer nearby, in words: the answer with its table, or why it cannot be given."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.offers.known import Places, Whose
from sikkerby_geo.domain.offers.siting import Without
from sikkerby_geo.facts.efforts import EffortKind
from sikkerby_geo.text import number, percent, period, t
from sikkerby_geo.views.base import figures
from sikkerby_geo.views.base.sheet import Column, Entry, Sheet
from sikkerby_geo.views.whatif.measure_words import about


@dataclass(frozen=True)
class Sited:
    """The answer: a sentence, what it rests on, and the areas (None where nothing can be said of them)."""

    says: str
    notes: tuple[str, ...] = ()
    sheet: Sheet | None = None


def cannot(places: Places, kind: EffortKind | None, whose: Whose) -> str:
    """Why it cannot be said who lives without an offer; blank where it can."""
    what = kind_words(kind)
    if places.whole:
        return ""
    if not places.listed:
        return t("siting.nothing_own" if whose is Whose.OWN else "siting.nothing", what=what)
    if len(places.placed) == len(places.listed):
        return t("siting.none_begun", count=len(places.listed), what=what)
    return t("siting.cannot", placed=number(len(places.placed)), count=len(places.listed), what=what)


def kind_words(kind: EffortKind | None) -> str:
    """Of which kind, as the end of a sentence; blank for any."""
    return "" if kind is None else f" {t('siting.what', kind=t(f'effort_kind.{kind.kind_id}'))}"


def sited(
    atlas: Atlas, places: Places, found: Sequence[Without], kind: EffortKind | None, metres: int, *, drawn: bool
) -> Sited:
    """The answer of a question that can be answered, for the whole city or what is ``drawn``."""
    far = [part for part in found if part.far_km2 > 0]
    said = {
        "what": kind_words(kind),
        "metres": number(metres),
        "where": t(f"siting.where_{'drawn' if drawn else 'city'}"),
        "whose": t(f"siting.whose_{'drawn' if drawn else 'city'}"),
    }
    if not far:
        says = t("siting.answer_none", **said)
    else:
        share = percent(100 * sum(part.far_km2 for part in far) / sum(part.land_km2 for part in found))
        known = [part.residents for part in far if part.residents is not None]
        if len(known) < len(far):
            says = t("siting.answer_no_population", share=share, **said)
        else:
            says = t("siting.answer", residents=about(sum(known)), share=share, **said)
    waiting = len(places.placed) - len(places.used)
    notes = [t("siting.note", count=len(places.used))]
    notes += [t("siting.planned", count=waiting)] if waiting else []
    dated = dict.fromkeys((part.population_day, part.source_id) for part in far if part.population_day)
    notes += [
        t("answer.population_source", day=period(day.isoformat()), source=figures.titles([atlas.sources[source_id]]))
        for day, source_id in dated
        if day is not None and source_id is not None
    ]
    return Sited(says, tuple(notes), _sheet(atlas, found, metres))


def _sheet(atlas: Atlas, found: Sequence[Without], metres: int) -> Sheet:
    forms = {"area": "text", "share": "number", "km2": "number", "residents": "number"}
    columns = tuple(Column(key, t(f"siting.column.{key}"), form) for key, form in forms.items())
    rows = tuple(
        {
            "area": Entry(atlas.places[part.place_id].name),
            "share": Entry(percent(100 * part.share)),
            "km2": Entry(number(part.far_km2, 2)),
            "residents": Entry(t("answer.no_residents") if part.residents is None else about(part.residents)),
        }
        for part in found
    )
    return Sheet("uden-tilbud", t("siting.caption", metres=number(metres)), columns, rows)
