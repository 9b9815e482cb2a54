"""What a reader asks a ranking: which figures of which year, and the weight of each part; and the answer to it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.priority.earlier import Earlier, earlier_ranks
from sikkerby_geo.domain.priority.evidence import Basis, basis, offered
from sikkerby_geo.domain.priority.ranking import Leaders, Ranked, checked_weights, leaders, ranking
from sikkerby_geo.facts.efforts import KIND, EffortKind
from sikkerby_geo.facts.indicators import INDICATOR
from sikkerby_geo.facts.priority import FAMILIES, FAMILY, PART_IDS, PRESETS, Family, Preset
from sikkerby_geo.facts.rules import Rule, rule_of
from sikkerby_geo.text import number, percent, t
from sikkerby_geo.views.base.choice import Choice

DEFAULT_WEIGHTS = tuple(PRESETS[0].weights[part] for part in PART_IDS)


@dataclass(frozen=True)
class Ask:
    """A family of measures, a year, and weights in the order of ``PART_IDS``; only their proportions matter.

    ``kind_id`` is the kind of efforts whose known ones are counted; empty = none.
    """

    family_id: str
    year: int
    weights: tuple[int, ...] = DEFAULT_WEIGHTS
    kind_id: str = ""

    @property
    def kind(self) -> EffortKind | None:
        return KIND.get(self.kind_id)

    @property
    def family(self) -> Family:
        return FAMILY[self.family_id]

    @property
    def by_part(self) -> Mapping[str, int]:
        return dict(zip(PART_IDS, self.weights, strict=True))

    @property
    def preset(self) -> Preset | None:
        """The preset with these very weights, if there is one."""
        return next((preset for preset in PRESETS if preset.weights == self.by_part), None)

    @property
    def rule(self) -> Rule | None:
        """The rule that judges the main measure."""
        return rule_of(self.family.main_id)

    @property
    def option(self) -> str:
        """Which figures, in words: Trygge 2026."""
        return t(f"priority.{self.family_id}.option", year=self.year)


def asked(
    atlas: Atlas, choice: Choice, weights: tuple[int, ...] = DEFAULT_WEIGHTS, kind: EffortKind | None = None
) -> Ask | None:
    """The ranking that goes with a choice of the map: its measure's family and year if offered, else the newest.

    None where no year has figures for enough areas.
    """
    options = offered(atlas)
    if not options:
        return None
    family, year = next((option for option in options if _goes_with(choice, *option)), options[0])
    return Ask(family.family_id, year, weights, kind.kind_id if kind else "")


def _goes_with(choice: Choice, family: Family, year: int) -> bool:
    return year == choice.year and family is family_of(choice.indicator_id)


def family_of(indicator_id: str) -> Family:
    """The family whose direction a measure has."""
    return next(family for family in FAMILIES if family.main.worse_high == INDICATOR[indicator_id].worse_high)


@dataclass(frozen=True)
class Answer:
    """A ranking with what it was asked and what it is worked out from; ``rows`` in order of rank.

    ``earlier`` is where the areas would stand with the figures of the year before; None where that is not known.
    """

    ask: Ask
    found: Basis
    rows: tuple[Ranked, ...]
    earlier: Earlier | None = None

    @property
    def parts(self) -> tuple[str, ...]:
        """The parts there are to show."""
        return self.found.parts

    @property
    def shares(self) -> dict[str, float]:
        """Weights of the parts in use, as shares of 1."""
        return checked_weights(self.ask.by_part, self.found.used)

    @property
    def weight_words(self) -> str:
        """The weights in words, with the name of their preset: Afbalanceret (nabolaget 40 %, aften og nat 20 % …)."""
        parts = ", ".join(
            f"{t(f'reason.part_name.{part}').lower()} {percent(100 * share)}"
            for part, share in self.shares.items()
            if share
        )
        preset = self.ask.preset
        name = t(f"reason.preset_name.{preset.preset_id}") if preset else t("priority.control.own")
        return f"{name} ({parts})"

    @property
    def leaders(self) -> Leaders:
        return leaders(self.rows)

    @property
    def mean_width(self) -> str:
        """How many places an area's range spans on average, in words of a number."""
        widths = [high - low + 1 for low, high in (row.noise for row in self.rows)]
        return number(sum(widths) / len(widths))

    def index(self, place_id: str) -> int:
        """Where an area stands in ``rows``."""
        return next(index for index, row in enumerate(self.rows) if row.place_id == place_id)


def answered(atlas: Atlas, ask: Ask) -> Answer:
    """Work a ranking out.

    Raises
    ------
    SikkerByError
        All weights of the parts in use are 0.
    """
    found = basis(atlas, ask.family, ask.year, ask.kind)
    rows = tuple(ranking(found, ask.by_part))
    return Answer(ask, found, rows, earlier_ranks(atlas, found, checked_weights(ask.by_part, found.used)))
