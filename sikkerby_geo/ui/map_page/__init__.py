"""The page Kort."""
