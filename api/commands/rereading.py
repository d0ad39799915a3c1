"""Reading once more in another process, whose hash seed differs: the same bytes must come."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import orjson

from graph.measuring.evaluation import Evaluation, Score
from graph.serialization import document_json

if TYPE_CHECKING:
    from graph.document import Document

__all__ = ["with_determinism"]

_SEED = "20260101"
_SCRIPT = """
import sys, orjson
from graph.reader import read_document
from graph.serialization import document_json
from ontology.vocabularies import load_vocabularies
read = read_document(sys.stdin.buffer.read(), sys.argv[1], load_vocabularies())
sys.stdout.buffer.write(orjson.dumps(document_json(read, explain=True)))
"""


def with_determinism(
    result: Evaluation, given: Sequence[tuple[str, bytes]], documents: Sequence[Document]
) -> Evaluation:
    """Add the score of how many documents give the same bytes when they are read again."""
    different = [
        f"{name} determinism: other bytes in another process"
        for (name, data), document in zip(given, documents, strict=True)
        if _again(name, data) != orjson.dumps(document_json(document, explain=True))
    ]
    same = len(documents) - len(different)
    score = Score("determinism", same, len(documents), same, len(documents))
    return replace(
        result,
        scores=(*result.scores, score),
        differences=(*result.differences, *different),
    )


def _again(name: str, data: bytes) -> bytes:
    return subprocess.run(
        [sys.executable, "-c", _SCRIPT, name],
        input=data,
        capture_output=True,
        check=False,
        env={**os.environ, "PYTHONHASHSEED": _SEED},
    ).stdout
