"""Registry of what may be delivered: for each kind the table it fills, its columns, and the heads they are known by."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from sikkerby_geo.facts.counted import COUNTED, Category
from sikkerby_geo.facts.delivery_words import (
    BOUNDS,
    COMPARATORS,
    CRIME_ASKED,
    NOTE_HEADS,
    PLACE_HEADS,
    QUARTER_HEADS,
    REASONS,
    SOURCE_HEADS,
    STAGES,
    SUBJECT_WORDS,
    SURVEY_ASKED,
    UNITS,
    UPGRADE_KINDS,
    WHY_NO_COUNT,
    YEAR_HEADS,
)
from sikkerby_geo.facts.indicators import (
    CONTEXT_INDICATORS,
    CRIME_COUNTS,
    CRIME_RATES,
    SURVEY_INDICATORS,
    Indicator,
    Kind,
)


class Form(StrEnum):
    """What a column of a delivery holds."""

    PLACE = "place"
    YEAR = "year"
    QUARTER = "quarter"
    DAY = "day"
    SUBJECT = "subject"
    CATEGORY = "category"
    PERCENT = "percent"
    COUNT = "count"
    NUMBER = "number"
    MONEY = "money"
    INCOME = "income"
    TEXT = "text"
    SOURCE = "source"
    WORD = "word"
    KEY_FIGURE = "key_figure"
    LONGITUDE = "longitude"
    LATITUDE = "latitude"
    SHAPE = "shape"


FIGURES = (Form.PERCENT, Form.COUNT, Form.NUMBER, Form.MONEY)
"""Forms that are numbers with a meaning of their own."""

TIMES = (Form.YEAR, Form.QUARTER)
"""Forms that say when, in a table by year or quarter."""

PER_HUNDRED = "0-100"
"""What the head of our own columns says where per cents may stand under it, so that 0,5 is no share of one."""


@dataclass(frozen=True)
class Field:
    """One column of a delivery; ``shown`` in its template.

    ``name`` is the column of our table, ``heads`` what it is called in files (any spelling, see ``folded_head``), the
    first of them our template's. ``words`` are what a ``WORD`` may say, and what our table calls it.
    """

    name: str
    form: Form
    heads: tuple[str, ...]
    needed: bool = False
    words: tuple[tuple[str, str], ...] = ()
    shown: bool = True


@dataclass(frozen=True, eq=False)
class DeliveryKind:
    """One kind of delivery: ``table`` in ``facts/datasets.py``, its ``fields``, and what its subjects are.

    ``subjects`` name what the figures of a row may be of, by the word our table has for it. ``wide``: the fields that
    may stand in a column a year or a subject. ``fixed`` is what a column of the table says where
    the row does not. ``forms``: what a ``NUMBER`` is where the row says one of these words as its subject or unit.
    ``categories`` are the rows of a subject where these are given, ``alone`` the fields that are worth a row without a
    figure. ``placeless``: a table without a column of places may be of the whole city, which is asked.
    A kind is equal to itself alone.
    """

    kind_id: str
    table: str
    fields: tuple[Field, ...]
    subjects: tuple[tuple[str, tuple[str, ...]], ...] = ()
    asked: tuple[tuple[str, tuple[str, ...]], ...] = ()
    wide: tuple[str, ...] = ()
    fixed: tuple[tuple[str, str], ...] = ()
    forms: tuple[tuple[str, Form], ...] = ()
    categories: tuple[tuple[str, tuple[Category, ...]], ...] = ()
    alone: tuple[str, ...] = ()
    placeless: bool = False

    def form_under(self, form: Form, word: str) -> Form:
        """What a number of a form is in a row whose subject or unit is ``word``."""
        return dict(self.forms).get(word, form) if form is Form.NUMBER else form

    def field(self, name: str) -> Field | None:
        """A column by its name; None where the kind has none."""
        return next((one for one in self.fields if one.name == name), None)

    def of_form(self, form: Form) -> Field | None:
        """The first column of a form."""
        return next((one for one in self.fields if one.form is form), None)


_PLACE = Field("area_id", Form.PLACE, PLACE_HEADS, needed=True)
_YEAR = Field("year", Form.YEAR, YEAR_HEADS, needed=True)
_SOURCE = Field("source_id", Form.SOURCE, SOURCE_HEADS)
_NOTE = Field("note_da", Form.TEXT, NOTE_HEADS, shown=False)


def _more(*names: str) -> tuple[Field, ...]:
    """Columns of our table that no template shows: they are read by their own names, so that an export comes back."""
    return tuple(Field(name, Form.TEXT, (name,), shown=False) for name in names)


def _subjects(indicators: tuple[Indicator, ...]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    words = {one.column.own: SUBJECT_WORDS.get(one.column.own, ()) for one in indicators}
    named = {one.column.own: (one.column.own, one.address, *words[one.column.own]) for one in indicators}
    return tuple(named.items())


SURVEY = DeliveryKind(
    "survey",
    "survey",
    (
        _PLACE,
        _YEAR,
        Field("measure", Form.SUBJECT, ("Mål", "Maal", "measure", "Spørgsmål", "Indikator", "Emne"), needed=True),
        Field(
            "percent",
            Form.PERCENT,
            (
                *("Procent", f"Procent ({PER_HUNDRED})", "Pct", "percent", "Andel", "Værdi", "value", "Tal", "%"),
                "Andel i pct",
            ),
        ),
        Field(
            "respondents", Form.COUNT, ("Svar", "Antal svar", "respondents", "Antal besvarelser", "Besvarelser", "n")
        ),
        Field("bound", Form.WORD, ("Grænse", "bound"), words=BOUNDS, shown=False),
        Field("missing_reason", Form.WORD, ("Hvorfor intet tal", "missing_reason"), words=REASONS, shown=False),
        _SOURCE,
        _NOTE,
        *_more("doubt", "change_significant", "series"),
    ),
    _subjects(SURVEY_INDICATORS),
    SURVEY_ASKED,
    wide=("percent", "respondents"),
    fixed=(("series", "tryghedsundersoegelse"),),
)
CRIME = DeliveryKind(
    "crime",
    "crime",
    (
        _PLACE,
        _YEAR,
        Field("series", Form.SUBJECT, ("Slags", "series", "Overtrædelse", "overtræd", "Type", "Kategori"), needed=True),
        Field("reports", Form.COUNT, ("Anmeldelser", "Antal", "reports", "Antal anmeldelser", "indhold", "Anmeldt")),
        Field(
            "per_1000", Form.NUMBER, ("Pr. 1.000 indbyggere", "per_1000", "pr 1000", "Anmeldelser pr. 1.000 indbyggere")
        ),
        _SOURCE,
        _NOTE,
        *_more("population_source_id"),
    ),
    _subjects((*CRIME_RATES, *CRIME_COUNTS)),
    CRIME_ASKED,
    wide=("reports", "per_1000"),
)
POPULATION = DeliveryKind(
    "population",
    "population",
    (
        _PLACE,
        Field("date", Form.DAY, ("Dato", "date", "Opgjort", "Pr. dato", *YEAR_HEADS), needed=True),
        Field(
            "population",
            Form.COUNT,
            (
                "Indbyggere",
                "population",
                "Folketal",
                "Antal beboere",
                "Beboere",
                "Befolkning",
                "Antal",
                "indhold",
                "Personer",
            ),
            needed=True,
        ),
        _SOURCE,
        _NOTE,
        *_more("precision"),
    ),
    wide=("population",),
)
INDICATOR_FIGURES = DeliveryKind(
    "indicator",
    "context",
    (
        _PLACE,
        _YEAR,
        Field("indicator", Form.SUBJECT, ("Tal", "Indikator", "indicator", "Emne", "Mål"), needed=True),
        Field(
            "value",
            Form.NUMBER,
            ("Værdi", f"Værdi (andele {PER_HUNDRED})", "value", "Procent", "Beløb", "indhold"),
            needed=True,
        ),
        Field("part", Form.TEXT, ("Kvarter", "part", "Del af området")),
        _SOURCE,
        _NOTE,
        *_more("source_locator"),
    ),
    _subjects(CONTEXT_INDICATORS),
    wide=("value",),
    forms=tuple(
        (one.column.own, Form.PERCENT if one.kind is Kind.REGISTER_SHARE else Form.INCOME) for one in CONTEXT_INDICATORS
    ),
)
GOALS = DeliveryKind(
    "goals",
    "goals",
    (
        Field("goal_id", Form.TEXT, ("Mål-id", "goal_id", "Målnummer", "Nr"), needed=True),
        Field("programme", Form.TEXT, ("Program", "programme", "Strategi"), needed=True),
        Field("indicator_da", Form.TEXT, ("Hvad der måles", "indicator_da", "Mål", "Målsætning"), needed=True),
        Field("measure", Form.TEXT, ("Tal", "measure", "Indikator"), needed=True),
        Field("scope", Form.TEXT, ("Gælder", "scope", "Omfang"), needed=True),
        Field("comparator", Form.WORD, ("Retning", "comparator"), needed=True, words=COMPARATORS),
        Field("target", Form.NUMBER, ("Målværdi", f"Målværdi (procent {PER_HUNDRED})", "target")),
        Field("unit", Form.WORD, ("Enhed", "unit"), words=UNITS),
        Field(
            "baseline_value",
            Form.NUMBER,
            ("Udgangspunkt", f"Udgangspunkt (procent {PER_HUNDRED})", "baseline_value"),
        ),
        Field("baseline_year", Form.YEAR, ("Udgangsår", "baseline_year")),
        Field("valid_from", Form.YEAR, ("Gælder fra", "valid_from", "Fra år")),
        Field("valid_to", Form.YEAR, ("Gælder til", "valid_to", "Til år")),
        Field("owner_da", Form.TEXT, ("Ansvarlig", "owner_da", "Forvaltning")),
        _SOURCE,
        _NOTE,
        *_more("condition"),
    ),
    forms=(("percent", Form.PERCENT),),
)
KEY_FIGURES = DeliveryKind(
    "key_figures",
    "key_figure_values",
    (
        Field("key_figure_id", Form.KEY_FIGURE, ("Nøgletal", "key_figure_id", "Nøgletal-id"), needed=True),
        Field("year", Form.YEAR, YEAR_HEADS, needed=True),
        Field("period_da", Form.TEXT, ("Periode i ord", "period_da")),
        Field("value", Form.NUMBER, ("Tal", "value", "Værdi", "Antal"), needed=True),
        Field("qualifier_da", Form.TEXT, ("Forbehold", "qualifier_da")),
        Field("value_high", Form.NUMBER, ("Til", "value_high"), shown=False),
        _SOURCE,
        _NOTE,
        *_more("source_locator"),
    ),
)
UPGRADES = DeliveryKind(
    "upgrades",
    "upgrades",
    (
        Field("place", Form.TEXT, ("Navn", "Sted", "place", "Stednavn", "Placering"), needed=True),
        Field("kind", Form.WORD, ("Slags", "kind", "Type", "Kategori"), needed=True, words=UPGRADE_KINDS),
        Field("latitude", Form.LATITUDE, ("Bredde", "Breddegrad", "latitude", "lat", "Nord", "y")),
        Field("longitude", Form.LONGITUDE, ("Længde", "Længdegrad", "longitude", "lon", "lng", "Øst", "x")),
        Field("shape", Form.SHAPE, ("WKT", "wkb_geometry", "geometry", "geom", "the_geom", "geometri"), shown=False),
        Field("stage", Form.WORD, ("Stadie", "stage", "Status", "Fase"), needed=True, words=STAGES),
        Field("start_year", Form.YEAR, ("År", "Fra år", "start_year", "Startår", "Årstal")),
        Field("end_year", Form.YEAR, ("Til år", "end_year", "Slutår"), shown=False),
        Field("amount_dkk", Form.MONEY, ("Beløb", "Beløb (kr.)", "amount_dkk", "Pris", "Kroner", "Beløb i kr")),
        Field("area_ids", Form.PLACE, ("Område", "area_ids", "Bydel", "Områder"), shown=False),
        Field("streets", Form.TEXT, ("Gader", "streets", "Gade", "Vej"), shown=False),
        _SOURCE,
        _NOTE,
        *_more("upgrade_id", "kind_da", "funding_da", "status_da", "safety_stated", "geo_precision"),
        *_more("geometry_basis", "precision", "matched", "geometry_source_id", "source_locator"),
    ),
)
COUNTED_TABLES = DeliveryKind(
    "counted",
    "counted",
    (
        _PLACE,
        Field("year", Form.YEAR, (*YEAR_HEADS, "Måned", "Dato"), needed=True),
        Field("quarter", Form.QUARTER, QUARTER_HEADS),
        Field("series", Form.SUBJECT, ("Tabel", "series", "Indikator", "Emne"), needed=True),
        Field(
            "category",
            Form.CATEGORY,
            (
                *(
                    "Række",
                    "category",
                    "Type",
                    "Overtrædelse",
                    "overtræd",
                    "Kategori",
                    "Gruppe",
                    "Alder",
                    "Aldersgruppe",
                ),
                *("Niveau", "SSP-niveau", "Stednavn", "Lokalitet", "Gerning"),
            ),
        ),
        Field(
            "count", Form.COUNT, ("Antal", "count", "Antal sager", "Antal sigtelser", "indhold", "Sager", "Sigtelser")
        ),
        Field("grade", Form.TEXT, ("Vurdering", "grade", "Klasse", "Karakter", "Uro"), shown=True),
        Field("missing_reason", Form.WORD, ("Hvorfor intet tal", "missing_reason"), words=WHY_NO_COUNT, shown=False),
        _SOURCE,
        _NOTE,
        *_more("low", "high"),
    ),
    tuple((one.series_id, (one.series_id, one.series_id.replace("_", "-"), *one.words)) for one in COUNTED),
    wide=("count",),
    categories=tuple((one.series_id, one.categories) for one in COUNTED if one.categories),
    alone=("grade",),
    placeless=True,
)

DELIVERY_KINDS = (SURVEY, CRIME, POPULATION, INDICATOR_FIGURES, COUNTED_TABLES, GOALS, KEY_FIGURES, UPGRADES)
DELIVERY_KIND = {kind.kind_id: kind for kind in DELIVERY_KINDS}

EXAMPLE_SHEET = "Eksempel"
"""The sheet of our templates that is filled in already; it is never read as figures."""
WHOLE_BYDEL = "(hele bydelen)"
"""What stands after the name of a bydel where the bydel as a whole is meant, and no area of the same name."""
