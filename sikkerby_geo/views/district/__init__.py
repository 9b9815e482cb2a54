"""One place in full."""
