"""The least a Streamlit page can be: a line of text and a list of years, run anew at each choice."""

import streamlit as st

st.title("Sikker By")
year = st.selectbox("År", range(2009, 2027), key="year")
with st.container(key="answer"):
    st.write(f"Året er {st.query_params.get('aar', year)}.")
