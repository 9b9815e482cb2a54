"""The page Udvikling."""
