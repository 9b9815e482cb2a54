"""Where is the need greatest: evidence, ranking, and how far each rank could move."""
