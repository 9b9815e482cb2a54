"""The page *Egne tal*."""
