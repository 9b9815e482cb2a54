"""Om tallene: sources, method, choices, disagreements and gaps, as prose and tables."""
