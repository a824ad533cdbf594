"""What people state about costs in the text of a decision, read word by word and only where it is clear."""
