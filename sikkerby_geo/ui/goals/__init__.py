"""The page Mål."""
