"""A meeting of a lokaludvalg: its slides, its hand-out and its offline show."""
