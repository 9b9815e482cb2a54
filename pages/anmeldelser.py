"""Anmeldelser: police reports as published counts, by area and 1 km cell, each quarter beside the year before."""

from sikkerby_geo.ui.frame import shell
from sikkerby_geo.ui.reports import page

shell.open_page("anmeldelser")
page.show()
