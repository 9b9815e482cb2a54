"""Goes through everything a reader meets, on the data and with the code of the folder it is run in; prints JSON."""

from __future__ import annotations

import json
import sys
from datetime import date
from pathlib import Path

from sikkerby_geo.domain.atlas import build_atlas
from sikkerby_geo.facts.areas import Level
from sikkerby_geo.facts.indicators import INDICATOR as INDICATORS
from sikkerby_geo.facts.rules import RULE as RULES
from sikkerby_geo.store.reading import read_snapshot
from sikkerby_geo.ui.address import every_page
from sikkerby_geo.views.base.headline import headline
from sikkerby_geo.views.charts.trend import trend_card
from sikkerby_geo.views.district.files import place_csv
from sikkerby_geo.views.district.profile import profile
from sikkerby_geo.views.goals.rule_counts import matrix_sheet, rule_sentence
from sikkerby_geo.views.map.files import map_sheet
from sikkerby_geo.views.map.legend import legend
from sikkerby_geo.views.map.printed.drawing import svg_map
from sikkerby_geo.views.map.state import map_state
from sikkerby_geo.views.map.table import facts_csv, facts_table
from sikkerby_geo.views.map_page.place import place_card
from sikkerby_geo.views.method.sections import section
from sikkerby_geo.views.trends.comparison import real_changes


def walk(root: Path, queries: dict[str, dict[str, str]]) -> dict[str, object]:
    """What each address shows, by its name; ``root`` has the data."""
    snapshot = read_snapshot(root)
    atlas = build_atlas(snapshot, "walk")
    found: dict[str, object] = {"troubles": [str(trouble) for trouble in snapshot.troubles], "years": atlas.years}
    for name, query in queries.items():
        reading = every_page.parse(query, atlas)
        choice = reading.choice
        place = atlas.places[choice.place_id]
        rule, indicator = choice.rule, INDICATORS[choice.indicator_id]
        trend = trend_card(atlas, choice.indicator_id, [place], atlas.years)
        about = profile(atlas, choice, place)
        key = legend(atlas, choice)
        said = headline(atlas, choice)
        found[name] = {
            "messages": reading.messages,
            "again": every_page.parse(every_page.write(choice), atlas).choice == choice,
            "year": choice.year,
            "headline": [said.title, said.certainty],
            "map": map_state(atlas, choice)["areas"],
            "legend": [(entry.label, entry.count, entry.limit_above) for entry in key.values],
            "limit": key.limit,
            "states": [(entry.label, entry.count) for entry in key.states],
            "drawn": svg_map(atlas, choice, legend=True),
            "printed": len(map_sheet(atlas, choice, printed=date(2020, 1, 31))),
            "table": facts_table(atlas, choice).to_dict("records"),
            "map_csv": facts_csv(atlas, choice).decode("utf-8-sig"),
            "panel": str(place_card(atlas, choice, place)),
            "chart": [trend.title, trend.subtitle, trend.source],
            "chart_table": trend.table.to_dict("records"),
            "picture": len(trend.standalone()),
            "figures": [(figure.subject, figure.full, figure.state) for figure in about.figures],
            "context": [(figure.subject, figure.full, figure.source_line) for figure in about.context],
            "without": about.without,
            "since": about.since,
            "place_csv": place_csv(atlas, place).decode("utf-8-sig"),
            "changes": real_changes(atlas, choice).title,
            "goals": [rule_sentence(atlas, rule, Level.SURVEY_AREA), str(matrix_sheet(atlas, rule, choice))]
            if rule
            else [],
            "kind": indicator.kind,
        }
    found["method"] = [str(section(atlas, name).blocks) for name in ("valg", "mangler", "data")]
    found["registered"] = [*RULES, *INDICATORS]
    return found


if __name__ == "__main__":
    json.dump(walk(Path.cwd(), json.loads(sys.argv[1])), sys.stdout, default=str)
