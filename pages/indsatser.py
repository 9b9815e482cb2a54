"""Indsatser: everything that was done or proposed, found by place, kind, year and money, and taken along as files."""

from sikkerby_geo.ui.efforts import page
from sikkerby_geo.ui.frame import shell

shell.open_page("indsatser")
page.show()
