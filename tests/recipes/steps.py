"""The README's recipes as a newcomer follows them: what is written where, for a toy rule, indicator and year."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from sikkerby_geo.store.files import path_of
from tests.toytown.city import AREAS
from tests.toytown.city_record import survey_rows

Row = Mapping[str, object]
YEAR = max(int(str(row["year"])) for row in survey_rows()) + 1
"""The year after the toy city's newest."""
NEW_SHARES = dict(zip(AREAS, (10, 4, 12, 8, 6, 9, 13, 3, 5, 7, 11, 19, 14), strict=True))
"""Insecure residents in the toy year, per cent."""
ALONE = dict(zip(AREAS, (41, 52, 38, 47, 55, 61, 36, 44, 50, 33, 58, 49), strict=False))
"""Households of one in 2024, per cent; the last area has no figure."""


@dataclass(frozen=True)
class Line:
    """Lines written into a file right after the line that holds ``after``; at the end where it is empty.

    With ``closing`` they come last in what begins there, before the first line that is nothing else.
    """

    file: str
    after: str
    text: str
    closing: str = ""

    def write(self, root: Path) -> None:
        path = root / self.file
        lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
        word = re.compile(rf"(?<!\w){re.escape(self.after)}")  # TABLES is not in OWN_TABLES
        places = [number for number, line in enumerate(lines) if word.search(line)] if self.after else [len(lines) - 1]
        assert len(places) == 1, f"{self.file} has {len(places)} lines with {self.after!r}"
        place = places[0] + 1
        if self.closing:
            place = next(at for at, line in enumerate(lines) if at >= place and line.strip("\n") == self.closing)
        lines.insert(place, self.text.strip("\n") + "\n")
        path.write_text("".join(lines), encoding="utf-8")


@dataclass(frozen=True)
class Rows:
    """Rows at the end of a table."""

    table: str
    rows: tuple[Row, ...]

    def write(self, root: Path) -> None:
        path = root / path_of(self.table)
        with path.open(encoding="utf-8", newline="") as text:
            columns = next(csv.reader(text))
        with path.open("a", encoding="utf-8", newline="") as text:
            csv.DictWriter(text, columns, lineterminator="\n").writerows(self.rows)


WORDS = "sikkerby_geo/text/da/words.toml"
CHARTS = "sikkerby_geo/text/da/charts.toml"
METHOD = "sikkerby_geo/text/da/om_tallene.toml"
GLOSSARY = "docs/glossary.md"

RULE = "over_8_insecure"
RULE_LINE = Line(
    "sikkerby_geo/facts/rules.py",
    "RULES = (",
    f"""    Rule("{RULE}", "8pct", "insecure_neighbourhood", "over", 8, "naeste-program", {YEAR}, {YEAR + 3},
        ("strategy-2018",), leading=False, classes=(4, 8, 12, 16)),""",
)
RULE_WORDS = (
    Line(
        WORDS,
        "",
        f"""
[rule.{RULE}]
name = "Over 8 % utrygge"
programme = "Næste program"
flagged = "over 8 %"
clear = "højst 8 %"
Flagged = "Over 8 %"
Clear = "Højst 8 %"
whose = "Reglen er næste programs mål."
""",
    ),
    Line(METHOD, "[reason.rule]", f'{RULE} = "Det næste programs mål."'),
)
RULE_GLOSSARY = (Line(GLOSSARY, "| `over_10_insecure` |", f"| `{RULE}` | Over 8 % utrygge | The next goal. |"),)

INDICATOR = "living_alone"
INDICATOR_LINE = Line(
    "sikkerby_geo/facts/indicators.py",
    "CONTEXT_INDICATORS = (",
    f"""    Indicator("{INDICATOR}", "aleneboende", Kind.REGISTER_SHARE, "percent",
        Column("context", "value", "indicator", "{INDICATOR}"), True, (35, 40, 45, 50),
        Level.SURVEY_AREA, Aggregation.WEIGHTED_MEAN, Use.CONTEXT),""",
)
INDICATOR_WORDS = (
    Line(
        WORDS,
        "",
        f"""
[indicator.{INDICATOR}]
name = "Aleneboende"
inline = "husstande med én beboer"
""",
    ),
    Line(CHARTS, "[subject]", f'{INDICATOR} = "Andelen af aleneboende"'),
    Line(METHOD, "[reason.counted]", f'{INDICATOR} = "Et tal fra et register."'),
)
INDICATOR_GLOSSARY = (Line(GLOSSARY, "| `unemployed` |", f"| `{INDICATOR}` | Aleneboende | Households of one. |"),)
INDICATOR_ROWS = Rows(
    "context",
    tuple(
        {"indicator": INDICATOR, "area_id": area, "year": 2024, "value": share, "source_id": "kort"}
        for area, share in ALONE.items()
    ),
)


def _year_rows() -> Iterable[Rows]:
    said = {"source_id": "naeste", "year": YEAR}
    source = {"source_id": "naeste", "title_da": "Næste undersøgelse", "publisher": "Byen", "kind": "official"}
    yield Rows("sources", (source | {"trust": 1, "published": f"{YEAR}-05-01"},))
    series = {"measure": "insecure_neighbourhood", "series": "tryghedsundersoegelse"}
    figures = ({"area_id": area, "percent": share} for area, share in NEW_SHARES.items())
    yield Rows("survey", tuple(said | series | figure for figure in figures))


YEAR_ROWS = tuple(_year_rows())
LINES = (RULE_LINE, INDICATOR_LINE)
TEXTS = (*RULE_WORDS, *INDICATOR_WORDS)
ROWS = (INDICATOR_ROWS, *YEAR_ROWS)
GLOSSARIES = (*RULE_GLOSSARY, *INDICATOR_GLOSSARY)
