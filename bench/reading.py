"""How fast sources are read, as ratios in one run: beside the bare automaton, pdfium, peers.

Seconds are of processor time, so that what else the machine does counts little; only the start of
the command is told in seconds of the clock too.
"""

from __future__ import annotations

import gzip
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from itertools import islice
from pathlib import Path

import pypdfium2
from daachorse import DoubleArrayAhoCorasick

from bench.figures import Figure, best_seconds
from bench.texts import CORPUS, dense_text
from graph.folding import collapse, fold
from graph.headlines.titles import title_of
from graph.mentions.finding import find_mentions
from graph.mentions.gazetteer import gazetteer_of
from graph.reader import collector_at_rest, read_document
from graph.reading import read_source
from graph.reading.bulk import row_pieces
from graph.statements import interpret
from ontology.vocabularies import Vocabularies, load_vocabularies

SHARED = Path(os.environ.get("RECGRAPH_SHARED", CORPUS.parent.parent / "shared")) / "corpus"
PEERS = os.environ.get("RECGRAPH_BENCH_PEERS")
"""An interpreter that has spaCy and python-docx."""
PIECES = 500
Work = Callable[[], object]


def figures() -> list[Figure]:
    """Measure everything about reading; what a peer or a file is missing for is said and left."""
    vocabularies, text = load_vocabularies(), dense_text(1.0)
    read_document(text[:20_000].encode(), "warm.txt", vocabularies)
    return [
        *_gazetteer_figures(text, vocabularies),
        *_stage_figures(text, vocabularies),
        *_rows_figures(vocabularies),
        *_pdf_figures(vocabularies),
        *_docx_figures(vocabularies),
        *_start_figures(),
    ]


def _skipped(what: str, why: str) -> list[Figure]:
    print(f"{what}: left out, {why}", flush=True)
    return []


def _seconds(work: Work, *, rounds: int = 5) -> float:
    """Give the shortest processor time of a few rounds, the collector at rest as in reading."""
    times = []
    for _ in range(rounds):
        with collector_at_rest():
            start = time.process_time()
            work()
            times.append(time.process_time() - start)
    return min(times)


def _both(theirs: Work, ours: Work, *, rounds: int = 5) -> tuple[float, float]:
    """Time two works turn by turn, so that what else the machine does falls on both."""
    times = [(_seconds(theirs, rounds=1), _seconds(ours, rounds=1)) for _ in range(rounds)]
    return min(their for their, _ in times), min(our for _, our in times)


def _peer_seconds(what: str, given: dict[str, object]) -> float | None:
    """Time a peer in its own interpreter; ``None`` where there is none or it lacks the library."""
    if PEERS is None:
        return None
    script = Path(__file__).with_name("reading_peers.py")
    done = subprocess.run(
        [PEERS, script, what], input=json.dumps(given), capture_output=True, text=True, check=False
    )
    return float(done.stdout) if done.returncode == 0 else None


_NO_PEER = "RECGRAPH_BENCH_PEERS names no interpreter that has it"


def _gazetteer_figures(text: str, vocabularies: Vocabularies) -> list[Figure]:
    """Measure finding beside an automaton of the same forms over the same text, folded before."""
    gazetteer = gazetteer_of(vocabularies)
    forms = sorted({f.lower() for part in (gazetteer.lower, gazetteer.cased) for f in part.forms})
    automaton = DoubleArrayAhoCorasick(forms)
    folded = collapse(fold(text)).data.lower()
    bare, ours = _both(lambda: automaton.find_overlapping(folded), lambda: gazetteer.find(text))
    measured = [
        Figure(f"gazetteer, {len(forms)} forms", len(text) / 1e6 / ours, "MB/s"),
        Figure("gazetteer / bare automaton returning tuples", bare / ours, "x", 0.45),
    ]
    what = "gazetteer / spaCy's PhraseMatcher"
    given: dict[str, object] = {"forms": [f.decode() for f in forms], "text": text}
    spacy = _peer_seconds("phrase_matcher", given)
    matcher = _peer_seconds("phrase_matcher_over_tokens", given)
    if spacy is None or matcher is None:
        return [*measured, *_skipped(what, _NO_PEER)]
    return [
        *measured,
        Figure(what, spacy / ours, "x", 45),
        Figure("  bare automaton / spaCy's PhraseMatcher", spacy / bare, "x"),
        Figure("  gazetteer / spaCy's, its tokens made before", matcher / ours, "x"),
    ]


def _stage_figures(text: str, vocabularies: Vocabularies) -> list[Figure]:
    """Measure the whole reader on one core, and each of its stages by itself."""
    data, size = text.encode(), len(text.encode()) / 1e6
    skeleton = read_source(data, "dense.txt", vocabularies)
    mentions = find_mentions(skeleton, vocabularies)
    statements = interpret(skeleton, mentions, vocabularies)

    def titles() -> None:
        for unit, found, said in zip(skeleton.units, mentions, statements, strict=True):
            title_of(unit.text, said, found, vocabularies)

    stages: dict[str, Work] = {
        "text to units": lambda: read_source(data, "dense.txt", vocabularies),
        "mentions": lambda: find_mentions(skeleton, vocabularies),
        "statements": lambda: interpret(skeleton, mentions, vocabularies),
        "titles": titles,
    }
    whole = _seconds(lambda: read_document(data, "dense.txt", vocabularies), rounds=3)
    return [
        Figure("text to finished reading, one core", size / whole, "MB/s", 8),
        *(
            Figure(f"  of it {name}", size / _seconds(work, rounds=3), "MB/s")
            for name, work in stages.items()
        ),
    ]


def _rows_figures(vocabularies: Vocabularies) -> list[Figure]:
    """Measure ready-cut recommendations as ``recgraph read`` streams them, the first pieces."""
    path = SHARED / "bulk" / "recommendations.jsonl.gz"
    if not path.is_file():
        return _skipped("bulk rows", f"{path.name} is not in the shared corpus")
    with path.open("rb") as stream, gzip.open(path) as lines:
        pieces = list(islice(row_pieces(stream, path.name), PIECES))
        total = sum(1 for _ in lines)

    def read() -> None:
        for piece in pieces:
            read_document(piece.data, piece.name, vocabularies)

    rate = sum(piece.rows for piece in pieces) / _seconds(read, rounds=1)
    return [
        Figure("rows read, one core", rate, "rows/s"),
        Figure(f"  all {total} rows at that rate", total / rate, "s"),
    ]


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

    theirs, ours = _both(plain, read, rounds=3)
    return [Figure("PDF read / pdfium's plain text", theirs / ours, "x", 0.4)]


def _docx_figures(vocabularies: Vocabularies) -> list[Figure]:
    """Measure a DOCX with its labels beside python-docx's loop over bare paragraphs."""
    what, paths = "DOCX read / python-docx's text", sorted((SHARED / "office").glob("*.docx"))
    if not paths:
        return _skipped(what, "no DOCX is in the shared corpus")
    theirs = _peer_seconds("word_paragraphs", {"paths": [str(path) for path in paths]})
    if theirs is None:
        return _skipped(what, _NO_PEER)
    sources = [(path.name, path.read_bytes()) for path in paths]

    def read() -> None:
        for name, data in sources:
            read_source(data, name, vocabularies)

    return [Figure(what, theirs / _seconds(read, rounds=3), "x", 5)]


def _start_figures() -> list[Figure]:
    command = Path(sys.executable).with_name("recgraph")
    source = CORPUS / "002_f7de6c3a8e0c6968.txt"
    # An installed command has its modules compiled; the first round compiles them.
    ours = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    busy: list[float] = []

    def read() -> None:
        before = os.times()
        subprocess.run([command, "read", source], check=True, capture_output=True, env=ours)
        after = os.times()
        busy.append(sum(after[2:4]) - sum(before[2:4]))

    clock = best_seconds(read)
    return [
        Figure("`recgraph read` of a short report", clock, "s", ceiling=0.5),
        Figure("  of it processor time", min(busy), "s"),
    ]
