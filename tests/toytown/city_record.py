"""The toy city's efforts, goals, sources and gaps, and the city written as the files the product reads."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory

from sikkerby_geo.domain.atlas import Atlas, build_atlas
from sikkerby_geo.facts.breaks import BREAKS
from sikkerby_geo.facts.datasets import LAYERS, TABLES
from sikkerby_geo.facts.evidence import EVIDENCE_NOTES
from sikkerby_geo.facts.rules import RULES
from sikkerby_geo.facts.thresholds import THRESHOLDS
from sikkerby_geo.store.reading import path_of, read_snapshot
from tests.toytown.city import (
    AREAS,
    SOURCES,
    context_rows,
    crime_rows,
    layers,
    names_of,
    population_rows,
    survey_rows,
    table_of,
)
from tests.toytown.watched import WATCHED

_GROUNDED = {"geometry_basis": "social_housing_departments", "precision": "exact", "geometry_source_id": "kort"}
_DISTRICT = {"geometry_basis": "whole_district", "precision": "proxy", "geometry_source_id": "kort"}
_NOWHERE = {"geometry_basis": "none"}

PARTNERSHIPS = (
    {
        "partnership_id": "p-moellehoej-2016",
        "name": "Møllehøj Partnerskab",
        "kind": "safety_partnership",
        "kind_da": "tryghedspartnerskab",
        "area_ids": "moellehoej",
        "estates": "Møllehaven",
        "partners": "Legeby Kommune;Københavns Politi;SOF",
        "start_year": 2016,
        "end_year": 2020,
        "status": "period_ended",
        "homes_in_matched": 1200,
        "source_id": "papir",
        "source_locator": "lines 10",
        **_GROUNDED,
    },
    {
        "partnership_id": "p-lund-2017",
        "name": "Lund Partnerskab",
        "kind": "police_partnership",
        "kind_da": "politipartnerskab",
        "area_ids": "indre-lund;ydre-lund",
        "start_year": 2017,
        "documented_year": 2018,
        "status": "documented",
        "source_id": "papir",
        **_DISTRICT,
    },
    {
        "partnership_id": "p-dalum-hotspot",
        "name": "Hotspot Dalum",
        "kind": "hotspot",
        "kind_da": "hotspot",
        "area_ids": "dalum",
        "start_year": 2014,
        "end_year": 2015,
        "status": "period_ended",
        "source_id": "avisen",
        **_GROUNDED,
    },
    {
        "partnership_id": "p-engvang-udkast",
        "name": "Samarbejde Engvang",
        "kind": "other",
        "kind_da": "samarbejde",
        "area_ids": "engvang",
        "documented_year": 2021,
        "status": "draft",
        "source_id": "udvalg",
        **_NOWHERE,
    },
)
HOUSING_PLANS = (
    {
        "plan_id": "h-moellehoej",
        "name": "Møllehaven Helhedsplan",
        "record_type": "plan",
        "housing_associations": "Møllebo;Hedebo",
        "estates": "Møllehaven",
        "area_ids": "moellehoej",
        "start_year": 2018,
        "end_year": 2022,
        "homes": 1200,
        "homes_qualifier_da": "knap",
        "residents": 2500,
        "residents_qualifier_da": "ca.",
        "status": "period_ended",
        "status_2018": "active",
        "source_id": "papir",
        **_GROUNDED,
    },
    {
        "plan_id": "h-engvang",
        "name": "Engvang Helhedsplan",
        "record_type": "area_only",
        "area_ids": "engvang",
        "documented_year": 2018,
        "status": "documented",
        "source_id": "papir",
        **_GROUNDED,
    },
    {
        "plan_id": "h-vestmark",
        "name": "Vestmark Helhedsplan",
        "record_type": "plan",
        "area_ids": "vestmark",
        "start_year": 2008,
        "end_year": 2016,
        "status": "period_ended",
        "source_id": "papir",
        **_GROUNDED,
    },
    {
        "plan_id": "h-ydre-lund",
        "name": "Ydre Lund Helhedsplan",
        "record_type": "plan",
        "area_ids": "ydre-lund",
        "start_year": 2023,
        "status": "announced",
        "source_id": "avisen",
        **_NOWHERE,
    },
)


def _upgrade(upgrade_id: str, kind: str, kind_da: str, place: str, area_ids: str, **more: object) -> dict[str, object]:
    said = {"stage": "completed", "status": "completed", "status_da": "gennemført", "source_id": "papir"}
    named = {"upgrade_id": upgrade_id, "kind": kind, "kind_da": kind_da, "place": place, "area_ids": area_ids}
    return said | named | {"geometry_source_id": "kort", "precision": "exact"} | more


_DECIDED = {"stage": "decided", "status": "approved", "status_da": "vedtaget"}
_PROPOSED = {"stage": "recommended", "status": "recommended", "status_da": "indstillet"}
_WISH = {"stage": "wish", "status": "wish", "status_da": "ønske"}
_DROPPED = {"stage": "dropped", "status": "dropped", "status_da": "opgivet"}
UPGRADES = (
    _upgrade(
        "u-moellehoej-lys",
        "lighting",
        "belysning",
        "Møllevej",
        "moellehoej",
        streets="Møllevej",
        start_year=2017,
        end_year=2018,
        amount_dkk=1_500_000,
        funding_da="TMF, Budget 2017",
        geometry_basis="street",
        safety_stated="yes",
    ),
    _upgrade(
        "u-lund-lys",
        "lighting",
        "belysning",
        "Lundegade",
        "indre-lund;ydre-lund",
        streets="Lundegade",
        start_year=2024,
        geometry_basis="street",
        **_DECIDED,
    ),
    _upgrade(
        "u-havnen-kamera",
        "video_surveillance",
        "videoovervågning",
        "Havnepladsen",
        "havnen",
        start_year=2019,
        end_year=2019,
        geometry_basis="point",
        source_id="avisen",
    ),
    _upgrade(
        "u-bakken-byrum",
        "public_space",
        "byrum",
        "Byparken",
        "bakken",
        start_year=2016,
        end_year=2016,
        amount_dkk=800_000,
        geometry_basis="named_place",
        precision="approximate",
    ),
    _upgrade(
        "u-vestmark-trafik",
        "traffic_calming",
        "trafikdæmpning",
        "Markvej",
        "vestmark",
        start_year=2021,
        geometry_basis="street",
        **_PROPOSED,
    ),
    _upgrade(
        "u-dalum-beplantning",
        "planting",
        "beplantning",
        "Dalum Torv",
        "dalum",
        start_year=2020,
        end_year=2020,
        geometry_basis="point",
    ),
    _upgrade("u-oeen-andet", "other", "andet", "Øens havn", "oeen", start_year=2010, geometry_basis="point", **_WISH),
    _upgrade("u-oeen-kamera", "video_surveillance", "videoovervågning", "Øens kaj", "oeen", **_DROPPED, **_NOWHERE),
    _upgrade(
        "u-engvang-park",
        "public_space",
        "byrum",
        "Engparken",
        "engvang",
        start_year=2019,
        end_year=2022,
        geometry_basis="named_place",
        precision="proxy",
    ),
    _upgrade("u-fjordby-lys", "lighting", "belysning", "Fjordstien", "fjordby", geometry_basis="point"),
    _upgrade(
        "u-aaby-lys",
        "lighting",
        "belysning",
        "Åby Stationsvej",
        "aaby",
        start_year=2012,
        end_year=2012,
        geometry_source_id="",
        precision="",
        **_NOWHERE,
    ),
)


def _offer(offer_id: str, kind: str, kind_da: str, name: str, area_ids: str, **more: object) -> dict[str, object]:
    said = {"status": "in_operation", "documented_year": 2010, "source_id": "papir", **_NOWHERE}
    return said | {"offer_id": offer_id, "kind": kind, "kind_da": kind_da, "name": name, "area_ids": area_ids} | more


_AT_PARK = {"geometry_basis": "named_place", "precision": "approximate", "geometry_source_id": "kort"}
OFFERS = (
    _offer("o-bakken-klub", "youth_club", "ungdomsklub", "Bakkeklubben", "bakken", **_AT_PARK)
    | {"place_da": "Klubhuset", "matched": "Klubhuset", "owner_da": "BUF", "target_da": "Unge 14-18 år"}
    | {"hours_da": "Fredag til kl. 23"},
    _offer("o-moellehoej-klub", "youth_club", "ungdomsklub", "Klubben på Møllehøj", "moellehoej", same_as="e10-1"),
    _offer("o-havnen-plads", "playground", "bemandet legeplads", "Havnens legeplads", "havnen", **_AT_PARK)
    | {"place_da": "Ved vandet", "owner_da": "TMF;BUF", "status": "planned", "documented_year": 2018},
    _offer("o-lund-18", "drop_in_18plus", "værested", "Værested for 18+", "indre-lund", owner_da="SOF"),
    _offer("o-oeen-18", "drop_in_18plus", "værested", "Værested på Øen", "oeen", status="wish"),
    _offer("o-bibliotek", "library", "bibliotek", "Bibliotekerne", "koebenhavn", owner_da="Legeby Kommune"),
    _offer("o-ukendt", "job", "fritidsjob", "Fritidsjob", "", documented_year=""),
)
PRINCIPLES = (
    {"principle_id": "pr-1", "programme": "Strategi 2018–2021", "kind": "principle", "no": 1, "name_da": "Samarbejde"}
    | {"text_da": "Bredt samarbejde.", "goal_ids": "m18-1", "source_id": "papir", "note_da": "Parret er sluttet."},
    {"principle_id": "pr-krav", "programme": "Strategi 2018–2021", "kind": "requirement", "name_da": "Mindst ét"}
    | {"text_da": "En indsats ventes at støtte mindst ét princip.", "source_id": "papir"},
    {"principle_id": "pr-10-1", "programme": "Program 2010–2013", "kind": "focus_area", "no": 1}
    | {"name_da": "Unge på vej", "text_da": "Støtte til unge.", "hypothesis_da": "Støtte giver færre sigtelser."}
    | {
        "indicator_ids": "i-1;i-2",
        "indicators_da": "Unge i job;Unge i klub",
        "goal_ids": "m10-1",
        "source_id": "papir",
    },
    {"principle_id": "pr-10-2", "programme": "Program 2010–2013", "kind": "focus_area", "no": 2}
    | {
        "name_da": "Trygge gader",
        "text_da": "Lys og liv.",
        "hypothesis_da": "Lys giver tryghed.",
        "source_id": "avisen",
    },
    {"principle_id": "pr-10-maal", "programme": "Program 2010–2013", "kind": "effect_goal", "no": 1, "owner_da": "SOF"}
    | {"name_da": "Færre sigtede", "text_da": "To procent færre.", "goal_ids": "m10-1", "source_id": "papir"},
)
INDEX_DISTRICTS = (
    {"district_id": "i-1", "district_no": 1, "district_name": "Bakken nord", "area_id": "bakken", "year": 2009}
    | {"source_id": "papir", "source_locator": "indhold, nr. 1"},
    {"district_id": "i-2", "district_no": 2, "district_name": "Bakken syd", "area_id": "bakken", "year": 2009}
    | {"source_id": "papir"},
    {"district_id": "i-3", "district_no": 3, "district_name": "Havnen", "area_id": "havnen", "year": 2009}
    | {"source_id": "papir", "note_da": "Navnet er læst i en kopi."},
)
INDEX_CATEGORIES = (
    {"category_id": "k-1", "year": 2014, "district_id": "i-2", "district_name": "Bakken syd", "area_id": "bakken"}
    | {"category": "markant_eller_intensiveret", "source_id": "avisen", "note_da": "Avisen skelner ikke."},
    {"category_id": "k-2", "year": 2013, "district_name": "Dele af Dalum", "area_id": "dalum"}
    | {"category": "markant", "source_id": "avisen"},
)
PARTNERSHIP_GOALS = (
    {
        "partnership_goal_id": "m1",
        "partnership_id": "p-lund-2017",
        "goal_no": 1,
        "goal_da": "Større oplevet tryghed i området",
        "indicator_da": "Andel utrygge i nabolaget",
        "area_ids": "ydre-lund",
        "scope": "district",
        "unit": "percent",
        "baseline_value": 16,
        "baseline_period": "2017",
        "result_value": 12,
        "result_period": "2018",
        "fulfilled_2018": "yes",
        "source_id": "papir",
        "source_locator": "lines 20",
    },
    {
        "partnership_goal_id": "m2",
        "partnership_id": "p-lund-2017",
        "goal_no": 2,
        "goal_da": "Færre anmeldelser",
        "indicator_da": "Politiets vurdering",
        "scope": "police_district",
        "result_period": "2018",
        "fulfilled_2018": "no",
        "note_da": "Ingen tal.",
        "source_id": "papir",
    },
)
PARTNERSHIP_ACTIVITIES = (
    {
        "activity_id": "akt-1",
        "partnership_id": "p-lund-2017",
        "activity_no": 1,
        "kind": "individual",
        "name_da": "Samtaler med unge",
        "status_summary_da": "Gennemført på to skoler.",
        "places": "Lund",
        "area_ids": "indre-lund;ydre-lund",
        "start_year": 2017,
        "end_year": 2018,
        "status": "reported_2018",
        "source_id": "papir",
    },
    {
        "activity_id": "akt-2",
        "partnership_id": "p-lund-2017",
        "activity_no": 2,
        "kind": "area_based",
        "name_da": "Tryghedsvandringer",
        "area_ids": "ydre-lund",
        "start_year": 2018,
        "status": "reported_2018",
        "source_id": "papir",
    },
)
INITIATIVES = (
    {
        "initiative_id": "e10-1",
        "administration": "BUF",
        "administration_da": "BUF",
        "administration_name": "Børne- og Ungdomsforvaltningen",
        "name_da": "Klubber med lang åbningstid",
        "year": 2010,
        "budget_tkr": 2500,
        "budget_basis_year": 2010,
        "kickstart": "yes",
        "place_hint": "Møllehøj",
        "area_ids": "moellehoej",
        "status": "existing",
        "source_id": "papir",
    },
    {
        "initiative_id": "e10-2",
        "administration": "OEKF",
        "administration_da": "ØKF",
        "administration_name": "Økonomiforvaltningen",
        "name_da": "Gadefejning",
        "year": 2010,
        "status": "existing",
        "source_id": "papir",
    },
)
PROPOSALS = (
    {
        "proposal_id": "n10-1",
        "focus_area_no": 1,
        "focus_area_da": "Unge på vej",
        "group_da": "Klubber",
        "name_da": "Ny klub (BUF)",
        "year": 2011,
        "capital_tkr": 500,
        "operating_tkr": 1000,
        "status": "proposed",
        "counted_in_total": "yes",
        "source_id": "papir",
    },
    {
        "proposal_id": "n10-2",
        "focus_area_no": 2,
        "focus_area_da": "Trygge gader",
        "name_da": "Lys i porte (TMF)",
        "year": 2011,
        "capital_tkr": 700,
        "status": "proposed",
        "counted_in_total": "no",
        "note_da": "Uden for programmets sum.",
        "source_id": "papir",
    },
)


def _goal(goal_id: str, programme: str, indicator_da: str, measure: str, scope: str, comparator: str, **more: object):
    named = {"goal_id": goal_id, "programme": programme, "indicator_da": indicator_da, "measure": measure}
    return named | {"scope": scope, "comparator": comparator, "source_id": "papir"} | more


_OLD = {"valid_from": 2010, "valid_to": 2013}
_THEN = {"valid_from": 2014, "valid_to": 2017}
_LATER = {"valid_from": 2018, "valid_to": 2021}
_NEW = {"valid_from": 2022, "valid_to": 2025}
GOALS = (
    _goal("m10-1", "Program 2010–2013", "Unge, der er sigtet", "charged_share", "deprived_areas", "decrease_by")
    | {"target": 2, "unit": "percent"}
    | _OLD,
    _goal("m10-2", "Program 2010–2013", "Lukkede institutioner", "closures", "city", "=")
    | {"target": 0, "unit": "count"}
    | _OLD,
    _goal("m14-1", "Program 2014–2017", "Intet område over 10 %", "insecure_neighbourhood", "every_district", "<=")
    | {"target": 10, "unit": "percent"}
    | _THEN,
    _goal("m18-1", "Strategi 2018–2021", "Andel utrygge i nabolaget", "insecure_neighbourhood", "city", "<=")
    | {"target": 5, "unit": "percent", "baseline_value": 9, "baseline_year": 2017}
    | _LATER,
    _goal("m18-2", "Strategi 2018–2021", "Anmeldelser pr. 1.000", "borgervendt", "city", "<=")
    | {"target": 62, "unit": "per_1000", "baseline_value": 70, "baseline_year": 2016}
    | _LATER,
    _goal("m18-3", "Strategi 2018–2021", "Bandemedlemmer", "gang_members", "police_district", "decrease")
    | {"unit": "persons", "baseline_value": 290, "baseline_year": 2017}
    | _LATER,
    _goal("m18-4", "Strategi 2018–2021", "Intet område over 10 %", "insecure_neighbourhood", "every_district", "<=")
    | {"target": 10, "unit": "percent", "baseline_value": 5, "baseline_year": 2017}
    | _LATER,
    _goal("m22-1", "Strategi 2022–2025", "Trygge stiger", "safe_neighbourhood", "every_district", "increase_if_below")
    | {"target": 85, "unit": "percent", "baseline_value": 5, "baseline_year": 2024}
    | _NEW,
    _goal("m22-2", "Strategi 2022–2025", "Trygge om aftenen", "safe_evening", "every_district", "increase_if_below")
    | {"target": 75, "unit": "percent"}
    | _NEW,
)


def _result(goal_id: str, year: int, value: float, unit: str, source_id: str = "papir") -> dict[str, object]:
    return {"goal_id": goal_id, "year": year, "value": value, "unit": unit, "source_id": source_id}


GOAL_RESULTS = (
    _result("m14-1", 2015, 3, "districts"),
    _result("m14-1", 2016, 2, "districts"),
    _result("m14-1", 2017, 6, "districts", "avisen"),
    _result("m14-1", 2017, 5, "districts"),
    _result("m18-1", 2018, 7, "percent"),
    _result("m18-1", 2020, 8, "percent"),
    _result("m18-2", 2018, 64.3, "per_1000"),
    _result("m18-2", 2019, 61, "per_1000"),
    _result("m18-3", 2018, 304, "persons"),
    _result("m18-4", 2020, 5, "districts"),
    _result("m18-4", 2022, 4, "districts"),
    _result("m22-1", 2024, 5, "districts", "avisen"),
)
DEPRIVED_AREAS = (
    {"deprived_area_id": "udsat-1", "nr": 1, "name": "Møllehaven", "area_km2": 0.64, "area_ids": "moellehoej"},
    {"deprived_area_id": "udsat-2", "nr": 2, "name": "Lund/Engen", "sub_area": "Lund", "area_km2": 0.8}
    | {"area_ids": "ydre-lund"},
)
STATIONS = (
    {"station_id": "midtby-station", "name": "Midtby", "kind": "s_train", "kind_da": "S-station"}
    | {"municipality": "Legeby", "area_id": "havnen"},
    {"station_id": "hede-metro", "name": "Hede", "kind": "metro", "kind_da": "Metrostation"}
    | {"municipality": "Legeby", "area_id": "skovby-hede"},
)
STREETS = (
    {"name": "Møllevej", "area_id": "moellehoej", "metres": 900},
    {"name": "Lundegade", "area_id": "indre-lund", "metres": 600},
    {"name": "Lundegade", "area_id": "ydre-lund", "metres": 300},
    {"name": "Lundegade", "area_id": "dalum", "metres": 100},
    {"name": "Åboulevarden", "area_id": "aaby", "metres": 450},
    {"name": "Gammel Havnevej", "area_id": "havnen", "metres": 700},
    {"name": "Vej 10", "area_id": "oeen", "metres": 120},
    {"name": "Nabogade", "area_id": "dalum", "metres": 19},
    {"name": "H.C. Lunds Allé", "area_id": "skovby-hede", "metres": 300},
)
PLACE_NAMES = (
    {"name": "Nordlund", "kind": "everyday", "area_ids": "dalum;ydre-lund", "certainty": "approximate"}
    | {"note_da": "kvarter på begge sider af grænsen"},
    {"name": "Møllehaven", "kind": "estate", "area_ids": "moellehoej", "certainty": "certain"},
    {"name": "Åboulevarden", "kind": "everyday", "area_ids": "aaby", "certainty": "certain"},
    {"name": "4200", "kind": "post", "area_ids": "indre-lund;ydre-lund", "certainty": "certain"},
    {"name": "3000-3499", "kind": "post", "area_ids": "havnen", "certainty": "certain", "note_da": "Legeby H"},
    {"name": "Legeby N", "kind": "post", "area_ids": "indre-lund", "certainty": "approximate"},
    {"name": "Naboby", "kind": "outside", "certainty": "certain", "note_da": "egen kommune"},
    {"name": "5000", "kind": "outside", "certainty": "certain", "note_da": "Naboby"},
)
GAPS = (
    {
        "gap_id": "omraader",
        "what_da": "Andelen af utrygge efter 2020",
        "who_da": "Legeby Kommune",
        "source_id": "papir",
    },
    {"gap_id": "licenser", "what_da": "Licenserne, læst hos udgiveren", "who_da": "Legeby Kommune"},
)

CALENDAR = (
    {"duty_id": "pligt-maal", "what_da": "Status på målene", "who_da": "Legeby Kommune", "to_da": "Byrådet"}
    | {"frequency": "yearly", "first_month": 6, "last_month": 6, "when_da": "Hvert år i juni"}
    | {"basis_da": "Strategi 2022–2025", "start_year": 2022, "end_year": 2025},
    {"duty_id": "pligt-tal", "what_da": "Nøgletal for kriminalitet", "who_da": "Legeby Kommune", "to_da": "Byrådet"}
    | {"frequency": "quarterly", "when_da": "Hvert kvartal", "basis_da": "Aftalen", "start_year": 2020},
    {"duty_id": "pligt-vinter", "what_da": "Vinterens hændelser", "who_da": "Forvaltningerne"}
    | {"frequency": "yearly", "first_month": 12, "last_month": 2, "when_da": "Hver vinter", "basis_da": "Aftalen"},
    {"duty_id": "pligt-uro", "what_da": "Lukninger ved uro", "who_da": "Forvaltningerne", "status": "proposal"}
    | {"frequency": "when_it_happens", "when_da": "Når det sker", "basis_da": "Aftalen"},
)


def _sources() -> Iterator[dict[str, object]]:
    for source_id, (title, publisher, kind, trust, published) in SOURCES.items():
        said = {"source_id": source_id, "title_da": title, "publisher": publisher, "kind": kind}
        yield said | {"trust": trust, "published": published, "url": f"https://legeby.example/{source_id}"}
    many = (*RULES, *BREAKS, *EVIDENCE_NOTES)
    named = chain.from_iterable((*(one.source_ids for one in many), [one.source for one in THRESHOLDS]))
    for source_id in dict.fromkeys(named):
        if source_id == source_id.lower() and " " not in source_id and source_id != "choice":
            said = {"source_id": source_id, "title_da": f"Kilden {source_id}", "publisher": "Legeby Kommune"}
            yield said | {"kind": "official", "trust": 1, "published": "2018"}


CALLOUTS = {"indre-lund": {"callout_lon": 12.466, "callout_lat": 55.691}}
"""Labels that stand in the water beside their area, as where an area is too small for its name."""


def _label_points() -> Iterator[dict[str, object]]:
    shapes = layers()
    for level, layer in (("survey_area", "survey_areas"), ("lokaludvalg", "lokaludvalg"), ("bydel", "bydele")):
        frame = shapes[f"{layer}_layer"].to_crs(25832)
        points = frame.representative_point().to_crs(4326)
        for place_id, point in zip(frame[LAYERS[f"{layer}_layer"].id_column], points, strict=True):
            said = {"level": level, "place_id": place_id, "source_id": "beregnet"}
            called = CALLOUTS.get(place_id, {})
            yield said | {"lon": round(point.x, 6), "lat": round(point.y, 6)} | called


def tables() -> dict[str, Sequence[Mapping[str, object]]]:
    """Rows of every table but the manifest."""
    return {
        "sources": list(_sources()),
        "areas": [names_of(area) for area in AREAS],
        "label_points": list(_label_points()),
        "survey": list(survey_rows()),
        "crime": list(crime_rows()),
        "context": list(context_rows()),
        "population": list(population_rows()),
        "goals": GOALS,
        "goal_results": GOAL_RESULTS,
        "partnerships": PARTNERSHIPS,
        "housing_plans": HOUSING_PLANS,
        "upgrades": UPGRADES,
        "offers": OFFERS,
        "principles": PRINCIPLES,
        "index_districts": INDEX_DISTRICTS,
        "index_categories": INDEX_CATEGORIES,
        "partnership_goals": PARTNERSHIP_GOALS,
        "partnership_activities": PARTNERSHIP_ACTIVITIES,
        "initiatives_2010": INITIATIVES,
        "proposals_2010": PROPOSALS,
        "deprived_areas": [row | {"source_id": "kort"} for row in DEPRIVED_AREAS],
        "gaps": GAPS,
        "reporting_calendar": [{"status": "recurring", "source_id": "papir"} | row for row in CALENDAR],
        "stations": [row | {"source_id": "kort"} for row in STATIONS],
        "streets": [row | {"source_id": "kort"} for row in STREETS],
        "place_names": [row | {"source_id": "udvalg"} for row in PLACE_NAMES],
        **WATCHED,
    }


def write_city(root: Path) -> Path:
    """Write the city's ``data/`` and ``geodata/`` under a folder, manifest with hashes included; gives the folder."""
    unwritten = {*TABLES, *LAYERS} - {"manifest", *tables(), *layers()}
    assert not unwritten, f"add rows or shapes of {sorted(unwritten)} to tables() or layers() in tests/toytown"
    for folder in ("data", "geodata"):
        (root / folder).mkdir(parents=True)
    for name, rows in tables().items():
        table_of(rows, name).to_csv(root / path_of(name), index=False, lineterminator="\n")
    for name, layer in layers().items():
        (root / path_of(name)).write_text(layer.to_json(drop_id=True, to_wgs84=False), encoding="utf-8", newline="\n")
    write_manifest(root)
    return root


@cache
def city_atlas() -> Atlas:
    """The city's atlas, as the fixture ``atlas`` and for what asks before there are fixtures."""
    with TemporaryDirectory() as folder:
        return build_atlas(read_snapshot(write_city(Path(folder) / "city")), "toy")


def write_manifest(root: Path) -> None:
    """The manifest of the files as they are now."""
    documented = {"partnerships": 2024, "housing_plans": 2024, "upgrades": 2024}
    kept = {"publisher": "Legeby Kommune", "licence": "CC BY 4.0", "attribution_da": "Legeby Kommune"}
    streets = {"publisher": "OpenStreetMap-bidragydere", "licence": "ODbL 1.0"}
    streets |= {"attribution_da": "© OpenStreetMap-bidragydere"}
    rows = []
    for name in (*(name for name in TABLES if name != "manifest"), *LAYERS):
        path = path_of(name)
        rows.append(
            kept
            | {"dataset": name if name.removesuffix("_layer") in TABLES else name.removesuffix("_layer"), "path": path}
            | (streets if name in ("upgrades_osm_layer", "streets") else {})
            | {"licence_seen": "assumed", "documented_to": documented.get(name, "")}
            | {"sha256": hashlib.sha256((root / path).read_bytes()).hexdigest()}
        )
    table_of(rows, "manifest").to_csv(root / path_of("manifest"), index=False, lineterminator="\n")
