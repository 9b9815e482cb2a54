"""What surrounds every page: shell, menu, controls, map panel, cache and server."""
