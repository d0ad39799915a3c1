"""Names that no vocabulary has: proposed with the words that show them, never linked."""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_right
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources
from itertools import chain
from typing import TYPE_CHECKING

from graph.mentions.surface import head_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from graph.document import Document, Mention
    from ontology.vocabularies import Vocabularies

__all__ = ["Candidate", "candidates", "head_words"]

# Characters of the text kept on each side of a name as evidence, at most.
_CONTEXT = 60


@dataclass(frozen=True, slots=True)
class Candidate:
    """A name that may be that of a body or an instrument: ``document.text[start:end]``.

    Attributes
    ----------
    name
        The words, white space made single.
    type
        organization or instrument, guessed from the name's head.
    start, end
        Where it stands first.
    head
        The word that tells the type: "Commission".
    unit
        Key of the unit where it stands first.
    acronym
        The acronym that the text gives in brackets behind it, ``None`` where it gives none.
    count
        How often the name stands in the document.
    context
        The words around it where it stands first.
    resembles
        Key of a listed entity of the type with nearly the same words, ``None`` where none has.
    """

    name: str
    type: str
    start: int
    end: int
    head: str = ""
    unit: str = ""
    acronym: str | None = None
    count: int = 1
    context: str = ""
    resembles: str | None = None


@dataclass(frozen=True, slots=True)
class _Lexicon:
    types: dict[str, str]
    not_first: frozenset[str]
    not_last: frozenset[str]
    bare: frozenset[str]
    named: frozenset[str]


@cache
def _lexicon() -> _Lexicon:
    text = resources.files("graph.mentions.data").joinpath("candidates.toml").read_text("utf-8")
    data = tomllib.loads(text)
    return _Lexicon(
        {head: kind for kind in ("organization", "instrument") for head in data[kind]},
        frozenset(data["not_first"]),
        frozenset(data["not_last"]),
        frozenset(data["bare"]),
        frozenset(data["not_names"]),
    )


def head_words() -> tuple[str, ...]:
    """Give the words whose capitalised names may be bodies or instruments."""
    return tuple(_lexicon().types)


_CAPITAL = r"[A-Z][\w’'‐‑-]*[\w]"
# "and the" begins another name.
_JOINT = r"(?:and|(?:of|for|on|against|to|in|de|du)(?:\s+(?:the|la))?)"
# "Commission for Truth, Justice and Reconciliation".
_LISTED = rf"(?:(?:,\s+{_CAPITAL})+,?\s+and\s+{_CAPITAL})?"
_NAME = re.compile(
    rf"(?<![\w-]){_CAPITAL}(?:\s+(?:{_JOINT}\s+)?{_CAPITAL})+(?:(?<!\.)(?P<list>{_LISTED}))"
)
_ACRONYM = re.compile(r"\s*\((?:[“\"'‘])?(?P<short>[A-Z][A-Z&-]{1,9})(?:[”\"'’])?\)")
_TAIL = re.compile(r"(?:['’]s?|(?<=[a-z])\d{1,2})$")


def candidates(
    document: Document,
    mentions: Sequence[Sequence[Mention]],
    vocabularies: Vocabularies | None = None,
) -> tuple[Candidate, ...]:
    """Propose the capitalised names in a document's units that no mention covers.

    Parameters
    ----------
    document
        A document with its units.
    mentions
        Its mentions, one sequence per unit.
    vocabularies
        Where given, each candidate also tells which listed entity it resembles.

    Returns
    -------
    tuple of Candidate
        In text order; of a name that occurs several times, the first, with their number.

    Examples
    --------
    >>> from graph.document import Document, Metadata, Source, Unit
    >>> text = "Ratify the Convention on Cluster Munitions"
    >>> unit = Unit("1", "1", None, None, "narrative", None, 0, text, 0, 42, ((0, 42),), 0)
    >>> document = Document("d", text, Metadata(), Source("d", "", "text/plain"), (unit,))
    >>> [(c.name, c.type, c.head) for c in candidates(document, [[]])]
    [('Convention on Cluster Munitions', 'instrument', 'Convention')]
    """
    spans = sorted((m.start, m.end) for m in chain.from_iterable(mentions) if m.type != "theme")
    found: dict[str, Candidate] = {}
    for unit in document.units:
        for name, head, local in _names(unit.text):
            start, end = unit.passage.span(local, local + len(name))
            if _covered(start, end, spans):
                continue
            plain = " ".join(name.split())
            known = found.get(plain)
            if known is not None:
                found[plain] = replace(known, count=known.count + 1)
                continue
            short = _ACRONYM.match(unit.text, local + len(name))
            found[plain] = Candidate(
                plain,
                _lexicon().types[head],
                start,
                end,
                head,
                unit.key,
                short.group("short") if short else None,
                context=_context(unit.text, local, local + len(name)),
            )
    ordered = sorted(found.values(), key=lambda c: c.start)
    if vocabularies is None:
        return tuple(ordered)
    return tuple(replace(c, resembles=_resembled(c, vocabularies)) for c in ordered)


def _resembled(candidate: Candidate, vocabularies: Vocabularies) -> str | None:
    """Give the listed entity whose name shares most words with a candidate's (Jaccard's index)."""
    words = _content(candidate.name)
    best, nearest = _ALIKE, None
    for key, kind, other in _listed(vocabularies.digest, vocabularies):
        if kind == candidate.type and len(words & other) >= best * len(words | other):
            share = len(words & other) / len(words | other)
            if share > best or nearest is None:
                best, nearest = share, key
    return nearest


_ALIKE = 0.6
_known: dict[str, list[tuple[str, str, frozenset[str]]]] = {}


def _listed(digest: str, vocabularies: Vocabularies) -> list[tuple[str, str, frozenset[str]]]:
    if digest not in _known:
        _known[digest] = [
            (entity.key, entity.type, _content(label))
            for entity in vocabularies.entities.values()
            if entity.type in {"organization", "instrument"}
            for label in entity.labels
            if " " in label
        ]
    return _known[digest]


def _content(name: str) -> frozenset[str]:
    """Give the words of a name that carry meaning, in lower case."""
    words = re.findall(r"\w+", name.lower())
    return frozenset(w for w in words if w not in {"the", "of", "on", "for", "and", "to", "in"})


def _names(text: str) -> Iterator[tuple[str, str, int]]:
    """Find names with a telling head: the name, its head, its offset."""
    for match in _NAME.finditer(text):
        for name, start in _apart(*_trimmed(match)):
            head = _telling(name)
            if head and not _bare(name):
                yield name, head, start


_AND = re.compile(r"\s+and\s+")


def _apart(name: str, start: int) -> Iterator[tuple[str, int]]:
    """Take two names apart that "and" joins: "Fen Office and Marsh Institute"."""
    for joint in _AND.finditer(name):
        left, right = name[: joint.start()], name[joint.end() :]
        if _telling(left) and _telling(right):
            yield left, start
            yield from _apart(right, start + joint.end())
            return
    yield name, start


def _trimmed(match: re.Match[str]) -> tuple[str, int]:
    """Take off what does not belong to a name: words that begin sentences, months, marks."""
    lexicon = _lexicon()
    name, start = match.group(), match.start()
    listed = match.group("list")
    if listed and not _one_list(name.split(), listed):
        name = name[: -len(listed)]
    words = name.split()
    while len(words) > 1 and (words[0] in lexicon.not_first or words[0].islower()):
        rest = name[len(words[0]) :].lstrip()
        start += len(name) - len(rest)
        name, words = rest, words[1:]
    while len(words) > 1 and (words[-1] in lexicon.not_last or words[-1].islower()):
        name, words = name[: -len(words[-1])].rstrip(), words[:-1]
    return _TAIL.sub("", name), start


def _one_list(words: Sequence[str], listed: str) -> bool:
    """Say whether a list goes on within one name: "for Truth, Justice", not of several names."""
    parts = listed.replace(" and ", ",").split(",")
    return not {"for", "of", "on"}.isdisjoint(words) and not any(_telling(p.strip()) for p in parts)


def _telling(name: str) -> str | None:
    """Give the word that says what a name names, ``None`` where no word does."""
    head = f" {head_of(name)}"
    return next((h for h in _lexicon().types if head.endswith(f" {h}")), None)


def _bare(name: str) -> bool:
    """Say whether a name has nothing that tells it apart: "Advisory Committee"."""
    lexicon = _lexicon()
    words = name.split()
    if len(words) < 2 or name in lexicon.types or name in lexicon.named:
        return True
    return all(word in lexicon.bare or word in lexicon.types for word in words) and not any(
        word.islower() for word in words
    )


def _context(text: str, start: int, end: int) -> str:
    """Give the words around a name, cut between words."""
    before = text[max(0, start - _CONTEXT) : start]
    behind = text[end : end + _CONTEXT]
    if start > _CONTEXT:
        before = before.partition(" ")[2]
    if end + _CONTEXT < len(text):
        behind = behind.rpartition(" ")[0]
    return " ".join(f"{before}{text[start:end]}{behind}".split())


def _covered(start: int, end: int, spans: Sequence[tuple[int, int]]) -> bool:
    """Say whether a mention begins or ends where the name does, or holds it."""
    at = bisect_right(spans, (start, end))
    near = spans[max(at - 2, 0) : at + 2]
    return any(s <= start < e or s < end <= e for s, e in near)
