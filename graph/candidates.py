"""Names that no vocabulary has: proposed with the words that show them, never linked."""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_right
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import chain
from typing import TYPE_CHECKING

from graph.surface import head_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from graph.document import Document, Mention

__all__ = ["Candidate", "candidates"]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A name that may be that of a body or an instrument: ``document.text[start:end]``.

    ``name`` has its white space made single; ``type`` is guessed from the name's head.
    """

    name: str
    type: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Lexicon:
    types: dict[str, str]
    not_first: frozenset[str]


@cache
def _lexicon() -> _Lexicon:
    text = resources.files("graph.data").joinpath("candidates.toml").read_text("utf-8")
    data = tomllib.loads(text)
    types = {head: kind for kind in ("organization", "instrument") for head in data[kind]}
    return _Lexicon(types, frozenset(data["not_first"]))


_CAPITAL = r"[A-Z][\w’'-]*[\w]"
# "and the" begins another name.
_JOINT = r"(?:and|(?:of|for|on|against|to|in|de|du)(?:\s+(?:the|la))?)"
_NAME = re.compile(rf"{_CAPITAL}(?:\s+(?:{_JOINT}\s+)?{_CAPITAL})+")


def candidates(document: Document, mentions: Sequence[Sequence[Mention]]) -> tuple[Candidate, ...]:
    """Propose the capitalised names in a document's units that no mention covers.

    Parameters
    ----------
    document
        A document with its units.
    mentions
        Its mentions, one sequence per unit.

    Returns
    -------
    tuple of Candidate
        In text order; of a name that occurs several times, the first.

    Examples
    --------
    >>> from graph.document import Document, Metadata, Source, Unit
    >>> text = "Ratify the Convention on Cluster Munitions"
    >>> unit = Unit("1", "1", None, None, "narrative", None, 0, text, 0, 42, ((0, 42),), 0)
    >>> document = Document("d", text, Metadata(), Source("d", "", "text/plain"), (unit,))
    >>> [(c.name, c.type) for c in candidates(document, [[]])]
    [('Convention on Cluster Munitions', 'instrument')]
    """
    spans = sorted((m.start, m.end) for m in chain.from_iterable(mentions) if m.type != "theme")
    found: dict[str, Candidate] = {}
    for unit in document.units:
        for name, kind, local in _names(unit.text):
            start, end = unit.passage.span(local, local + len(name))
            plain = " ".join(name.split())
            if plain not in found and not _covered(start, end, spans):
                found[plain] = Candidate(plain, kind, start, end)
    return tuple(sorted(found.values(), key=lambda c: c.start))


def _names(text: str) -> Iterator[tuple[str, str, int]]:
    """Find names with a telling head: the name, its type, its offset."""
    lexicon = _lexicon()
    for match in _NAME.finditer(text):
        name, start = match.group(), match.start()
        words = name.split()
        while len(words) > 1 and (words[0] in lexicon.not_first or words[0].islower()):
            rest = name[len(words[0]) :].lstrip()
            start += len(name) - len(rest)
            name, words = rest, words[1:]
        head = head_of(name)
        kind = next((t for h, t in lexicon.types.items() if f" {head}".endswith(f" {h}")), None)
        if kind and len(words) > 1 and name not in lexicon.types:
            yield name, kind, start


def _covered(start: int, end: int, spans: Sequence[tuple[int, int]]) -> bool:
    """Say whether a mention begins or ends where the name does, or holds it."""
    at = bisect_right(spans, (start, end))
    near = spans[max(at - 2, 0) : at + 2]
    return any(s <= start < e or s < end <= e for s, e in near)
