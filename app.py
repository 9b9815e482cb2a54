"""Kort: the map people land on. Which districts, how sure, and what is done there."""

from streamlit.starlette import App

if __name__ == "__main__":  # a run of the page
    from sikkerby_geo.ui.frame import shell
    from sikkerby_geo.ui.map_page import page

    shell.open_page("kort")
    page.show()
else:  # the server, where `streamlit run app.py` looks for it; the map's component wants to be imported in a run
    from sikkerby_geo.ui.frame import memory

    memory.begin()
    from sikkerby_geo.ui.frame import server

    app = App(__file__, **server.around_the_pages())
