"""Udvikling: places over years on one scale, two years side by side, and which changes are real."""

from sikkerby_geo.ui import shell, udvikling_page

shell.open_page("udvikling")
udvikling_page.show()
