"""What was said: reading, mentions, statements, quads, store, questions."""
