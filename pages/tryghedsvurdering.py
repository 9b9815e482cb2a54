"""Tryghedsvurdering: what is known of an area, and the questions a proposal or local plan must answer, as a file."""

from sikkerby_geo.ui.assessment import page
from sikkerby_geo.ui.frame import shell

shell.open_page("tryghedsvurdering")
page.show()
