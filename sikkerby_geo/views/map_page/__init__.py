"""What stands beside the map on its own page."""
