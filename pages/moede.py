"""Møde: a lokaludvalg's meeting set up, shown on the screen, handed out on paper and taken along on a USB stick."""

from sikkerby_geo.ui.frame import shell
from sikkerby_geo.ui.meeting import page

shell.open_page("moede")
page.show()
