"""Read damaged documents for a bounded time: `make fuzz`, or `python -m bench.fuzz SECONDS`.

Nothing but our own errors may come of it, every quote must stand at its offsets, and every
character must be accounted for.
"""

from __future__ import annotations

import random
import sys
import time
from pathlib import Path

from graph.errors import RecgraphError
from graph.reader import read_document
from graph.reading import accounted
from ontology.vocabularies import load_vocabularies

ROOT = Path(__file__).parent.parent
SEEDS = sorted([*(ROOT / "corpus").glob("*.txt"), *(ROOT / "tests" / "data" / "seeds").glob("*.*")])


def damaged(data: bytes, chance: random.Random) -> bytes:
    """Cut, repeat, swap or overwrite a few pieces."""
    for _ in range(chance.randint(1, 8)):
        start = chance.randrange(len(data) + 1)
        end = min(len(data), start + chance.choice((1, 2, 8, 64, 512)))
        piece = chance.choice((b"", data[start:end] * 2, chance.randbytes(end - start), b"\n(a) "))
        data = data[:start] + piece + data[end:]
    return data


def main(seconds: float) -> None:
    """Fuzz until the time is over and tell how many documents were read and refused."""
    vocabularies, read, refused, case = load_vocabularies(), 0, 0, 0
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        case += 1
        chance = random.Random(case)
        path = chance.choice(SEEDS)
        try:
            document = read_document(damaged(path.read_bytes(), chance), path.name, vocabularies)
        except RecgraphError:
            refused += 1
            continue
        read += 1
        for unit in document.units:
            for mention in unit.mentions:
                quote = document.text[mention.start : mention.end]
                if quote != mention.quote:
                    sys.exit(f"case {case}, {path.name}: {mention} is not at its offsets")
        if accounted(document):
            sys.exit(f"case {case}, {path.name}: characters are not accounted for")
    print(f"{case} cases: {read} read, {refused} refused, no fault")


if __name__ == "__main__":
    main(float(sys.argv[1]) if len(sys.argv) > 1 else 60)
