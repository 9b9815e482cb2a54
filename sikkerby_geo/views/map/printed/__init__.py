"""The map as an SVG drawing, for paper, slides and pictures."""
