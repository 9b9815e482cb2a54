"""Kort: the map people land on. Which districts, how sure, and what is done there."""

from sikkerby_geo.ui import map_page, shell

map_page.show(shell.open_page("kort"))
