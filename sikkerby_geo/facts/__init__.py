"""What we know: registries, contracts and the only readers of data files."""
