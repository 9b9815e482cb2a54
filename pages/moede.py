"""Møde: a lokaludvalg's meeting set up, shown on the screen, handed out on paper and taken along on a USB stick."""

from sikkerby_geo.ui import moede_page, shell

shell.open_page("moede")
moede_page.show()
