"""The fields of the register in words: names and help, choices, values, and what is wrong with one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import geopandas as gpd
from shapely.geometry.base import BaseGeometry

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.goals.programmes import STATUS_REPORT, goals_of
from sikkerby_geo.domain.register.checks import EntryCheck, Marks
from sikkerby_geo.domain.register.validation import EntryFault
from sikkerby_geo.facts.geography import DEGREES, METRES
from sikkerby_geo.facts.indicators import INDICATOR
from sikkerby_geo.facts.purposes import MARKS_WANTED
from sikkerby_geo.facts.register import FIELD, Field, FieldType, Group
from sikkerby_geo.facts.register_entry import DatedStage, Origin, YearlyStatus
from sikkerby_geo.text import kroner, names, number, period, t
from sikkerby_geo.views.efforts.entries import administration_name, area_name


def field_name(field: Field) -> str:
    """What a field is called."""
    return t(f"record.field.{field.name}")


def field_help(field: Field) -> str:
    """What belongs in a field."""
    return t(f"record.help.{field.name}")


def group_heading(group: Group) -> str:
    """What stands over the fields of a group."""
    return t(f"record.group.{group}")


def origin_words(origin: Origin) -> str:
    """Whether an entry stands as it was published, is edited here or added here."""
    return t(f"record.origin.{origin}")


def principle_text(code: str) -> str:
    """What the strategy says of a principle."""
    return t(f"record.principle_text.{code}")


def code_words(field: Field, code: str, atlas: Atlas) -> str:
    """The Danish name of a code a field may hold; a code that is no longer known stands for itself."""
    if field.type is FieldType.PLACES:
        return area_name(code, atlas)
    if code in field.codes:
        return _CODES[field.name](code)
    if code in INDICATOR:
        return t(f"indicator.{code}.name")
    return goals(atlas).get(code, code)


_CODES: dict[str, Callable[[str], str]] = {
    "kind": lambda code: t(f"effort_kind.{code}"),
    "focus_area": lambda code: t(f"record.focus.{code}"),
    "principles": lambda code: t(f"record.principle.{code}"),
    "administration": administration_name,
    "basis": lambda code: t(f"record.basis.{code}"),
    "precision": lambda code: t(f"record.precision.{code}"),
    "stage": lambda code: t(f"effort.stage_{code}"),
    "stages": lambda code: t(f"effort.stage_{code}"),
    "yearly_status": lambda code: t(f"record.status.{code}"),
    "effectiveness_mark": lambda code: t(f"record.mark.{code}"),
}
"""The words of the codes of each field that has some."""


def goals(atlas: Atlas) -> dict[str, str]:
    """The goals an effort may serve, by id: programme and what is measured."""
    return {
        goal.goal_id: t("record.value.goal", programme=goal.programme, goal=goal.indicator)
        for goal in goals_of(atlas)
        if goal.measure != STATUS_REPORT
    }


def value_words(field: Field, value: Any, atlas: Atlas) -> str:
    """A field's value in words; that it is not stated where it is blank."""
    if value in ("", None, ()):
        return t("record.value.blank")
    return _SAID.get(field.type, _plain)(field, value, atlas)


def _plain(field: Field, value: Any, atlas: Atlas) -> str:
    return str(value)


def _codes(field: Field, value: tuple[str, ...], atlas: Atlas) -> str:
    return names(code_words(field, code, atlas) for code in value)


def _stages(field: Field, value: tuple[DatedStage, ...], atlas: Atlas) -> str:
    told = (
        t("record.value.dated_stage", stage=code_words(field, one.stage, atlas), date=period(one.date)) for one in value
    )
    return "; ".join(told)


def _statuses(field: Field, value: tuple[YearlyStatus, ...], atlas: Atlas) -> str:
    return "; ".join(
        t(
            "record.value.yearly_words" if one.words else "record.value.yearly",
            year=one.year,
            status=code_words(field, one.status, atlas),
            words=one.words,
        )
        for one in value
    )


def _shape(field: Field, value: BaseGeometry, atlas: Atlas) -> str:
    form = value.geom_type.removeprefix("Multi")
    if form == "Point":
        middle = value.centroid
        return t("record.value.point", latitude=number(middle.y, 5), longitude=number(middle.x, 5))
    metric = gpd.GeoSeries([value], crs=DEGREES).to_crs(METRES).iloc[0]
    if form == "LineString":
        return t("record.value.line", metres=number(metric.length))
    return t("record.value.area", hectares=number(metric.area / 10_000, 1))


_SAID: dict[FieldType, Callable[[Field, Any, Atlas], str]] = {
    FieldType.CHOICE: lambda field, value, atlas: code_words(field, value, atlas),
    FieldType.CHOICES: _codes,
    FieldType.PLACES: _codes,
    FieldType.NUMBER: lambda field, value, atlas: number(value),
    FieldType.KRONER: lambda field, value, atlas: kroner(value),
    FieldType.DATE: lambda field, value, atlas: period(value),
    FieldType.DATED_STAGES: _stages,
    FieldType.YEARLY_STATUS: _statuses,
    FieldType.GEOMETRY: _shape,
}


def check_words(check: EntryCheck) -> str:
    """What is worth a second look in an entry."""
    return t(f"record.check.{check.kind}", count=check.count, year=check.year)


def marks_words(marks: Marks) -> str:
    """That an administration names too few or too many efforts as its most or least effective; empty where it is right.

    An administration that names none at all is told too.
    """
    if marks.enough:
        return ""
    words = {
        "name": administration_name(marks.administration),
        "count": len(marks.effort_ids),
        "mark": _CODES["effectiveness_mark"](marks.mark),
    }
    if marks.too_few:
        return t("record.check.marks_few", least=MARKS_WANTED.start, **words)
    return t("record.check.marks_many", most=MARKS_WANTED.stop - 1, **words)


def fault_words(fault: EntryFault) -> str:
    """What is wrong with a field, and the likely cure."""
    return t(
        f"record.fault.{fault.kind}",
        field=field_name(FIELD[fault.field]) if fault.field in FIELD else "",
        value=fault.value,
        allowed=fault.allowed,
    )
