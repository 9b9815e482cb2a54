"""Indsatser: everything that was done or proposed, found by place, kind, year and money, and taken along as files."""

from sikkerby_geo.ui import indsatser_page, shell

shell.open_page("indsatser")
indsatser_page.show()
