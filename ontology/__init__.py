"""What may be said: terms, IRIs, vocabularies and their validation."""
