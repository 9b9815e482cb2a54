"""The documents keep up with the code: glossary, licences and links."""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from sikkerby_geo import facts
from sikkerby_geo.domain.efforts.effort import Presence, Stage
from sikkerby_geo.domain.efforts.record import Standing
from sikkerby_geo.domain.figures.changes import Verdict
from sikkerby_geo.domain.figures.flags import FlagState
from sikkerby_geo.domain.figures.intervals import AnswersBasis
from sikkerby_geo.domain.figures.observations import MissingReason
from sikkerby_geo.facts.areas import Level
from sikkerby_geo.facts.counted import COUNTED
from sikkerby_geo.facts.efforts import OVERLAYS
from sikkerby_geo.facts.indicators import INDICATORS
from sikkerby_geo.facts.rules import RULES
from sikkerby_geo.facts.thresholds import Threshold
from sikkerby_geo.text import NO_BREAK_SPACE, has, t

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
DOCUMENTS = [*sorted(ROOT.glob("*.md")), *sorted(DOCS.rglob("*.md"))]


def ids(path: Path) -> str:
    return str(path.relative_to(ROOT))


def glossary() -> dict[str, list[str]]:
    """Rows of the glossary by the term of the code: Danish on screen, meaning."""
    rows = {}
    for line in (DOCS / "glossary.md").read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if line.startswith("| `") and len(cells) == 3:
            assert cells[0] not in rows, f"{cells[0]} stands twice"
            rows[cells[0].strip("`")] = cells[1:]
    return rows


def thresholds() -> Iterator[Threshold]:
    """Every threshold of the facts floor, whichever module it lives in."""
    for module in pkgutil.iter_modules(facts.__path__):
        values = vars(importlib.import_module(f"{facts.__name__}.{module.name}")).values()
        yield from (value for value in values if isinstance(value, Threshold))


def said(key: str) -> str:
    """A text; nothing where it is forgotten, which the tests of the texts tell."""
    return t(key) if has(key) else ""


def registered() -> dict[str, str]:
    """Every id of a registry with its words on screen (empty where they are more than one)."""
    words = {measure.indicator_id: said(f"indicator.{measure.indicator_id}.name") for measure in INDICATORS}
    words |= {rule.rule_id: said(f"rule.{rule.rule_id}.name") for rule in RULES}
    words |= {overlay.overlay_id: said(f"overlay.{overlay.overlay_id}") for overlay in OVERLAYS}
    words |= {series.series_id: said(f"counted.series.{series.series_id}") for series in COUNTED}
    words |= {threshold.threshold_id: said(f"threshold.{threshold.threshold_id}.name") for threshold in thresholds()}
    words |= {level.value: said(f"level.{level}.one") for level in Level}
    words |= {state.value: said(f"state.over.{state}") for state in FlagState}
    words |= {reason.value: said(f"missing_short.{reason}") for reason in MissingReason}
    words |= {stage.value: said(f"effort.stage_{stage}") for stage in Stage}
    words |= {verdict.value: "" for verdict in Verdict}
    words |= {basis.value: said(f"csv.basis_{basis}") for basis in AnswersBasis}
    words |= {standing.value: "" for standing in Standing}
    return words | {presence.value: "" for presence in Presence}


@pytest.mark.parametrize(("term", "words"), registered().items(), ids=registered())
def test_the_glossary_explains_every_id_of_a_registry(term: str, words: str) -> None:
    rows = glossary()
    assert term in rows, f"add a row to docs/glossary.md: | `{term}` | {words} | … |"
    danish, meaning = rows[term]
    assert words.replace(NO_BREAK_SPACE, " ").casefold() in danish.casefold()
    assert meaning


def test_no_two_decision_notes_share_a_number() -> None:
    numbers = [path.name.split("-")[0] for path in (DOCS / "decisions").glob("*.md")]
    assert [number for number, times in Counter(numbers).items() if times > 1] == []


def test_every_vendored_thing_has_its_licence_beside_it_and_in_the_list() -> None:
    listed = (ROOT / "LICENSES.md").read_text(encoding="utf-8")
    folders = [*sorted((ROOT / "static" / "vendor").iterdir()), ROOT / "static" / "fonts"]
    for folder in folders:
        assert list(folder.glob("LICENSE*")), f"{folder} has no licence file"
        assert f"`{folder.relative_to(ROOT)}/`" in listed


@pytest.mark.parametrize("path", DOCUMENTS, ids=ids)
def test_every_link_within_the_project_leads_somewhere(path: Path) -> None:
    links = re.findall(r"\]\(([^)#\s]+)", path.read_text(encoding="utf-8"))
    inside = [link for link in links if not re.match(r"[a-z]+:", link)]
    assert [link for link in inside if not (path.parent / link).exists()] == []


@pytest.mark.parametrize("path", DOCUMENTS, ids=ids)
def test_no_document_knows_the_machine_it_was_written_on(path: Path) -> None:
    assert not re.search(r"(?<![\w.])/(work|tmp|home|root|usr|opt)/", path.read_text(encoding="utf-8"))
