"""What follows from the facts: pure functions and frozen results."""
