"""What if we acted here: the answer for a drawn area, scenarios side by side, and the file they travel in."""
