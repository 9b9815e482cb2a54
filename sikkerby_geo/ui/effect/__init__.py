"""The page Effekt."""
