"""Places side by side over the years."""
