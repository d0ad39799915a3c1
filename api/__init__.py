"""How it is reached: HTTP, SPARQL, command line, settings."""
