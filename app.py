"""Kort: the map people land on. Which districts, how sure, and what is done there."""

from streamlit.starlette import App

if __name__ == "__main__":  # a run of the page
    from sikkerby_geo.ui import map_page, shell

    shell.open_page("kort")
    map_page.show()
else:  # the server, where `streamlit run app.py` looks for it; the map's component wants to be imported in a run
    from sikkerby_geo.ui import server

    app = App(__file__, **server.around_the_pages())
