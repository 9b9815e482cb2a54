"""Registry of the groups that types of reports are shown in where there are too few for each type."""

from __future__ import annotations

OTHER_GROUP = "oevrigt"
OTHER_TYPE = "oevrige"
"""The type that holds the reports of every type without a row of its own."""

REPORT_GROUPS: dict[str, tuple[str, ...]] = {
    "personfarligt": ("vold", "trusler", "roeveri", "saedelighed"),
    "indbrud": ("indbrud-i-beboelse", "indbrud-andet"),
    "tyveri": ("tyveri-fra-person", "tyveri-fra-bil", "butikstyveri", "cykeltyveri", "brugstyveri"),
    "haervaerk": ("haervaerk", "brand"),
    "narkotika-og-vaaben": ("narkotika", "vaaben"),
    "uorden": ("uorden",),
    "faerdsel": ("faerdsel",),
    OTHER_GROUP: (OTHER_TYPE,),
}
"""Id: the types in it (ids of ``report_types``). A type in none of them is in the last."""

GROUP_OF = {type_id: group for group, types in REPORT_GROUPS.items() for type_id in types}


def group_of(type_id: str) -> str:
    """The group of a type."""
    return GROUP_OF.get(type_id, OTHER_GROUP)
