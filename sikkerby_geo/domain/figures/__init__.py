"""From claims to figures and flags: intervals, levels, changes, disagreements and gaps."""
