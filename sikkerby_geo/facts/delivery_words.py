"""Words of deliveries: the heads of columns, what figures are of, and chosen words, as files write them."""

from __future__ import annotations

PLACE_HEADS = (
    *("Område", "Omraade", "Områder", "Bydel", "Bydele", "District", "Distrikt", "Sted", "Navn", "Bydelsnavn"),
    *("area_id", "area", "area name", "omr", "bydel navn", "Lokaludvalg", "Kommune", "Undersøgelsesområde", "Region"),
    *("bydel_nr", "bydelsnr", "bydelsnummer", "bydel nummer", "neighbourhood", "neighborhood", "bynavn", "Geografi"),
)
YEAR_HEADS = ("År", "Aar", "Year", "Årstal", "Tid", "Undersøgelsesår", "Periode", "Måleår", "period", "time", "Ar")
QUARTER_HEADS = ("Kvartal", "quarter", "Kvt", "Kvartalet")
SOURCE_HEADS = ("Kilde", "Kilder", "source", "source_id", "Kildehenvisning", "Oprindelse")
NOTE_HEADS = ("Note", "Noter", "Bemærkning", "Bemærkninger", "Kommentar", "note_da", "notes", "Anm", "Anmærkning")

SUBJECT_WORDS: dict[str, tuple[str, ...]] = {
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
"""What the subjects are called in files, first the word of our templates; ids and addresses are known besides,
and alone for a subject that is not here."""


SURVEY_ASKED = (
    ("utrygge", ("insecure_neighbourhood", "insecure_evening")),
    ("utryghed", ("insecure_neighbourhood", "insecure_evening")),
    ("trygge", ("safe_neighbourhood", "safe_evening")),
    ("tryghed", ("safe_neighbourhood", "safe_evening", "insecure_neighbourhood", "insecure_evening")),
)
CRIME_ASKED = (
    ("indbrud i beboelser", ("burglary",)),
    ("indbrud i privat beboelse", ("burglary",)),
    ("i alt", ("straffelov", "borgervendt")),
    ("kriminalitet i alt", ("straffelov", "borgervendt")),
    ("anmeldelser", ("straffelov", "borgervendt")),
    ("voldsforbrydelser i alt", ("violence",)),
)
"""Words that may mean one of ours, and are asked about."""

BOUNDS = (("<=", "<="), ("<", "<"), (">", ">"), (">=", ">="), ("≤", "<="), ("≥", ">="), ("højst", "<="), ("over", ">"))
REASONS = (
    *(("ikke spurgt", "not_asked"), ("not_asked", "not_asked"), (".", "not_asked")),
    *(("tilbageholdt", "suppressed"), ("suppressed", "suppressed"), ("..", "suppressed"), ("diskretion", "suppressed")),
)
WHY_NO_COUNT = (*REASONS, ("skjult", "hidden"), ("hidden", "hidden"))
UPGRADE_KINDS = (
    *(("belysning", "lighting"), ("lys", "lighting"), ("lighting", "lighting")),
    *(("byrum", "public_space"), ("public_space", "public_space"), ("byrumsforbedring", "public_space")),
    *(("beplantning", "planting"), ("planting", "planting")),
    *(("videoovervågning", "video_surveillance"), ("kamera", "video_surveillance"), ("kameraer", "video_surveillance")),
    *(("video_surveillance", "video_surveillance"), ("trafik", "traffic_calming"), ("andet", "other")),
    *(("traffic_calming", "traffic_calming"), ("fartdæmpning", "traffic_calming"), ("other", "other")),
)
STAGES = (
    *(("gennemført", "completed"), ("udført", "completed"), ("færdig", "completed"), ("completed", "completed")),
    *(("besluttet", "decided"), ("vedtaget", "decided"), ("decided", "decided")),
    *(("indstillet", "recommended"), ("foreslået", "recommended"), ("recommended", "recommended")),
    *(("ønske", "wish"), ("ønsket", "wish"), ("wish", "wish")),
    *(("opgivet", "dropped"), ("droppet", "dropped"), ("dropped", "dropped")),
)
COMPARATORS = (
    *(("højst", "<="), ("mindst", ">="), ("lig med", "="), ("fald", "decrease"), ("fald med", "decrease_by")),
    *(("nærme sig", "approach"), ("nå", "reach"), ("stigning, hvis under", "increase_if_below")),
    *((sign, sign) for sign in ("<=", ">=", "=", "decrease", "decrease_by", "approach", "reach", "increase_if_below")),
)
PLAIN_UNITS = tuple(
    (unit, unit) for unit in ("category", "areas", "count", "districts", "goals", "per_1000", "percent", "persons")
)
UNITS = (("procent", "percent"), ("%", "percent"), ("antal", "count"), ("bydele", "districts"), *PLAIN_UNITS)
