"""Tryghedsvurdering: the area drawn, its facts, the questions with fields, and the files."""
