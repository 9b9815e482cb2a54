"""Prioritering: where the figures point first, how sure that is, what is done there, and what a plan would reach."""

from sikkerby_geo.ui.frame import shell
from sikkerby_geo.ui.priority import page

shell.open_page("prioritering")
page.show()
