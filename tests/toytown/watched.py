"""What the toy city's programmes keep an eye on: key figures with their values, events, exit, levels and mentions.

On purpose: an indicator nobody has a value of and one with two years; a whole with its two parts, one of which has a
part of its own; two sources that disagree about a year; a comparison with other cities; counts of people that are
hidden under ten; events of every precision, one without a place, one that belongs to crime alone and one to no trend.
"""

from __future__ import annotations

_SAID = {"source_id": "papir", "source_locator": "lines 30"}


def _figure(key: str, group: str, indicator: str, unit: str = "", one: str = "", **more: object) -> dict[str, object]:
    said = {"key_figure_id": key, "group_id": group, "group_da": GROUPS[group], "indicator_da": indicator}
    return said | {"unit_da": unit, "unit_one_da": one or unit} | _SAID | more


def _value(key: str, year: int | str, value: float, **more: object) -> dict[str, object]:
    return {"key_figure_id": key, "year": year, "period_da": str(year), "value": value} | _SAID | more


def _event(key: str, since: str, precision: str, title: str, kind: str, **more: object) -> dict[str, object]:
    said = {"event_id": key, "date_from": since, "precision": precision, "title_da": title, "kind": kind}
    return said | {"text_da": f"{title}, som notatet fortæller det.", "trends": "all", "leading": "no"} | _SAID | more


GROUPS = {
    "indikatorer": "Indikatorer 2010–2015",
    "samtaler": "Unge truffet i sager",
    "gennemgang": "Gennemgang 2017",
    "sammenligning": "Andre byer",
    "exit": "Exitprogram",
}
KEY_FIGURES = (
    _figure("n-ledige", "indikatorer", "Ledige unge", "personer", "person", owner_da="BIF", direction="falling")
    | {"focus_area_no": 1, "period_da": "2010–2015"},
    _figure("n-fravaer", "indikatorer", "Fravær i skolen", "%", owner_da="BUF", direction="falling", focus_area_no=2),
    _figure("n-unge", "samtaler", "Unge truffet i sager med kendte medlemmer", "unge", "ung"),
    _figure("n-unge-uden", "samtaler", "Heraf unge vurderet uden risiko", "unge", "ung", part_of="n-unge"),
    _figure("n-unge-med", "samtaler", "Heraf unge vurderet i risiko", "unge", "ung", part_of="n-unge"),
    _figure("n-samtaler", "samtaler", "Unge i risiko, der fik samtale", "unge", "ung", part_of="n-unge-med"),
    _figure("n-gennemgang", "gennemgang", "Personer, der blev gennemgået", "personer", "person"),
    _figure("n-sigtet-her", "sammenligning", "Unge, der er sigtet", "%", goal_id="m18-1", compares="copenhagen"),
    _figure("n-sigtet-der", "sammenligning", "Unge, der er sigtet, andre byer", "%", goal_id="m18-1")
    | {"compares": "large_cities"},
    _figure("n-drab", "sammenligning", "Drab i storbyer", "drab", compares="abroad", note_da="Tabellen er gået tabt."),
    _figure("n-fulgt", "exit", "Forløb fulgt op efter to år", "forløb", hide_under=10),
    _figure("n-ikke-doemt", "exit", "Heraf uden ny dom", "forløb", part_of="n-fulgt"),
)
KEY_FIGURE_VALUES = (
    _value("n-fravaer", 2011, 6.5, source_id="udvalg"),
    _value("n-fravaer", 2013, 5.5, qualifier_da="ca."),
    _value("n-unge", 2017, 103, note_da="Fx som vidne eller tilfældigt til stede."),
    _value("n-unge-uden", 2017, 61),
    _value("n-unge-med", 2017, 42),
    _value("n-samtaler", 2017, 1),
    _value("n-gennemgang", 2017, 117),
    _value("n-gennemgang", 2017, 111, source_id="avisen"),
    _value("n-sigtet-her", 2016, 3.5),
    _value("n-sigtet-der", 2016, 2.25),
    _value("n-fulgt", 2014, 12),
    _value("n-ikke-doemt", 2014, 9),
    _value("n-fulgt", 2015, 9),
    _value("n-ikke-doemt", 2015, 8),
)
EVENTS = (
    _event("h-skyderier", "2017-06", "season", "Konflikten 2017", "incident", leading="yes")
    | {"date_to": "2017-11", "area_ids": "indre-lund;ydre-lund;dalum"},
    _event("h-zoner", "2017", "year", "Visitationszoner", "enforcement", date_to="2017", area_ids="ydre-lund")
    | {"leading": "yes"},
    _event("h-program", "2014", "year", "Program 2014–2017", "policy", date_to="2017", area_ids="koebenhavn"),
    _event("h-felt-2020", "2020-02-14", "day", "Indsamling 2020", "fieldwork", date_to="2020-03-20", leading="yes")
    | {"area_ids": "koebenhavn", "trends": "survey"},
    _event("h-ny", "2015", "year", "Ny undersøgelse", "measurement", area_ids="koebenhavn", trends="survey")
    | {"leading": "yes"},
    _event("h-serie", "2023", "year", "Anmeldelser opgøres anderledes", "measurement", area_ids="koebenhavn")
    | {"trends": "crime", "leading": "yes"},
    _event("h-klasser", "2019-11", "month", "Besøg i klasser", "effort", date_to="2019-12"),
    _event("h-effekt", "2011", "year", "Effektmålinger begynder", "measurement", area_ids="koebenhavn", trends="none"),
)
EXIT_PHASES = (
    {"phase_id": "fase-1", "phase_no": 1, "name_da": "Identifikation", "what_da": "Første kontakt.", "who_da": "SSP+"}
    | {"general_track_da": "Sagen vurderes.", "output_da": "Vurdering af vej"}
    | _SAID,
    {"phase_id": "fase-2", "phase_no": 2, "name_da": "Afslutning", "what_da": "Forløbet slutter.", "who_da": "SSP+"}
    | {"gang_track_da": "Evaluering med eksperterne.", "duration_da": "Op til to år", "note_da": "I ord."}
    | _SAID,
)
SSP_LEVELS = (
    {"level_id": "trin-2", "kind": "level", "level": 2, "term_da": "Niveau 2", "note_da": "Ikke beskrevet."} | _SAID,
    {
        "level_id": "trin-3",
        "kind": "level",
        "level": 3,
        "term_da": "Niveau 3",
        "definition_da": "Alvorlig kriminalitet.",
    }
    | {"includes_da": "indbrud;trusler om vold"}
    | _SAID,
    {"level_id": "ord-alvorlig", "kind": "definition", "level": 3, "term_da": "Alvorlig kriminalitet"}
    | {"definition_da": "Indbrud eller trusler om vold.", "includes_da": "indbrud;trusler om vold"}
    | _SAID,
)
UNREST_NOTES = (
    {"note_id": "o-lund", "period": "2013-H2", "area_ids": "indre-lund;ydre-lund", "place_da": "Lund"}
    | {"kind": "mention", "measure_da": "Uro, unge under 18 år", "note_da": "En omtale, ikke en måling."}
    | _SAID,
    {"note_id": "o-sager", "period": "2013", "area_ids": "koebenhavn", "place_da": "Hele byen", "kind": "figure"}
    | {"measure_da": "Enkeltsager", "value": 905}
    | _SAID,
    {"note_id": "o-titel", "period": "2011-Q3", "area_ids": "koebenhavn", "place_da": "Hele byen"}
    | {"kind": "report_title", "measure_da": "Urolige områder, sammenfatning", "note_da": "Kun titlen er set."}
    | _SAID,
)

WATCHED = {
    "key_figures": KEY_FIGURES,
    "key_figure_values": KEY_FIGURE_VALUES,
    "events": EVENTS,
    "exit_phases": EXIT_PHASES,
    "ssp_levels": SSP_LEVELS,
    "unrest_notes": UNREST_NOTES,
}
"""Rows of each of these tables."""
