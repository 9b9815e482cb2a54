"""Anmeldelser: published counts of police reports in words, on the map, as tables and as files."""
