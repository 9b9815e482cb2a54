"""The register of efforts: list, sums, map and files."""
