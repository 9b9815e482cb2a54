"""The page Prioritering."""
