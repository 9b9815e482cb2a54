"""Where facts come from: paths, readers and hashes. Knows facts and nothing above them."""
