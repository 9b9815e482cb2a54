"""The figures and the register for other programs: rows, layers, and the description of both."""
