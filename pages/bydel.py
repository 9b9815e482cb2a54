"""Bydel: one place in full, at any level; figures with uncertainty, course, efforts, gaps and neighbours."""

from sikkerby_geo.ui import bydel_page, shell

shell.open_page("bydel")
bydel_page.show()
