"""Årsrapport: the year told from what the pages say, assessments by hand, as PDF and Word, and what is due when."""

from sikkerby_geo.ui.frame import shell
from sikkerby_geo.ui.yearly_report import page

shell.open_page("aarsrapport")
page.show()
