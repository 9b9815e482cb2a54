"""The map on screen: its state, legend, sentences, panel and table."""
