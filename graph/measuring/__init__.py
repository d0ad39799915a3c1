"""How well documents are read, measured against a gold file."""
