"""How fast sources are read: the gazetteer beside the bare automaton, text, rows, PDF, DOCX."""

from __future__ import annotations

import gzip
import io
import os
import subprocess
import sys
from collections.abc import Iterator
from importlib import import_module
from importlib.util import find_spec
from itertools import islice
from pathlib import Path

import pypdfium2
from daachorse import DoubleArrayAhoCorasick

from bench.figures import Figure, best_seconds
from bench.texts import CORPUS, dense_text
from graph.folding import collapse, fold
from graph.gazetteer import gazetteer_of
from graph.reader import read_document
from graph.reading import read_source
from ontology.vocabularies import Vocabularies, load_vocabularies

SHARED = Path(os.environ.get("RECGRAPH_SHARED", CORPUS.parent.parent / "shared")) / "corpus"
BATCH = 2000
EVERY = 10


def figures() -> list[Figure]:
    """Measure everything about reading; what a peer or a file is missing for is said and left."""
    vocabularies, text = load_vocabularies(), dense_text(1.0)
    data = text.encode()
    read_document(data[:20_000], "warm.txt", vocabularies)
    whole = best_seconds(lambda: read_document(data, "dense.txt", vocabularies), rounds=3)
    return [
        *_gazetteer_figures(text, vocabularies),
        Figure("text to finished reading, one core", len(data) / 1e6 / whole, "MB/s", 8),
        *_rows_figures(vocabularies),
        *_pdf_figures(vocabularies),
        *_docx_figures(vocabularies),
        _start_figure(),
    ]


def _skipped(what: str, why: str) -> list[Figure]:
    print(f"{what}: left out, {why}", flush=True)
    return []


def _gazetteer_figures(text: str, vocabularies: Vocabularies) -> list[Figure]:
    """Measure finding beside an automaton of the same forms over the same text, folded before."""
    gazetteer = gazetteer_of(vocabularies)
    forms = sorted({*gazetteer.lower.forms, *(form.lower() for form in gazetteer.cased.forms)})
    automaton = DoubleArrayAhoCorasick(forms)
    folded = collapse(fold(text)).data.lower()
    bare = best_seconds(lambda: automaton.find_overlapping(folded))
    ours = best_seconds(lambda: gazetteer.find(text))
    return [
        Figure(f"gazetteer, {len(forms)} forms", len(text) / 1e6 / ours, "MB/s"),
        Figure("gazetteer / bare automaton returning tuples", bare / ours, "x", 0.45),
        *_spacy_figures([form.decode() for form in forms], text, ours),
    ]


def _spacy_figures(forms: list[str], text: str, ours: float) -> list[Figure]:
    if not find_spec("spacy"):
        return _skipped("gazetteer / spaCy's PhraseMatcher", "spaCy is not installed")
    spacy, matching = import_module("spacy"), import_module("spacy.matcher")
    language = spacy.blank("en")
    language.max_length = len(text) + 1
    matcher = matching.PhraseMatcher(language.vocab, attr="LOWER")
    matcher.add("form", [language.make_doc(form) for form in forms])
    theirs = best_seconds(lambda: matcher(language.make_doc(text)), rounds=1)
    return [Figure("gazetteer / spaCy's PhraseMatcher", theirs / ours, "x", 45)]


def _rows_figures(vocabularies: Vocabularies) -> list[Figure]:
    """Measure ready-cut recommendations, one in ten of the bulk file, a batch at a time."""
    path = SHARED / "bulk" / "recommendations.jsonl.gz"
    if not path.is_file():
        return _skipped("bulk rows", f"{path.name} is not in the shared corpus")
    with gzip.open(path) as lines:
        rows = list(islice(lines, 0, None, EVERY))

    def read() -> None:
        for batch in _batches(rows):
            read_document(batch, "rows.jsonl", vocabularies)

    seconds = best_seconds(read, rounds=1)
    return [Figure("rows read, one core", len(rows) / seconds, "rows/s")]


def _batches(rows: list[bytes]) -> Iterator[bytes]:
    for start in range(0, len(rows), BATCH):
        yield b"".join(rows[start : start + BATCH])


def _pdf_figures(vocabularies: Vocabularies) -> list[Figure]:
    """Measure a PDF's text and layout beside pdfium's own plain text of the same pages."""
    paths = sorted((SHARED / "office").glob("*.pdf"))
    if not paths:
        return _skipped("PDF / pdfium's plain text", "no PDF is in the shared corpus")
    sources = [(path.name, path.read_bytes()) for path in paths]

    def read() -> None:
        for name, data in sources:
            read_source(data, name, vocabularies)

    def plain() -> None:
        for _, data in sources:
            for page in pypdfium2.PdfDocument(data):
                page.get_textpage().get_text_range()

    ratio = best_seconds(plain, rounds=3) / best_seconds(read, rounds=3)
    return [Figure("PDF read / pdfium's plain text", ratio, "x", 0.4)]


def _docx_figures(vocabularies: Vocabularies) -> list[Figure]:
    """Measure a DOCX with its labels beside python-docx's loop over bare paragraphs."""
    paths = sorted((SHARED / "office").glob("*.docx"))
    if not find_spec("docx"):
        return _skipped("DOCX / python-docx", "python-docx is not installed")
    if not paths:
        return _skipped("DOCX / python-docx", "no DOCX is in the shared corpus")
    docx = import_module("docx")
    sources = [(path.name, path.read_bytes()) for path in paths]

    def read() -> None:
        for name, data in sources:
            read_source(data, name, vocabularies)

    def plain() -> None:
        for _, data in sources:
            for paragraph in docx.Document(io.BytesIO(data)).paragraphs:
                _ = paragraph.text

    ratio = best_seconds(plain, rounds=3) / best_seconds(read, rounds=3)
    return [Figure("DOCX read / python-docx's text", ratio, "x", 5)]


def _start_figure() -> Figure:
    command = Path(sys.executable).with_name("recgraph")
    source = CORPUS / "002_f7de6c3a8e0c6968.txt"
    # An installed command has its modules compiled; the first round compiles them.
    ours = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}

    def read() -> None:
        subprocess.run([command, "read", source], check=True, capture_output=True, env=ours)

    return Figure(
        "starts of `recgraph read` in a second", 1 / best_seconds(read, rounds=3), "1/s", 2
    )
