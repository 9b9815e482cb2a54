"""Udvikling: places over years on one scale, two years side by side, and which changes are real."""

from sikkerby_geo.ui.frame import shell
from sikkerby_geo.ui.trends import page

shell.open_page("udvikling")
page.show()
