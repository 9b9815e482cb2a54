"""What we know: registries, contracts, and the snapshot of all facts of one moment."""
