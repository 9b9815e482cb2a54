"""What there is for people to use: clubs, halls, playgrounds and the like, and who lives far from them."""
