"""How fast text is read: the gazetteer against the bare automaton, and the whole reader."""

from __future__ import annotations

import subprocess
import sys
from importlib.util import find_spec
from itertools import islice, product
from pathlib import Path

from daachorse import DoubleArrayAhoCorasick

from bench.figures import Figure, best_seconds
from graph.folding import fold
from graph.gazetteer import Gazetteer
from graph.reader import read_document
from ontology.vocabularies import Entity, load_vocabularies

CORPUS = Path(__file__).parent.parent / "corpus"
FORMS = 10_000


def dense_text(megabytes: float) -> str:
    """The paragraphs of the sample documents, repeated under new numbers."""
    body = (CORPUS / "002_f7de6c3a8e0c6968.txt").read_text()
    paragraphs = [line.partition(". ")[2] for line in body.splitlines() if line[:1].isdigit()]
    paragraphs = [p for p in paragraphs if p.strip()]
    parts, size, number = ["Draft report\n\n"], 0, 0
    while size < megabytes * 1e6:
        number += 1
        parts.append(f"{number}. {paragraphs[number % len(paragraphs)]}\n\n")
        size += len(parts[-1])
    return "".join(parts)


def _forms() -> list[str]:
    """Ten thousand labels: those of the vocabularies, and two-word names made of their words."""
    known = [label for e in load_vocabularies().entities.values() for label in e.labels]
    words = sorted({w for label in known for w in label.split() if w.isalpha() and len(w) > 4})
    made = (f"{a} {b}" for a, b in product(words, reversed(words)) if a != b)
    return list(islice(dict.fromkeys((*known, *islice(made, FORMS))), FORMS))


def _gazetteer_figures(text: str) -> list[Figure]:
    forms = _forms()
    entities = [Entity(key=f"e{i}", type="theme", label=form) for i, form in enumerate(forms)]
    gazetteer = Gazetteer.build(entities)
    patterns = sorted({fold(form) for form in forms if form})
    automaton = DoubleArrayAhoCorasick(patterns)
    folded = fold(text)
    bare = best_seconds(lambda: automaton.find_overlapping(folded))
    ours = best_seconds(lambda: gazetteer.find(text))
    megabytes = len(text) / 1e6
    figures = [
        Figure("gazetteer, 10,000 forms", megabytes / ours, "MB/s"),
        Figure("gazetteer / bare automaton returning tuples", bare / ours, "x", 0.45),
    ]
    if find_spec("spacy"):
        figures.append(
            Figure("gazetteer / spaCy PhraseMatcher", _spacy(forms, text) / ours, "x", 45)
        )
    return figures


def _spacy(forms: list[str], text: str) -> float:
    import spacy
    from spacy.matcher import PhraseMatcher

    language = spacy.blank("en")
    language.max_length = len(text) + 1
    matcher = PhraseMatcher(language.vocab, attr="LOWER")
    matcher.add("form", [language.make_doc(form) for form in forms])
    return best_seconds(lambda: matcher(language.make_doc(text)), rounds=1)


def _start_figure() -> Figure:
    command = Path(sys.executable).with_name("recgraph")
    source = CORPUS / "002_f7de6c3a8e0c6968.txt"

    def read() -> None:
        subprocess.run([command, "read", source], check=True, capture_output=True)

    return Figure(
        "starts of `recgraph read` in a second", 1 / best_seconds(read, rounds=3), "1/s", 2
    )


def figures() -> list[Figure]:
    """Measure everything about reading."""
    vocabularies, text = load_vocabularies(), dense_text(1.0)
    data = text.encode()
    read_document(data[:20_000], "warm.txt", vocabularies)
    whole = best_seconds(lambda: read_document(data, "dense.txt", vocabularies), rounds=2)
    return [
        *_gazetteer_figures(text),
        Figure("text to finished reading, one core", len(data) / 1e6 / whole, "MB/s", 8),
        _start_figure(),
    ]
