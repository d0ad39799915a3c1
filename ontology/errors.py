"""The root of the project's errors."""

__all__ = ["RecgraphError"]


class RecgraphError(Exception):
    """Something that a person can be told in one line: what, where, and what to try."""
