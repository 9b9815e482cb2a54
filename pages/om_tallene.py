"""Om tallene: where every figure comes from, how it was made, what sources disagree on, and what is missing."""

from sikkerby_geo.ui import om_tallene_page, shell

shell.open_page("om_tallene")
om_tallene_page.show()
