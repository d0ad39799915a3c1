"""What the rules that find mentions and statements mean, in words for people."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources

__all__ = ["rule_meaning"]


def rule_meaning(of: str, rule: str) -> str:
    """Say what a rule means, its name in brackets; an unknown rule is its own name.

    Parameters
    ----------
    of
        What it finds: ``mention`` or ``statement``.
    rule
        Its name; looked up whole, then by what stands before its first colon.

    Examples
    --------
    >>> rule_meaning("mention", "label"), rule_meaning("mention", "by-magic")
    ('a name of the vocabulary (label)', 'by-magic')
    """
    known = _rules()[of]
    told = known.get(rule.removesuffix(":hyphenated")) or known.get(rule.partition(":")[0])
    return f"{told} ({rule})" if told else rule


@cache
def _rules() -> dict[str, dict[str, str]]:
    text = resources.files("graph.data").joinpath("rules.toml").read_text("utf-8")
    return tomllib.loads(text)
