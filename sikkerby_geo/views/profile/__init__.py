"""Bydel: one place in full, its files and its gaps."""
