"""Sources in, a published graph out: read, check, store."""
