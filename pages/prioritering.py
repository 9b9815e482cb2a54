"""Prioritering: where the figures point first, how sure that is, what is done there, and what a plan would reach."""

from sikkerby_geo.ui import prioritering_page, shell

shell.open_page("prioritering")
prioritering_page.show()
