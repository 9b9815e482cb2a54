"""The page Om tallene."""
