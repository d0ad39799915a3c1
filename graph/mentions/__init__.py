"""What a document names: vocabularies' labels, references, short forms, candidates."""
