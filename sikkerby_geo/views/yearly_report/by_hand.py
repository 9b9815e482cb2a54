"""What people write for a report: the assessments with how far each is, and the studies of effects that were saved."""

from __future__ import annotations

from sikkerby_geo.facts.clock import danish_date
from sikkerby_geo.facts.yearly_report import Author, Kept, KeptText, Period, Review
from sikkerby_geo.text import t
from sikkerby_geo.views.base.prints import danish_date as in_words
from sikkerby_geo.views.base.sheet import Prose
from sikkerby_geo.views.effect.saved import kept_sheet
from sikkerby_geo.views.yearly_report.parts import Block, Hand, Section, missing_block, period_words


def assessments_section(kept: Kept, period: Period, *, names: bool) -> Section:
    """The three texts in their order, each with its state; ``names`` = who brought it there is told."""
    blocks: list[Block] = []
    absent: list[str] = []
    for author in Author:
        found = kept.texts.get(author)
        blocks.append(hand_of(author, found, names=names))
        if found is None:
            absent.append(t(f"yearly.hand.none_{author}", period=period_words(period)))
        elif found.text.state is not Review.APPROVED:
            absent.append(t("yearly.hand.not_approved", author=t(f"yearly.author.{author}")))
    if kept.trouble is not None:
        absent.append(t(kept.trouble.key, **kept.trouble.params))
    approved = len(Author) - sum(author not in kept.texts or not _approved(kept.texts[author]) for author in Author)
    return Section(
        "vurderinger",
        t("yearly.hand.lead", approved=approved, count=len(Author)),
        tuple(blocks),
        tuple(absent),
    )


def _approved(found: KeptText) -> bool:
    return found.text.state is Review.APPROVED


def hand_of(author: Author, found: KeptText | None, *, names: bool) -> Hand:
    """A text as it is told; that nobody has written it, where it is so."""
    heading = t(f"yearly.author.{author}")
    if found is None:
        return Hand(author, heading, (), (t("yearly.hand.none"),))
    return Hand(author, heading, found.text.paragraphs, status_words(found, names=names))


def status_words(found: KeptText, *, names: bool) -> tuple[str, ...]:
    """How far a text is, each step with its day and, where told, who took it."""
    steps = []
    for step in found.steps:
        day = in_words(danish_date(step.at))
        key = f"yearly.step.{step.state}" if names else f"yearly.step_on.{step.state}"
        steps.append(t(key, who=step.who, day=day))
    said = [t(f"yearly.state.{found.text.state}"), *steps]
    return (" ".join(said), *([t("yearly.hand.same_hand")] if found.same_hand else []))


def effects_section(kept: Kept, period: Period, *, names: bool) -> Section:
    """The studies of the period as the page Effekt lists them; that none was kept, where it is so."""
    found = kept.studies
    if not found.studies:
        absent = (t("yearly.effects.none", period=period_words(period)),)
        return Section("effekt", t("yearly.effects.lead_none"), missing_block(absent), absent)
    lead = t("yearly.effects.lead", count=len(found.studies))
    blocks = (kept_sheet(found, kept.figures, names=names), Prose((t("yearly.effects.note"),)))
    return Section("effekt", lead, blocks, says=(lead,))
