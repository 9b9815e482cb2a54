"""Words that stand for a state in the columns other programs read. They are part of ``data/v1`` and never change."""

from __future__ import annotations

from sikkerby_geo.domain.figures.flags import FlagState
from sikkerby_geo.domain.figures.observations import Caveat, MissingReason

MISSING = {
    MissingReason.NOT_FOUND: "ikke-fundet",
    MissingReason.NOT_ASKED: "ikke-spurgt",
    MissingReason.SUPPRESSED: "for-faa-svar",
    MissingReason.ONLY_BOUND: "kun-graense",
    MissingReason.NO_WEIGHTS: "uden-folketal",
    MissingReason.PARTS_MISSING: "dele-mangler",
    MissingReason.CONTRADICTED: "modsagt",
    MissingReason.OTHER_LEVEL: "andet-niveau",
    MissingReason.ONLY_PARTS: "kun-dele",
    MissingReason.UNREADABLE: "ulaeselig",
}
CAVEATS = {
    Caveat.TRANSCRIPT: "gengivet",
    Caveat.MISPRINT: "trykfejl",
    Caveat.UNPUBLISHED: "egne-tal",
    Caveat.COMPUTED: "beregnet",
    Caveat.CONTRADICTORY: "modsagt",
    Caveat.VISITORS: "besoegende",
    Caveat.WHOLE_PLACE: "hele-bydelen",
    Caveat.SYNTHETIC: "syntetisk",
}
OF_THE_INDEX = "tryghedsindeks"
"""The caveat of figures from before 2015, which were of other areas."""
STATES = {
    FlagState.FLAGGED_SURE: "markeret-klart",
    FlagState.FLAGGED_UNSURE: "markeret-ikke-klart",
    FlagState.CLEAR_UNSURE: "fri-ikke-klart",
    FlagState.CLEAR_SURE: "fri-klart",
    FlagState.FLAGGED_BOUND: "markeret-kun-graense",
    FlagState.CLEAR_BOUND: "fri-kun-graense",
    FlagState.NO_FIGURE: "ingen-tal",
}
UNITS = {"percent": "procent", "per_1000": "pr-1000", "reports": "antal", "kroner": "kroner"}
YES, NO = "ja", "nej"
SEPARATOR = ";"
"""Between several codes or ids in one field."""
