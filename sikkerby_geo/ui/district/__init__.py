"""The page Bydel."""
