"""Inputs that failed once, or that the trade sends: small, invented, one of each kind."""
