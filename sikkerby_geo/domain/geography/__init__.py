"""Shapes and distances: layers, label points, neighbours, outlines."""
