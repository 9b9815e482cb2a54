"""Kort: the map people land on. Which districts, how sure, and what is done there."""

import gc

from streamlit.starlette import App

if __name__ == "__main__":  # a run of the page
    from sikkerby_geo.ui.frame import shell
    from sikkerby_geo.ui.map_page import page

    shell.open_page("kort")
    page.show()
else:  # the server, where `streamlit run app.py` looks for it; the map's component wants to be imported in a run
    gc.set_threshold(50_000)  # what is loaded here stays: looking through it for garbage every 700 objects finds none
    from sikkerby_geo.ui.frame import server

    app = App(__file__, **server.around_the_pages())
