"""Small counts of reports are hidden so that nothing published gives them away, and a linear programme checks it."""
