"""Mål: each rule year by year, the city's goals with their verdicts, and the Nørrebro partnership's own."""

from sikkerby_geo.ui.frame import shell
from sikkerby_geo.ui.goals import page

shell.open_page("maal")
page.show()
