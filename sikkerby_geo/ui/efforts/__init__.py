"""The page Indsatser."""
