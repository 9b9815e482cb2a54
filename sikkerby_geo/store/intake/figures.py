"""A column of figures read as a whole: what one cell leaves open, the others may settle; else it is asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from sikkerby_geo.facts.delivery_kinds import PER_HUNDRED, Form
from sikkerby_geo.facts.intake import Choice, Fault, Question, Recipe, Where
from sikkerby_geo.store.intake.cells import Absence, Missing, Number, Raw, Style, Unreadable, read_number
from sikkerby_geo.store.intake.grids import as_text
from sikkerby_geo.store.intake.heads import folded_head

_LEAST_INCOME = 10_000
"""Kroner a year and person; less than that is thousands of kroner, or no income of an area."""
_LEAST = f"{_LEAST_INCOME:,}".replace(",", ".")
_LEAST_LOST = 10
"""The least a per cent of 1 or more is with its one decimal and without its comma."""
_EITHER = (Style.EITHER_COMMA, Style.EITHER_DOT)


@dataclass(frozen=True)
class Figure:
    """A figure of a cell: a value, a bound, or why there is none; ``waits``: an answer is needed first."""

    value: Decimal | None = None
    bound: str = ""
    absence: Absence | None = None
    waits: bool = False


@dataclass(frozen=True)
class Column:
    """Figures in the order of the cells (None: a fault), the faults, and the questions."""

    figures: tuple[Figure | None, ...]
    faults: tuple[Fault, ...] = ()
    questions: tuple[Question, ...] = field(default=())


def read_column(cells: Sequence[tuple[Where, Raw]], forms: Sequence[Form], bounds: bool, recipe: Recipe) -> Column:
    """Read the cells of one column, each by its form; ``bounds``: whether »højst 10« has a place in the table."""
    reads = [read_number(raw) for _, raw in cells]
    typed = [(one, form) for one, form in zip(reads, forms, strict=True) if isinstance(one, Number)]
    head = folded_head(cells[0][0].column) if cells else ""
    asking = _Asking(head, recipe, [where for where, _ in cells], [raw for _, raw in cells])
    shares = PER_HUNDRED not in head and _may_be_shares([one for one, form in typed if form is Form.PERCENT])
    whole_thousands = _all_round([one for one, form in typed if form is Form.COUNT])
    figures: list[Figure | None] = []
    faults: list[Fault] = []
    for at, ((where, raw), one, form) in enumerate(zip(cells, reads, forms, strict=True)):
        if isinstance(one, Unreadable):
            faults.append(Fault(one.kind, where, _quoted(raw)))
            figures.append(None)
        elif isinstance(one, Missing):
            figures.append(_missing(one, form, at, asking))
        elif one.bound and not bounds:
            faults.append(Fault("bound_not_here", where, _quoted(raw)))
            figures.append(None)
        elif one.percent and form is not Form.PERCENT:
            faults.append(Fault("percent_not_here", where, _quoted(raw)))
            figures.append(None)
        else:
            figure = _settled(one, form, at, asking, whole_thousands)
            if shares and form is Form.PERCENT and not figure.waits:
                figure = _share(figure, one, at, asking)
            kind = _wrong(figure, form)
            if kind:
                faults.append(Fault(kind, where, _quoted(raw), _LEAST if kind == "few_kroner" else ""))
            figures.append(None if kind else figure)
    for at in _beside_lost_commas(reads, forms):
        faults.append(Fault("percent_beside", cells[at][0], _quoted(cells[at][1])))
        figures[at] = None
    return Column(tuple(figures), tuple(faults), asking.questions())


def _beside_lost_commas(reads: Sequence[object], forms: Sequence[Form]) -> list[int]:
    """The places of per cents that may have lost their comma as others of the column have: 90 beside 124 and 155."""
    per_cents = [
        (at, one)
        for at, (one, form) in enumerate(zip(reads, forms, strict=True))
        if isinstance(one, Number) and form is Form.PERCENT
    ]
    if any(one.value != int(one.value) or one.percent for _, one in per_cents):
        return []
    over = sum(one.value > 100 for _, one in per_cents)
    if over == 0 or (over == 1 and any(one.value < _LEAST_LOST for _, one in per_cents)):
        return []
    return [at for at, one in per_cents if _LEAST_LOST <= one.value <= 100]


def _quoted(raw: Raw) -> str:
    """A cell as its writer sees it; what a workbook holds as a number has its decimals after a comma."""
    text = as_text(raw)
    return (text.replace(".", ",") if isinstance(raw, float) else text)[:60]


def _may_be_shares(numbers: list[Number]) -> bool:
    """Whether per cents may be written as shares: 0,12 stands among them, and no sign says per cent."""
    return any(0 < one.value < 1 or one.value == 1 for one in numbers if not one.percent) and (
        any(0 < one.value < 1 for one in numbers) or all(one.value <= 1 for one in numbers)
    )


def _all_round(numbers: list[Number]) -> bool:
    """Whether every count that may have thousands ends in 000: 12.000 may be twelve with three decimals."""
    either = [one for one in numbers if one.style in _EITHER]
    decimals = any(one.style is Style.DOT and one.value == int(one.value) for one in numbers)
    return decimals and bool(either) and all(one.value == int(one.value) for one in either)


def _missing(one: Missing, form: Form, at: int, asking: _Asking) -> Figure:
    if one.dash and form is not Form.PERCENT:
        choices = (Choice("zero", "dash_zero"), Choice("missing", "dash_missing"))
        answer = asking.answer("dash", "dash", at, choices)
        if answer == "zero":
            return Figure(Decimal(0))
        return Figure(absence=one.reason, waits=not answer)
    return Figure(absence=one.reason)


def _settled(one: Number, form: Form, at: int, asking: _Asking, whole_thousands: bool) -> Figure:
    """A number with its thousands or its decimals, as far as the form or the column tells which."""
    if one.style not in _EITHER or one.thousands is None:
        return Figure(one.value, one.bound)
    if form is Form.PERCENT:
        return Figure(one.value, one.bound)  # with thousands it would be over 100
    if form is Form.COUNT and not whole_thousands:
        return Figure(one.thousands, one.bound)  # nothing is counted in thousandths
    choices = (
        Choice("thousands", "number_thousands", str(one.thousands)),
        Choice("decimals", "number_decimals", str(one.value).replace(".", ",")),
    )
    answer = asking.answer("thousands", "thousands", at, choices)
    value = {"thousands": one.thousands, "decimals": one.value}.get(answer)
    return Figure(value, one.bound, waits=value is None)


def _share(figure: Figure, one: Number, at: int, asking: _Asking) -> Figure:
    """A per cent that may be a share; only what is at most 1 can be one."""
    if one.percent or figure.value is None or not 0 < figure.value <= 1:
        return figure
    written = str(figure.value).replace(".", ",")
    hundred = str(
        (100 * figure.value).normalize().quantize(Decimal(1)) if 100 * figure.value % 1 == 0 else 100 * figure.value
    )
    choices = (
        Choice("share", "share_of_one", hundred.replace(".", ",")),
        Choice("percent", "share_percent", written),
    )
    answer = asking.answer("share", "share", at, choices)
    if answer == "share":
        return replace(figure, value=100 * figure.value)
    return figure if answer == "percent" else Figure(bound=figure.bound, waits=True)


def _wrong(figure: Figure, form: Form) -> str:
    """What a number of this form may not be; blank where nothing is wrong."""
    value = figure.value
    if value is None:
        return ""
    if form is Form.COUNT and value != int(value):
        return "not_whole"
    if form is not Form.NUMBER and value < 0:
        return "negative"
    if form is Form.PERCENT and value > 100:
        return "percent_range"
    return "few_kroner" if form is Form.INCOME and value < _LEAST_INCOME else ""


class _Asking:
    """The questions of one column: each kind is asked once, however many cells wait for it."""

    def __init__(self, head: str, recipe: Recipe, wheres: Sequence[Where], raws: Sequence[Raw]) -> None:
        self.head, self.recipe, self.wheres, self.raws = head, recipe, wheres, raws
        self.asked: dict[str, Question] = {}

    def answer(self, topic: str, kind: str, at: int, choices: tuple[Choice, ...]) -> str:
        """The recipe's answer; without one the question is noted, and blank given."""
        key = f"{topic}:{self.head}"
        given = self.recipe.answered(key)
        if any(choice.choice_id == given for choice in choices):
            return given
        if key in self.asked:
            self.asked[key] = replace(self.asked[key], count=self.asked[key].count + 1)
        else:
            self.asked[key] = Question(key, kind, self.wheres[at], _quoted(self.raws[at]), choices)
        return ""

    def questions(self) -> tuple[Question, ...]:
        """What must be asked of this column."""
        return tuple(self.asked.values())
