"""Registry of types of reports: the words files use for each. A type that is not here is counted as it is told."""

from __future__ import annotations

from functools import lru_cache

from sikkerby_geo.facts.areas import normalise
from sikkerby_geo.facts.reports import NO_TYPE

REPORT_TYPES: dict[str, tuple[str, ...]] = {
    "vold": ("vold", "vold mv.", "simpel vold", "voldsforbrydelser", "voldsforbrydelse", "vold i det offentlige rum"),
    "trusler": ("trusler", "trussel", "trusler om vold"),
    "roeveri": ("røveri", "røverier", "røveri fra person", "gaderøveri"),
    "indbrud-i-beboelse": ("indbrud i beboelse", "indbrud i privat beboelse", "indbrud i beboelser", "villaindbrud"),
    "indbrud-andet": ("indbrud i virksomhed", "indbrud i bank, forretning mv.", "indbrud i kælder", "indbrud andet"),
    "tyveri-fra-person": ("tyveri fra person", "lommetyveri", "lommetyverier", "tasketyveri"),
    "tyveri-fra-bil": ("tyveri fra bil", "tyveri fra køretøj", "tyveri fra køretøjer", "tyveri fra/af bil, båd mv."),
    "butikstyveri": ("butikstyveri", "butikstyverier"),
    "cykeltyveri": ("cykeltyveri", "cykeltyverier", "tyveri af cykel"),
    "brugstyveri": ("brugstyveri", "brugstyveri af bil", "brugstyveri af knallert", "tyveri af bil"),
    "haervaerk": ("hærværk", "graffiti", "hærværk mv."),
    "brand": ("brand", "brandstiftelse", "ildspåsættelse", "brandstiftelse mv."),
    "narkotika": ("narkotika", "euforiserende stoffer", "handel med narkotika", "besiddelse af narkotika"),
    "vaaben": ("våben", "våbenloven", "knivloven"),
    "saedelighed": ("sædelighed", "sædelighedsforbrydelser", "blufærdighedskrænkelse", "seksualforbrydelser"),
    "uorden": ("uorden", "gadeuorden", "ordensbekendtgørelsen", "husspektakler", "støj"),
    "faerdsel": ("færdsel", "færdselsloven", "trafik", "færdselsuheld"),
}
"""Id: the words that mean it, whatever their case, accents and spaces."""

_KNOWN = {normalise(word): type_id for type_id, words in REPORT_TYPES.items() for word in (type_id, *words)}
_UNSTATED = {"", "-", "null", "none", "nan", "n/a", normalise(NO_TYPE), "ikke oplyst", "ukendt"}


@lru_cache(maxsize=8192)
def report_type(word: str) -> str:
    """The id of the type a word means; the word itself, without stray spaces, where it is none of ours."""
    told = " ".join(word.split())
    folded = normalise(told)
    return NO_TYPE if folded in _UNSTATED else _KNOWN.get(folded, told)
