"""Sikker By: districts, safety figures, efforts and decisions for Copenhagen, on four floors."""
