"""The page Anmeldelser."""
