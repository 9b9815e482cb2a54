"""The safety assessment of a proposal: facts of an area, what is not known, and questions with room for answers."""
