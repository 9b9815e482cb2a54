"""Bydel: one place in full, at any level; figures with uncertainty, course, efforts, gaps and neighbours."""

from sikkerby_geo.ui import bydel_page, shell

bydel_page.show(shell.open_page("bydel"))
