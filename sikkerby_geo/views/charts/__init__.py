"""Charts: a sentence, a picture, a table and both files from one object; every gap drawn as a gap."""
