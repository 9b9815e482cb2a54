"""Prioritering: the ranking in words, need against efforts, and what can be taken along."""
