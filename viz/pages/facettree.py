"""A facet as a tree: narrower values under broader ones, indented."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

__all__ = ["arranged"]

DEEPEST = 3


def arranged(
    counts: Mapping[str, int],
    broader: Callable[[str], Iterable[str]],
    chosen: frozenset[str] = frozenset(),
) -> list[list[tuple[str, int]]]:
    """Arrange values under the nearest broader one that is a value too.

    Parameters
    ----------
    counts
        The values and their counts, in the order in which equals are told.
    broader
        Gives what a value stands directly under; it need not be a value itself.
    chosen
        Values whose trees come first.

    Returns
    -------
    list of list of (str, int)
        A list for each tree, the one with the greatest count first: its values from the top down
        and how deep each lies, 0 to 3.

    Examples
    --------
    >>> above = {"mlar": ["assistance"], "assistance": ["cooperation"], "training": []}
    >>> arranged({"training": 2, "mlar": 5, "cooperation": 1}, lambda key: above.get(key, []))
    [[('cooperation', 0), ('mlar', 1)], [('training', 0)]]
    >>> arranged({"hen": 1, "egg": 1}, lambda key: ["egg" if key == "hen" else "hen"])
    [[('hen', 0)], [('egg', 0)]]
    """
    parents = {key: _above(key, counts, broader) for key in counts}
    children: dict[str | None, list[str]] = {}
    for key, parent in parents.items():
        children.setdefault(parent, []).append(key)
    trees = [_down(root, children, 0) for root in children.get(None, [])]
    placed = {key for tree in trees for key, _ in tree}
    # Where a vocabulary leads in a circle, no value of it is a root: each stands by itself.
    trees += [[(key, 0)] for key in counts if key not in placed]

    def weight(tree: Sequence[tuple[str, int]]) -> tuple[bool, int]:
        return not any(key in chosen for key, _ in tree), -max(counts[key] for key, _ in tree)

    return sorted(trees, key=weight)


def _above(
    key: str, counts: Mapping[str, int], broader: Callable[[str], Iterable[str]]
) -> str | None:
    """The nearest broader value, if any."""
    seen, reached = {key}, [key]
    while reached:
        reached = [one for here in reached for one in broader(here) if one not in seen]
        found = next((one for one in reached if one in counts), None)
        if found is not None:
            return found
        seen.update(reached)
    return None


def _down(
    key: str, children: Mapping[str | None, Sequence[str]], depth: int
) -> list[tuple[str, int]]:
    below = [item for child in children.get(key, ()) for item in _down(child, children, depth + 1)]
    return [(key, min(depth, DEEPEST)), *below]
