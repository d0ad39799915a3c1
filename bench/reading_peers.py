"""What other libraries do with the same text or file, timed in an interpreter that has them.

Run by :mod:`bench.reading` with the interpreter that ``RECGRAPH_BENCH_PEERS`` names, so that none
of them is installed beside the product; it gives seconds on standard output.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from importlib import import_module
from typing import Any

ROUNDS = 3


def phrase_matcher(given: dict[str, Any]) -> Callable[[], object]:
    """Prepare spaCy's PhraseMatcher over the forms: what is timed reads text, as ours does."""
    matcher, tokens = _matcher(given)
    return lambda: matcher(tokens(given["text"]))


def phrase_matcher_over_tokens(given: dict[str, Any]) -> Callable[[], object]:
    """Prepare the same for a text that has been cut into tokens before."""
    matcher, tokens = _matcher(given)
    document = tokens(given["text"])
    return lambda: matcher(document)


def _matcher(given: dict[str, Any]) -> tuple[Callable[[Any], object], Callable[[str], Any]]:
    """Give a matcher of the forms, and what makes tokens of a text."""
    spacy, matching = import_module("spacy"), import_module("spacy.matcher")
    language = spacy.blank("en")
    language.max_length = len(given["text"]) + 1
    matcher = matching.PhraseMatcher(language.vocab, attr="LOWER")
    matcher.add("form", [language.make_doc(form) for form in given["forms"]])
    return matcher, language.make_doc


def word_paragraphs(given: dict[str, Any]) -> Callable[[], object]:
    """Prepare python-docx's loop over bare paragraphs."""
    docx = import_module("docx")
    return lambda: [[p.text for p in docx.Document(path).paragraphs] for path in given["paths"]]


def seconds(work: Callable[[], object]) -> float:
    """Give the shortest processor time of a few rounds."""
    times = []
    for _ in range(ROUNDS):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return min(times)


if __name__ == "__main__":
    prepared = (phrase_matcher, phrase_matcher_over_tokens, word_paragraphs)
    prepare = {function.__name__: function for function in prepared}[sys.argv[1]]
    print(seconds(prepare(json.load(sys.stdin))))
