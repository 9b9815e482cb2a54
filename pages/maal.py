"""Mål: each rule year by year, the city's goals with their verdicts, and the Nørrebro partnership's own."""

from sikkerby_geo.ui import maal_page, shell

shell.open_page("maal")
maal_page.show()
