"""Several processes behind nginx: their settings, and who watches that they answer."""
