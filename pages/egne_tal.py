"""Egne tal: the city's own figures brought as a file, checked, shown beside what stands, put in, and undone."""

from sikkerby_geo.ui.frame import shell
from sikkerby_geo.ui.own_data import page

shell.open_page("egne_tal")
page.show()
