"""Bydel: one place in full, at any level; figures with uncertainty, course, efforts, gaps and neighbours."""

from sikkerby_geo.ui.district import page
from sikkerby_geo.ui.frame import shell

shell.open_page("bydel")
page.show()
