"""The register of efforts in words, sums, map and files."""
