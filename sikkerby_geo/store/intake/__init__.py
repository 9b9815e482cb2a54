"""What a file says, before anything is kept: read, mapped to our columns, and checked with every fault told."""
