"""What a change of own records would do: pure, from what stands and what is to stand."""
