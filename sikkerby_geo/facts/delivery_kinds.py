"""Registry of what may be delivered: for each kind the table it fills, its columns, and the heads they are known by."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from sikkerby_geo.facts.indicators import CONTEXT_INDICATORS, INDICATORS, SURVEY_INDICATORS, Indicator


class Form(StrEnum):
    """What a column of a delivery holds."""

    PLACE = "place"
    YEAR = "year"
    DAY = "day"
    SUBJECT = "subject"
    PERCENT = "percent"
    COUNT = "count"
    NUMBER = "number"
    MONEY = "money"
    TEXT = "text"
    SOURCE = "source"
    WORD = "word"
    LONGITUDE = "longitude"
    LATITUDE = "latitude"
    SHAPE = "shape"


FIGURES = (Form.PERCENT, Form.COUNT, Form.NUMBER, Form.MONEY)
"""Forms that are numbers with a meaning of their own."""


@dataclass(frozen=True)
class Field:
    """One column of a delivery.

    ``name`` is the column of our table, ``heads`` what it is called in files (any spelling, see ``folded_head``), the
    first of them our template's. ``words`` are what a ``WORD`` may say, and what our table calls it.
    """

    name: str
    form: Form
    heads: tuple[str, ...]
    needed: bool = False
    words: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class DeliveryKind:
    """One kind of delivery: ``table`` in ``facts/datasets.py``, its ``fields``, and what its subjects are.

    ``subjects`` name what the figures of a row may be of, by the word our table has for it. ``wide``: the fields that
    may stand in a column a year or a subject. ``fixed`` are columns of the table with the same value in every row.
    """

    kind_id: str
    table: str
    fields: tuple[Field, ...]
    subjects: tuple[tuple[str, tuple[str, ...]], ...] = ()
    asked: tuple[tuple[str, tuple[str, ...]], ...] = ()
    wide: tuple[str, ...] = ()
    fixed: tuple[tuple[str, str], ...] = ()

    def field(self, name: str) -> Field | None:
        """A column by its name; None where the kind has none."""
        return next((one for one in self.fields if one.name == name), None)

    def of_form(self, form: Form) -> Field | None:
        """The first column of a form."""
        return next((one for one in self.fields if one.form is form), None)


PLACE_HEADS = (
    *("Område", "Omraade", "Områder", "Bydel", "Bydele", "District", "Distrikt", "Sted", "Navn", "Bydelsnavn"),
    *("area_id", "area", "area name", "omr", "bydel navn", "Lokaludvalg", "Kommune", "Undersøgelsesområde", "Region"),
    *("bydel_nr", "bydelsnr", "bydelsnummer", "bydel nummer", "neighbourhood", "neighborhood", "bynavn", "Geografi"),
)
YEAR_HEADS = ("År", "Aar", "Year", "Årstal", "Tid", "Undersøgelsesår", "Periode", "Måleår", "period", "time", "Ar")
SOURCE_HEADS = ("Kilde", "Kilder", "source", "source_id", "Kildehenvisning", "Oprindelse")
NOTE_HEADS = ("Note", "Noter", "Bemærkning", "Bemærkninger", "Kommentar", "note_da", "notes", "Anm", "Anmærkning")

_PLACE = Field("area_id", Form.PLACE, PLACE_HEADS, needed=True)
_YEAR = Field("year", Form.YEAR, YEAR_HEADS, needed=True)
_SOURCE = Field("source_id", Form.SOURCE, SOURCE_HEADS)
_NOTE = Field("note_da", Form.TEXT, NOTE_HEADS)

_SUBJECT_WORDS: dict[str, tuple[str, ...]] = {
    "insecure_neighbourhood": (
        *("Utrygge i nabolaget", "utrygge nabolag", "utryghed i nabolaget", "utryg i nabolaget", "andel utrygge"),
        *("andel utrygge i nabolaget", "føler sig utrygge i nabolaget", "utrygge i deres nabolag"),
    ),
    "insecure_evening": (
        *("Utrygge aften og nat", "utrygge om aftenen", "utrygge aften", "utrygge efter mørkets frembrud"),
        *("utrygge i nabolaget om aftenen", "utrygge i aften- og nattetimerne", "utrygge aften/nat"),
    ),
    "safe_neighbourhood": (
        *("Trygge i nabolaget", "trygge nabolag", "tryghed i nabolaget", "tryg i nabolaget", "andel trygge"),
        *("andel trygge i nabolaget", "føler sig trygge i nabolaget", "trygge i deres nabolag"),
    ),
    "safe_evening": (
        *("Trygge aften og nat", "trygge om aftenen", "trygge aften", "trygge efter mørkets frembrud"),
        *("trygge i nabolaget om aftenen", "trygge i aften- og nattetimerne", "trygge aften/nat"),
    ),
    "straffelov": ("Straffelov", "straffelov i alt", "straffelovsovertrædelser", "anmeldte straffelovsovertrædelser"),
    "borgervendt": ("Borgervendt kriminalitet", "borgervendt", "anmeldt borgervendt kriminalitet"),
    "violence": ("Vold", "anmeldt vold", "voldsforbrydelser"),
    "burglary": ("Indbrud", "anmeldte indbrud"),
    "pickpocketing": ("Lommetyveri", "lommetyverier", "anmeldte lommetyverier"),
    "vehicle_theft": ("Tyveri fra køretøjer", "tyverier fra køretøjer", "anmeldte tyverier fra køretøjer"),
    "unemployed": ("Ledige", "ledige, andel af alle indbyggere", "ledighed", "andel ledige"),
    "median_income": ("Disponibel indkomst, median", "medianindkomst", "median indkomst", "disponibel indkomst"),
    "higher_education": ("Med videregående uddannelse", "videregående uddannelse", "andel med videregående uddannelse"),
    "social_housing": ("Almene boliger", "andel almene boliger", "almene boliger, andel"),
}
"""What the subjects are called in files; their ids and addresses are known besides."""


def _subjects(indicators: tuple[Indicator, ...]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    named = {one.column.own: (one.column.own, one.address, *_SUBJECT_WORDS[one.column.own]) for one in indicators}
    return tuple(named.items())


_SURVEY_ASKED = (
    ("utrygge", ("insecure_neighbourhood", "insecure_evening")),
    ("utryghed", ("insecure_neighbourhood", "insecure_evening")),
    ("trygge", ("safe_neighbourhood", "safe_evening")),
    ("tryghed", ("safe_neighbourhood", "safe_evening", "insecure_neighbourhood", "insecure_evening")),
)
_CRIME_ASKED = (
    ("indbrud i beboelser", ("burglary",)),
    ("indbrud i privat beboelse", ("burglary",)),
    ("i alt", ("straffelov", "borgervendt")),
    ("kriminalitet i alt", ("straffelov", "borgervendt")),
    ("anmeldelser", ("straffelov", "borgervendt")),
    ("voldsforbrydelser i alt", ("violence",)),
)
"""Words that may mean one of ours, and are asked about."""

_BOUNDS = (("<=", "<="), ("<", "<"), (">", ">"), (">=", ">="), ("≤", "<="), ("≥", ">="), ("højst", "<="), ("over", ">"))
_REASONS = (
    *(("ikke spurgt", "not_asked"), ("not_asked", "not_asked"), (".", "not_asked")),
    *(("tilbageholdt", "suppressed"), ("suppressed", "suppressed"), ("..", "suppressed"), ("diskretion", "suppressed")),
)
_UPGRADE_KINDS = (
    *(("belysning", "lighting"), ("lys", "lighting"), ("lighting", "lighting")),
    *(("byrum", "public_space"), ("public_space", "public_space"), ("byrumsforbedring", "public_space")),
    *(("beplantning", "planting"), ("planting", "planting")),
    *(("videoovervågning", "video_surveillance"), ("kamera", "video_surveillance"), ("kameraer", "video_surveillance")),
    *(("video_surveillance", "video_surveillance"), ("trafik", "traffic_calming"), ("andet", "other")),
    *(("traffic_calming", "traffic_calming"), ("fartdæmpning", "traffic_calming"), ("other", "other")),
)
_STAGES = (
    *(("gennemført", "completed"), ("udført", "completed"), ("færdig", "completed"), ("completed", "completed")),
    *(("besluttet", "decided"), ("vedtaget", "decided"), ("decided", "decided")),
    *(("indstillet", "recommended"), ("foreslået", "recommended"), ("recommended", "recommended")),
    *(("ønske", "wish"), ("ønsket", "wish"), ("wish", "wish")),
    *(("opgivet", "dropped"), ("droppet", "dropped"), ("dropped", "dropped")),
)
_COMPARATORS = tuple(
    (sign, sign) for sign in ("<=", ">=", "=", "decrease", "decrease_by", "approach", "reach", "increase_if_below")
)
_UNITS = tuple(
    (unit, unit) for unit in ("category", "areas", "count", "districts", "goals", "per_1000", "percent", "persons")
)
_DANISH_UNITS = (("procent", "percent"), ("%", "percent"), ("antal", "count"), ("bydele", "districts"), *_UNITS)

SURVEY = DeliveryKind(
    "survey",
    "survey",
    (
        _PLACE,
        _YEAR,
        Field("measure", Form.SUBJECT, ("Mål", "Maal", "measure", "Spørgsmål", "Indikator", "Emne"), needed=True),
        Field(
            "percent", Form.PERCENT, ("Procent", "Pct", "percent", "Andel", "Værdi", "value", "Tal", "%", "Andel i pct")
        ),
        Field(
            "respondents", Form.COUNT, ("Svar", "Antal svar", "respondents", "Antal besvarelser", "Besvarelser", "n")
        ),
        Field("bound", Form.WORD, ("Grænse", "bound"), words=_BOUNDS),
        Field("missing_reason", Form.WORD, ("Hvorfor intet tal", "missing_reason", "Mangler fordi"), words=_REASONS),
        _SOURCE,
        _NOTE,
    ),
    _subjects(SURVEY_INDICATORS),
    _SURVEY_ASKED,
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
    ),
    _subjects(tuple(one for one in INDICATORS if one.column.table == "crime")),
    _CRIME_ASKED,
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
        Field("value", Form.NUMBER, ("Værdi", "value", "Procent", "Beløb", "indhold"), needed=True),
        Field("part", Form.TEXT, ("Kvarter", "part", "Del af området")),
        _SOURCE,
        _NOTE,
    ),
    _subjects(CONTEXT_INDICATORS),
    wide=("value",),
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
        Field("comparator", Form.WORD, ("Retning", "comparator"), needed=True, words=_COMPARATORS),
        Field("target", Form.NUMBER, ("Målværdi", "target")),
        Field("unit", Form.WORD, ("Enhed", "unit"), words=_DANISH_UNITS),
        Field("baseline_value", Form.NUMBER, ("Udgangspunkt", "baseline_value")),
        Field("baseline_year", Form.YEAR, ("Udgangsår", "baseline_year")),
        Field("valid_from", Form.YEAR, ("Gælder fra", "valid_from", "Fra år")),
        Field("valid_to", Form.YEAR, ("Gælder til", "valid_to", "Til år")),
        Field("owner_da", Form.TEXT, ("Ansvarlig", "owner_da", "Forvaltning")),
        _SOURCE,
        _NOTE,
    ),
)
UPGRADES = DeliveryKind(
    "upgrades",
    "upgrades",
    (
        Field("place", Form.TEXT, ("Navn", "Sted", "place", "Stednavn", "Placering"), needed=True),
        Field("kind", Form.WORD, ("Slags", "kind", "Type", "Kategori"), needed=True, words=_UPGRADE_KINDS),
        Field("latitude", Form.LATITUDE, ("Bredde", "Breddegrad", "latitude", "lat", "Nord", "y")),
        Field("longitude", Form.LONGITUDE, ("Længde", "Længdegrad", "longitude", "lon", "lng", "Øst", "x")),
        Field("shape", Form.SHAPE, ("wkb_geometry", "geometry", "wkt", "geom", "the_geom", "geometri")),
        Field("stage", Form.WORD, ("Stadie", "stage", "Status", "Fase"), needed=True, words=_STAGES),
        Field("start_year", Form.YEAR, ("År", "Fra år", "start_year", "Startår", "Årstal")),
        Field("end_year", Form.YEAR, ("Til år", "end_year", "Slutår")),
        Field("amount_dkk", Form.MONEY, ("Beløb", "Beløb (kr.)", "amount_dkk", "Pris", "Kroner", "Beløb i kr")),
        Field("area_ids", Form.PLACE, ("Område", "area_ids", "Bydel", "Områder")),
        Field("streets", Form.TEXT, ("Gader", "streets", "Gade", "Vej")),
        _SOURCE,
        _NOTE,
    ),
)

DELIVERY_KINDS = (SURVEY, CRIME, POPULATION, INDICATOR_FIGURES, GOALS, UPGRADES)
DELIVERY_KIND = {kind.kind_id: kind for kind in DELIVERY_KINDS}
