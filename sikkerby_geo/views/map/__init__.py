"""The map itself: its typed state, geometry, legend, table and files."""
