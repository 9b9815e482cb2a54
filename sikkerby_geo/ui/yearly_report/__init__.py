"""Årsrapport on screen: the report, what is written by hand, its files, and the calendar of what is due."""
