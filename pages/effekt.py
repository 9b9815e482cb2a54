"""Effekt: did an effort help, how sure is that, what was kept of it, and each effort's result beside what it cost."""

from sikkerby_geo.ui.effect import page
from sikkerby_geo.ui.frame import shell

shell.open_page("effekt")
page.show()
