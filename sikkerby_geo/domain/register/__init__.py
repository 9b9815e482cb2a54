"""The register the city keeps: its rows as they stand, what changed, merging, undoing, checks, likeness, import."""
