"""Byg én side: the reader ticks what a page shall have, and takes it along."""
