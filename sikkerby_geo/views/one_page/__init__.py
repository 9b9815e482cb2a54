"""A page the reader puts together: map, list, what changed, efforts in a place, and an own heading."""
