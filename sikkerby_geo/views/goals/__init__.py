"""Mål: goals judged, rules counted year by year, and the partnership's own."""
