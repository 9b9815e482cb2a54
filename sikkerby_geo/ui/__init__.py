"""The only floor that imports Streamlit: shell, address, controls, map panel, cache."""
