"""Where sources disagree: claims of one cell that cannot all be right, which is shown, and why the others lost."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from sikkerby_geo.domain.figures.claims import Claim
from sikkerby_geo.domain.figures.intervals import rounding
from sikkerby_geo.domain.figures.observations import Observation
from sikkerby_geo.facts.sources import Source


class LostBy(StrEnum):
    """The first test, in the order they are made, that decided between two claims; the last: one source, two claims."""

    TRUST = "trust"
    DECIMALS = "decimals"
    AGE = "age"
    SOURCE_ID = "source_id"
    SAME_SOURCE = "same_source"


class Role(StrEnum):
    """What became of a claim in its cell."""

    FIGURE = "figure"
    FLAG = "flag"
    LOST = "lost"


@dataclass(frozen=True)
class Statement:
    """What one source says of one number: an exact value, or a ``bound`` (``<=``, ``<``, ``>``, ``>=``).

    ``role`` is what became of it. For a lost one ``lost_by`` says which test it fell at, and ``rounded``
    that it agrees with the shown figure as far as its own digits go.
    """

    value: float
    decimals: int
    bound: str
    series: str
    source: Source
    note: str
    role: Role
    lost_by: LostBy | None = None
    rounded: bool = False


@dataclass(frozen=True)
class Disagreement:
    """A cell whose sources disagree: ``indicator_id`` is its indicator; the shown statement comes first.

    ``flag_apart``: the figure and the claim that decides the flag lie on different sides.
    """

    indicator_id: str
    place_id: str
    year: int
    statements: tuple[Statement, ...]
    flag_apart: bool

    @property
    def harmless(self) -> bool:
        """Whether all that differs is how far a source rounds."""
        return not self.flag_apart and all(said.rounded for said in self.statements if said.role is Role.LOST)


def disagreements(observations: Iterable[Observation]) -> tuple[Disagreement, ...]:
    """Published observations whose claims differ, newest first; what follows up the levels is left out.

    Two exact claims differ when their values do; an exact claim and a bound when the bound rules it out.
    A bound that merely allows the figure is no disagreement.
    """
    found = []
    for cell in observations:
        if cell.figure is None or any(claim.area_id != cell.place_id for claim in cell.claims):
            continue
        exact = [claim for claim in cell.claims if claim.exact]
        bounds = [(claim, known) for claim in cell.claims if claim.bound and (known := claim.range) is not None]
        against = [claim for claim, known in bounds if not all(known.allows(other.value) for other in exact)]
        if len({claim.value for claim in exact}) < 2 and not against:
            continue
        shown = exact[0]
        apart = bool(against) and against[0].rank < shown.rank
        statements = [_shown(shown)]
        statements += [_flag_or_lost(claim, shown, apart and claim is against[0]) for claim in against]
        statements += [_lost(claim, shown) for claim in exact[1:] if claim.value != shown.value]
        found.append(Disagreement(cell.indicator_id, cell.place_id, cell.year, tuple(statements), apart))
    return tuple(sorted(found, key=_newest_first))


def lost_by(loser: Claim, winner: Claim) -> LostBy:
    """Which test, in the order of ``Claim.rank``, put ``winner`` before ``loser``."""
    pairs = zip(LostBy, loser.rank, winner.rank, strict=False)
    return next((test for test, mine, theirs in pairs if mine != theirs), LostBy.SAME_SOURCE)


def _newest_first(found: Disagreement) -> tuple[int, str, str]:
    return (-found.year, found.indicator_id, found.place_id)


def _shown(claim: Claim) -> Statement:
    return Statement(claim.value, claim.decimals, "", claim.series, claim.source, claim.note, Role.FIGURE)


def _flag_or_lost(claim: Claim, shown: Claim, decides: bool) -> Statement:
    """A bound that rules the figure out: it decides the flag where it is the better claim."""
    role = Role.FLAG if decides else Role.LOST
    why = None if decides else lost_by(claim, shown)
    return Statement(claim.value, claim.decimals, claim.bound, claim.series, claim.source, claim.note, role, why)


def _lost(claim: Claim, shown: Claim) -> Statement:
    fine, coarse = sorted((claim, shown), key=lambda one: -one.decimals)
    near = abs(fine.value - coarse.value) <= rounding(coarse.decimals) and fine.decimals > coarse.decimals
    return Statement(
        value=claim.value,
        decimals=claim.decimals,
        bound="",
        series=claim.series,
        source=claim.source,
        note=claim.note,
        role=Role.LOST,
        lost_by=lost_by(claim, shown),
        rounded=near and claim.series == shown.series,
    )
