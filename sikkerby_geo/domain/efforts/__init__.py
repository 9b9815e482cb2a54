"""What is done where: one effort, its table rows, its record over the years, the register, coverage."""
