"""Shapes, distances and names: layers, label points, neighbours, outlines, and where what people call a place lies."""
