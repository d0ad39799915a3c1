"""Organizations, treaties and States in passages that were marked before they were read.

The first reading gave, over both halves: organizations 1.000, treaties 0.947, States 0.991.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from graph.evaluation import evaluate

PASSAGES = Path(__file__).parent / "data" / "mentions_unseen.json"


@pytest.mark.parametrize("field", ["organizations", "treaties", "States"])
def test_what_passages_name(field: str) -> None:
    result = evaluate(json.loads(PASSAGES.read_text("utf-8")), [])
    score = next(score for score in result.scores if score.field == field)
    assert score.f1 >= 0.98, result.differences
