"""Effekt: did an effort help, what can be said of it, and what of each is known, in words and pictures."""
