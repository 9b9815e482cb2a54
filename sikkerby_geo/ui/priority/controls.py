"""The controls of a ranking: which figures, a preset of weights, and a slider for each part."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.priority.budget import Money
from sikkerby_geo.domain.priority.evidence import Basis, basis, offered
from sikkerby_geo.facts import priority as registry
from sikkerby_geo.facts.areas import Level
from sikkerby_geo.facts.efforts import KIND
from sikkerby_geo.facts.rules import rule_of
from sikkerby_geo.text import number, percent, t
from sikkerby_geo.ui.address import browser, every_page
from sikkerby_geo.ui.address import priority as priority_address
from sikkerby_geo.ui.frame.finished import finished
from sikkerby_geo.ui.priority import budget as budget
from sikkerby_geo.views.base.choice import Choice
from sikkerby_geo.views.base.html import render
from sikkerby_geo.views.method.registries import valued
from sikkerby_geo.views.priority.ask import DEFAULT_WEIGHTS, Ask
from sikkerby_geo.views.priority.listing import head_words

OWN = "own"
STEP = 5


def show(atlas: Atlas, choice: Choice, ask: Ask, money: Money) -> None:
    """All controls, each showing the address's choice and writing the reader's back into it."""
    _figures(atlas, choice, ask)
    _preset(ask)
    found = finished(_basis, atlas, ask.family_id, ask.year, ask.kind_id)
    for part_id in registry.PART_IDS:
        if part_id == "known":
            budget.kind_control(money)
        _weight(atlas, ask, found, part_id)
    st.button(
        t("priority.control.reset"),
        key="priority-reset",
        disabled=ask.weights == DEFAULT_WEIGHTS,
        on_click=priority_address.go,
        args=(DEFAULT_WEIGHTS,),
    )
    st.html(f"<p class='note'>{t('priority.control.link_note')}</p>")


def _basis(atlas: Atlas, family_id: str, year: int, kind_id: str) -> Basis:
    return basis(atlas, registry.FAMILY[family_id], year, KIND.get(kind_id))


def _figures(atlas: Atlas, choice: Choice, ask: Ask) -> None:
    """Family and year; the choice of the map goes along, so that every page speaks of the same figures."""
    options = {f"{family.family_id}-{year}": Ask(family.family_id, year) for family, year in finished(offered, atlas)}
    key = "priority-figures"
    st.session_state[key] = f"{ask.family_id}-{ask.year}"

    def write() -> None:
        taken = options[st.session_state[key]]
        main = taken.family.main_id
        rule = rule_of(main)
        rule_id = rule.rule_id if rule else None

        def alter(now: Choice) -> Choice:
            return replace(now, year=taken.year, indicator_id=main, rule_id=rule_id)

        every_page.change(atlas, alter)

    st.selectbox(
        t("priority.control.figures"),
        list(options),
        filter_mode="contains",
        format_func=lambda option: options[option].option,
        help=t("priority.control.figures_help", least=number(registry.LEAST_AREAS.value)),
        key=key,
        on_change=write,
    )


def _preset(ask: Ask) -> None:
    key = "priority-preset"
    presets = {preset.preset_id: preset for preset in registry.PRESETS}
    st.session_state[key] = ask.preset.preset_id if ask.preset else OWN

    def write() -> None:
        preset = presets.get(st.session_state[key])
        if preset is not None:
            priority_address.go(tuple(preset.weights[part] for part in registry.PART_IDS))

    st.selectbox(
        t("priority.control.preset"),
        [*presets, *([] if ask.preset else [OWN])],
        filter_mode="contains",
        format_func=lambda name: t(f"reason.preset_name.{name}") if name in presets else t("priority.control.own"),
        help=t("priority.control.weight_help"),
        key=key,
        on_change=write,
    )
    if ask.preset:
        st.html(f"<p class='note'>{t(f'reason.preset.{ask.preset.preset_id}')}</p>")


def _weight(atlas: Atlas, ask: Ask, found: Basis, part_id: str) -> None:
    """A part's slider, with its share of the score and its scale, or why it does not enter the score."""
    key = f"priority-weight-{part_id}"
    used = part_id in found.used
    st.session_state[key] = ask.by_part[part_id]

    def write() -> None:
        browser.catch_up()
        now = dict(zip(registry.PART_IDS, priority_address.read()[0], strict=True))
        priority_address.go(tuple({**now, part_id: int(st.session_state[key])}.values()))

    with st.container(key=f"priority-part-{part_id}"):
        st.slider(
            t(f"reason.part_name.{part_id}"),
            0,
            priority_address.WEIGHTS.most,
            step=STEP,
            key=key,
            disabled=not used,
            help=t(f"reason.part.{part_id}"),
            on_change=write,
        )
        st.html(render("priority/scale.html", part_id=part_id, lines=_scale_lines(atlas, ask, found, part_id, used)))


def _scale_lines(atlas: Atlas, ask: Ask, found: Basis, part_id: str, used: bool) -> list[str]:
    year = found.years[part_id]
    if part_id == "known" and found.kind is None:
        return [t("priority.known.choose")]
    if not used:
        total = len(atlas.places.at(Level.SURVEY_AREA))
        return [t("priority.control.not_used", known=found.known(part_id), total=total, year=year)]
    part = ask.family.part(part_id)
    zero, full = (valued(part.unit, value) for value in (part.zero, part.full))
    total = sum(ask.by_part[name] for name in found.used)
    share = [t("priority.control.share", share=percent(100 * ask.by_part[part_id] / total))] if total else []
    return [*share, t("priority.control.scale", year=head_words(found, part_id), zero=zero, full=full)]
