"""The drawing section of Prioritering."""
