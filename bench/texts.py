"""Texts to measure with: made of the sample documents' sentences, no sentence twice the same."""

from __future__ import annotations

import re
from itertools import count
from pathlib import Path
from random import Random

from graph.reading import read_source
from ontology.vocabularies import load_vocabularies

__all__ = ["CORPUS", "dense_text"]

CORPUS = Path(__file__).parent.parent / "corpus"

_STOP = re.compile(r"(?<=[a-z]\.)\s+(?=[A-Z])")
_DIGIT = re.compile(r"\d")
_SEED = 20240501


def dense_text(megabytes: float) -> str:
    """Make numbered paragraphs of one to three sentences in random order, with new figures.

    What is read once must not help in reading the next: every sentence has figures of its own, and
    one without figures gets a reference to a paragraph.
    """
    sentences, random = _sentences(), Random(_SEED)
    parts, size = ["Draft report\n\n"], 0
    for number in count(1):
        if size >= megabytes * 1e6:
            return "".join(parts)
        chosen = random.sample(sentences, random.choice((1, 2, 2, 3)))
        words = " ".join(_varied(sentence, random) for sentence in chosen)
        parts.append(f"{number}. {words}\n\n")
        size += len(parts[-1])
    raise AssertionError


def _varied(sentence: str, random: Random) -> str:
    if _DIGIT.search(sentence):
        return _DIGIT.sub(lambda _: random.choice("123456789"), sentence)
    return f"{sentence[:-1]} (see paragraph {random.randrange(1, 10**6)})."


def _sentences() -> list[str]:
    """Give the sentences of the sample documents' paragraphs, all that end in a full stop."""
    vocabularies = load_vocabularies()
    documents = [
        read_source(path.read_bytes(), path.name, vocabularies)
        for path in sorted(CORPUS.glob("*.txt"))
    ]
    texts = (" ".join(unit.text.split()) for document in documents for unit in document.units)
    found = (sentence for text in texts for sentence in _STOP.split(text))
    return sorted({s.rstrip(";") + "." * (s[-1] == ";") for s in found if s.endswith((".", ";"))})
