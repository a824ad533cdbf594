"""Decision records: the text of a decision, the files it lives in, and whether they are still true."""
