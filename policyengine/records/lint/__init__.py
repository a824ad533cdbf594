"""What is wrong with the records of a directory: their form, contents, states and changes."""
