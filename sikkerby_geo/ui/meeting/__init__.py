"""The page Møde."""
