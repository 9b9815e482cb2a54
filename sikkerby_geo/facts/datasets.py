"""Registry of data sets: one contract for each table, one line for each layer."""

from __future__ import annotations

from dataclasses import dataclass

from sikkerby_geo.facts.contracts import Column, Contract
from sikkerby_geo.facts.counted import COUNTED_SERIES, HIDDEN, SUPPRESSED
from sikkerby_geo.facts.demands import (
    RowDemand,
    either,
    in_order,
    needed_unless,
    nowhere_for_hidden,
    nowhere_only_where,
    something,
)
from sikkerby_geo.facts.indicators import own_rows
from sikkerby_geo.facts.programme_tables import PROGRAMME_TABLES
from sikkerby_geo.facts.sources import OWN, OWN_PUBLISHED

TEXT = Column()
NEEDED = Column(blank=False)
TEXTS = Column("texts")
SLUG = Column("slug", blank=False)
SOURCE = Column("slug", blank=False, refers_to="sources")
GEOMETRY_SOURCE = Column("slug", refers_to="sources")
YEAR = Column("integer", low=1990, high=2100)
MONTH = Column("integer", low=1, high=12)
SURVEY_YEAR = Column("integer", blank=False, low=2009, high=2100)
PLACE = Column("slug", blank=False, refers_to="places")
MEASURED = Column("slug", blank=False, refers_to="places")
PLACES = Column("texts", refers_to="places")
AREA = Column("slug", blank=False, refers_to="survey_areas")
AREAS = Column("texts", refers_to="survey_areas")
COUNT = Column("integer", low=0, high=10_000_000)
SHARE = Column("number", low=0, high=100)
MONEY = Column("number", low=0, high=10_000_000_000)
YES_NO = Column(choices=("yes", "no"))
BASIS = Column(
    blank=False,
    choices=(
        "social_housing_departments",
        "deprived_area_polygon",
        "whole_district",
        "street",
        "point",
        "named_place",
        "none",
    ),
)
PRECISION = Column(choices=("exact", "approximate", "proxy"))
PERIOD = {"start_year": YEAR, "end_year": YEAR}
PERIOD_IN_ORDER = in_order("start_year", "end_year")
GEOMETRY = {
    "geometry_basis": BASIS,
    "precision": PRECISION,
    "matched": TEXT,
    "geometry_source_id": GEOMETRY_SOURCE,
}
ORIGIN = {"note_da": TEXT, "source_id": SOURCE, "source_locator": TEXT}
RESULT_UNIT = Column(choices=("areas", "count", "districts", "goals", "per_1000", "percent", "persons"))
GOAL_UNIT = Column(choices=("category", *RESULT_UNIT.choices))
PARTNERSHIP_UNIT = Column(choices=("count", "meetings", "per_1000", "percent", "persons", "visits"))
MEASURE = Column(blank=False, choices=own_rows("survey"))


def _contract(key: str, *rows: RowDemand, **columns: Column) -> Contract:
    return Contract(columns, tuple(key.split()), rows)


def _names(key: str, *rows: RowDemand, **columns: Column) -> Contract:
    """A list of names to look up: a faulty row is out alone."""
    return Contract(columns, tuple(key.split()), rows, rows_alone=True)


TABLES: dict[str, Contract] = {
    "manifest": _contract(
        "dataset",
        dataset=NEEDED,
        path=NEEDED,
        publisher=NEEDED,
        licence=NEEDED,
        attribution_da=NEEDED,
        licence_seen=Column(blank=False, choices=("first_hand", "second_hand", "assumed")),
        documented_to=YEAR,
        sha256=NEEDED,
        note_da=TEXT,
    ),
    "sources": _contract(
        "source_id",
        source_id=SLUG,
        title_da=NEEDED,
        publisher=NEEDED,
        url=TEXT,
        kind=Column(
            blank=False,
            choices=(
                *("official", "local_committee", "press", "transcription", "open_data", "derived", "research"),
                *(OWN, OWN_PUBLISHED),
            ),
        ),
        trust=Column("integer", blank=False, low=1, high=4),
        published=TEXT,
        note_da=TEXT,
    ),
    "areas": _contract(
        "area_id",
        area_id=SLUG,
        area_name=NEEDED,
        short_name=NEEDED,
        lokaludvalg_id=SLUG,
        lokaludvalg_name=NEEDED,
        bydel_id=SLUG,
        bydel_name=NEEDED,
        aliases=TEXTS,
        bydel_aliases=TEXTS,
        source_id=SOURCE,
    ),
    "label_points": _contract(
        "level place_id",
        level=Column(blank=False, choices=("survey_area", "lokaludvalg", "bydel")),
        place_id=SLUG,
        lon=Column("number", blank=False, low=12, high=13),
        lat=Column("number", blank=False, low=55, high=56),
        callout_lon=Column("number", low=12, high=13),
        callout_lat=Column("number", low=55, high=56),
        source_id=SOURCE,
    ),
    "survey": _contract(
        "year area_id measure percent bound series source_id",
        either("no_claim", "percent", "missing_reason"),
        year=SURVEY_YEAR,
        area_id=MEASURED,
        measure=MEASURE,
        percent=SHARE,
        bound=Column(choices=("<=", "<", ">", ">=")),
        missing_reason=Column(choices=("suppressed", "not_asked")),
        doubt=Column(choices=("misprint",)),
        respondents=Column("integer", low=1, high=10_000_000),
        change_significant=YES_NO,
        series=Column(blank=False, choices=("tryghedsindeks", "tryghedsundersoegelse")),
        source_id=SOURCE,
        note_da=TEXT,
    ),
    "crime": _contract(
        "year area_id series reports per_1000 source_id",
        year=Column("integer", blank=False, low=2000, high=2100),
        area_id=MEASURED,
        series=Column(blank=False, choices=own_rows("crime")),
        reports=COUNT,
        per_1000=Column("number", low=0, high=10_000),
        population_source_id=GEOMETRY_SOURCE,
        source_id=SOURCE,
        note_da=TEXT,
    ),
    "context": _contract(
        "indicator area_id part year source_id",
        indicator=Column(blank=False, choices=own_rows("context")),
        area_id=MEASURED,
        part=TEXT,
        year=Column("integer", blank=False, low=2000, high=2100),
        value=Column("number", blank=False, low=0, high=10_000_000),
        source_id=SOURCE,
        source_locator=TEXT,
        note_da=TEXT,
    ),
    "population": _contract(
        "date area_id source_id",
        date=Column("date", blank=False),
        precision=Column(blank=False, choices=("day", "quarter", "year", "approximate", "derived")),
        area_id=PLACE,
        area_level=Column(blank=False, choices=("survey_area", "bydel", "city")),
        population=Column("integer", blank=False, low=1, high=10_000_000),
        source_id=SOURCE,
        note_da=TEXT,
    ),
    "goals": _contract(
        "goal_id",
        needed_unless("no_target", "target", by="comparator", exempt=("reach", "decrease")),
        goal_id=SLUG,
        programme=NEEDED,
        indicator_da=NEEDED,
        measure=NEEDED,
        scope=NEEDED,
        comparator=Column(
            blank=False,
            choices=("<=", ">=", "=", "decrease", "decrease_by", "approach", "reach", "increase_if_below"),
        ),
        condition=Column(choices=("continuous", "gradual")),
        target=Column("number"),
        unit=GOAL_UNIT,
        baseline_value=Column("number"),
        baseline_year=YEAR,
        valid_from=YEAR,
        valid_to=YEAR,
        owner_da=TEXT,
        source_id=SOURCE,
        note_da=TEXT,
    ),
    "goal_results": _contract(
        "goal_id year value source_id",
        goal_id=Column("slug", blank=False, refers_to="goals"),
        year=YEAR,
        value=Column("number"),
        unit=RESULT_UNIT,
        note_da=TEXT,
        source_id=SOURCE,
    ),
    "partnerships": _contract(
        "partnership_id",
        PERIOD_IN_ORDER,
        partnership_id=SLUG,
        name=NEEDED,
        kind=Column(blank=False, choices=("safety_partnership", "police_partnership", "hotspot", "other")),
        kind_da=NEEDED,
        area_ids=PLACES,
        estates=TEXTS,
        partners=TEXTS,
        **PERIOD,
        documented_year=YEAR,
        status=Column(blank=False, choices=("period_ended", "documented", "draft", "unknown")),
        **GEOMETRY,
        homes_in_matched=COUNT,
        **ORIGIN,
    ),
    "housing_plans": _contract(
        "plan_id",
        PERIOD_IN_ORDER,
        plan_id=SLUG,
        name=NEEDED,
        record_type=Column(blank=False, choices=("plan", "area_only")),
        housing_associations=TEXTS,
        estates=TEXTS,
        area_ids=PLACES,
        **PERIOD,
        documented_year=YEAR,
        homes=COUNT,
        homes_qualifier_da=TEXT,
        residents=COUNT,
        residents_qualifier_da=TEXT,
        status=Column(blank=False, choices=("period_ended", "documented", "announced", "unknown")),
        status_2018=TEXT,
        **GEOMETRY,
        homes_in_matched=COUNT,
        **ORIGIN,
    ),
    "upgrades": _contract(
        "upgrade_id",
        PERIOD_IN_ORDER,
        upgrade_id=SLUG,
        kind=Column(
            blank=False,
            choices=("lighting", "public_space", "planting", "video_surveillance", "traffic_calming", "other"),
        ),
        kind_da=NEEDED,
        place=NEEDED,
        streets=TEXTS,
        area_ids=PLACES,
        **PERIOD,
        amount_dkk=MONEY,
        funding_da=TEXT,
        stage=Column(blank=False, choices=("completed", "decided", "recommended", "wish", "dropped")),
        status=NEEDED,
        status_da=NEEDED,
        safety_stated=YES_NO,
        geo_precision=TEXT,
        **GEOMETRY,
        **ORIGIN,
    ),
    "offers": _contract(
        "offer_id",
        PERIOD_IN_ORDER,
        nowhere_for_hidden(
            "shown_place", ("place_da", "matched", "geometry_source_id"), by="kind", hidden=("drop_in_18plus",)
        ),
        offer_id=SLUG,
        name=NEEDED,
        kind=Column(
            blank=False,
            choices=(
                *("activity_house", "cemetery", "culture_house", "drop_in_18plus", "exit", "holiday_camp", "job"),
                *("leisure_guides", "library", "night_walkers", "nightlife", "playground", "presence"),
                *("resource_centre", "sports_hall", "street_team", "youth_club", "youth_project"),
            ),
        ),
        kind_da=NEEDED,
        target_da=TEXT,
        area_ids=PLACES,
        place_da=TEXT,
        owner_da=TEXTS,
        hours_da=TEXT,
        **PERIOD,
        documented_year=YEAR,
        status=Column(blank=False, choices=("in_operation", "funding_ending", "planned", "decided", "wish")),
        same_as=Column("slug"),
        **GEOMETRY,
        **ORIGIN,
    ),
    "principles": _contract(
        "principle_id",
        principle_id=SLUG,
        programme=NEEDED,
        kind=Column(blank=False, choices=("principle", "requirement", "focus_area", "effect_goal")),
        no=COUNT,
        name_da=NEEDED,
        text_da=NEEDED,
        hypothesis_da=TEXT,
        indicator_ids=TEXTS,
        indicators_da=TEXTS,
        goal_ids=Column("texts", refers_to="goals"),
        owner_da=TEXT,
        **ORIGIN,
    ),
    "index_districts": _contract(
        "district_id",
        district_id=SLUG,
        district_no=Column("integer", blank=False, low=1, high=35),
        district_name=NEEDED,
        area_id=AREA,
        year=YEAR,
        **ORIGIN,
    ),
    "index_categories": _contract(
        "category_id",
        category_id=SLUG,
        year=Column("integer", blank=False, low=2009, high=2014),
        district_id=Column("slug", refers_to="index_districts"),
        district_name=NEEDED,
        area_id=AREA,
        category=Column(blank=False, choices=("markant", "markant_eller_intensiveret")),
        **ORIGIN,
    ),
    "partnership_goals": _contract(
        "partnership_goal_id",
        partnership_goal_id=SLUG,
        partnership_id=Column("slug", blank=False, refers_to="partnerships"),
        goal_no=COUNT,
        goal_da=NEEDED,
        indicator_da=NEEDED,
        area_ids=PLACES,
        scope=Column(choices=("city", "district", "police_district")),
        unit=PARTNERSHIP_UNIT,
        baseline_value=Column("number"),
        baseline_period=TEXT,
        result_value=Column("number"),
        result_period=TEXT,
        fulfilled_2018=YES_NO,
        **ORIGIN,
    ),
    "partnership_activities": _contract(
        "activity_id",
        PERIOD_IN_ORDER,
        activity_id=SLUG,
        partnership_id=Column("slug", blank=False, refers_to="partnerships"),
        activity_no=COUNT,
        kind=Column(blank=False, choices=("individual", "area_based")),
        name_da=NEEDED,
        status_summary_da=TEXT,
        places=TEXTS,
        area_ids=PLACES,
        **PERIOD,
        status=TEXT,
        source_id=SOURCE,
        source_locator=TEXT,
    ),
    "initiatives_2010": _contract(
        "initiative_id",
        initiative_id=SLUG,
        administration=NEEDED,
        administration_da=NEEDED,
        administration_name=NEEDED,
        name_da=NEEDED,
        year=YEAR,
        budget_tkr=COUNT,
        budget_basis_year=YEAR,
        kickstart=YES_NO,
        place_hint=TEXT,
        area_ids=PLACES,
        status=NEEDED,
        note_da=TEXT,
        source_id=SOURCE,
        source_locator=TEXT,
    ),
    "proposals_2010": _contract(
        "proposal_id",
        proposal_id=SLUG,
        focus_area_no=COUNT,
        focus_area_da=NEEDED,
        group_da=TEXT,
        name_da=NEEDED,
        year=YEAR,
        capital_tkr=COUNT,
        operating_tkr=COUNT,
        status=NEEDED,
        counted_in_total=YES_NO,
        **ORIGIN,
    ),
    "deprived_areas": _contract(
        "deprived_area_id",
        deprived_area_id=SLUG,
        nr=COUNT,
        name=NEEDED,
        sub_area=TEXT,
        area_km2=Column("number"),
        area_ids=PLACES,
        source_id=SOURCE,
    ),
    "gaps": _contract(
        "gap_id",
        gap_id=SLUG,
        what_da=NEEDED,
        who_da=NEEDED,
        source_id=Column("slug", refers_to="sources"),
    ),
    "reporting_calendar": _names(
        "duty_id",
        PERIOD_IN_ORDER,
        duty_id=SLUG,
        what_da=NEEDED,
        who_da=NEEDED,
        to_da=TEXT,
        frequency=Column(
            blank=False,
            choices=(
                *("yearly", "quarterly", "two_to_three_a_year", "one_to_two_a_year", "every_two_years", "fortnightly"),
                *("two_years_after", "when_available", "when_it_happens", "ongoing"),
            ),
        ),
        first_month=MONTH,
        last_month=MONTH,
        when_da=NEEDED,
        basis_da=NEEDED,
        **PERIOD,
        status=Column(blank=False, choices=("recurring", "proposal")),
        **ORIGIN,
    ),
    "stations": _contract(
        "station_id",
        station_id=SLUG,
        name=NEEDED,
        kind=NEEDED,
        kind_da=NEEDED,
        municipality=TEXT,
        area_id=Column("slug", refers_to="places"),
        source_id=SOURCE,
    ),
    "streets": _names(
        "name area_id",
        name=NEEDED,
        area_id=AREA,
        metres=Column("integer", blank=False, low=1, high=100_000),
        source_id=SOURCE,
    ),
    "place_names": _names(
        "name",
        nowhere_only_where("placed_name", "area_ids", by="kind", nowhere="outside"),
        name=NEEDED,
        kind=Column(blank=False, choices=("everyday", "estate", "post", "outside")),
        area_ids=AREAS,
        certainty=Column(blank=False, choices=("certain", "approximate")),
        note_da=TEXT,
        source_id=SOURCE,
    ),
    **PROGRAMME_TABLES,
}

OWN_TABLES: dict[str, Contract] = {
    "counted": _contract(
        "series year quarter area_id category",
        something("no_count", "count", "missing_reason", "grade"),
        series=Column(blank=False, choices=tuple(COUNTED_SERIES)),
        year=Column("integer", blank=False, low=2000, high=2100),
        quarter=Column("integer", blank=False, low=1, high=4),
        area_id=MEASURED,
        category=TEXT,
        count=COUNT,
        low=COUNT,
        high=COUNT,
        missing_reason=Column(choices=(SUPPRESSED, "not_asked", HIDDEN)),
        grade=TEXT,
        source_id=SOURCE,
        note_da=TEXT,
    ),
}
"""Tables that the embedded record has no file of: all their rows are an installation's own."""
CONTRACTS: dict[str, Contract] = {**TABLES, **OWN_TABLES}
"""The contract of every table of a snapshot."""


@dataclass(frozen=True)
class LayerContract:
    """A layer: its id column, the table its ids must be known in, and whether what is made of it is shared alike.

    ``brings_rows``: the table says nothing but what the shapes are, so that whoever brings other shapes brings it too.
    """

    id_column: str
    known_in: str = ""
    share_alike: bool = False
    brings_rows: bool = False


GRID_LAYER = "grid_1km_layer"
"""The cells of Det Danske Kvadratnet, 1 km."""

LAYERS: dict[str, LayerContract] = {
    "survey_areas_layer": LayerContract("area_id", "areas"),
    "lokaludvalg_layer": LayerContract("lokaludvalg_id", "areas"),
    "bydele_layer": LayerContract("bydel_id", "areas"),
    "backdrop_layer": LayerContract("backdrop_id"),
    "stations_layer": LayerContract("station_id", "stations"),
    "deprived_areas_layer": LayerContract("deprived_area_id", "deprived_areas", brings_rows=True),
    "offers_layer": LayerContract("offer_id", "offers"),
    "partnerships_layer": LayerContract("partnership_id", "partnerships"),
    "housing_plans_layer": LayerContract("plan_id", "housing_plans"),
    "upgrades_layer": LayerContract("upgrade_id", "upgrades"),
    "upgrades_osm_layer": LayerContract("upgrade_id", "upgrades", share_alike=True),
    GRID_LAYER: LayerContract("cell_id"),
}
