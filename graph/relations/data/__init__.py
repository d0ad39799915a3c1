"""Data that relations are found by; each file says what it holds."""
