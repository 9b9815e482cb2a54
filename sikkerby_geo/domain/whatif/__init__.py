"""What if something were done here: drawings, whom they reach, and whether an effect could be measured."""
