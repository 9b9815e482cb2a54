"""What can be looked at, without Streamlit: classes, map state, sentences, tables, charts."""
