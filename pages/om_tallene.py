"""Om tallene: where every figure comes from, how it was made, what sources disagree on, and what is missing."""

from sikkerby_geo.ui.frame import shell
from sikkerby_geo.ui.method import page

shell.open_page("om_tallene")
page.show()
