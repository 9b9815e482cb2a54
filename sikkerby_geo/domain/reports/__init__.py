"""Reports as points: each placed in one area and one cell of the grid, and counted. Pure: no file is opened here."""
