"""The address of the browser: one codec, and a declaration for each topic."""
