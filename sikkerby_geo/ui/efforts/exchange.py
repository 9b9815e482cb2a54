"""Many efforts at once on the register's page: files out, and a file, pasted rows or a table in through one preview."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence

import streamlit as st

from sikkerby_geo.build import exchange as build_exchange
from sikkerby_geo.build.geopackage import geopackage
from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.facts.characters import quoted
from sikkerby_geo.facts.geography import DEGREES, METRES
from sikkerby_geo.facts.problems import SikkerByError
from sikkerby_geo.facts.register import FIELD
from sikkerby_geo.facts.register_cells import RegisterColumns
from sikkerby_geo.facts.register_entry import RegisterRow
from sikkerby_geo.text import names, t
from sikkerby_geo.ui.efforts import exchange_grid, exchange_preview
from sikkerby_geo.ui.efforts.writer import writer
from sikkerby_geo.ui.frame import cache, shell, whole_page
from sikkerby_geo.views.base.html import render
from sikkerby_geo.views.base.workbook import MEDIA_TYPE
from sikkerby_geo.views.efforts import exchange_files
from sikkerby_geo.views.efforts.exchange_words import fetched_at, register_columns, standing
from sikkerby_geo.views.efforts.field_words import field_name

READ = ["xlsx", "xls", "xlsb", "ods", "csv", "txt", "tsv", "json", "geojson", "gpkg", "zip"]
MOST_MEGABYTES = 5
"""What a file on the page may have; a server before the app lets no more through (cli/serving/site.conf)."""
_FILES = {
    "xlsx": (MEDIA_TYPE, ".xlsx"),
    "gpkg_25832": ("application/geopackage+sqlite3", ".gpkg"),
    "gpkg_4326": ("application/geopackage+sqlite3", "-4326.gpkg"),
    "template": (MEDIA_TYPE, ""),
}
WAYS = ("file", "paste", "grid")
Brought = tuple[build_exchange.Source, str]
"""What is brought, and a mark that tells it from anything else."""


@st.fragment
def show(effort_ids: Sequence[str]) -> None:
    """The section, for the efforts the filters show of today's register."""
    whole_page.redraw_if_asked()
    with shell.Apology():
        _section(cache.atlas(), effort_ids)


def _section(atlas: Atlas, effort_ids: Sequence[str]) -> None:
    st.html(f"<h2 class='section'>{t('exchange.heading')}</h2><p class='note'>{t('exchange.lead')}</p>")
    columns = register_columns(atlas)
    rows = standing(atlas, effort_ids)
    _downloads(atlas, rows, columns)
    if writer() is None:
        st.html(f"<p class='note'>{t('exchange.page.not_here')}</p>")
        return
    way = st.radio(
        t("exchange.page.way"),
        WAYS,
        index=None,
        format_func=lambda each: t(f"exchange.page.way_{each}"),
        horizontal=True,
        key="exchange-way",
    )
    if way is None:
        return
    round_ = exchange_preview.round_number()
    brought = {"file": _file, "paste": _pasted, "grid": _grid}[way](atlas, rows, columns, round_)
    if brought is None:
        return
    try:
        exchange_preview.show(atlas, columns, *brought)
    except SikkerByError as error:
        texts = (t(error.key, **error.params),)
        st.html(render("own_faults.html", heading=t("exchange.page.not_now"), texts=texts))


def _downloads(atlas: Atlas, rows: tuple[RegisterRow, ...], columns: RegisterColumns) -> None:
    st.html(f"<p class='note'>{t('exchange.page.downloads', count=len(rows))}</p>")
    with st.container(key="exchange-files", horizontal=True, gap="small"):
        for form, (media_type, ending) in _FILES.items():
            name = f"{t('exchange.file.name')}{ending}" if ending else t("exchange.file.template_name")
            st.download_button(
                t(f"exchange.page.{form}"),
                _maker(form, atlas, rows, columns),
                file_name=name,
                mime=media_type,
                on_click="ignore",
                key=f"exchange-file-{form}",
            )


def _maker(form: str, atlas: Atlas, rows: tuple[RegisterRow, ...], columns: RegisterColumns) -> Callable[[], bytes]:
    """What makes a file when its button is pressed."""

    def made() -> bytes:
        if form == "template":
            return exchange_files.template(columns, atlas)
        fetched = fetched_at(atlas)
        if form == "xlsx":
            return exchange_files.as_workbook(rows, columns, fetched, atlas)
        layers = exchange_files.layers(rows, columns, fetched, atlas)
        shown = exchange_files.shown_fields(columns)
        crs = METRES if form == "gpkg_25832" else DEGREES
        return geopackage(layers, shown, exchange_files.NUMBERS, crs)

    return made


def _file(atlas: Atlas, rows: tuple[RegisterRow, ...], columns: RegisterColumns, round_: int) -> Brought | None:
    file = st.file_uploader(
        t("exchange.page.file"),
        type=READ,
        max_upload_size=MOST_MEGABYTES,
        help=t("exchange.page.file_help", size=MOST_MEGABYTES),
        key=f"exchange-upload-{round_}",
    )
    if file is None:
        return None
    scopes = {"some": (), "shown": tuple(row.effort_id for row in rows), "all": tuple(atlas.register)}
    counts = {"some": 0, "shown": len(rows), "all": len(standing(atlas))}
    scope = st.radio(
        t("exchange.page.scope"),
        list(scopes),
        format_func=lambda each: t(f"exchange.page.scope_{each}", count=counts[each]),
        key=f"exchange-scope-{round_}",
    )
    content = file.getvalue()
    source = build_exchange.FileSaid(content, quoted(file.name, 200), scopes[scope])
    return source, _mark(content, scope, *scopes[scope])


def _pasted(atlas: Atlas, rows: tuple[RegisterRow, ...], columns: RegisterColumns, round_: int) -> Brought | None:
    heads = exchange_grid.columns_chosen()
    told = names(field_name(FIELD[name]) for name in heads)
    text = st.text_area(
        t("exchange.page.paste"),
        help=t("exchange.page.paste_help", columns=told),
        max_chars=1_000_000,
        key=f"exchange-pasted-{round_}",
    )
    if not text.strip():
        return None
    return build_exchange.Pasted(text, heads), _mark(text.encode(), *heads)


def _grid(atlas: Atlas, rows: tuple[RegisterRow, ...], columns: RegisterColumns, round_: int) -> Brought | None:
    chosen = exchange_grid.columns_chosen()
    cells = exchange_grid.show(rows, chosen, columns, round_)
    return None if cells is None else (cells, _mark(repr(cells).encode()))


def _mark(content: bytes, *more: str) -> str:
    return hashlib.sha256(content + "\n".join(more).encode()).hexdigest()[:12]
