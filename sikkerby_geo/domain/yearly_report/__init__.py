"""The yearly report: the programme it is held against, what the year began and ended, what has changed, what is due."""
