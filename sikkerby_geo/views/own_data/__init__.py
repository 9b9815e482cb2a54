"""The city's own figures as they are brought: what a file says, what it asks, and the templates to fill in."""
