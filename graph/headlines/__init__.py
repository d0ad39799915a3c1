"""Headlines of recommendations: a few words that a reader can tell apart in a list."""
