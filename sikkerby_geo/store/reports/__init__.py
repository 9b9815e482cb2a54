"""Files of reports, however large: found, sampled, asked about, read in parts, checked for doubles, and resumed."""
