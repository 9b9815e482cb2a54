"""Hiding small counts, and as little beside them as keeps each within its whole range.

First every number under the threshold is hidden. Then, for each of these that a linear programme can narrow, the
cheapest other numbers that give it back its range are hidden too: those that differ in the nearest other table that
agrees with all that is published (Kelly, Golden & Assad 1992; Fischetti & Salazar 2001). At last what has become
needless is shown again. Nothing is random, and the order of what comes in is of no account.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np

from sikkerby_geo.domain.disclosure.attack import NEAR, Attack, Movable, Shown, Target, movable, reached_in
from sikkerby_geo.domain.disclosure.before import Before, Told
from sikkerby_geo.domain.disclosure.nearest import NearestTables, Widest
from sikkerby_geo.domain.disclosure.relations import Relations
from sikkerby_geo.facts.published_counts import BY_AREA, BY_CELL_AND_GROUP, Publication, PublishedCount

Block = str | frozenset[str]
"""Numbers that are protected together: of a quarter, or of the cells of some areas."""
_ALL: Block = frozenset()
"""Everything at once."""
Witness = tuple[np.ndarray, np.ndarray]
"""Another table that agrees with what is published: which numbers differ in it (bool), and the targets it reaches
(2 × place + 1 for the top of a range, 2 × place for the bottom)."""


class UnprotectableError(ValueError):
    """What has been published before leaves no way to hide a number; ``at`` is where it stands."""

    def __init__(self, at: int) -> None:
        super().__init__(f"number {at} cannot be hidden")
        self.at = at


@dataclass
class Protecting:
    """The numbers of one year while they are being protected: ``truth`` (int64) are all of them."""

    relations: Relations
    truth: np.ndarray
    threshold: int
    before: Before
    needless_tries: int = 400
    solved: int = field(default=0, init=False)

    def __post_init__(self) -> None:
        many, own = len(self.truth), self.relations.published
        published = np.arange(many) < own
        known = self.before.known & published
        self.small = published & (self.truth < self.threshold) & ~known
        self.shown = published & ~self.small & (known | ~self.before.hidden)
        self.firm = published & ~self.shown & ~known
        """Hidden whatever else is hidden."""
        self.settled = ~published | known | self.firm
        self.loose = np.zeros(many, bool)
        self.price = 1 + np.log2(1 + self.truth.astype(float))
        self.witnesses: list[Witness] = []
        self._reached_by = np.zeros(2 * many, dtype=np.int64)
        self._masks: dict[Block, np.ndarray] = {}
        self._movable: dict[Block, Movable] = {}
        self._tables: dict[Block, NearestTables] = {}
        published = np.arange(many) < own
        published_low = np.where(self.small, 0, self.threshold)
        published_high = np.where(self.small, self.threshold - 1, np.inf)
        self._told_low = np.where(published, published_low, 0).astype(float)
        self._told_high = np.where(published, published_high, np.inf)

    @property
    def top(self) -> int:
        return self.threshold - 1

    def attack(self, block: Block | None = None) -> Attack:
        """What an attacker knows as it stands; all but what a ``block`` moves left at the truth, if one is named.

        What agrees with all that is known while the rest is true does so as well where the rest is not known.
        """
        published = np.arange(len(self.truth)) < self.relations.published
        fixed = self.shown | (self.before.known & published)
        over = None
        if block is not None:
            fixed = fixed | ~self._moving(block)
            if block not in self._movable:
                places = np.flatnonzero(self._moving(block))
                self._movable[block] = movable(self.relations, self.truth, places)
            over = self._movable[block]
        low = np.maximum(np.where(self.loose, 0, self._told_low), self.before.low)
        high = np.minimum(np.where(self.loose, np.inf, self._told_high), self.before.high)
        return Attack(self.relations, fixed, self.truth, low, high, over)

    def _believed(self) -> Attack:
        """What somebody believes who takes every range for true that was told once and does not contradict a later one.

        A correction may have left such a range behind, so that the truth itself is not among what is believed.
        """
        attack = self.attack(_ALL)
        low, high = self._with_told(attack.low, attack.high)
        return replace(attack, low=low, high=high)

    def _with_told(self, low: np.ndarray, high: np.ndarray) -> Told:
        """Ranges narrowed by all that were told, each as far as it does not contradict."""
        for lowest, highest in self.before.told:
            lower, upper = np.maximum(low, lowest), np.minimum(high, highest)
            low, high = np.where(lower <= upper, lower, low), np.where(lower <= upper, upper, high)
        return low, high

    def _widest_believed(self, attack: Attack) -> Widest:
        """What would be believed of numbers without a range, where that holds what is believed of them now."""
        low, high = self._with_told(np.zeros(len(self.truth)), np.full(len(self.truth), np.inf))
        wider = (low <= attack.low) & (high >= attack.high)
        return np.where(wider, low, attack.low), np.where(wider, high, attack.high)

    def _block(self, at: int) -> Block:
        """What a number is protected in: its quarter, or for the year's table the areas that its cell lies in."""
        key = self.relations.keys[at]
        return self._areas_of[key.where] if key.table == BY_CELL_AND_GROUP.table_id else key.period

    @cached_property
    def _areas_of(self) -> dict[str, frozenset[str]]:
        """The areas of each cell."""
        found: dict[str, frozenset[str]] = {}
        for area, cell in self._zones:
            found[cell] = found.get(cell, frozenset()) | {area}
        return found

    @cached_property
    def _zones(self) -> set[tuple[str, str]]:
        unpublished = self.relations.keys[self.relations.published :]
        return {tuple(key.where.split("/")) for key in unpublished}  # type: ignore[misc]

    def _moving(self, block: Block) -> np.ndarray:
        """What moves while a block is protected: a quarter, or all of some areas' cells while the areas stay."""
        if block not in self._masks:
            keys, yearly = self.relations.keys, BY_CELL_AND_GROUP.table_id
            if block == _ALL:
                moving = [True] * len(keys)
            elif isinstance(block, str):
                moving = [key.period == block or key.table == yearly for key in keys]
            else:
                cells = {cell for area, cell in self._zones if area in block}
                zones = {f"{area}/{cell}" for area, cell in self._zones if area in block}
                moving = [key.table != BY_AREA.table_id and (key.where in cells or key.where in zones) for key in keys]
            self._masks[block] = np.array(moving)
        return self._masks[block]

    def _reached(self, targets: set[Target], *, all_or_none: bool = False) -> list[Shown]:
        """Answers that reach targets, block by block."""
        found: list[Shown] = []
        left = set(targets)
        while left:
            block = self._block(min(left)[0])
            here = {one for one in left if self._block(one[0]) == block}
            attack = self.attack(block)
            if all_or_none:
                shown = attack.reached(here, self.top, all_or_none=True)
                if not shown:
                    return []
            else:
                shown = attack.reached_together(here, self.top)
            found += shown
            left -= here.union(*(done for _, done in shown))
        return found

    def targets(self) -> set[Target]:
        """What must be reached: both ends of the range of each number that is small, or may be for all that is told."""
        open_to = (self.small | self.loose) & ~self.shown & (self.before.low <= 0)
        return {(int(at), up) for at in np.flatnonzero(open_to) for up in (False, True)}

    def protect(self) -> None:
        """Hide what must be hidden.

        Raises
        ------
        UnprotectableError
            Earlier deliveries have published too much for that.
        """
        self._seek()
        self._show_again()
        outdated = [((self.truth < low) | (self.truth > high)).any() for low, high in self.before.told]
        while any(outdated) and self._hide_from_believers():
            self._seek()

    def _seek(self) -> None:
        while left := self._left():
            block = self._block(min(left, key=self._turn)[0])
            here = {one for one in left if self._block(one[0]) == block}
            shown = self._reached(here)
            self._keep(shown)
            here -= {one for _, done in shown for one in done}
            if here:
                answer = self._nearest(min(here, key=self._turn))
                self._hide(answer)
                self._keep([(answer, reached_in(answer, self.targets(), self.top))])

    def _hide_from_believers(self) -> bool:
        """Hide more where what was told before a correction would narrow a number; whether there was any."""
        attack = self._believed()
        if attack.contradicts or attack.answer(np.zeros(len(self.truth))) is None:
            return False
        targets = {one for one in self.targets() if attack.low[one[0]] <= 0}
        left = targets - {one for _, done in attack.reached(targets, self.top) for one in done}
        for target in sorted(left, key=self._turn):
            before = self.shown.copy(), self.loose.copy()
            answer = self._table(target, _ALL, attack, self._widest_believed(attack))
            if answer is None:
                raise UnprotectableError(target[0])
            self._hide(answer)
            if (before[0] != self.shown).any() or (before[1] != self.loose).any():
                return True
        if left:
            raise UnprotectableError(min(left)[0])
        return False

    def _keep(self, shown: list[Shown]) -> None:
        for answer, done in shown:
            targets = np.array(sorted(2 * at + up for at, up in done), dtype=np.int64)
            self.witnesses.append((np.abs(answer - self.truth) > NEAR, targets))
            self._reached_by[targets] += 1

    def _turn(self, target: Target) -> tuple[int, str, tuple[str, ...], int, Target]:
        """The order in which numbers are protected: quarters, then the year, block by block, larger ones first."""
        block = self._block(target[0])
        quarter, areas = (block, ()) if isinstance(block, str) else ("", tuple(sorted(block)))
        return len(areas), quarter, areas, -int(self.truth[target[0]]), target

    def _left(self) -> set[Target]:
        return {one for one in self.targets() if not self._reached_by[2 * one[0] + one[1]]}

    def _hide(self, answer: np.ndarray) -> None:
        """Hide what differs, and tell no range where it does not hold."""
        self.shown &= np.abs(answer - self.truth) <= NEAR
        attack = self.attack()
        self.loose |= ~attack.fixed & ((answer < attack.low - NEAR) | (answer > attack.high + NEAR))

    def _nearest(self, target: Target) -> np.ndarray:
        """The nearest table in which a number reaches its target; first within the ranges that are told."""
        block = self._block(target[0])
        for moving, strict in ((block, True), (block, False), (_ALL, False)):
            widest = None if strict else (self.before.low, self.before.high)
            answer = self._table(target, moving, self.attack(), widest)
            if answer is not None:
                return answer
        raise UnprotectableError(target[0])

    def _table(self, target: Target, block: Block, attack: Attack, widest: Widest | None) -> np.ndarray | None:
        may_be_hidden = self.shown & ~self.settled
        known = (attack.fixed & ~may_be_hidden) | ~self._moving(block)
        end = self.top if target[1] else 0
        self.solved += 1
        if block not in self._tables:
            places = np.flatnonzero(self._moving(block))
            self._tables[block] = NearestTables(self.relations, self.truth, places)
        return self._tables[block].nearest(attack, known, may_be_hidden, self.price, (target[0], end), widest)

    def _show_again(self) -> None:
        """Show what need not be hidden, the dearest first: where every number keeps its range without it."""
        published = np.arange(len(self.truth)) < self.relations.published
        beside = np.flatnonzero(published & ~self.shown & ~self.settled & ~self.loose)
        tries, targets = self.needless_tries, self.targets()
        for at in sorted(beside.tolist(), key=lambda one: (-self.price[one], one)):
            gone = [one for one in self.witnesses if one[0][at]]
            fewer = np.zeros_like(self._reached_by)
            for _, done in gone:
                fewer[done] += 1
            left = np.flatnonzero((fewer > 0) & (fewer == self._reached_by)).tolist()
            lost = targets & {(code // 2, bool(code % 2)) for code in left}
            if lost and tries <= 0:
                continue
            self.shown[at] = True
            if lost:
                tries -= 1
                found = self._reached(lost, all_or_none=True)
                if not found:
                    self.shown[at] = False
                    continue
                self._keep(found)
            self.witnesses = [one for one in self.witnesses if not one[0][at]]
            self._reached_by -= fewer

    def publication(self) -> Publication:
        """What is published."""
        found = {}
        for at, key in enumerate(self.relations.keys[: self.relations.published]):
            number = int(self.truth[at])
            if self.shown[at]:
                found[key] = PublishedCount(number)
            elif self.loose[at]:
                found[key] = PublishedCount(None)
            elif self.small[at]:
                found[key] = PublishedCount(None, 0, self.top)
            else:
                found[key] = PublishedCount(None, self.threshold)
        return found
