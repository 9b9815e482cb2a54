"""Udvikling: places over years on one scale, two years side by side, and which changes are real."""

from sikkerby_geo.ui import shell, udvikling_page

udvikling_page.show(shell.open_page("udvikling"))
