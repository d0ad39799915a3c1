"""Bodies named by the resolution that founded them: "the Committee established by resolution 1540".

The vocabularies know such bodies by labels that end in a reference ("Security Council Committee
established pursuant to resolution 1540 (2004)"). A text names them by any of these words and puts
the reference in its own way, so the body is told by the head of its label and the resolution's key.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, Final

from graph.mentions.gazetteer import Hit
from graph.mentions.references import find_references

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ontology.vocabularies import Vocabularies

__all__ = ["FOUNDED", "founded_hits"]

FOUNDED: Final = "founded-by"
"""The rule of such a mention."""

_REACH: Final = 160
_FOUNDED = (
    r"(?:originally\s+)?(?:established|set\s+up|created|appointed|constituted)\s+"
    r"(?:pursuant\s+to|by|under|through|in\s+accordance\s+with|in)"
)
_IN_LABEL = re.compile(rf"(?P<head>.+?)\s+(?:{_FOUNDED}|pursuant\s+to)\s", re.IGNORECASE)
_VERBS = ("pursuant to", "established", "set up", "created", "appointed", "constituted")
_KIND = re.compile(r"\b(?:Committee|Group|Panel|Commission|Mechanism|Team)\b.*")

_Founded = dict[str, tuple[tuple[re.Pattern[str], str], ...]]
_built: dict[str, _Founded] = {}


def founded_hits(text: str, hits: Iterable[Hit], vocabularies: Vocabularies) -> Iterator[Hit]:
    """Find the bodies that a text names by their founding resolutions.

    Parameters
    ----------
    text
        Any text.
    hits
        What it names; the references among them.
    vocabularies
        Whose organizations' labels tell which resolution founded them.

    Yields
    ------
    Hit
        The head's words, "Ad Hoc Committee"; the reference stays a mention of its own.

    Examples
    --------
    >>> from ontology.vocabularies import load_vocabularies
    >>> text = "the Committee established pursuant to resolution 1540 (2004)"
    >>> found = Hit(38, 60, "security-council-resolution-1540-2004", "instrument", "reference")
    >>> [hit.entity for hit in founded_hits(text, [found], load_vocabularies())]
    ['1540-committee']
    """
    founded = _built.get(vocabularies.digest)
    if founded is None:
        founded = _built[vocabularies.digest] = _founded(vocabularies)
    for hit in hits:
        for pattern, entity in founded.get(hit.entity, ()):
            start = max(0, hit.start - _REACH)
            found = pattern.search(text[start : hit.start])
            if found is not None:
                span = start + found.start("head"), start + found.end("head")
                yield Hit(*span, entity, "organization", FOUNDED)


def _founded(vocabularies: Vocabularies) -> _Founded:
    """Give, for each founding resolution, how its bodies are named before it."""
    heads: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for entity in vocabularies.entities.values():
        if entity.type == "organization":
            for label in (entity.label, *entity.alt, *entity.hidden):
                head = _IN_LABEL.match(label) if any(verb in label for verb in _VERBS) else None
                if head is not None:
                    for reference in find_references(label):
                        heads[reference.key, entity.key] |= _forms(head["head"])
    founded: defaultdict[str, list[tuple[re.Pattern[str], str]]] = defaultdict(list)
    for (resolution, key), forms in heads.items():
        founded[resolution].append((_before(forms), key))
    return {resolution: tuple(found) for resolution, found in founded.items()}


def _forms(head: str) -> set[str]:
    """Give a head and the shorter one that tells only the kind of body."""
    kind = _KIND.search(head)
    return {head, kind.group()} if kind else {head}


def _before(forms: Iterable[str]) -> re.Pattern[str]:
    """Match a head, the verb and up to four words, such as "General Assembly", at a text's end."""
    longest = sorted(forms, key=lambda form: (-len(form), form))
    heads = "|".join(r"\s+".join(map(re.escape, form.split())) for form in longest)
    return re.compile(rf"\b(?P<head>{heads})\s+{_FOUNDED}\s+(?:\w+\s+){{0,4}}$", re.IGNORECASE)
