"""Data that mentions are found by; each file says what it holds."""
