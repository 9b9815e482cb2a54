"""Contracts of what the programmes keep an eye on: key figures, events, exit, SSP's levels, mentions of unrest."""

from __future__ import annotations

from sikkerby_geo.facts.contracts import Column, Contract
from sikkerby_geo.facts.events import EVENT_KINDS, PRECISIONS, TRENDS

_TEXT = Column()
_NEEDED = Column(blank=False)
_TEXTS = Column("texts")
_SLUG = Column("slug", blank=False)
_PLACES = Column("texts", refers_to="places")
_SOURCE = Column("slug", blank=False, refers_to="sources")
_YEAR = Column("integer", low=1990, high=2100)
_NUMBER = Column("number", low=-1_000_000, high=1_000_000_000)

COMPARED_WITH = ("copenhagen", "large_cities", "country", "abroad", "police_survey")
"""Whom a figure of another place or another survey is of."""
DIRECTIONS = ("rising", "falling")

PROGRAMME_TABLES: dict[str, Contract] = {
    "key_figures": Contract(
        {
            "key_figure_id": _SLUG,
            "group_id": _SLUG,
            "group_da": _NEEDED,
            "indicator_da": _NEEDED,
            "owner_da": _TEXT,
            "unit_da": _TEXT,
            "unit_one_da": _TEXT,
            "period_da": _TEXT,
            "area_ids": _PLACES,
            "principle": Column("integer", low=1, high=5),
            "direction": Column(choices=DIRECTIONS),
            "focus_area_no": Column("integer", low=1, high=6),
            "part_of": Column("slug"),
            "goal_id": Column("slug", refers_to="goals"),
            "compares": Column(choices=COMPARED_WITH),
            "hide_under": Column("integer", low=1, high=100),
            "note_da": _TEXT,
            "source_id": _SOURCE,
            "source_locator": _TEXT,
        },
        ("key_figure_id",),
    ),
    "key_figure_values": Contract(
        {
            "key_figure_id": Column("slug", blank=False, refers_to="key_figures"),
            "year": _YEAR,
            "period_da": _TEXT,
            "value": Column("number", blank=False, low=-1_000_000, high=1_000_000_000),
            "value_high": _NUMBER,
            "qualifier_da": _TEXT,
            "note_da": _TEXT,
            "source_id": _SOURCE,
            "source_locator": _TEXT,
        },
        ("key_figure_id", "year", "period_da", "source_id"),
    ),
    "events": Contract(
        {
            "event_id": _SLUG,
            "date_from": Column("moment", blank=False),
            "date_to": Column("moment"),
            "precision": Column(blank=False, choices=PRECISIONS),
            "area_ids": _PLACES,
            "title_da": _NEEDED,
            "text_da": _NEEDED,
            "kind": Column(blank=False, choices=EVENT_KINDS),
            "trends": Column(blank=False, choices=TRENDS),
            "leading": Column(blank=False, choices=("yes", "no")),
            "source_id": _SOURCE,
            "source_locator": _TEXT,
        },
        ("event_id",),
    ),
    "exit_phases": Contract(
        {
            "phase_id": _SLUG,
            "phase_no": Column("integer", blank=False, low=1, high=20),
            **dict.fromkeys(("name_da", "what_da", "who_da"), _NEEDED),
            **dict.fromkeys(("general_track_da", "gang_track_da", "output_da", "duration_da"), _TEXT),
            "source_id": _SOURCE,
            "source_locator": _TEXT,
            "note_da": _TEXT,
        },
        ("phase_id",),
    ),
    "ssp_levels": Contract(
        {
            "level_id": _SLUG,
            "kind": Column(blank=False, choices=("level", "definition")),
            "level": Column("integer", blank=False, low=1, high=9),
            "term_da": _NEEDED,
            "definition_da": _TEXT,
            "includes_da": _TEXTS,
            "source_id": _SOURCE,
            "source_locator": _TEXT,
            "note_da": _TEXT,
        },
        ("level_id",),
    ),
    "unrest_notes": Contract(
        {
            "note_id": _SLUG,
            "period": _NEEDED,
            "area_ids": _PLACES,
            "place_da": _NEEDED,
            "kind": Column(blank=False, choices=("mention", "figure", "report_title")),
            "measure_da": _NEEDED,
            "value": Column("number", low=0, high=1_000_000),
            "source_id": _SOURCE,
            "source_locator": _TEXT,
            "note_da": _TEXT,
        },
        ("note_id",),
    ),
}
