"""The goals of the programme in force with their verdicts, or of the newest that has ended."""

from __future__ import annotations

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.yearly_report.of_the_year import programmes_of
from sikkerby_geo.text import names, t
from sikkerby_geo.views.base.sheet import Prose
from sikkerby_geo.views.goals.programmes import judged_goals, programmes
from sikkerby_geo.views.yearly_report.parts import Block, Section, Verdicts, missing_block, ordered


def goals_section(atlas: Atlas, year: int) -> Section:
    """The goals, each with its verdict and how sure that is, and every result with its source."""
    judged = judged_goals(atlas)
    found = programmes_of((one.goal for one in judged), year)
    absent = [
        t("method.unread", file=atlas.origin(one)) for one in ("goals", "goal_results") if not atlas.readable(one)
    ]
    if not found.names:
        absent.append(t("yearly.goals.none", year=year))
        return Section("maal", t("yearly.goals.lead_none"), missing_block(absent), tuple(absent))
    mine = [one for one in judged if one.goal.programme in found.names]
    told = programmes(atlas, mine)
    blocks: list[Block] = []
    named = names(found.names)
    if not found.in_force:
        absent.append(t("yearly.goals.not_in_force", year=year))
        blocks.append(Prose((t("yearly.goals.ended", names=named, ended=found.ended, year=year),)))
    for programme in told:
        blocks.append(Prose((t("goal.subtitle"),), heading=programme.heading))
        blocks.append(Verdicts(t("goal.caption", name=programme.name), programme.verdicts))
        if programme.reports:
            blocks.append(Prose((t("goal.reports"),), points=programme.reports))
        if programme.results.rows:
            blocks.append(programme.results)
    key = "yearly.goals.lead" if found.in_force else "yearly.goals.lead_ended"
    return Section(
        "maal",
        t(key, names=named, ended=found.ended),
        (*blocks, *missing_block(absent)),
        tuple(absent),
        says=tuple(programme.heading for programme in told),
        sources=ordered(
            source
            for one in mine
            for source in (one.goal.source, *(result.source for result in one.results if result.source))
        ),
    )
