"""Goals and whether they were met: programmes, partnerships, the rules counted by year."""
